"""Panels that are hidden and shown, full screen, and the colour around the photo."""

import json

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QSlider

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.config.settings import Surround, Theme, load_settings
from lowexp_gui.config.window_state import load_window_state
from lowexp_gui.paths import config_folder
from lowexp_gui.ui.surround_choice import COLOURS

_FULL = Qt.WindowState.WindowFullScreen


@pytest.fixture
def looking(person, dark_photos):
    person.window.resize(1400, 860)
    person.open_and_wait(*dark_photos)
    person.viewer.setFocus()
    return person


def _shown(person):
    parts = person.window.parts
    return parts.filmstrip.isVisible(), parts._side.isVisible()


def test_keys_hide_and_show_the_panels_and_the_picture_takes_their_room(looking):
    viewer, key = looking.viewer, looking.qtbot.keyClick
    width = viewer.width()
    key(viewer, Qt.Key.Key_F7)
    assert _shown(looking) == (False, True)
    key(viewer, Qt.Key.Key_F8)
    assert _shown(looking) == (False, False)
    looking.wait(lambda: viewer.width() == looking.window.width())
    key(viewer, Qt.Key.Key_Tab)
    assert _shown(looking) == (True, True)
    looking.wait(lambda: viewer.width() == width)
    key(viewer, Qt.Key.Key_F7)
    # With one of them shown, Tab hides it.
    key(viewer, Qt.Key.Key_Tab)
    assert _shown(looking) == (False, False)
    assert viewer.hasFocus()


