"""The queue in the real window."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QSystemTrayIcon
from tile_gate import gated_tiles

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.queueing.queue_outcome import QueueOutcome
from lowexp_gui.app.queueing.queue_requests import AddPhotos
from lowexp_gui.batch import saving
from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import EntryState, settings_of
from lowexp_gui.enhancing import running
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.model.model_library import DEFAULT_MODEL
from lowexp_gui.paths import window_queue
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.naming import IfExists
from lowexp_gui.ui.queueing import desktop_notification
from lowexp_gui.ui.queueing.queue_table import PHOTO, RESULT, SETTINGS, STATE


@pytest.fixture
def queue(person):
    return person.window.session.queue


@pytest.fixture
def shown(person):
    """The queue's window."""
    person.window.commands.queue.trigger()
    return person.window._queue._shown


@pytest.fixture
def enhancing(person, monkeypatch):
    """Tiles that are quickly done, but not before this event is set."""
    yield from gated_tiles(monkeypatch)


@pytest.fixture
def spec(tmp_path):
    def make(*inputs):
        output = OutputRule(tmp_path / "results")
        return JobSpec(tuple(inputs), DEFAULT_MODEL, "cpu", Adjustments(brightness=1.2), output)

    return make


@pytest.fixture
def waiting(person, queue, shown, spec, dark_photos):
    """Three photos that wait in a queue that is paused."""
    queue.pause()
    queue.add(AddPhotos((spec(*dark_photos),)))
    person.wait(lambda: len(queue) == 3)
    return shown


def _text(shown, row, column):
    return shown.table.rows.index(row, column).data()


def _names(shown):
    return [_text(shown, row, PHOTO) for row in range(shown.table.rows.rowCount())]


def _drop(widget, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, buttons, keys = QPoint(50, 50), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, enter)
    QApplication.sendEvent(widget, QDropEvent(QPointF(where), Qt.DropAction.CopyAction, data, buttons, keys))


def test_a_folder_that_is_dropped_is_asked_about_and_done_with_its_folders(
    person, queue, shown, dark_photos, tmp_path
):
    card = tmp_path / "Card"
    shutil.copytree(dark_photos[0].parent, card / "DCIM")
    _drop(shown, card)
    form = shown.form
    assert form.isVisible()
    form.template.setText("{stem}-{n:03}")
    assert "IMG_1234-001.jpg" in form.example.text()
    form.format.setCurrentIndex(2)
    form.if_exists.setCurrentIndex(1)
    form.add_button.click()
    assert not form.isVisible()
    person.wait(lambda: queue.count(EntryState.DONE) == 3)
    output = queue.at(0).settings.output
    assert (output.format, output.if_exists) == (PhotoFormat.PNG, IfExists.SKIP)
    names = sorted(path.name for path in (tmp_path / "Card Lowexp" / "DCIM").iterdir())
    assert names == ["IMG_1-001.png", "IMG_10-003.png", "IMG_2-002.png"]
    person.wait_for_words("Saved 3 photos", "DCIM")


def test_a_name_of_no_use_is_said_and_cannot_be_added(shown, dark_photo):
    shown.form.ask_for((dark_photo,))
    assert shown.form.add_button.isEnabled()
    shown.form.template.setText("{nonsense}")
    assert "{nonsense}" in shown.form.example.text()
    assert not shown.form.add_button.isEnabled()


def test_a_row_says_what_a_photo_was_queued_with_and_where_it_goes(person, waiting):
    assert _names(waiting) == ["IMG_1.jpg", "IMG_2.png", "IMG_10.jpg"]
    assert _text(waiting, 0, STATE) == "waiting"
    assert _text(waiting, 0, SETTINGS) == f"{DEFAULT_MODEL}, Brightness 120 %"
    assert _text(waiting, 0, RESULT) == "in “results”"
    person.wait(lambda: waiting.summary.text() == "0 of 3 done, paused")


def test_later_changes_of_sliders_do_not_reach_what_is_queued(
    person, queue, enhancing, dark_photos, tmp_path
):
    person.drop(dark_photos[0])
    enhancing.set()
    person.wait_for_result()
    person.window.parts.adjustments.sliders["brightness"].setValue(60)
    queue.pause()
    person.window.commands.save_all.trigger()
    person.wait(lambda: len(queue) == 1)
    person.window.parts.adjustments.reset()
    assert queue.at(0).settings.adjustments.brightness == pytest.approx(0.6)


def test_a_result_in_memory_is_saved_without_the_model(person, queue, dark_photo, monkeypatch):
    person.open_and_wait(dark_photo)
    runs = []
    monkeypatch.setattr("lowexp_gui.batch.photo_work.enhance_photo", lambda *_, **__: runs.append(1))
    person.window.commands.save_all.trigger()
    person.wait_for_state(0, PhotoState.SAVED)
    assert not runs
    assert (dark_photo.parent / "Lowexp" / "IMG_1_lowexp.jpg").is_file()


