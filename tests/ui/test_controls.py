"""Wheel, space bar and Return do the same in every window, wherever pointer and focus are."""

import pytest
from PySide6.QtCore import SIGNAL, QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QToolBar,
    QWidget,
)

from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.viewing.source import Source

_NO_KEYS, _SPACE = Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Space


def _wheel(widget, notches=-1, time=0):
    """Turn the wheel over a widget that need not be in view; what lies around it is not told."""
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        _NO_KEYS,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.setTimestamp(time)
    QCoreApplication.sendEvent(widget, event)


def _value(control):
    return control.currentIndex() if isinstance(control, QComboBox) else control.value()


def _controls(windows):
    """Everything that has a value, pages and boxes that are not in view too."""
    kinds = (QAbstractSlider, QAbstractSpinBox, QComboBox)
    found = {each for window in windows for kind in kinds for each in window.findChildren(kind)}
    return [each for each in found if not isinstance(each, QScrollBar)]


def _prepare(control):
    """Give it somewhere to go, up and down; nothing follows from its changes."""
    control.ensurePolished()
    control.blockSignals(True)
    if isinstance(control, QComboBox):
        while control.count() < 3:
            control.addItem("more")
        control.setCurrentIndex(1)
    else:
        control.setValue((control.minimum() + control.maximum()) // 2)


def test_the_wheel_changes_nothing_that_is_scrolled_past(all_windows, person):
    controls = _controls(all_windows)
    assert len(controls) > 30
    person.viewer.setFocus()
    for control in controls:
        _prepare(control)
        before = _value(control)
        for notches in (1, -1, -1):
            _wheel(control, notches)
            assert _value(control) == before, control.accessibleName()
        assert not control.hasFocus()


def test_the_wheel_gives_the_focus_to_nothing(all_windows):
    for window in all_windows:
        for widget in window.findChildren(QWidget):
            widget.ensurePolished()
            assert widget.focusPolicy() is not Qt.FocusPolicy.WheelFocus, widget


def test_the_wheel_changes_what_has_the_focus_but_nothing_in_the_toolbar(person, dark_photo):
    person.open_and_wait(dark_photo)
    window = person.window
    slider = window.parts.adjustments.sliders["contrast"]
    window.parts.saving.line.click()
    for control in (slider, window.parts.saving.details.format):
        before = _value(control)
        control.setFocus()
        _wheel(control)
        assert _value(control) != before
    bar = window.bar
    assert [each for each in bar.findChildren(QComboBox) if isinstance(each.parent(), QToolBar)]
    for box in bar.findChildren(QComboBox):
        _prepare(box)
        box.setFocus()
        _wheel(box)
        assert _value(box) == 1


def test_the_wheel_scrolls_the_panel_over_every_control_of_it(person, dark_photo):
    person.open_and_wait(dark_photo)
    person.window.resize(1000, 480)
    panel = person.window.findChild(QScrollArea, "sidePanel")
    bar = panel.verticalScrollBar()
    person.wait(lambda: bar.maximum() > 100)
    person.viewer.setFocus()
    for control in _controls([panel]):
        if control.isVisible():
            panel.ensureWidgetVisible(control)
            value, place = bar.value(), control.mapTo(person.window, control.rect().center())
            direction = 1 if value == bar.maximum() else -1
            QTest.wheelEvent(person.window.windowHandle(), place, QPoint(0, 120 * direction))
            person.wait(lambda value=value: bar.value() != value)


def test_a_scrolling_that_began_elsewhere_stops_at_no_control(person, dark_photo):
    person.open_and_wait(dark_photo)
    sliders = person.window.parts.adjustments.sliders
    one, other = sliders["shadows"], sliders["tint"]
    one.setFocus()
    before = one.value()
    _wheel(other, time=10_000)
    # The panel moved, and what has the focus came under the pointer.
    _wheel(one, time=10_150)
    _wheel(one, time=10_500)
    assert one.value() == before
    _wheel(one, time=12_000)
    assert one.value() != before


@pytest.fixture
def looking(person, dark_photo):
    person.open_and_wait(dark_photo)
    person.wait(lambda: not person.canvas(Source.FINAL).quick)
    person.wait_for_view()
    return person


def _headings(viewer):
    return [title.text() for pane in viewer.shown_panes for title in pane.titles if not title.isHidden()]


def _space(widget, kind, repeated=False):
    QCoreApplication.sendEvent(widget, QKeyEvent(kind, _SPACE, _NO_KEYS, " ", repeated))


def _reachable(window):
    """What can have the focus now."""
    found = [
        each
        for each in window.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.isEnabled()
        if each.window() is window and each.focusProxy() is None
    ]
    return [each for each in found if not _is_text(each)]


def _is_text(widget):
    return isinstance(widget, QLineEdit | QPlainTextEdit) or (
        isinstance(widget, QComboBox) and widget.isEditable()
    )


def test_space_shows_the_original_wherever_the_focus_is(looking):
    window, viewer = looking.window, looking.viewer
    final = looking.pane(Source.FINAL)
    titles = _headings(viewer)
    places = _reachable(window)
    assert len(places) > 25
    pressed = []
    for button in window.findChildren(QAbstractButton):
        button.clicked.connect(lambda _=False, button=button: pressed.append(button))
    for place in places:
        before = (
            place.isChecked() if isinstance(place, QAbstractButton) else None,
            _value(place) if isinstance(place, QAbstractSlider | QAbstractSpinBox | QComboBox) else None,
        )
        place.setFocus()
        looking.qtbot.keyPress(place, _SPACE)
        assert set(_headings(viewer)) == {"Before"}, place
        assert looking.pane(Source.FINAL).mean() < final.mean() - 20
        _space(place, QEvent.Type.KeyRelease, repeated=True)
        _space(place, QEvent.Type.KeyPress, repeated=True)
        assert set(_headings(viewer)) == {"Before"}, place
        looking.qtbot.keyRelease(place, _SPACE)
        assert _headings(viewer) == titles, place
        after = (
            place.isChecked() if isinstance(place, QAbstractButton) else None,
            _value(place) if isinstance(place, QAbstractSlider | QAbstractSpinBox | QComboBox) else None,
        )
        assert after == before
        assert QApplication.activePopupWidget() is None
    assert pressed == []


def test_space_shows_the_original_where_nothing_has_the_focus(looking):
    looking.viewer.clearFocus()
    titles = _headings(looking.viewer)
    looking.qtbot.keyPress(looking.window, _SPACE)
    assert set(_headings(looking.viewer)) == {"Before"}
    looking.qtbot.keyRelease(looking.window, _SPACE)
    assert _headings(looking.viewer) == titles


def test_a_wipe_has_one_heading_while_the_original_is_held(looking):
    looking.qtbot.keyClick(looking.window, Qt.Key.Key_W)
    titles = _headings(looking.viewer)
    assert len(titles) == 2
    looking.qtbot.keyPress(looking.viewer, _SPACE)
    assert _headings(looking.viewer) == ["Before"]
    looking.qtbot.keyRelease(looking.viewer, _SPACE)
    assert _headings(looking.viewer) == titles


def test_in_text_the_space_bar_makes_a_space(looking):
    line = looking.window.parts.adjustments.presets.line
    titles = _headings(looking.viewer)
    looking.window.commands.save_preset.trigger()
    looking.qtbot.keyClicks(line, "My night")
    looking.qtbot.keyPress(line, _SPACE)
    assert _headings(looking.viewer) == titles
    assert line.text() == "My night "


def test_a_key_that_is_let_go_elsewhere_does_not_stay_down(looking):
    looking.window.parts.saving.line.click()
    viewer, button = looking.viewer, looking.window.parts.saving.details.folder_button
    titles = _headings(viewer)
    for reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
        button.setFocus()
        looking.qtbot.keyPress(button, _SPACE)
        assert set(_headings(viewer)) == {"Before"}
        QCoreApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusOut, reason))
        assert _headings(viewer) == titles


