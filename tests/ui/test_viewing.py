"""Panes, wipe, difference, loupe, navigator, clipping: what each shows, and that the keys reach it."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QFileDialog

from lowexp_gui.app.viewing.arrangement import DIFFERENCE_GAIN, Arrangement
from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.app.viewing.source import COMPARED_METHODS, Source
from lowexp_gui.app.viewing.view_request import Part


@pytest.fixture
def viewer(person, dark_photo):
    person.window.resize(1400, 860)
    person.window.commands.view.arrangements[Arrangement.THREE].trigger()
    person.open_and_wait(dark_photo)
    person.viewer.setFocus()
    return person.viewer


def _choose(person, menu, text):
    """Choose an entry of an open menu with the keyboard."""
    for _ in range(20):
        person.qtbot.keyClick(menu, Qt.Key.Key_Down)
        if menu.activeAction().text() == text:
            break
    person.qtbot.keyClick(menu, Qt.Key.Key_Return)


def _shown(canvas):
    return pixels_of(canvas.grab().toImage()).astype(int)


@pytest.mark.parametrize("arrangement", Arrangement)
def test_every_arrangement_shows_a_picture_in_every_pane(person, viewer, arrangement):
    person.window.commands.view.arrangements[arrangement].trigger()
    person.wait_for_view()
    assert len(viewer.shown_panes) == arrangement.panes
    assert len(viewer.shown) == arrangement.sources
    # Compared methods take their time.
    person.wait(lambda: all(pane.canvas.has_picture for pane in viewer.shown_panes))
    assert all(pane.isVisible() for pane in viewer.shown_panes)
    assert not any(pane.isVisible() for pane in viewer.panes[arrangement.panes :])


@pytest.mark.parametrize(
    "source",
    [*(each for each in Source if each is not Source.REFERENCE), *COMPARED_METHODS],
    ids=lambda shown: shown.value,
)
def test_every_source_can_be_seen_alone(person, viewer, source):
    person.window.commands.view.arrangements[Arrangement.SINGLE].trigger()
    person.window.commands.view.sources[source].trigger()
    assert viewer.shown == (source,)
    person.wait(lambda: person.canvas(source).has_picture)
    person.wait_for_view()
    assert _shown(person.canvas(source)).std() > 0


def test_number_keys_flip_the_pane_that_was_clicked_last(person, viewer):
    first = viewer.shown_panes[0].canvas
    person.qtbot.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    person.qtbot.keyClick(viewer, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert viewer.shown == (Source.FINAL, Source.ENHANCED, Source.FINAL)
    person.qtbot.keyClick(viewer, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert viewer.shown[0] is Source.ILLUMINATION


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_a_source_is_chosen_in_the_corner_of_its_pane(person, viewer):
    title = viewer.shown_panes[1].titles[0]
    title.setFocus()
    assert title.hasFocus()
    QTimer.singleShot(0, lambda: _choose(person, title.menu(), "Noise"))
    person.qtbot.keyClick(title, Qt.Key.Key_Return)
    person.wait_for_view()
    assert viewer.shown[1] is Source.NOISE
    assert person.canvas(Source.NOISE).has_picture


def test_the_wipe_shows_one_source_on_each_side_of_a_line_that_moves(person, viewer):
    person.qtbot.keyClick(viewer, Qt.Key.Key_W)
    person.wait_for_view()
    canvas = viewer.shown_panes[0].canvas

    def left():
        return _shown(canvas)[:, 10 : canvas.width() // 2 - 20].mean()

    def right():
        return _shown(canvas)[:, canvas.width() // 2 + 20 : -10].mean()

    assert left() < right() - 20
    middle = canvas.rect().center()
    person.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    person.qtbot.mouseMove(canvas, QPoint(5, middle.y()))
    person.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, middle.y()))
    assert abs(left() - right()) < 15
    assert viewer.transform.is_fitted
    for _ in range(10):
        person.qtbot.keyClick(viewer, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert canvas.content.wipe_at > 0.15
    person.window.commands.view.turn_wipe.trigger()
    assert not canvas.content.upright


def test_the_difference_is_that_of_the_two_pictures(person, viewer):
    person.qtbot.keyClick(viewer, Qt.Key.Key_D)
    viewer.zoom_to_pixels()
    person.wait_for_view()
    person.wait(lambda: not viewer.shown_panes[0].canvas.quick)
    first, second = (person.picture(source) for source in viewer.shown)
    expected = np.minimum(DIFFERENCE_GAIN * np.abs(first - second), 255)
    canvas = viewer.shown_panes[0].canvas
    left, top = canvas._placement().origin.toTuple()
    inside = _shown(canvas)[int(top) :, int(left) :][: expected.shape[0], : expected.shape[1]]
    assert expected.max() > 20
    assert np.abs(inside - expected).max() == 0


def test_values_and_place_of_the_pixel_under_the_pointer(person, viewer):
    viewer.transform.zoom_to(48)
    person.wait_for_view()
    canvas = person.canvas(Source.BEFORE)
    person.qtbot.mouseMove(canvas, canvas.rect().center() + QPoint(3, 3))
    place, values = viewer.pixel_values()
    column, row = place
    photo = person.window.session.in_view.photo
    assert values[Source.BEFORE] == tuple(photo.pixels[row, column])
    assert f"{column}, {row}" in person.window.parts.status.photo_label.text()


def test_the_loupe_shows_full_size_pixels_under_the_pointer(person, viewer, large_photo):
    person.drop(large_photo)
    person.wait_for_result(1)
    viewer.fit()
    person.window.commands.view.loupe.trigger()
    canvas = person.canvas(Source.FINAL)
    person.qtbot.mouseMove(canvas, canvas.rect().center())
    person.wait(lambda: person.found(Source.FINAL, Part.LOUPE) is not None)
    under = person.found(Source.FINAL, Part.LOUPE)
    assert under.level == 0
    middle = viewer.transform.centre
    assert under.region.left <= middle.x() <= under.region.left + under.region.width
    person.window.commands.view.loupe.trigger()
    person.wait_for_view()
    assert person.found(Source.FINAL, Part.LOUPE) is None


def test_the_navigator_is_there_when_zoomed_and_moves_the_view(person, viewer):
    assert not viewer.navigator.isVisible()
    viewer.transform.zoom_to(8)
    person.wait_for_view()
    person.wait(lambda: viewer.navigator.isVisible())
    centre = viewer.transform.centre
    person.qtbot.mouseClick(viewer.navigator, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert viewer.transform.centre.x() < centre.x()
    person.window.commands.view.navigator.trigger()
    assert not viewer.navigator.isVisible()


def test_clipped_pixels_are_marked_only_while_wanted(person, viewer, tmp_path):
    half = np.zeros((60, 80, 3), np.uint8)
    half[:, 40:] = 255
    path = tmp_path / "half.png"
    Image.fromarray(half).save(path)
    person.drop(path)
    person.wait_for_result(1)
    plain = person.picture(Source.BEFORE)
    person.window.commands.view.clipping.trigger()
    person.wait_for_view()
    marked = person.picture(Source.BEFORE)
    assert marked[30, 10].argmax() == 2
    assert marked[30, 70].argmax() == 0
    person.window.commands.view.clipping.trigger()
    person.wait_for_view()
    assert np.array_equal(person.picture(Source.BEFORE), plain)


def test_the_histogram_of_the_whole_photo_does_not_follow_the_view(person, viewer):
    person.window.commands.view.whole_histogram.trigger()
    person.wait_for_view()
    fitted = person.window.parts.histogram.figures.text()
    viewer.transform.zoom_to(20)
    person.wait_for_view()
    assert person.window.parts.histogram.figures.text() == fitted


def test_another_models_result_is_shown_beside_and_kept(person, viewer):
    session = person.window.session
    person.window.commands.view.other_model.trigger()
    picture = viewer.active_source
    other = picture.model
    assert other != session.in_view.model
    person.wait(lambda: session.view.has(picture))
    person.wait_for_view()
    assert np.abs(person.picture(picture) - person.picture(Source.BEFORE)).mean() > 10
    assert session.in_view.has_result
    person.window.bar.models.setCurrentIndex(person.window.bar.models.findData(other))
    person.window.bar.models.activated.emit(person.window.bar.models.currentIndex())
    assert session.in_view.has_result


def test_a_reference_is_shown_and_one_of_another_size_is_explained(person, viewer, tmp_path):
    references = person.window.session.references
    bright, small = tmp_path / "bright.png", tmp_path / "small.png"
    Image.fromarray(np.full((160, 240, 3), 200, np.uint8)).save(bright)
    Image.fromarray(np.full((16, 24, 3), 200, np.uint8)).save(small)
    references.open(bright)
    viewer.show_source(Source.REFERENCE)
    person.wait(lambda: person.window.session.view.has(Source.REFERENCE))
    person.wait_for_view()
    assert np.abs(person.picture(Source.REFERENCE) - 200).max() == 0
    references.open(small)
    person.wait(lambda: "24" in viewer.store.message(Source.REFERENCE))
    assert not person.canvas(Source.REFERENCE).has_picture
    references.open(tmp_path / "nothing.png")
    person.wait(lambda: "nothing.png" in viewer.store.message(Source.REFERENCE))


def test_a_pinch_zooms_at_the_fingers(viewer):
    canvas = viewer.canvas_of(Source.FINAL)
    at = QPointF(canvas.rect().center())
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        at,
        at,
        QPointF(canvas.mapToGlobal(at)),
        0.5,
        QPointF(),
    )
    scale = viewer.transform.scale
    assert canvas.event(event)
    assert viewer.transform.scale == pytest.approx(scale * 1.5)


def test_three_panes_of_a_landscape_share_two_rows_and_all_of_the_wide_one_is_rendered(person, viewer):
    viewer.resize(1000, 800)
    viewer.set_photo(QSize(1500, 1000))
    first, second, last = (pane.geometry() for pane in viewer.shown_panes)
    assert first.top() == second.top() < last.top()
    assert last.width() > 1.8 * first.width()
    asked = []
    viewer.view_changed.connect(lambda region, _: asked.append(region))
    viewer.transform.zoom_to(1.5)
    viewer.transform.centre_on(QPointF(750, 500))
    shown = viewer.shown_panes[2].canvas.physical_size().width() / viewer.transform.scale
    assert asked[-1].left <= 750 - shown / 2
    assert asked[-1].right >= 750 + shown / 2


def test_panes_stay_where_they_are_when_a_little_height_comes_or_goes(person, viewer):
    def in_first_row(height):
        viewer.resize(860, height)
        return [pane.y() == viewer.shown_panes[0].y() for pane in viewer.shown_panes]

    viewer.set_photo(QSize(512, 512))
    assert in_first_row(700) == [True, True, False]
    assert in_first_row(650) == in_first_row(620) == in_first_row(700) == [True, True, False]
    assert in_first_row(400) == [True, True, True]
    assert in_first_row(440) == [True, True, True]


@pytest.fixture
def reference(tmp_path, monkeypatch):
    """A bright photo of the same size, which the dialog for a reference gives."""
    path = tmp_path / "bright.png"
    Image.fromarray(np.full((160, 240, 3), 200, np.uint8)).save(path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


@pytest.mark.parametrize("arrangement", [Arrangement.SINGLE, Arrangement.TWO, Arrangement.THREE])
def test_a_reference_has_a_pane_of_its_own(person, viewer, reference, arrangement):
    person.window.commands.view.arrangements[arrangement].trigger()
    before = viewer.shown
    viewer.panes[0].canvas.pressed.emit()
    person.window.commands.view.open_reference.trigger()
    assert viewer.shown == (*before, Source.REFERENCE)
    person.wait(lambda: person.window.session.view.has(Source.REFERENCE))
    person.wait_for_view()
    # Another one takes its place, and asks once.
    person.window.commands.view.open_reference.trigger()
    assert viewer.shown == (*before, Source.REFERENCE)
    person.window.commands.view.arrangements[arrangement].trigger()
    assert viewer.shown == before


@pytest.mark.parametrize("arrangement", [Arrangement.FOUR, Arrangement.WIPE])
def test_what_a_reference_takes_the_place_of_is_a_key_away(person, viewer, reference, arrangement):
    person.window.commands.view.arrangements[arrangement].trigger()
    before = viewer.shown
    person.window.commands.view.open_reference.trigger()
    now = viewer.shown
    (place,) = (place for place, (old, new) in enumerate(zip(before, now, strict=True)) if old != new)
    assert now[place] is Source.REFERENCE
    assert Source.BEFORE in now
    assert arrangement is Arrangement.WIPE or Source.FINAL in now
    person.wait_for_words("The reference is shown instead of", viewer.title_of(before[place]))
    person.qtbot.keyClick(viewer, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert viewer.shown == before


def test_a_key_pressed_again_brings_back_what_was_in_the_pane(person, viewer):
    shown = viewer.shown
    person.qtbot.keyClick(viewer, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert viewer.shown[-1] is Source.ILLUMINATION
    person.qtbot.keyClick(viewer, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert viewer.shown == shown
    person.qtbot.keyClick(viewer, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert viewer.shown[-1] is Source.ILLUMINATION


def test_choosing_the_reference_in_a_pane_asks_once_and_changes_no_other_pane(person, viewer, reference):
    before = viewer.shown
    person.qtbot.keyClick(viewer, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert viewer.shown == (*before[:-1], Source.REFERENCE)