def test_a_photo_that_the_queue_did_comes_into_view_without_the_model(person, dark_photos, monkeypatch):
    person.open_and_wait(*dark_photos)
    person.window.commands.save_all.trigger()
    person.wait_for_words("Saved 3 photos")
    runs = []
    monkeypatch.setattr(running, "enhance_photo", lambda *_, **__: runs.append(1))
    person.window.session.in_view.select_row(2)
    person.wait_for_result(2)
    assert not runs


def test_pause_and_go_on(person, waiting, queue):
    assert waiting.pause_button.text() == "C&ontinue"
    waiting.pause_button.click()
    person.wait(lambda: queue.count(EntryState.DONE) == 3 and not queue.is_active)
    assert not waiting.pause_button.isEnabled()
    assert waiting.summary.text() == "3 of 3 done"


def test_the_status_line_and_the_title_say_how_far_it_is(person, queue, spec, enhancing, large_photo):
    queue.add(AddPhotos((spec(large_photo),)))
    person.wait(lambda: queue.count(EntryState.RUNNING))
    assert "preparing" in person.window.parts.status.activity_label.text()
    titles = set()
    person.window.windowTitleChanged.connect(titles.add)
    enhancing.set()
    person.wait(lambda: not queue.is_active)
    assert any("%" in title for title in titles)
    assert person.window.windowTitle() == "Lowexp"
    assert not person.window.parts.status.activity_label.text()


def test_order_is_changed_by_keys_buttons_and_dragging(person, waiting, qtbot):
    table = waiting.table
    table.selectRow(2)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    person.wait(lambda: _names(waiting) == ["IMG_1.jpg", "IMG_10.jpg", "IMG_2.png"])
    person.wait(lambda: [index.row() for index in table.selectionModel().selectedRows()] == [1])
    waiting.up_button.click()
    person.wait(lambda: _names(waiting) == ["IMG_10.jpg", "IMG_1.jpg", "IMG_2.png"])
    waiting.down_button.click()
    person.wait(lambda: _names(waiting) == ["IMG_1.jpg", "IMG_10.jpg", "IMG_2.png"])
    dragged = table.rows.mimeData([table.rows.index(0, 0)])
    table.rows.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    person.wait(lambda: _names(waiting) == ["IMG_10.jpg", "IMG_2.png", "IMG_1.jpg"])


def test_photos_are_cancelled_done_again_and_removed(person, waiting, queue, qtbot):
    waiting.table.selectRow(0)
    waiting.cancel_button.click()
    person.wait(lambda: _text(waiting, 0, STATE) == "cancelled")
    waiting.retry_button.click()
    person.wait(lambda: _text(waiting, 0, STATE) == "waiting")
    waiting.table.setFocus()
    qtbot.keyClick(waiting.table, Qt.Key.Key_Delete)
    person.wait(lambda: _names(waiting) == ["IMG_2.png", "IMG_10.jpg"])
    waiting.cancel_all_button.click()
    person.wait(lambda: queue.count(EntryState.CANCELLED) == 2)
    waiting.clear_button.click()
    person.wait(lambda: len(queue) == 0)
    assert waiting.hint.isVisible()


def test_a_failure_says_why_in_its_row(person, queue, shown, spec, dark_photos):
    dark_photos[1].write_bytes(b"")
    queue.add(AddPhotos((spec(*dark_photos),)))
    person.wait_for_words("Saved 2 of 3", "queue")
    assert _text(shown, 1, STATE) == "failed"
    assert "is empty" in _text(shown, 1, RESULT)
    shown.close()
    person.window.parts.messages.lines[0].remedy_button.click()
    assert shown.isVisible()


def test_the_summary_is_saved_as_what_is_chosen(person, waiting, tmp_path, monkeypatch):
    chosen = str(tmp_path / "mine"), "JSON (*.json)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    waiting.summary_button.click()
    person.wait_for_words("mine.json")
    assert len(json.loads((tmp_path / "mine.json").read_text())["photos"]) == 3


def test_the_summary_takes_no_other_files_place(person, waiting, tmp_path, monkeypatch):
    (tmp_path / "Report.txt").write_text("precious")
    (tmp_path / "a.png").write_bytes(b"a photo")
    for name, saved in (("Report", "Report (2).txt"), ("a.png", "a.png.txt")):
        chosen = str(tmp_path / name), "Text (*.txt)"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, chosen=chosen: chosen)
        waiting.summary_button.click()
        person.wait((tmp_path / saved).exists)
    assert (tmp_path / "Report.txt").read_text() == "precious"
    assert (tmp_path / "a.png").read_bytes() == b"a photo"


