"""A slider in one line: mouse, keys, number, drawing, and what a screen reader is told."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, NEUTRAL
from lowexp_gui.ui.adjusting.adjustment_slider import AdjustmentSlider
from lowexp_gui.ui.adjusting.slider_layout import slider_layout

_LEFT, _RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def make_slider(qtbot):
    def make(name="brightness", direction=_LEFT):
        slider = AdjustmentSlider(ADJUSTMENTS[name])
        qtbot.addWidget(slider)
        slider.setLayoutDirection(direction)
        slider.resize(300, slider.sizeHint().height())
        with qtbot.waitActive(slider):
            slider.show()
            slider.activateWindow()
        return slider

    return make


def _on_track(slider, share):
    layout = slider._layout()
    return QPoint(round(layout.position_of(share)), slider.height() // 2)


@pytest.mark.parametrize("direction", [_LEFT, _RIGHT])
@pytest.mark.parametrize("share", [0, 0.25, 0.9, 1])
def test_a_click_on_the_track_jumps_there(make_slider, qtbot, direction, share):
    slider = make_slider(direction=direction)
    qtbot.mouseClick(slider, _BUTTON, pos=_on_track(slider, share))
    assert slider.value() == pytest.approx(200 * share, abs=2)
    # The value grows in the direction of reading.
    right_half = _on_track(slider, share).x() > slider._layout().track.center().x()
    assert share == 0.5 or right_half is ((share > 0.5) is (direction is _LEFT))


@pytest.mark.parametrize("place", ["name", "track"])
def test_a_double_click_resets(make_slider, qtbot, place):
    slider = make_slider("denoise")
    slider.setValue(20)
    point = slider._layout().name.center() if place == "name" else _on_track(slider, 0.9)
    qtbot.mouseClick(slider, _BUTTON, pos=point)
    qtbot.mouseDClick(slider, _BUTTON, pos=point)
    assert slider.value() == 100


def test_the_dot_of_a_changed_slider_resets_it(make_slider, qtbot):
    slider = make_slider()
    dot = slider._layout().dot
    unchanged = slider.grab(dot).toImage()
    slider.setValue(150)
    assert slider.grab(dot).toImage() != unchanged
    qtbot.mouseClick(slider, _BUTTON, pos=dot.center())
    assert slider.value() == 100
    slider.clearFocus()
    assert slider.grab(dot.adjusted(4, 4, -4, -4)).toImage() == unchanged.copy(dot.adjusted(4, 4, -4, -4))


@pytest.mark.parametrize(("direction", "more"), [(_LEFT, Qt.Key.Key_Right), (_RIGHT, Qt.Key.Key_Left)])
def test_keys_step_by_one_and_ten(make_slider, qtbot, direction, more):
    slider = make_slider("tint", direction)
    qtbot.keyClick(slider, more)
    assert slider.value() == 1
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert slider.value() == 11
    qtbot.keyClick(slider, Qt.Key.Key_PageDown)
    qtbot.keyClick(slider, Qt.Key.Key_PageDown)
    assert slider.value() == -9
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert slider.value() == 100


@pytest.mark.parametrize("opened_by", [Qt.Key.Key_Return, Qt.Key.Key_F2, "click"])
@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("140", 140),
        (" +55 % ", 55),
        ("999999", 200),
        ("-3", 0),
        ("\u0667\u0660", 70),
        ("12.7", 12),
        ("", 100),
        ("bright", 100),
        ("1e9", 100),
    ],
)
def test_the_number_is_typed(make_slider, qtbot, opened_by, typed, value):
    slider = make_slider()
    slider.setFocus()
    if opened_by == "click":
        qtbot.mouseClick(slider, _BUTTON, pos=slider._layout().number.center())
    else:
        qtbot.keyClick(slider, opened_by)
    assert QApplication.focusWidget() is slider.number
    slider.number.clear()
    slider.number.insert(typed)
    slider.number.setModified(True)
    qtbot.keyClick(slider.number, Qt.Key.Key_Return)
    assert slider.value() == value
    assert slider.number.isHidden()
    assert QApplication.focusWidget() is slider


def test_escape_keeps_the_number_as_it_was(make_slider, qtbot):
    slider = make_slider()
    slider.edit_number()
    qtbot.keyClicks(slider.number, "150")
    qtbot.keyClick(slider.number, Qt.Key.Key_Escape)
    assert slider.value() == 100
    assert slider.number.isHidden()


@pytest.mark.parametrize("direction", [_LEFT, _RIGHT])
def test_the_fill_starts_at_the_neutral_value(make_slider, direction):
    slider = make_slider("shadows", direction)
    accent = slider.palette().color(slider.palette().ColorRole.Link)

    def filled(share):
        point = _on_track(slider, share)
        red, green, blue = pixels_of(slider.grab().toImage())[point.y(), point.x()]
        return QColor(int(red), int(green), int(blue)) == accent

    assert [filled(share) for share in (0.1, 0.3, 0.7)] == [False, False, False]
    slider.setValue(80)
    assert [filled(share) for share in (0.1, 0.3, 0.7)] == [False, False, True]
    slider.setValue(-80)
    assert [filled(share) for share in (0.3, 0.7)] == [True, False]


def test_temperature_goes_from_blue_to_amber_as_its_declaration_says(make_slider):
    for name in ("temperature", "tint"):
        slider = make_slider(name)
        pixels = pixels_of(slider.grab().toImage()).astype(int)
        for share, colour in zip((0.02, 0.98), map(QColor, ADJUSTMENTS[name].track), strict=True):
            point = _on_track(slider, share)
            wanted = (colour.red(), colour.green(), colour.blue())
            assert abs(pixels[point.y(), point.x()] - wanted).max() < 25, name


def test_focus_is_seen(make_slider):
    slider = make_slider()
    slider.clearFocus()
    before = slider.grab().toImage()
    slider.setFocus()
    assert slider.grab().toImage() != before


def test_a_screen_reader_is_told_name_value_and_range(make_slider):
    slider = make_slider("tint")
    slider.setValue(-30)
    told = QAccessible.queryAccessibleInterface(slider)
    assert told.role() is QAccessible.Role.Slider
    assert told.text(QAccessible.Text.Name) == "Tint"
    assert told.text(QAccessible.Text.Description) == ADJUSTMENTS["tint"].hint
    value = told.valueInterface()
    assert (value.currentValue(), value.minimumValue(), value.maximumValue()) == (-30, -100, 100)


@given(
    width=st.integers(1, 2000),
    name=st.integers(0, 400),
    number=st.integers(0, 100),
    share=st.floats(0, 1),
    direction=st.sampled_from([_LEFT, _RIGHT]),
)
def test_places_and_shares_are_inverse(width, name, number, share, direction):
    layout = slider_layout(QRect(0, 0, width, 26), direction, name, number)
    again = layout.share_at(layout.position_of(share))
    assert again == pytest.approx(share, abs=1e-9)


def test_nine_sliders_are_nine_stops(person, dark_photo):
    person.open_and_wait(dark_photo)
    panel = person.window.parts.adjustments
    sliders = list(panel.sliders.values())
    stops, widget = [], panel
    while (widget := widget.nextInFocusChain()) is not panel:
        inside = any(slider is widget or slider.isAncestorOf(widget) for slider in sliders)
        if inside and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(widget)
    in_panel_order = [each for group in panel.groups.values() for each in sliders if group.isAncestorOf(each)]
    assert stops == in_panel_order
    assert len(stops) == len(dataclasses.fields(NEUTRAL))


def test_a_double_click_with_the_right_button_resets_nothing(make_slider):
    slider = make_slider("contrast")
    slider.setValue(130)
    QTest.mouseDClick(slider, Qt.MouseButton.RightButton, pos=_on_track(slider, 0.2))
    assert slider.value() == 130


def test_a_double_click_on_the_track_is_one_step(person, dark_photo):
    person.open_and_wait(dark_photo)
    slider, session = person.window.parts.adjustments.sliders["contrast"], person.window.session
    slider.setValue(130)
    session.editing.end_gesture()
    point = _on_track(slider, 0.2)
    person.qtbot.mouseClick(slider, _BUTTON, pos=point)
    person.qtbot.mouseDClick(slider, _BUTTON, pos=point)
    assert session.in_view.adjustments == NEUTRAL
    person.window.commands.undo.trigger()
    assert session.in_view.adjustments.contrast == 1.3