def test_tab_moves_the_focus_everywhere_but_in_the_picture(looking):
    slider = looking.window.parts._side.findChild(QSlider) or looking.window.parts.filmstrip
    slider.setFocus()
    looking.qtbot.keyClick(slider, Qt.Key.Key_Tab)
    assert _shown(looking) == (True, True)
    assert not slider.hasFocus()
    looking.viewer.setFocus()
    looking.qtbot.keyClick(looking.viewer, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert not looking.viewer.hasFocus()
    assert _shown(looking) == (True, True)
    looking.viewer.setFocus()
    looking.qtbot.keyClick(looking.viewer, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert not looking.viewer.hasFocus()
    assert _shown(looking) == (True, True)


def test_the_focus_does_not_stay_in_a_hidden_panel(looking):
    looking.window.parts.filmstrip.setFocus()
    looking.qtbot.keyClick(looking.window.parts.filmstrip, Qt.Key.Key_F7)
    assert looking.viewer.hasFocus()


def test_hidden_panels_stay_hidden_and_their_widths_come_back(looking, make_person, dark_photo):
    # Opening the window is not a change.
    looking.wait(lambda: looking.window._state_saver._kept is not None)
    columns = looking.window.parts.columns
    columns.setSizes([260, 700, 400])
    columns.splitterMoved.emit(260, 1)
    widths = columns.sizes()
    looking.qtbot.keyClick(looking.viewer, Qt.Key.Key_Tab)
    looking.wait(lambda: load_window_state().left is load_window_state().right is False)
    looking.window.close()
    again = make_person()
    again.window.resize(1400, 860)
    again.open_and_wait(dark_photo)
    assert _shown(again) == (False, False)
    again.viewer.setFocus()
    again.qtbot.keyClick(again.viewer, Qt.Key.Key_Tab)
    assert _shown(again) == (True, True)
    again.wait(lambda: abs(again.window.parts.columns.sizes()[0] - widths[0]) <= 2)
    assert abs(again.window.parts.columns.sizes()[2] - widths[2]) <= 2


def test_state_of_an_older_version_has_both_panels_and_its_three_panes(own_settings, make_person):
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / "window.json").write_text(json.dumps({"schema": 2, "arrangement": "three"}))
    person = make_person()
    view = person.window.commands.view
    assert view.left_panel.isChecked()
    assert view.right_panel.isChecked()
    assert person.viewer.layout_now.arrangement == "three"


@pytest.mark.parametrize("size", [QSize(1024, 700), QSize(1366, 768), QSize(1920, 1080)])
def test_without_panels_the_viewer_has_two_thirds_of_the_window(looking, size):
    looking.window.resize(size)
    looking.qtbot.keyClick(looking.viewer, Qt.Key.Key_Tab)
    looking.wait(lambda: looking.viewer.width() == size.width())
    assert looking.viewer.width() * looking.viewer.height() >= 2 / 3 * size.width() * size.height()


def test_a_narrow_window_has_narrow_panels(looking):
    strip = looking.window.parts.filmstrip
    wide = strip.width()
    looking.window.resize(1100, 700)
    looking.wait(lambda: strip.width() == strip.minimumWidth() < wide)
    looking.window.resize(1400, 860)
    looking.wait(lambda: strip.width() == wide)


def test_full_screen_has_the_picture_alone_and_escape_goes_back(looking):
    window, viewer, parts = looking.window, looking.viewer, looking.window.parts
    around = (window.menuBar(), window.bar, parts.status, parts.view_bar, parts.filmstrip, parts._side)
    parts.filmstrip.setFocus()
    looking.qtbot.keyClick(window, Qt.Key.Key_F)
    assert window.windowState() & _FULL
    assert not any(each.isVisible() for each in around)
    assert viewer.hasFocus()
    looking.wait(lambda: viewer.size() == window.size())
    assert [pane.isVisible() for pane in viewer.shown_panes] == [True, False, False]
    looking.wait(lambda: viewer.panes[0].width() > window.width() - 10)
    looking.qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert not window.windowState() & _FULL
    assert all(each.isVisible() for each in (*around, *viewer.shown_panes))
    looking.qtbot.keyClick(window, Qt.Key.Key_F7)
    for _ in range(2):
        looking.qtbot.keyClick(window, Qt.Key.Key_F11)
    assert [each.isVisible() for each in around] == [True, True, True, True, False, True]


def test_escape_leaves_full_screen_before_it_cancels(person, large_photo):
    person.drop(large_photo)
    person.wait_for_state(0, PhotoState.WORKING)
    person.wait(lambda: person.window.commands.cancel.isEnabled())
    person.qtbot.keyClick(person.window, Qt.Key.Key_F)
    person.qtbot.keyClick(person.viewer, Qt.Key.Key_Escape)
    assert not person.window.windowState() & _FULL
    assert person.state(0) is not PhotoState.CANCELLED
    person.qtbot.keyClick(person.viewer, Qt.Key.Key_Escape)
    assert person.state(0) is PhotoState.CANCELLED


def test_the_window_comes_back_whole_if_the_system_ends_the_full_screen(looking):
    window = looking.window
    looking.qtbot.keyClick(window, Qt.Key.Key_F)
    window.showNormal()
    looking.wait(lambda: window.menuBar().isVisible())
    assert not window.commands.view.full_screen.isChecked()
    assert _shown(looking) == (True, True)


def test_arrow_keys_go_on_to_the_next_photo_while_the_whole_photo_is_shown(looking):
    session, key = looking.window.session, looking.qtbot.keyClick
    looking.qtbot.keyClick(looking.window, Qt.Key.Key_F)
    key(looking.viewer, Qt.Key.Key_Right)
    assert session.in_view.open_photo is looking.open_photos.at(1)
    looking.wait_for_result(1)
    key(looking.viewer, Qt.Key.Key_Left)
    assert session.in_view.open_photo is looking.open_photos.at(0)
    looking.wait_for_view()
    looking.viewer.transform.zoom_to(30)
    centre = looking.viewer.transform.centre
    key(looking.viewer, Qt.Key.Key_Right)
    assert session.in_view.open_photo is looking.open_photos.at(0)
    assert looking.viewer.transform.centre.x() > centre.x()


@pytest.mark.parametrize("surround", [each for each in Surround if each is not Surround.THEME])
def test_the_surround_is_chosen_kept_and_readable(person, dark_photo, surround):
    person.open_and_wait(dark_photo)
    person.window.commands.view.surrounds[surround].trigger()
    assert load_settings().surround is surround
    canvas = person.viewer.panes[0].canvas
    colour = canvas.grab().toImage().pixelColor(1, 1)
    assert colour.rgb() == COLOURS[surround].rgb()
    assert person.viewer.grab().toImage().pixelColor(2, person.viewer.height() // 2) == colour


def test_the_surround_follows_the_theme_unless_one_is_chosen(person, dark_photo):
    person.open_and_wait(dark_photo)
    view, canvas = person.window.commands.view, person.viewer.panes[0].canvas

    def colour():
        return canvas.grab().toImage().pixelColor(1, 1).rgb()

    view.themes[Theme.DARK].trigger()
    assert colour() == COLOURS[Surround.DARK].rgb()
    view.themes[Theme.LIGHT].trigger()
    assert colour() == COLOURS[Surround.MIDDLE].rgb()
    view.surrounds[Surround.BLACK].trigger()
    view.themes[Theme.DARK].trigger()
    assert colour() == COLOURS[Surround.BLACK].rgb()
    view.surrounds[Surround.THEME].trigger()
    assert colour() == COLOURS[Surround.DARK].rgb()


def test_the_choice_of_a_panel_is_not_lost_in_the_empty_window(person, dark_photo):
    person.qtbot.keyClick(person.window, Qt.Key.Key_F8)
    person.open_and_wait(dark_photo)
    assert _shown(person) == (True, False)
    assert QApplication.focusWidget() is not None
