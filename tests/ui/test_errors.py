"""What goes wrong is told in a sentence, and harms nothing else."""

import sys

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from lowexp_gui.app import preferences as preferences_module
from lowexp_gui.app.crash_reporter import CrashReporter
from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy
from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.bundled import InstallationError, bundled_folder
from lowexp_gui.config.settings import (
    Settings,
    save_settings,
)
from lowexp_gui.errors import Sentence
from lowexp_gui.model.model_library import DEFAULT_MODEL
from lowexp_gui.paths import log_folder
from lowexp_gui.ui.toasts import Toast

CASES = {
    "empty.jpg": (b"", "is empty"),
    "words.jpg": (b"only words", "is not a picture"),
    "cut.jpg": (None, "damaged"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_told_and_the_good_one_is_done(person, dark_photo, name):
    content, words = CASES[name]
    bad = dark_photo.with_name(name)
    bad.write_bytes(dark_photo.read_bytes()[:400] if content is None else content)
    person.drop(bad, dark_photo)
    person.wait_for_state(0, PhotoState.FAILED)
    person.wait_for_words(name, words)
    assert not any("Traceback" in sentence for sentence in person.sentences)
    person.window.parts.filmstrip.setCurrentIndex(person.window.parts.filmstrip.model().index(1, 0))
    person.wait_for_result(1)


def test_bad_files_are_told_before_anyone_looks_at_them(person, dark_photo):
    bad = dark_photo.with_name("IMG_2.jpg")
    bad.write_bytes(b"")
    person.drop(dark_photo.parent)
    person.wait_for_state(1, PhotoState.FAILED)
    person.wait_for_result(0)


def test_a_folder_without_photos_is_told(person, tmp_path):
    folder = tmp_path / "nothing here"
    folder.mkdir()
    person.drop(folder)
    person.wait_for_words("no photos", "nothing here")
    assert len(person.open_photos) == 0


def test_a_file_that_is_gone_is_told(person, tmp_path):
    person.window.open_paths((tmp_path / "gone.jpg",))
    person.wait_for_words("gone.jpg", "does not exist")


def test_three_messages_are_shown_and_the_others_are_counted(person, dark_photo):
    for name, (content, _) in CASES.items():
        dark_photo.with_name(name).write_bytes(content or b"\xff\xd8\xff\xe0")
    dark_photo.unlink()
    person.drop(dark_photo.parent)
    person.wait(lambda: len(person.sentences) == 3)
    for number in range(2):
        person.window.show_notice(Notice(f"Error {number}.", NoticeKind.ERROR))
    toasts = person.window.parts.messages
    assert [line.isVisible() for line in toasts.lines] == [True, True, True, False, False]
    assert toasts.more_label.text() == "2 more"
    toasts.lines[0].dismiss_button.click()
    assert [line.isVisible() for line in toasts.lines] == [True, True, True, False]
    toasts.dismiss_all_button.click()
    assert not toasts.isVisible()


def test_an_absent_device_is_told_and_another_one_helps(make_person, dark_photo):
    save_settings(Settings(device="cuda:7"))
    person = make_person()
    person.drop(dark_photo)
    person.wait_for_words("cuda:7", "Choose one of")
    assert person.state(0) is PhotoState.FAILED
    box = person.window.bar.devices
    person.wait(lambda: box.findData("cpu") >= 0)
    box.setCurrentIndex(box.findData("cpu"))
    box.activated.emit(box.currentIndex())
    person.wait_for_result()
    assert preferences_module.load_settings().device == "cpu"


def test_a_model_that_is_not_there_is_told_and_the_usual_one_helps(make_person, dark_photo):
    save_settings(Settings(model="nonesuch"))
    person = make_person()
    person.wait_for_words("nonesuch", "Open", "is used")
    assert person.window.bar.models.currentData() == DEFAULT_MODEL
    person.open_and_wait(dark_photo)


def test_an_installation_without_models_opens_and_says_so(make_person, monkeypatch):
    def missing(name):
        raise InstallationError(Sentence("The installation is incomplete: {folder} is missing.", folder=name))

    monkeypatch.setattr("lowexp_gui.model.model_library.bundled_folder", missing)
    person = make_person()
    person.wait_for_words("incomplete", "weights")
    assert "not available" in person.window.bar.models.currentText()


def test_damaged_weights_are_told(person, dark_photo, tmp_path, monkeypatch):
    folder = tmp_path / "weights"
    folder.mkdir()
    for path in bundled_folder("weights").glob(f"{DEFAULT_MODEL}.*"):
        content = bytearray(path.read_bytes())
        if path.suffix == ".safetensors":
            content[-1] ^= 1
        (folder / path.name).write_bytes(content)
    monkeypatch.setattr("lowexp_gui.model.model_library.bundled_folder", lambda _: folder)
    person.drop(dark_photo)
    person.wait_for_words("damaged", "checksum")
    assert person.state(0) is PhotoState.FAILED


def test_an_unexpected_error_is_told_in_a_sentence_and_logged_in_full(
    person, dark_photo, monkeypatch, caplog
):
    def break_down(*_):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("lowexp_gui.enhancing.running.with_light", break_down)
    person.drop(dark_photo)
    person.wait_for_words("IMG_1.jpg", "unexpected error")
    assert not any("secret" in sentence for sentence in person.sentences)
    assert "secret detail" in caplog.text


def test_short_memory_is_told_in_a_sentence(person, dark_photo, monkeypatch):
    def run_out(*_):
        raise MemoryError

    monkeypatch.setattr("lowexp_gui.enhancing.running.with_light", run_out)
    person.drop(dark_photo)
    person.wait_for_words("not enough memory")


def test_a_crash_is_told_in_the_window_and_the_program_goes_on(person):
    reporter = CrashReporter()
    reporter.noticed.connect(person.window.show_notice)
    try:
        raise ValueError("details")
    except ValueError:
        reporter.report(*sys.exc_info())
    person.wait_for_words("log has the details")


def test_the_log_leads_somewhere(own_settings):
    assert str(log_folder()).startswith(str(own_settings))


@pytest.mark.parametrize(
    "arrangement",
    [Arrangement.SINGLE, Arrangement.LARGE, Arrangement.THREE, Arrangement.WIPE, Arrangement.SIX],
)
def test_a_photo_that_failed_says_so_in_every_pane_and_what_to_do(person, dark_photo, arrangement):
    bad = dark_photo.with_name("bad.jpg")
    bad.write_bytes(b"")
    person.window.commands.view.arrangements[arrangement].trigger()
    person.drop(bad, dark_photo)
    person.wait_for_state(0, PhotoState.FAILED)
    assert person.window.session.in_view.open_photo is person.open_photos.at(0)
    for source in person.viewer.shown:
        words = person.viewer.store.message(source)
        assert "bad.jpg" in words
        assert "is empty; copy it again" in words
        assert "F5" in words
    grey = pixels_of(person.viewer.shown_panes[-1].canvas.grab().toImage())
    assert np.ptp(grey) > 100
    person.window.commands.next.trigger()
    person.wait_for_result(1)
    assert "bad.jpg" not in person.viewer.store.message(Source.FINAL)


def _places(person):
    parts = person.window.parts
    around = person.window
    panes = [pane.canvas for pane in person.viewer.shown_panes]
    return [each.mapTo(around, each.rect().topLeft()) for each in (parts.filmstrip, parts.viewer, *panes)] + [
        each.size() for each in (parts.filmstrip, parts.viewer, *panes)
    ]


def test_a_message_moves_neither_the_picture_nor_the_filmstrip(person, dark_photos):
    person.open_and_wait(*dark_photos)
    parts, window = person.window.parts, person.window
    before, scale = _places(person), person.viewer.transform.scale
    for number in range(6):
        words = "Something went wrong with a photo that has a long name; look where it is. " * (
            1 + number % 3
        )
        window.show_notice(Notice(f"{number}: {words}", NoticeKind.WARNING, Remedy.RUN_AGAIN))
        person.qtbot.waitUntil(lambda: parts.messages.height() > 20)
        assert _places(person) == before
    assert (_places(person), person.viewer.transform.scale) == (before, scale)
    QApplication.processEvents()
    for line in parts.messages.lines[:3]:
        assert line.label.height() >= line.label.heightForWidth(line.label.width())
    window.resize(1600, 900)
    person.wait(lambda: window.width() == 1600)
    shown = QRect(parts.messages.mapTo(window, QPoint()), parts.messages.size())
    viewer = QRect(parts.viewer.mapTo(window, QPoint()), parts.viewer.size())
    assert viewer.contains(shown)
    assert shown.width() < viewer.width()
    parts.messages.dismiss_all()
    assert not parts.messages.isVisible()


def test_messages_can_be_read_and_dismissed_without_photos_too(person):
    for number in range(4):
        person.window.show_notice(Notice(f"Message {number}.", NoticeKind.ERROR))
    messages = person.window.parts.messages
    welcome = person.window.parts.welcome
    assert messages.mapTo(person.window, QPoint()).y() > welcome.mapTo(person.window, QPoint()).y()
    assert [line.isVisible() for line in messages.lines] == [True, True, True, False]
    person.qtbot.mouseClick(messages.dismiss_all_button, Qt.MouseButton.LeftButton)
    assert person.sentences == ()


def test_a_message_that_begins_with_a_name_is_read_from_the_right_in_arabic(qapp, qtbot):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        line = Toast(Notice("\u2068“bad.jpg”\u2069 فارغ؛ انسخه من جديد."), "", "")
        qtbot.addWidget(line)
        line.resize(900, 60)
        line.show()
        ground = pixels_of(line.label.grab().toImage().convertToFormat(QImage.Format.Format_RGB888))
        ink = np.nonzero(np.ptp(ground.astype(int).sum(-1), axis=0) > 100)[0]
        assert ink.min() > 300
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
