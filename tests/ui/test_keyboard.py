"""Everything can be reached and done with the keyboard."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QComboBox, QSpinBox, QToolButton

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.viewing.source import Source


def _tab_to(person, wanted):
    for _ in range(60):
        if QApplication.focusWidget() is wanted:
            return
        focus = QApplication.focusWidget() or person.window
        # In the picture, Tab itself hides the panels.
        held = (
            Qt.KeyboardModifier.ControlModifier if focus is person.viewer else Qt.KeyboardModifier.NoModifier
        )
        person.qtbot.keyClick(focus, Qt.Key.Key_Tab, held)
    raise AssertionError(f"Tab never came to {wanted.accessibleName()}")


def test_a_photo_is_adjusted_and_saved_without_a_mouse(person, dark_photo):
    person.open_and_wait(dark_photo)
    slider = person.window.parts.adjustments.sliders["brightness"]
    _tab_to(person, slider)
    neutral = person.light(Source.FINAL)
    for _ in range(6):
        person.qtbot.keyClick(slider, Qt.Key.Key_PageDown)
    person.wait_for_view()
    assert slider.value() == 40
    assert person.light(Source.FINAL) < neutral - 10
    person.qtbot.keyClick(person.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    person.wait_for_state(0, PhotoState.SAVED)


def test_every_control_can_be_reached(person, dark_photo):
    person.open_and_wait(dark_photo)
    parts, bar = person.window.parts, person.window.bar
    parts.saving.line.click()
    for control in (
        bar.models,
        bar.devices,
        bar.theme_button,
        parts.filmstrip,
        parts.viewer,
        parts.adjustments.sliders["denoise"],
        parts.saving.line,
        parts.saving.details.format,
        parts.saving.details.options["quality"].widget,
        parts.saving.details.folder_button,
    ):
        _tab_to(person, control)


def test_tab_goes_through_the_adjustments_as_they_are_read(person, dark_photo):
    person.open_and_wait(dark_photo)
    panel = person.window.parts.adjustments
    stops, widget = [], panel
    while (widget := widget.nextInFocusChain()) is not panel:
        takes_tab = widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_tab and panel.isAncestorOf(widget):
            stops.append(widget)
    middles = [each.mapTo(panel, each.rect().center()) for each in stops]
    line = panel.fontMetrics().height()
    back = [
        (here, after)
        for here, after in pairwise(middles)
        if after.y() < here.y() - line or (after.y() <= here.y() + line // 2 and after.x() < here.x())
    ]
    assert not back
    assert len(stops) > len(panel.sliders) + len(panel.groups)


def test_the_view_follows_the_keys(person, dark_photo):
    person.open_and_wait(dark_photo)
    viewer, window = person.window.parts.viewer, person.window
    viewer.setFocus()
    person.qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert viewer.transform.scale == 1
    person.qtbot.keyClick(window, Qt.Key.Key_Plus)
    assert viewer.transform.scale > 1.2
    for _ in range(4):
        person.qtbot.keyClick(window, Qt.Key.Key_Plus)
    centre = viewer.transform.centre
    person.qtbot.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.transform.centre.x() > centre.x()
    person.qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert viewer.transform.is_fitted


def test_escape_cancels(person, large_photo):
    person.drop(large_photo)
    person.wait_for_state(0, PhotoState.WORKING)
    person.wait(lambda: person.window.commands.cancel.isEnabled())
    person.qtbot.keyClick(person.window, Qt.Key.Key_Escape)
    assert person.state(0) is PhotoState.CANCELLED


def test_the_next_photo_is_a_key_away_and_a_result_is_kept(person, dark_photos):
    person.open_and_wait(*dark_photos)
    person.qtbot.keyClick(person.window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    person.wait_for_result(1)
    person.qtbot.keyClick(person.window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert person.window.session.in_view.open_photo is person.open_photos.at(0)
    assert person.window.session.in_view.has_result
    person.wait_for_view()
    assert person.canvas(Source.FINAL).has_picture


def test_every_control_has_a_name(person, dark_photo):
    person.open_and_wait(dark_photo)
    nameless = [
        control
        for kind in (QAbstractButton, QAbstractSlider, QComboBox, QSpinBox)
        for control in person.window.findChildren(kind)
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isVisible()
        if not (control.accessibleName() or (isinstance(control, QAbstractButton) and control.text()))
        and not (isinstance(control, QToolButton) and control.defaultAction())
    ]
    assert nameless == []
