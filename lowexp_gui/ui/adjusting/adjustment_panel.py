"""The panel with everything that changes a result without running the model."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from lowexp_gui.app.messages.sentences import translated
from lowexp_gui.config.presets import ADJUSTMENT_PRESETS, SHIPPED
from lowexp_gui.enhancing.adjusting.adjustment import GROUP_TITLES
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, NEUTRAL, Adjustments
from lowexp_gui.ui.adjusting.adjustment_slider import AdjustmentSlider
from lowexp_gui.ui.adjusting.folding_group import FoldingGroup
from lowexp_gui.ui.preset_menu import PresetMenu

_GEOMETRY = "geometry"
_ORDER = tuple(GROUP_TITLES)
_OF_FONT = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.Polish)


class AdjustmentPanel(QWidget):
    """A slider for each adjustment, in groups that fold.

    Attributes:
        sliders: by the adjustment's name.
        presets: adjustments by name.
        groups: by the name that the window's state has for them, in the order of the panel.
        geometry_group: the last group, for what is not an adjustment.
    """

    moved = Signal(object)
    """Adjustments, while a control is moved"""
    chosen = Signal(object)
    """Adjustments, after a preset has been chosen"""
    gesture_begun = Signal()
    """The user has started to move a control."""
    gesture_paused = Signal()
    """The user has clicked, and may click again."""
    gesture_ended = Signal()
    folded = Signal()
    """A group has been folded or unfolded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A panel with neutral adjustments."""
        super().__init__(parent)
        self.sliders: dict[str, AdjustmentSlider] = {}
        self._moving = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        shipped = [(translated(preset.name), preset.adjustments) for preset in SHIPPED]
        self.presets = PresetMenu(ADJUSTMENT_PRESETS, shipped, lambda: self.adjustments)
        self.presets.chosen.connect(self.set_adjustments)
        layout.addWidget(self.presets)
        self.geometry_group = FoldingGroup(self.tr("Geometry"))
        self.groups = {group.value: FoldingGroup(translated(title)) for group, title in GROUP_TITLES.items()}
        self.groups[_GEOMETRY] = self.geometry_group
        for name, about in sorted(ADJUSTMENTS.items(), key=lambda each: _ORDER.index(each[1].group)):
            slider = AdjustmentSlider(about)
            slider.valueChanged.connect(self._on_moved)
            slider.gesture_begun.connect(self.gesture_begun)
            slider.gesture_paused.connect(self.gesture_paused)
            slider.gesture_ended.connect(self.gesture_ended)
            self.groups[about.group].add(slider)
            self.sliders[name] = slider
        # Tab follows the order of adding, so each group is filled before the next one is added.
        for each in self.groups.values():
            each.folded.connect(self.folded)
            layout.addWidget(each)
        self._align()

    def add_tools(self, *actions: QAction) -> None:
        """Add buttons for actions beside the presets; the first one with its text."""
        for number, action in enumerate(actions):
            button = _button(action)
            if number == 0:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self.presets.add_beside(button)

    def add_picker(self, action: QAction) -> None:
        """Add a button for the white-balance picker."""
        self.groups[ADJUSTMENTS["temperature"].group].add_beside_heading(_button(action))

    @property
    def adjustments(self) -> Adjustments:
        """The current choice."""
        return Adjustments(**{name: slider.value() / 100 for name, slider in self.sliders.items()})

    @property
    def folded_groups(self) -> tuple[str, ...]:
        """The names of the folded groups."""
        return tuple(name for name, group in self.groups.items() if group.is_folded)

    def fold(self, names: Collection[str]) -> None:
        """Fold these groups and no others."""
        for name, group in self.groups.items():
            group.set_folded(name in names)

    @Slot(object)
    def set_adjustments(self, adjustments: Adjustments) -> None:
        """Move the sliders and emit one signal after all have moved."""
        self.show_adjustments(adjustments)
        self.chosen.emit(self.adjustments)

    def show_adjustments(self, adjustments: Adjustments) -> None:
        """Move the sliders without a signal."""
        self._moving = True
        for name, slider in self.sliders.items():
            slider.setValue(round(100 * getattr(adjustments, name)))
        self._moving = False

    def reset(self) -> None:
        """Reset all adjustments to neutral."""
        self.set_adjustments(NEUTRAL)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() in _OF_FONT:
            self._align()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        # The sliders have their fonts now.
        self._align()
        super().showEvent(event)

    def _align(self) -> None:
        """Let all tracks begin at the same place."""
        sliders = self.sliders.values()
        for slider in sliders:
            slider.set_name_width(max(each.name_width for each in sliders))

    @Slot()
    def _on_moved(self) -> None:
        if not self._moving:
            self.moved.emit(self.adjustments)


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
