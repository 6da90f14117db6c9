"""The window shows photos rotated, flipped, straightened and cropped, and saves them so."""

import numpy as np
import pytest

from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.exporting import export_codes
from lowexp_gui.photo.geometry import AS_TAKEN, Crop, Geometry, frame_of

TURNED = Geometry(1, True, 0.0, Crop(0.25, 0.125, 0.5, 0.75))
TILTED = Geometry(3, False, 4.0)


@pytest.fixture
def looking(person, dark_photo):
    """A photo with its result, at 100 %."""
    person.open_and_wait(dark_photo)
    person.viewer.zoom_to_pixels()
    person.wait_for_view()
    return person


def _change(person, geometry):
    session = person.window.session
    session.editing.change_geometry((session.in_view.key,), lambda _: geometry)
    person.wait_for_view()


def _shown(person, source):
    """The picture of a source, with where it is."""
    picture = person.found(source)
    assert picture.level == 0
    return pixels_of(picture.image).astype(int), picture.region


def _exported(person, stage, geometry):
    session = person.window.session
    return export_codes(
        session.in_view.result,
        stage,
        session.in_view.adjustments,
        profile=None,
        bit_depth=8,
        geometry=geometry,
    ).astype(int)


@pytest.mark.parametrize("geometry", [TURNED, TILTED])
def test_all_panes_show_what_is_saved(looking, geometry):
    _change(looking, geometry)
    looking.viewer.zoom_to_pixels()
    looking.wait_for_view()
    frame = looking.window.session.view.frame
    size = looking.viewer.transform.photo_size
    assert (size.width(), size.height()) == (frame.width, frame.height)
    for source, stage in ((Source.BEFORE, Stage.BEFORE), (Source.FINAL, Stage.FINAL)):
        shown, region = _shown(looking, source)
        saved = _exported(looking, stage, geometry)[region.rows, region.columns]
        assert np.abs(shown - saved).max() <= 1


def test_a_rotation_is_one_step_and_comes_back(looking):
    before, region = _shown(looking, Source.FINAL)
    _change(looking, TURNED)
    looking.window.commands.undo.trigger()
    looking.wait_for_view()
    looking.viewer.zoom_to_pixels()
    looking.wait_for_view()
    after, again = _shown(looking, Source.FINAL)
    assert again == region
    assert np.array_equal(after, before)
    assert not looking.window.commands.undo.isEnabled()
    looking.window.commands.redo.trigger()
    assert looking.open_photos.at(0).geometry == TURNED


def test_a_slider_keeps_the_geometry_and_a_rotation_the_adjustments(looking):
    looking.window.session.editing.move(Adjustments(contrast=1.3))
    _change(looking, TURNED)
    looking.window.session.editing.move(Adjustments(contrast=1.3, tint=0.2))
    edits = looking.open_photos.at(0).edits
    assert edits.geometry == TURNED
    assert (edits.adjustments.contrast, edits.adjustments.tint) == (1.3, 0.2)


def test_the_geometry_is_there_again_in_the_next_window(make_person, dark_photo):
    person = make_person()
    person.open_and_wait(dark_photo)
    _change(person, TURNED)
    person.window.close()
    again = make_person()
    again.open_and_wait(dark_photo)
    again.wait(lambda: again.open_photos.at(0).geometry == TURNED)
    again.wait_for_view()
    assert again.window.session.view.frame.geometry == TURNED


def test_each_photo_has_its_own(person, dark_photos):
    person.open_and_wait(*dark_photos)
    _change(person, TURNED)
    person.window.session.in_view.select_row(1)
    person.wait(lambda: person.window.session.in_view.has_result)
    person.wait_for_view()
    assert person.window.session.view.frame.is_neutral
    person.window.session.in_view.select_row(0)
    person.wait_for_view()
    assert person.window.session.view.frame.geometry == TURNED


def test_the_first_tiles_are_those_in_view(looking):
    _change(looking, TURNED)
    view = looking.window.session.view
    key = looking.window.session.in_view.key
    photo = looking.window.session.in_view.photo
    focus = view.focus(key)
    source = frame_of(photo.width, photo.height, TURNED).source
    assert source.left <= focus.left
    assert focus.right <= source.right
    assert focus.bottom <= source.bottom


def test_saving_knows_whether_the_geometry_has_changed(looking):
    window = looking.window
    window.commands.save.trigger()
    looking.wait(lambda: looking.open_photos.at(0).saved_with is not None)
    saved = looking.open_photos.at(0).saved_with
    assert saved.geometry == AS_TAKEN
    _change(looking, TURNED)
    window.commands.save.trigger()
    looking.wait(lambda: looking.open_photos.at(0).saved_with.geometry == TURNED)


def test_figures_are_those_of_the_cropped_picture(looking):
    from lowexp_gui.app.viewing.figures_worker import FiguresRequest, picture_of

    _change(looking, TURNED)
    session = looking.window.session
    request = FiguresRequest(session.view.pictures, Source.FINAL, session.in_view.adjustments)
    picture = picture_of(request)
    saved = _exported(looking, Stage.FINAL, TURNED)
    assert picture.shape == saved.shape
    assert np.abs(np.round(picture[3:9] * 255) - saved[3:9]).max() <= 1
