"""Names of files, folders, models and presets are words, whatever they look like."""

import shutil
from dataclasses import replace

import numpy as np
import pytest
from finetune_samples import write_pairs
from PySide6.QtCore import QAbstractListModel, QPoint
from PySide6.QtGui import QColor, QImage, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QSystemTrayIcon,
    QTextEdit,
    QToolTip,
    QWidget,
)

from lowexp_gui.app.enhancing.enhance_worker import DeviceChoice
from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.models.model_choice import ModelChoice
from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.queueing.queue_requests import AddPhotos
from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.config.presets import keep_preset
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.library.own_models import keep_model
from lowexp_gui.model.model_library import DEFAULT_MODEL, find_model
from lowexp_gui.ui.queueing import desktop_notification
from lowexp_gui.ui.queueing.desktop_notification import DesktopNotification
from lowexp_gui.ui.theme import ThemeSwitch

BAIT = "<img src=bait.png>"
"""Rich text would show a picture in a colour that nothing else has."""
_COLOUR = QColor(255, 0, 255)
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


@pytest.fixture
def bait(tmp_path, monkeypatch):
    """A picture that a name asks for, where it would be found."""
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(_COLOUR)
    assert picture.save(str(tmp_path / "bait.png"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _shows_bait(widget):
    pixels = pixels_of(widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888))
    return bool(np.all(pixels == (255, 0, 255), axis=-1).sum() > 100)


def test_the_bait_is_seen_where_words_are_taken_for_html(bait, qapp, qtbot):
    """So that the tests below can fail."""
    label = QLabel()
    qtbot.addWidget(label)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(f"A folder {BAIT}")
    assert _shows_bait(label)


@pytest.fixture
def baited(bait, make_person, dark_photo, qtbot):
    """The window and all others, with such a name wherever a name comes from outside."""
    model = find_model("open")
    card = replace(
        model.card,
        name="mine",
        title=f"Title {BAIT}",
        description=f"Description {BAIT}\nand more",
        measured=model.card.measured | {"own pairs": {"verdict": f"Verdict {BAIT}"}},
        start=f"start {BAIT}",
    )
    keep_model(card, model.weights.read_bytes())
    keep_preset(f"Preset {BAIT}", Adjustments(contrast=1.2))
    folder = bait / f"Folder {BAIT}"
    folder.mkdir()
    photo = shutil.copy(dark_photo, folder / f"Photo {BAIT}.jpg")
    (folder / f"Empty {BAIT}.jpg").write_bytes(b"")
    person = make_person()
    window, commands, parts = person.window, person.window.commands, person.window.parts
    person.wait(lambda: window.session.models.find("mine") is not None)
    person.drop(folder)
    person.wait_for_photos(2)
    person.wait_for_state(0, PhotoState.FAILED)
    commands.next.trigger()
    person.wait_for_result(1)
    parts.saving.details.set_folder(folder)
    parts.adjustments.set_adjustments(Adjustments(contrast=1.2))
    parts.adjustments.presets.fill_menu()
    window.bar.set_devices((DeviceChoice("auto", f"Device {BAIT}"),), "auto")
    window.show_notice(Notice(f"Something is wrong with “{BAIT}”."))
    for command in (commands.queue, commands.finetune, commands.models, commands.storage, commands.about):
        command.trigger()
    queue = window._queue._shown
    queue.form.ask_for((folder,))
    window.session.queue.pause()
    spec = JobSpec((folder,), "mine", "cpu", Adjustments(), OutputRule(folder / f"Out {BAIT}"))
    window.session.queue.add(AddPhotos((spec,)))
    person.wait(lambda: len(window.session.queue) == 2)
    finetuning = window._finetuning._shown
    pairs = window.session.finetuning.pairs
    finetuning.photos.dark.add((folder,))
    finetuning.photos.bright.add((photo,))
    dark, good = write_pairs(bait / f"Pairs {BAIT}", 4)
    pairs.find((dark,), (good,))
    person.wait(lambda: not pairs.is_busy and len(pairs))
    window._models.show_library()
    library = next(
        each for each in window.findChildren(QDialog) if hasattr(each, "form") and hasattr(each, "list")
    )
    for row in range(library.list.count()):
        if BAIT in library.list.item(row).text():
            library.list.setCurrentRow(row)
    return [window, *window.findChildren(QDialog)], person


def _named(texts):
    return [text for text in texts if BAIT.split("=")[0] in str(text)]


def test_no_name_is_taken_for_html(baited):
    windows, _ = baited
    assert len(windows) > 5
    for window in windows:
        window.ensurePolished()
        assert not _shows_bait(window), window.windowTitle()
        assert not Qt.mightBeRichText(window.windowTitle())
        for widget in window.findChildren(QWidget):
            widget.ensurePolished()
            if isinstance(widget, QLabel):
                assert widget.textFormat() is not Qt.TextFormat.AutoText, widget.text()
                if widget.textFormat() is not Qt.TextFormat.PlainText:
                    assert BAIT not in widget.text()
                if BAIT in widget.text():
                    assert not _shows_bait(widget)
            if isinstance(widget, QTextEdit):
                block = widget.document().begin()
                while block.isValid():
                    fragments = block.begin()
                    while not fragments.atEnd():
                        assert not fragments.fragment().charFormat().isImageFormat()
                        fragments += 1
                    block = block.next()


def _tips(windows):
    """Every text that a tool tip can show: of widgets, actions and items, with the widget it belongs to."""
    for window in windows:
        for widget in (window, *window.findChildren(QWidget)):
            yield widget, widget.toolTip()
            yield widget, widget.whatsThis()
            yield widget, widget.statusTip()
            for action in widget.actions():
                yield widget, action.toolTip()
            if isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
                model = widget.model()
                columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
                for row in range(model.rowCount()):
                    for column in range(columns):
                        for role in _ROLES:
                            yield widget, model.index(row, column).data(role) or ""


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_no_tool_tip_takes_a_name_for_html(baited):
    windows, _ = baited
    tips = [(widget, str(text)) for widget, text in _tips(windows) if BAIT in str(text)]
    assert len(tips) > 20
    for widget, text in tips:
        QToolTip.showText(QPoint(20, 20), text, widget)
        shown = [each for each in QApplication.topLevelWidgets() if each.objectName() == "qtooltip_label"]
        assert shown
        for label in shown:
            assert label.text() == text
            assert label.textFormat() is Qt.TextFormat.PlainText
            assert not _shows_bait(label)
    QToolTip.hideText()


def test_every_kind_of_name_was_tried(baited):
    """And is read as it is."""
    windows, _ = baited
    seen = {str(text) for _, text in _tips(windows)}
    seen |= {label.text() for window in windows for label in window.findChildren(QLabel)}
    seen |= {edit.toPlainText() for window in windows for edit in window.findChildren(QTextEdit)}
    for kind in ("Folder", "Photo", "Empty", "Title", "Description", "Preset", "Device", "Pairs", "Out"):
        assert any(f"{kind} {BAIT}" in text for text in seen), kind


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_long_tool_tip_is_no_wider_than_the_screen(person):
    QToolTip.showText(QPoint(20, 20), "A description of many words. " * 60, person.window)
    (label,) = (each for each in QApplication.topLevelWidgets() if each.objectName() == "qtooltip_label")
    assert label.width() <= label.screen().geometry().width()
    assert label.height() > 3 * label.fontMetrics().height()
    QToolTip.hideText()


def test_the_desktop_is_told_nothing_that_it_could_take_for_markup(person, monkeypatch):
    told = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _: None)
    monkeypatch.setattr(desktop_notification, "_HAS_BUS", False)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _, *words: told.extend(words[:2]))
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    monkeypatch.setattr(type(person.window), "isActiveWindow", lambda _: False)
    notification = DesktopNotification(person.window)
    notification.tell("The queue is finished", f"Saved 3 photos in “{BAIT} & <b>sons</b>”.")
    assert len(told) == 2
    assert not any(letter in text for text in told for letter in "<>&")
    assert "img src=bait.png" in told[1]


def test_rules_hold_for_labels_that_are_made_later(qapp, qtbot, bait):
    ThemeSwitch(qapp)
    label = QLabel(f"Later {BAIT}")
    qtbot.addWidget(label)
    label.show()
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert not _shows_bait(label)


def test_a_model_with_such_a_name_is_named_in_messages_as_it_is(baited):
    windows, person = baited
    window = windows[0]
    window.bar.models.setCurrentIndex(window.bar.models.findData("mine"))
    window.bar.models.activated.emit(window.bar.models.currentIndex())
    assert BAIT in window.bar.models.currentText()
    assert isinstance(window.session.models.find("mine"), ModelChoice)
    for line in window.parts.messages.lines:
        assert line.label.textFormat() is Qt.TextFormat.PlainText
    window.bar.models.activated.emit(window.bar.models.findData(DEFAULT_MODEL))
    person.wait(lambda: window.session.in_view.model)