_KILLED = """
import sys
from pathlib import Path
from lowexp_gui.batch.queue import Queue
from lowexp_gui.paths import window_queue
import os, signal
queue = Queue(window_queue())
queue.claim(queue.next_waiting().id)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_after_a_kill_the_next_start_offers_to_go_on_with_one_button(
    make_person, spec, dark_photos, tmp_path
):
    job = spec(*dark_photos)
    with Queue(window_queue()) as queue:
        queue.add(job.inputs, settings_of(job))
    killed = subprocess.run([sys.executable, "-c", _KILLED], env=os.environ, check=False)
    assert killed.returncode == -9
    person = make_person()
    person.wait_for_words("not finished", "3")
    assert not person.window.session.queue.is_active
    person.window.parts.messages.lines[0].remedy_button.click()
    person.wait_for_words("Saved 3 photos")
    assert len(list((tmp_path / "results").iterdir())) == 3


def test_closing_with_work_left_says_so_once_and_nothing_is_lost(
    person, make_person, queue, spec, enhancing, dark_photos
):
    queue.add(AddPhotos((spec(*dark_photos),)))
    person.wait(lambda: queue.count(EntryState.RUNNING))
    assert not person.window.close()
    assert person.window.isVisible()
    person.wait_for_words("not finished", "Photos left: 3")
    enhancing.set()
    person.window.parts.messages.lines[0].remedy_button.click()
    person.wait(lambda: not person.window.isVisible())
    with Queue(window_queue()) as left:
        states = {entry.state for entry in left.entries()}
    assert states <= {EntryState.WAITING, EntryState.DONE}


@pytest.mark.parametrize("saves", ["one", "all"])
def test_closing_while_photos_are_saved_says_so_once(person, dark_photo, monkeypatch, saves):
    written, save_result = threading.Event(), saving.save_result
    monkeypatch.setattr(
        saving, "save_result", lambda *args, **named: (written.wait(60), save_result(*args, **named))[1]
    )
    person.drop(dark_photo)
    person.wait_for_result(0)
    exports = person.window.session.exports
    if saves == "one":
        person.window.commands.save.trigger()
    else:
        exports.save_all(settled=False)
    assert not person.window.close()
    person.wait_for_words("still being saved", "may not be saved")
    if saves == "one":
        written.set()
    else:
        assert person.window.commands.cancel.isEnabled()
        person.window.commands.cancel.trigger()
    person.wait(lambda: not exports.is_busy)
    assert (dark_photo.parent / "Lowexp").exists() == (saves == "one")
    assert person.window.close()


def test_a_folder_is_watched_and_no_longer(person, queue, shown, dark_photo, tmp_path, monkeypatch):
    folder = tmp_path / "Phone"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    person.window.commands.watch_folder.trigger()
    shown.form.add_button.click()
    assert "“Phone”" in shown.watch_label.text()
    person.wait(lambda: (tmp_path / "Phone Lowexp").is_dir())
    shutil.copy(dark_photo, folder / "IMG_9.jpg")
    person.wait(lambda: "IMG_9.jpg" in shown.watch_label.text())
    person.wait(lambda: queue.count(EntryState.DONE) == 1)
    assert (tmp_path / "Phone Lowexp" / "IMG_9_lowexp.jpg").is_file()
    shown.stop_button.click()
    assert not shown.watch_label.isVisible()


def test_a_desktop_notification_comes_only_while_one_looks_elsewhere(person, monkeypatch, qtbot):
    told = []
    monkeypatch.setattr(desktop_notification, "_HAS_BUS", False)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _, *words: told.append(words[1]))
    desktop = person.window._queue._desktop
    desktop.tell("title", "seen in the window")
    other = QPushButton()
    qtbot.addWidget(other)
    person.window.hide()
    person.wait(lambda: QApplication.activeWindow() is None)
    desktop.tell("title", "sentence")
    assert told == ["sentence"]


def test_a_click_on_the_notification_opens_the_queue(person):
    assert person.window._queue._shown is None
    person.window._queue._desktop._message_clicked.emit()
    person.wait(lambda: person.window._queue._shown is not None and person.window._queue._shown.isVisible())


def test_a_notification_says_how_many_photos_failed():
    ended = Counter({EntryState.DONE: 26, EntryState.FAILED: 2})
    assert QueueOutcome(ended).counts() == "Photos saved: 26. Photos that failed: 2."
    assert QueueOutcome(Counter({EntryState.DONE: 26})).counts() == "Saved 26 photos."


def test_ten_thousand_photos_leave_the_window_free(person, queue, shown, spec, tmp_path, qtbot):
    folder = tmp_path / "many"
    folder.mkdir()
    Image.fromarray(np.zeros((2, 2, 3), np.uint8)).save(folder / "0.jpg")
    for number in range(1, 10_000):
        os.link(folder / "0.jpg", folder / f"{number}.jpg")
    queue.pause()
    beats = [time.monotonic()]
    heart = shown.startTimer(5)
    shown.timerEvent = lambda _: beats.append(time.monotonic())
    queue.add(AddPhotos((spec(folder),)))
    person.wait(lambda: len(queue) == 10_000)
    shown.table.selectAll()
    shown.cancel_button.click()
    person.wait(lambda: queue.count(EntryState.CANCELLED) == 10_000)
    shown.killTimer(heart)

    # No particular speed: only that nothing waits for the disk, which takes many seconds.
    assert len(beats) > 20


def test_every_control_has_a_name_and_is_reached_by_tab(waiting):
    controls = [
        each for each in waiting.findChildren(QPushButton) if not each.isHidden() and each.isVisible()
    ]
    assert len(controls) > 8
    for control in controls:
        assert control.text() or control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert waiting.table.accessibleName()
    index = waiting.table.rows.index(0, STATE)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "IMG_1.jpg: waiting"
