"""Messages over the picture: how long they stay, what they offer, and the keys for them."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.ui.toasts import INFORMATION_MILLISECONDS

ESCAPE, F6 = Qt.Key.Key_Escape, Qt.Key.Key_F6


@pytest.fixture
def toasts(person):
    return person.window.parts.messages


def _hurry(toast):
    """The toast's time is over at once."""
    assert toast.timer.interval() == INFORMATION_MILLISECONDS
    toast.timer.setInterval(0)
    if toast.timer.isActive():
        toast.timer.start()


def test_information_goes_by_itself_and_errors_stay(person, toasts):
    person.window.show_notice(Notice("Not saved.", NoticeKind.ERROR))
    person.window.show_notice(Notice("Look out.", NoticeKind.WARNING))
    person.window.show_notice(Notice("Saved."))
    for toast in toasts.lines:
        _hurry(toast)
    person.wait(lambda: person.sentences == ("Look out.", "Not saved."))
    assert not any(toast.timer.isActive() for toast in toasts.lines)


def test_information_stays_under_the_pointer_and_with_the_focus(person, toasts):
    person.window.show_notice(Notice("Saved.", remedy=Remedy.SHOW_IN_FOLDER))
    (toast,) = toasts.lines
    where = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(where, where, where))
    assert not toast.timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    toast.remedy_button.setFocus()
    person.wait(toast.remedy_button.hasFocus)
    _hurry(toast)
    with person.qtbot.waitSignal(toast.timer.timeout):
        pass
    assert person.sentences == ("Saved.",)
    person.window.setFocus()
    person.wait(lambda: person.sentences == ())


def test_a_message_never_takes_the_focus_and_a_key_goes_to_it_and_back(person, toasts, dark_photo):
    person.open_and_wait(dark_photo)
    person.viewer.setFocus()
    handle = person.window.windowHandle()
    QTest.keyClick(handle, F6)
    assert person.viewer.hasFocus()
    person.window.show_notice(Notice("First.", NoticeKind.ERROR))
    person.window.show_notice(Notice("Second.", NoticeKind.ERROR, Remedy.RUN_AGAIN))
    assert person.viewer.hasFocus()
    QTest.keyClick(handle, F6)
    assert toasts.lines[0].remedy_button.hasFocus()
    QTest.keyClick(handle, F6)
    assert person.viewer.hasFocus()
    QTest.keyClick(handle, F6)
    QTest.keyClick(handle, ESCAPE)
    assert person.sentences == ("First.",)
    assert toasts.lines[0].dismiss_button.hasFocus()
    QTest.keyClick(handle, ESCAPE)
    assert person.sentences == ()
    assert person.viewer.hasFocus()


def test_a_message_that_is_dismissed_by_mouse_leaves_the_focus_where_it_was(person, toasts, dark_photo):
    person.open_and_wait(dark_photo)
    person.viewer.setFocus()
    person.window.show_notice(Notice("Not saved.", NoticeKind.ERROR))
    person.qtbot.mouseClick(toasts.lines[0].dismiss_button, Qt.MouseButton.LeftButton)
    assert (person.sentences, person.viewer.hasFocus()) == ((), True)


def test_a_message_is_announced_to_screen_readers(person, toasts, monkeypatch):
    said = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    person.window.show_notice(Notice("Saved."))
    person.window.show_notice(Notice("Not saved.", NoticeKind.ERROR))
    assert [event.message() for event in said] == ["Saved.", "Not saved."]
    polite = QAccessible.AnnouncementPoliteness
    assert [event.politeness() for event in said] == [polite.Polite, polite.Assertive]
    assert all(button.accessibleName() or button.text() for button in toasts.lines[0].buttons)


def test_messages_lie_over_the_bottom_of_the_picture_whatever_the_size(person, toasts, dark_photo):
    person.open_and_wait(dark_photo)
    long = "Something went wrong with a photo that has a long name; look where it is. " * 4
    person.window.show_notice(Notice(long, NoticeKind.ERROR, Remedy.COPY_REPORT, also=Remedy.SHOW_REPORTS))
    for width, height in ((1024, 700), (1366, 768), (2560, 1440)):
        person.window.resize(width, height)
        person.wait(lambda width=width: person.window.width() == width)
        QApplication.processEvents()
        viewer, ground = person.viewer, person.window
        room = QRect(viewer.mapTo(ground, QPoint()), viewer.size())
        shown = QRect(toasts.mapTo(ground, QPoint()), toasts.size())
        assert room.contains(shown)
        (toast,) = toasts.lines
        assert toast.label.height() >= toast.label.heightForWidth(toast.label.width())
        for button in toast.buttons:
            assert toast.rect().contains(button.geometry())


def test_adjusting_all_and_removing_offer_undo_until_something_else_is_done(person, toasts, dark_photos):
    person.open_and_wait(*dark_photos)
    commands, panel = person.window.commands, person.window.parts.adjustments
    panel.sliders["contrast"].setValue(60)
    assert person.sentences == ()
    commands.adjust_all.trigger()
    assert person.sentences == ("Adjusted 2 photos.",)
    toasts.lines[0].remedy_button.click()
    assert person.sentences == ()
    assert person.open_photos.at(1).adjustments == Adjustments()
    commands.adjust_all.trigger()
    panel.sliders["contrast"].setValue(40)
    assert person.sentences == ()
    name = person.window.session.in_view.open_photo.path.name
    commands.remove.trigger()
    assert person.sentences == (f"“{name}” is removed from the list.",)
    assert len(person.open_photos) == 2
    toasts.lines[0].remedy_button.click()
    assert (len(person.open_photos), person.sentences) == (3, ())
