"""Thumbnails are brightened in the background, as the results will be."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.enhancing.adjustments import Adjustments


@pytest.fixture
def paths(tmp_path, dark_pixels):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(6):
        Image.fromarray(dark_pixels(600, 400, seed=number)).save(folder / f"IMG_{number}.png")
    return sorted(folder.iterdir())


def _wait(person):
    person.wait(
        lambda: (
            len(person.open_photos) == 6
            and all(each.brightened_with is not None for each in person.open_photos)
            and not person.window.session.thumbnails.is_busy
        )
    )


def _pixels(picture):
    return pixels_of(picture.image()).astype(int)


def test_they_look_like_the_result(person, paths):
    person.drop(*paths)
    _wait(person)
    person.wait_for_result()
    photo = person.open_photos.at(0)
    small = _pixels(photo.brightened)
    assert small.mean() > 2 * _pixels(photo.small).mean()
    result = person.found(Source.FINAL).image
    size = photo.brightened.image().size()
    whole = pixels_of(result.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)).astype(int)
    assert abs(small.mean() - whole.mean()) < 4
    assert np.abs(small - whole).mean() < 10


def test_they_follow_adjustments_and_undo(person, paths):
    person.drop(*paths)
    _wait(person)
    session, photo = person.window.session, person.open_photos.at(3)
    neutral = photo.brightened
    session.editing.adjust_photos([photo.key], Adjustments(brightness=0.5))
    person.wait(lambda: photo.brightened is not neutral and not session.thumbnails.is_busy)
    assert _pixels(photo.brightened).mean() < _pixels(neutral).mean() - 10
    darker = photo.brightened
    session.editing.undo()
    person.wait(lambda: photo.brightened is not darker and not session.thumbnails.is_busy)
    assert np.array_equal(_pixels(photo.brightened), _pixels(neutral))


def test_those_in_view_come_first(person, paths):
    thumbnails, came = person.window.session.thumbnails, []
    person.drop(*paths)
    person.wait(lambda: len(person.open_photos) == 6 and all(each.small for each in person.open_photos))
    _wait(person)
    person.open_photos.changed.connect(
        lambda row: came.append(row) if person.open_photos.at(row).brightened_with else None
    )
    thumbnails.look_at(4, 5)
    for photo in person.open_photos:
        photo.brightened = photo.brightened_with = None
    person.window.session.shown.renewed.emit()
    _wait(person)
    assert came[:2] == [4, 5]


def test_a_photo_taken_is_sorted_by_its_date_and_a_dark_one_by_its_light(person, tmp_path, dark_pixels):
    for number, (day, light) in enumerate((("03", 20), ("01", 60), ("02", 5))):
        exif = Image.Exif()
        exif[0x0132] = f"2026:02:{day} 10:00:00"
        Image.new("RGB", (60, 40), (light,) * 3).save(tmp_path / f"{number}.jpg", exif=exif)
    person.drop(*sorted(tmp_path.glob("*.jpg")))
    person.wait(lambda: len(person.open_photos) == 3 and all(each.small for each in person.open_photos))
    sorts, shown = person.window.commands.photos.sorts, person.window.session.shown
    sorts["taken"].trigger()
    assert [shown.at(row).path.name for row in range(3)] == ["1.jpg", "2.jpg", "0.jpg"]
    sorts["darkness"].trigger()
    assert [shown.at(row).path.name for row in range(3)] == ["2.jpg", "0.jpg", "1.jpg"]
