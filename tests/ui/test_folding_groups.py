"""Groups of the panel that fold, and stay folded."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from lowexp_gui.enhancing.adjusting.adjustment import AdjustmentGroup
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS
from lowexp_gui.ui.adjusting.folding_group import FoldingGroup


@pytest.fixture
def group(qtbot):
    group = FoldingGroup("Light")
    qtbot.addWidget(group)
    return group


def test_a_click_on_the_heading_folds_and_unfolds(group, qtbot):
    inside = QPushButton("inside")
    group.add(inside)
    assert inside.isVisibleTo(group)
    told = []
    group.folded.connect(told.append)
    qtbot.mouseClick(group.heading, Qt.MouseButton.LeftButton)
    assert group.is_folded
    assert not inside.isVisibleTo(group)
    qtbot.mouseClick(group.heading, Qt.MouseButton.LeftButton)
    assert inside.isVisibleTo(group)
    assert told == [True, False]


@pytest.mark.parametrize(
    ("direction", "fold", "unfold"),
    [
        (Qt.LayoutDirection.LeftToRight, Qt.Key.Key_Left, Qt.Key.Key_Right),
        (Qt.LayoutDirection.RightToLeft, Qt.Key.Key_Right, Qt.Key.Key_Left),
    ],
)
def test_arrow_keys_fold_in_the_direction_of_reading(group, qtbot, direction, fold, unfold):
    group.setLayoutDirection(direction)
    qtbot.keyClick(group.heading, fold)
    qtbot.keyClick(group.heading, fold)
    assert group.is_folded
    qtbot.keyClick(group.heading, unfold)
    assert not group.is_folded


def test_a_group_without_widgets_is_hidden(group):
    assert group.isHidden()
    group.add(QPushButton())
    assert not group.isHidden()


def test_each_slider_is_in_the_group_that_its_adjustment_declares(person, dark_photo):
    person.open_and_wait(dark_photo)
    panel = person.window.parts.adjustments
    assert set(panel.groups) == {*AdjustmentGroup, "geometry"}
    for name, slider in panel.sliders.items():
        assert panel.groups[ADJUSTMENTS[name].group].isAncestorOf(slider)


def test_folded_groups_are_folded_in_the_next_window(make_person, dark_photo):
    first = make_person()
    first.open_and_wait(dark_photo)
    first.window.parts.adjustments.groups["noise"].heading.click()
    assert not first.window.parts.adjustments.sliders["denoise"].isVisible()
    first.window.close()
    panel = make_person().window.parts.adjustments
    assert panel.folded_groups == ("noise",)