def test_without_a_photo_the_space_bar_presses_buttons(person):
    asked = []
    button = person.window.parts.welcome.sample_button
    button.clicked.disconnect()
    button.clicked.connect(lambda: asked.append(button))
    button.setFocus()
    person.qtbot.keyClick(button, _SPACE)
    assert asked == [button]


def test_return_presses_the_button_that_has_the_focus_in_every_window(all_windows):
    """And no other one, such as the default of its dialog."""
    pressed = []
    buttons = [each for window in all_windows for each in window.findChildren(QAbstractButton)]
    for window in all_windows:
        for action in window.findChildren(QAction):
            action.blockSignals(True)
    for button in buttons:
        if button.receivers(SIGNAL("clicked(bool)")):
            # What it does is tried elsewhere.
            button.clicked.disconnect()
        button.clicked.connect(lambda _=False, button=button: pressed.append(button))
    tried = 0
    for button in buttons:
        if button.focusPolicy() & Qt.FocusPolicy.TabFocus and button.isVisible() and button.isEnabled():
            if getattr(button, "menu", lambda: None)():
                continue
            button.window().activateWindow()
            button.setFocus()
            for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                pressed.clear()
                QCoreApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyPress, key, _NO_KEYS, "\r"))
                QCoreApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyRelease, key, _NO_KEYS, "\r"))
                assert pressed == [button], button.text() or button.accessibleName()
                tried += 1
    assert tried > 60


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_return_opens_the_list_of_a_box(looking):
    looking.window.parts.saving.line.click()
    box = looking.window.parts.saving.details.format
    box.setFocus()
    looking.qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.view().isVisible()
    box.hidePopup()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_list_of_a_box_cuts_no_text(all_windows):
    boxes = [each for window in all_windows for each in window.findChildren(QComboBox)]
    tried = 0
    for box in boxes:
        if not box.isVisible():
            continue
        box.addItem("A title that is much longer than the box in which it stands is wide, and longer still")
        box.showPopup()
        view = box.view()
        words = max(box.fontMetrics().horizontalAdvance(box.itemText(row)) for row in range(box.count()))
        room = min(words + 40, box.screen().availableGeometry().width() - 40)
        assert view.viewport().width() >= room, box.accessibleName()
        popup = view.window().geometry()
        assert box.screen().availableGeometry().contains(popup) or popup.width() > 700
        box.hidePopup()
        tried += 1
    assert tried > 8


