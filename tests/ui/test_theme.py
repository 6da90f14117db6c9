"""Light, dark, and as the system."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from lowexp_gui.app.preferences import load_settings
from lowexp_gui.config.settings import Theme
from lowexp_gui.ui.theme import ThemeSwitch


def _ground(window):
    """How light the window's ground is, as painted."""
    picture = window.parts.welcome.grab().toImage()
    return picture.pixelColor(12, 12).lightness()


@pytest.mark.parametrize(("theme", "is_dark"), [(Theme.DARK, True), (Theme.LIGHT, False)])
def test_a_theme_dresses_sheet_and_palette(person, qapp, theme, is_dark):
    person.window.commands.view.themes[theme].trigger()
    assert (qapp.palette().color(QPalette.ColorRole.Window).lightness() < 128) is is_dark
    assert (qapp.palette().color(QPalette.ColorRole.WindowText).lightness() > 128) is is_dark
    assert (_ground(person.window) < 128) is is_dark
    assert load_settings().theme is theme


def test_icons_follow_the_theme(person):
    def colour():
        image = person.window.commands.open.icon().pixmap(32, 32).toImage()
        drawn = (image.pixelColor(x, y) for x in range(32) for y in range(32))
        return next(each for each in drawn if each.alpha() > 250).lightness()

    person.window.commands.view.themes[Theme.DARK].trigger()
    on_dark = colour()
    person.window.commands.view.themes[Theme.LIGHT].trigger()
    assert on_dark > 180
    assert colour() < 100


def test_the_system_is_followed_where_it_says_what_it_wants(qapp):
    switch = ThemeSwitch(qapp)
    switch._system_was_dark = True
    switch.use(Theme.SYSTEM)
    assert switch.is_dark
    switch._system_was_dark = False
    switch._on_system_changed()
    assert QApplication.palette().color(QPalette.ColorRole.Window).lightness() > 128


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT])
def test_the_focus_can_be_seen(person, theme):
    person.window.commands.view.themes[theme].trigger()
    button = person.window.parts.welcome.sample_button
    person.window.parts.welcome.open_button.setFocus()
    without = button.grab().toImage()
    button.setFocus()
    person.wait(button.hasFocus)
    ring, plain = (image.pixelColor(button.width() // 2, 1) for image in (button.grab().toImage(), without))
    difference = sum(abs(getattr(QColor(ring), c)() - getattr(plain, c)()) for c in ("red", "green", "blue"))
    assert difference > 100


def test_without_a_home_folder_the_window_is_still_dark(qapp, monkeypatch):
    def refuse(_):
        raise PermissionError

    monkeypatch.setattr("qdarktheme.load_stylesheet", refuse)
    ThemeSwitch(qapp).use(Theme.LIGHT)
    ThemeSwitch(qapp).use(Theme.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Window).lightness() < 128
