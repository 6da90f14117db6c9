"""What is seen of a photo before it is read, and of one that cannot be read."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.app.viewing.view_request import Part
from lowexp_gui.bundled import bundled_folder


@pytest.fixture
def large_photo(tmp_path):
    """A dark JPEG of 12 megapixels."""
    path = tmp_path / "large.jpg"
    with Image.open(bundled_folder("resources") / "sample.jpg") as sample:
        sample.resize((4200, 2800)).save(path)
    return path


def test_the_brightened_preview_comes_before_the_exact_picture(person, large_photo, qtbot):
    session, came = person.window.session, []
    with qtbot.waitSignal(session.devices_found, timeout=60_000):
        pass
    session.first_pictures.rendered.connect(lambda each: came.append((each.source, each.part)))
    session.view.rendered.connect(lambda each: came.append((each.source, each.part)))
    person.drop(large_photo)
    person.wait(lambda: person.found(Source.FINAL) is not None)
    assert came.index((Source.FINAL, Part.PREVIEW)) < came.index((Source.FINAL, Part.VIEW))
    preview = person.found(Source.FINAL, Part.PREVIEW)
    person.wait_for_result()
    exact = person.found(Source.FINAL)
    assert preview.brightened
    size = preview.image.size()
    small = pixels_of(exact.image.scaled(size, mode=Qt.TransformationMode.SmoothTransformation))
    assert np.abs(pixels_of(preview.image).astype(int) - small).mean() < 8


def test_the_thumbnail_is_shown_at_once(person, dark_photos):
    person.open_and_wait(*dark_photos)
    photos = person.open_photos
    person.wait(lambda: all(photos.at(row).thumbnail is not None for row in range(2)))
    person.window.session.in_view.select_row(1)
    soft = person.found(Source.FINAL, Part.PREVIEW)
    assert soft is not None
    assert soft.key == photos.at(1).key
    if soft.brightened:
        # It was brightened in the background; the picture before is still dark.
        before = person.found(Source.BEFORE, Part.PREVIEW)
        assert pixels_of(soft.image).mean() > 2 * pixels_of(before.image).mean()
    assert person.canvas(Source.FINAL).has_picture
    person.wait_for_result(1)


def test_between_two_photos_the_pane_is_never_plain_grey(person, dark_photo, tmp_path):
    other = tmp_path / "other.png"
    Image.open(dark_photo).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(other)
    person.open_and_wait(dark_photo)
    person.drop(other)
    person.wait_for_photos(2)
    photos, in_view = person.open_photos, person.window.session.in_view
    person.wait_for_result(1)
    in_view.select_row(0)
    person.wait_for_view()
    photos.at(1).small = photos.at(1).brightened = None
    # As if it had never been read.
    person.window.session._memory_cache.drop(photos.at(1).key)
    in_view.select_row(1)
    canvas = person.canvas(Source.FINAL)
    assert person.found(Source.FINAL) is None
    assert pixels_of(canvas.grab().toImage())[::7, ::7].reshape(-1, 3).std(axis=0).max() > 1
    person.wait_for_view()


def test_a_photo_that_cannot_be_read_says_why_in_its_place(person, dark_photo, tmp_path, qtbot):
    broken = tmp_path / "broken <b>.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0nothing")
    person.drop(broken, dark_photo)
    person.wait_for_state(0, PhotoState.FAILED)
    page, parts = person.window.parts.problem, person.window.parts
    person.wait(page.isVisible)
    assert "broken <b>.jpg" in page.sentence.text()
    assert page.sentence.textFormat() is Qt.TextFormat.PlainText
    assert not parts.viewer.isVisible()
    assert not parts.adjustments.isEnabled()
    Image.open(dark_photo).save(broken)
    qtbot.mouseClick(page.again_button, Qt.MouseButton.LeftButton)
    person.wait_for_result(0)
    assert parts.viewer.isVisible()
    assert parts.adjustments.isEnabled()


def test_a_photo_that_cannot_be_read_can_be_removed(person, dark_photo, tmp_path, qtbot):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0nothing")
    person.drop(broken, dark_photo)
    person.wait_for_state(0, PhotoState.FAILED)
    person.wait(person.window.parts.problem.isVisible)
    qtbot.mouseClick(person.window.parts.problem.remove_button, Qt.MouseButton.LeftButton)
    person.wait_for_photos(1)
    assert person.viewer.isVisible()
    person.wait_for_result(0)
    assert broken.exists()