def test_a_preset_is_still_kept_with_return(looking):
    line = looking.window.parts.adjustments.presets.line
    looking.window.parts.adjustments.sliders["tint"].setValue(20)
    looking.window.commands.save_preset.trigger()
    looking.qtbot.keyClicks(line, "Mine")
    looking.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "Mine" in looking.window.parts.adjustments.presets.presets
    assert not line.isVisible()


def test_selected_words_are_copied_and_without_any_the_photo(looking):
    clipboard = QGuiApplication.clipboard()
    window = looking.window
    window.show_notice(Notice("Saved as something that one wants to copy."))
    label = window.parts.messages.lines[0].label
    keys = (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    label.setFocus()
    label.setSelection(0, 5)
    QTest.keyClick(window.windowHandle(), *keys)
    looking.wait(lambda: clipboard.text() == "Saved")
    assert clipboard.image().isNull()
    label.setSelection(0, 0)
    QTest.keyClick(window.windowHandle(), *keys)
    looking.wait(lambda: not clipboard.image().isNull())


def test_keys_in_text_do_nothing_to_photos(looking):
    window, open_photos = looking.window, looking.open_photos
    shown, pressed = looking.viewer.shown, []
    for action in window.commands.findChildren(QAction):
        action.triggered.connect(lambda *_, action=action: pressed.append(action.text()))
    keys = (
        Qt.Key.Key_Delete,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_1,
        Qt.Key.Key_7,
        Qt.Key.Key_S,
        Qt.Key.Key_Left,
    )
    window.parts.saving.line.click()
    window.parts.adjustments.presets.ask_for_name()
    for field in (
        window.parts.saving.details.options["quality"].widget,
        window.parts.adjustments.presets.line,
    ):
        field.setFocus()
        for key in keys:
            QTest.keyClick(window.windowHandle(), key)
    assert (pressed, len(open_photos), looking.viewer.shown) == ([], 1, shown)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_choosing_a_model_by_mouse_leaves_the_keys_to_the_photo(looking):
    box = looking.window.bar.models
    looking.viewer.setFocus()
    looking.qtbot.mousePress(box, Qt.MouseButton.LeftButton)
    box.hidePopup()
    assert looking.viewer.hasFocus()
