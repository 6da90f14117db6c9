"""Photos of unusual shapes, and files that change while they are open."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPointF

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.photo.reading import read_photo


def save(person):
    """Save the photo shown; gives the file."""
    person.window.commands.save.trigger()
    person.wait_for_words("Saved as")
    folder = next(path for path in person.open_photos.at(0).path.parent.iterdir() if path.is_dir())
    (saved,) = folder.iterdir()
    return saved


def size_of(path):
    with Image.open(path) as image:
        return image.size


@pytest.mark.parametrize("suffix", ["jpg", "png", "tif"])
@pytest.mark.parametrize("size", [(1, 1), (30_000, 2), (2, 30_000)])
def test_photos_of_extreme_shapes_are_viewed_and_saved(person, tmp_path, dark_pixels, size, suffix):
    path = tmp_path / f"strange.{suffix}"
    Image.fromarray(dark_pixels(*size)).save(path)
    person.open_and_wait(path)
    viewer = person.viewer
    for look in (
        viewer.zoom_to_pixels,
        lambda: viewer.transform.zoom_to(64),
        lambda: viewer.transform.centre_on(QPointF(*size)),
        viewer.fit,
    ):
        look()
        person.wait_for_view()
        assert person.pane(Source.FINAL).size
    final = person.picture(Source.FINAL)
    assert final.shape[0] >= 1
    assert final.shape[1] >= 1
    assert size_of(save(person)) == size
    assert person.sentences[-1].startswith("Saved as")


def test_a_photo_whose_file_is_deleted_can_still_be_saved(person, dark_photo):
    person.open_and_wait(dark_photo)
    dark_photo.unlink()
    assert size_of(save(person)) == (240, 160)
    assert person.state(0) is PhotoState.SAVED


def test_running_again_says_that_a_file_is_gone_and_keeps_the_result(person, dark_photo):
    person.open_and_wait(dark_photo)
    dark_photo.unlink()
    person.window.commands.run_again.trigger()
    person.wait_for_words("IMG_1.jpg", "does not exist")
    assert person.state(0) is PhotoState.FAILED
    assert size_of(save(person)) == (240, 160)


@pytest.mark.parametrize("content", [b"", b"no photo at all", b"\xff\xd8\xff\xe0" + bytes(99)])
def test_a_file_that_became_garbage_does_not_reach_what_is_saved(person, dark_photo, content):
    person.open_and_wait(dark_photo)
    dark_photo.write_bytes(content)
    assert size_of(save(person)) == (240, 160)
    person.window.commands.run_again.trigger()
    person.wait_for_state(0, PhotoState.FAILED)


def test_what_is_saved_is_of_the_photo_as_it_was_read(person, dark_photo, dark_pixels):
    exif = Image.Exif()
    exif[0x010F] = "First Camera"
    Image.fromarray(dark_pixels(240, 160)).save(dark_photo, exif=exif)
    person.open_and_wait(dark_photo)
    exif[0x010F] = "Second Camera"
    Image.fromarray(dark_pixels(100, 300)).save(dark_photo, exif=exif)
    saved = save(person)
    assert size_of(saved) == (240, 160)
    with Image.open(saved) as image:
        assert image.getexif()[0x010F] == "First Camera"


def test_running_again_takes_the_file_as_it_is_now(person, dark_photo, dark_pixels):
    person.open_and_wait(dark_photo)
    person.window.session.references.open(dark_photo)
    person.wait(lambda: person.window.session.view.has(Source.REFERENCE))
    pixels = dark_pixels(100, 300, seed=5)
    Image.fromarray(pixels).save(dark_photo.with_name("new.png"))
    dark_photo.with_name("new.png").replace(dark_photo)
    first = save(person)
    person.window.commands.run_again.trigger()
    person.wait(lambda: person.window.session.in_view.photo.height == 300)
    person.wait_for_result()
    assert np.array_equal(person.window.session.in_view.photo.pixels, pixels)
    assert person.viewer.transform.photo_size.height() == 300
    assert not person.window.session.view.has(Source.REFERENCE)
    person.window.commands.save_all.trigger()
    person.wait_for_words("Saved 1 photo")
    (second,) = set(first.parent.iterdir()) - {first}
    assert read_photo(second).pixels.shape == (300, 100, 3)
