"""The bar under the picture: its buttons are the menu's actions, and none is lost in a narrow window."""

import pytest
from PySide6.QtCore import QPoint, Qt

from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.app.viewing.source import Source

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def looking(person, large_photo):
    person.window.resize(1600, 900)
    person.open_and_wait(large_photo)
    person.viewer.setFocus()
    return person


@pytest.fixture
def bar(looking):
    return looking.window.parts.view_bar


def test_every_button_does_what_its_action_does_and_shows_its_state_and_key(looking, bar):
    actions = looking.window.commands.view
    for action, button in bar.buttons.items():
        assert button.isVisible()
        assert action.shortcut().toString() in button.toolTip()
        assert button.isCheckable() is action.isCheckable()
    for arrangement in (Arrangement.WIPE, Arrangement.SINGLE, Arrangement.TWO, Arrangement.DIFFERENCE):
        button = bar.buttons[actions.arrangements[arrangement]]
        looking.qtbot.mouseClick(button, _LEFT)
        assert looking.viewer.layout_now.arrangement is arrangement
        assert button.isChecked()
    looking.qtbot.mouseClick(bar.buttons[actions.compare], _LEFT)
    assert looking.viewer.layout_now.arrangement is Arrangement.NINE
    actions.arrangements[Arrangement.LARGE].trigger()
    assert bar.buttons[actions.arrangements[Arrangement.LARGE]].isChecked()
    assert not bar.buttons[actions.compare].isChecked()


def test_a_click_leaves_the_focus_with_the_picture(looking, bar):
    for button in bar.buttons.values():
        looking.qtbot.mouseClick(button, _LEFT)
        assert looking.viewer.hasFocus()


@pytest.mark.parametrize("width", [1600, 1366, 1024, 900])
def test_no_control_disappears_in_a_narrow_window(looking, bar, width):
    looking.window.resize(width, 700)
    looking.wait(lambda: looking.window.width() == max(width, looking.window.minimumSizeHint().width()))
    folded = bar.more.menu().actions()
    for action, button in bar.buttons.items():
        assert button.isVisible() is not (action in folded), action.text()
        assert not button.isVisible() or button.geometry().right() <= bar.more.geometry().left()
        assert not button.isVisible() or button.width() >= button.sizeHint().width()
    assert bar.more.geometry().right() < bar.width()
    assert bar.zoom.slider.width() >= bar.zoom.slider.minimumWidth()
    assert bar.buttons[looking.window.commands.view.before].isVisible()


def test_the_zoom_slider_follows_the_view_and_moves_it(looking, bar):
    transform, slider = looking.viewer.transform, bar.zoom.slider
    assert slider.value() == slider.minimum()
    looking.viewer.zoom_to_pixels()
    assert bar.zoom.figure.text() == "100 %"
    before = transform.scale
    slider.setFocus()
    looking.qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert before < transform.scale < 1.2 * before
    slider.setValue(slider.maximum())
    assert transform.scale == pytest.approx(8)
    slider.setValue(slider.minimum())
    assert transform.is_fitted
    # Beyond the slider's range, the figure still tells the scale.
    transform.zoom_to(32)
    assert bar.zoom.figure.text() == "3200 %"
    assert transform.scale == 32


def test_only_the_left_mouse_button_shows_the_original(looking, bar):
    action = looking.window.commands.view.before
    button = bar.buttons[action]
    for other in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        looking.qtbot.mousePress(button, other)
        assert not action.isChecked()
        assert not button.isDown()
        looking.qtbot.mouseRelease(button, other)
    looking.qtbot.mousePress(button, _LEFT)
    looking.qtbot.mouseClick(button, Qt.MouseButton.RightButton)
    assert action.isChecked()
    assert button.isDown()
    looking.qtbot.mouseRelease(button, _LEFT)


def test_the_original_is_kept_by_a_click_and_seen_for_a_moment_while_the_button_is_held(looking, bar):
    action = looking.window.commands.view.before
    button, canvas = bar.buttons[action], looking.viewer.panes[0].canvas
    looking.qtbot.mouseClick(button, _LEFT)
    assert action.isChecked()
    assert canvas.content_now.sources == (Source.BEFORE,)
    looking.qtbot.keyPress(looking.viewer, Qt.Key.Key_Space)
    looking.qtbot.keyRelease(looking.viewer, Qt.Key.Key_Space)
    assert canvas.content_now.sources == (Source.BEFORE,)
    looking.qtbot.mouseClick(button, _LEFT)
    assert canvas.content_now.sources == (Source.FINAL,)
    looking.qtbot.keyClick(looking.window, Qt.Key.Key_B)
    assert action.isChecked()
    looking.qtbot.keyClick(looking.window, Qt.Key.Key_Backslash)
    assert not action.isChecked()
    looking.qtbot.mousePress(button, _LEFT)
    assert canvas.content_now.sources == (Source.BEFORE,)
    held = bar.held
    looking.wait(lambda: held.is_long)
    looking.qtbot.mouseRelease(button, _LEFT, pos=QPoint(5, 5))
    assert canvas.content_now.sources == (Source.FINAL,)
    button.setFocus()
    looking.qtbot.keyClick(button, Qt.Key.Key_Return)
    assert action.isChecked()


def test_without_a_photo_there_is_no_bar(person):
    assert not person.window.parts.view_bar.isVisible()
