"""Menus by right click, Menu key and Shift+F10."""

import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.app.viewing.source import Source

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def open_menu(person):
    """Right-clicks a place of a widget; returns the menu that opens."""
    menus = []

    def opened(widget, place=None, reason=QContextMenuEvent.Reason.Mouse):
        place = widget.rect().center() if place is None else place
        before = person.window.findChildren(QMenu)
        QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))
        new = [each for each in person.window.findChildren(QMenu) if each not in before and each.isVisible()]
        menus.extend(new)
        return new[0] if new else None

    yield opened
    for menu in menus:
        menu.close()


@pytest.fixture
def looking(person, dark_photos):
    person.open_and_wait(*dark_photos)
    return person


def test_the_picture_offers_what_the_menu_bar_offers(looking, open_menu):
    commands = looking.window.commands
    looking.window.commands.view.arrangements[Arrangement.THREE].trigger()
    menu = open_menu(looking.canvas(Source.BEFORE))
    for action in (commands.copy, commands.save, commands.view.fit, commands.show_in_folder):
        assert action in menu.actions()
    assert looking.viewer.active_source is Source.BEFORE
    inner = [action.menu() for action in menu.actions() if action.menu() is not None]
    assert commands.view.sources[Source.FINAL] in inner[0].actions()


def test_a_photo_of_the_filmstrip_offers_what_concerns_it(looking, open_menu):
    commands, strip = looking.window.commands, looking.window.parts.filmstrip
    second = strip.visualRect(strip.model().index(1, 0)).center()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.RightButton, pos=second)
    looking.wait(lambda: looking.window.session.in_view.open_photo is looking.open_photos.at(1))
    menu = open_menu(strip.viewport(), second)
    for action in (commands.copy_adjustments, commands.save, commands.queue_photo, commands.remove):
        assert action in menu.actions()
    commands.remove.trigger()
    assert len(looking.open_photos) == 2


def test_the_empty_part_of_the_filmstrip_has_no_menu(looking, open_menu):
    strip = looking.window.parts.filmstrip
    assert open_menu(strip.viewport(), strip.viewport().rect().bottomRight() - QPoint(4, 4)) is None


def test_a_slider_is_reset_copied_and_set_from_its_menu(looking, open_menu):
    slider = looking.window.parts.adjustments.sliders["brightness"]
    slider.setValue(140)
    reset, copy, typed = open_menu(slider).actions()
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "140"
    typed.trigger()
    assert slider.number.hasFocus()
    reset.trigger()
    assert slider.value() == slider.neutral
    assert not open_menu(slider).actions()[0].isEnabled()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens the menu itself")
def test_the_keyboard_opens_the_menu_of_what_has_the_focus(looking):
    keys = Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier
    for widget in (looking.viewer, looking.window.parts.filmstrip):
        widget.setFocus()
        QTest.keyClick(looking.window.windowHandle(), *keys)
        menus = [each for each in looking.window.findChildren(QMenu) if each.isVisible()]
        assert len(menus) == 1
        assert menus[0].parent() is widget
        menus[0].close()
        looking.wait(lambda: QApplication.activePopupWidget() is None)


def test_the_file_of_the_photo_is_shown_and_queued(looking, monkeypatch):
    shown, commands = [], looking.window.commands
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    commands.show_in_folder.trigger()
    photo = looking.window.session.in_view.open_photo
    assert [url.toLocalFile() for url in shown] == [str(photo.path.parent)]
    looking.window.parts.adjustments.sliders["contrast"].setValue(60)
    commands.queue_photo.trigger()
    form = looking.window._queue._shown.form
    assert form.spec.inputs == (photo.path,)
    assert form.spec.adjustments.contrast == pytest.approx(0.6)
    while looking.open_photos:
        commands.remove.trigger()
    assert not commands.show_in_folder.isEnabled()
