"""Saving one photo and all of them."""

import errno
import os

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog

from lowexp_gui.app.messages.notices import Remedy
from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.ui import main_window


def _pixels(path):
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def _choose_format(person, photo_format):
    person.window.parts.saving.details.set_format(photo_format)


def test_saving_puts_a_brighter_photo_beside_the_original_which_stays_as_it_was(person, dark_photo):
    original = dark_photo.read_bytes()
    person.open_and_wait(dark_photo)
    person.window.commands.save.trigger()
    person.wait_for_state(0, PhotoState.SAVED)
    saved = dark_photo.parent / "Lowexp" / "IMG_1_lowexp.jpg"
    assert _pixels(saved).mean() > _pixels(dark_photo).mean() + 20
    assert dark_photo.read_bytes() == original
    person.wait_for_words("IMG_1_lowexp.jpg", "Lowexp")


def test_saving_twice_overwrites_nothing(person, dark_photo):
    person.open_and_wait(dark_photo)
    for count in (1, 2):
        person.window.commands.save.trigger()
        person.wait_for_state(0, PhotoState.SAVING)
        person.wait_for_state(0, PhotoState.SAVED)
        assert len(list((dark_photo.parent / "Lowexp").iterdir())) == count


def test_what_is_saved_is_what_the_sliders_say(person, dark_photo):
    person.open_and_wait(dark_photo)
    _choose_format(person, PhotoFormat.PNG)
    person.window.parts.adjustments.sliders["brightness"].setValue(0)
    person.window.parts.adjustments.sliders["denoise"].setValue(0)
    person.window.commands.save.trigger()
    person.wait_for_state(0, PhotoState.SAVED)
    saved = dark_photo.parent / "Lowexp" / "IMG_1_lowexp.png"
    assert np.abs(_pixels(saved) - _pixels(dark_photo)).max() <= 1


@pytest.mark.parametrize(
    ("photo_format", "name", "kind"),
    [
        (PhotoFormat.JPEG, "IMG_1_lowexp.jpg", "JPEG"),
        (PhotoFormat.PNG, "IMG_1_lowexp.png", "PNG"),
        (PhotoFormat.WEBP, "IMG_1_lowexp.webp", "WEBP"),
        (PhotoFormat.TIFF, "IMG_1_lowexp.tif", "TIFF"),
    ],
)
def test_format_and_folder_are_chosen(person, dark_photo, tmp_path, monkeypatch, photo_format, name, kind):
    folder = tmp_path / "results"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    person.open_and_wait(dark_photo)
    _choose_format(person, photo_format)
    person.window.parts.saving.details.folder_button.click()
    person.window.commands.save.trigger()
    person.wait_for_state(0, PhotoState.SAVED)
    with Image.open(folder / name) as image:
        assert image.format == kind


def test_the_quality_is_used_and_only_offered_where_it_means_something(person, dark_photo):
    person.open_and_wait(dark_photo)
    saving, sizes = person.window.parts.saving, []
    _choose_format(person, PhotoFormat.PNG)
    assert not saving.details.options["quality"].widget.isEnabled()
    _choose_format(person, PhotoFormat.JPEG)
    assert saving.details.options["quality"].widget.isEnabled()
    for quality in (95, 20):
        saving.details.options["quality"].widget.setValue(quality)
        person.window.commands.save.trigger()
        person.wait_for_state(0, PhotoState.SAVED)
        path = person.window.parts.messages.lines[0].notice.path
        sizes.append(path.stat().st_size)
    assert sizes[1] < sizes[0] / 2


def test_choices_are_remembered(person, make_window, tmp_path):
    _choose_format(person, PhotoFormat.TIFF)
    person.window.parts.saving.details.set_folder(tmp_path)
    again = make_window()
    assert again.parts.saving.choice.format is PhotoFormat.TIFF
    assert again.parts.saving.choice.folder == tmp_path


def test_the_message_leads_to_the_folder(person, dark_photo, monkeypatch):
    shown = []
    monkeypatch.setattr(main_window, "show_in_folder", shown.append)
    person.open_and_wait(dark_photo)
    person.window.commands.save.trigger()
    person.wait_for_words("Saved as")
    person.window.parts.messages.lines[0].remedy_button.click()
    assert shown == [dark_photo.parent / "Lowexp" / "IMG_1_lowexp.jpg"]


def test_save_all_does_the_rest_leaves_out_the_failed_and_sums_up(person, dark_photos):
    broken = dark_photos[0].with_name("IMG_11.jpg")
    broken.write_text("no photo")
    person.open_and_wait(dark_photos[0].parent)
    person.wait_for_state(3, PhotoState.FAILED)
    person.window.commands.save_all.trigger()
    person.wait_for_words("Saved 3 photos")
    names = sorted(path.name for path in (broken.parent / "Lowexp").iterdir())
    assert names == ["IMG_10_lowexp.jpg", "IMG_1_lowexp.jpg", "IMG_2_lowexp.png"]
    assert [person.state(row) for row in range(3)] == [PhotoState.SAVED] * 3


def test_save_all_counts_a_photo_that_fails_on_the_way(person, dark_photos):
    person.open_and_wait(*dark_photos)
    person.wait(lambda: all(photo.thumbnail for photo in person.open_photos))
    dark_photos[1].write_bytes(b"")
    person.window.commands.save_all.trigger()
    person.wait_for_words("Saved 2 of 3 photos")
    assert person.state(1) is PhotoState.FAILED


def test_save_all_keeps_to_the_adjustments_of_the_click(person, dark_photos):
    person.open_and_wait(*dark_photos)
    _choose_format(person, PhotoFormat.PNG)
    person.window.parts.adjustments.sliders["brightness"].setValue(0)
    person.window.parts.adjustments.sliders["denoise"].setValue(0)
    person.window.commands.adjust_all.trigger()
    person.window.commands.save_all.trigger()
    person.window.parts.adjustments.reset()
    person.wait_for_words("Saved 3 photos")
    for path in dark_photos:
        saved = path.parent / "Lowexp" / f"{path.stem}_lowexp.png"
        assert np.abs(_pixels(saved) - _pixels(path)).max() <= 1


def test_save_all_can_be_cancelled(person, dark_photo, large_photo):
    person.open_and_wait(dark_photo, large_photo)
    person.window.commands.save_all.trigger()
    person.wait_for_state(0, PhotoState.SAVED)
    person.wait_for_state(1, PhotoState.WORKING)
    person.window.commands.cancel.trigger()
    person.wait_for_words("Cancelled; 1 of 2")
    assert person.state(1) is PhotoState.CANCELLED
    assert not (large_photo.parent / "Lowexp").exists()
    assert person.window.commands.save_all.isEnabled()


def test_save_all_a_second_time_says_that_all_is_done(person, dark_photo):
    person.open_and_wait(dark_photo)
    person.window.commands.save_all.trigger()
    person.wait_for_words("Saved 1 photo")
    person.window.commands.save_all.trigger()
    person.wait_for_words("already saved")
    assert len(list((dark_photo.parent / "Lowexp").iterdir())) == 1


def test_a_full_disk_is_told_and_leaves_nothing(person, dark_photo, monkeypatch):
    person.open_and_wait(dark_photo)

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    person.window.commands.save.trigger()
    person.wait_for_words("IMG_1_lowexp.jpg", "the disk is full")
    assert not (dark_photo.parent / "Lowexp").exists()
    assert person.window.parts.messages.lines[0].notice.remedy is Remedy.CHOOSE_FOLDER
    monkeypatch.undo()
    person.window.commands.save.trigger()
    person.wait_for_state(0, PhotoState.SAVED)


def test_a_read_only_folder_is_told_and_leaves_nothing(person, dark_photo, tmp_path, monkeypatch):
    person.open_and_wait(dark_photo)
    folder = tmp_path / "locked"
    folder.mkdir()
    opened = os.open

    def refuse(path, *arguments, **named):
        if str(path).startswith(str(folder)):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return opened(path, *arguments, **named)

    monkeypatch.setattr(os, "open", refuse)
    person.window.parts.saving.details.set_folder(folder)
    person.window.commands.save.trigger()
    person.wait_for_words("read-only", "choose another one")
    assert list(folder.iterdir()) == []
