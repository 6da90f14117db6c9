"""The controls of the group “Geometry”: buttons, and ratio and angle while a crop is chosen."""

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lowexp_gui.photo.geometry import MOST_ANGLE
from lowexp_gui.ui.geometry.geometry_actions import GeometryActions

FREE, AS_SHOT = 0.0, -1.0
_RATIOS = ((1, 1), (5, 4), (4, 3), (3, 2), (16, 9))
_LIKE = 0.01
_ICON, _GAP, _AROUND = 20, 4, 6


class GeometryPanel(QWidget):
    """Buttons for the actions; the rest is shown while a crop is chosen.

    Attributes:
        ratio: the ratios, each with width / height of the wide form; FREE for any, AS_SHOT for the photo's.
        angle: degrees clockwise.
        swap, apply, cancel: buttons.
    """

    ratio_chosen = Signal(float)
    """One of the values of `ratio`"""
    angle_chosen = Signal(float)
    swapped = Signal()
    applied = Signal()
    cancelled = Signal()

    def __init__(self, actions: GeometryActions, parent: QWidget | None = None) -> None:
        """A panel for no crop."""
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        for action in actions.all:
            row.addWidget(_button(action))
        row.addStretch(1)
        layout.addLayout(row)
        self.ratio = QComboBox()
        self.ratio.setAccessibleName(self.tr("Ratio of the crop"))
        self.ratio.addItem(self.tr("Free"), FREE)
        self.ratio.addItem(self.tr("As shot"), AS_SHOT)
        for width, height in _RATIOS:
            self.ratio.addItem(f"{width} : {height}", width / height)
        self.ratio.activated.connect(self._on_ratio)
        self.swap = QPushButton(self.tr("Swap"))
        self.swap.setToolTip(self.tr("Exchange width and height of the crop (X)"))
        self.swap.clicked.connect(self.swapped)
        self.angle = QDoubleSpinBox()
        self.angle.setAccessibleName(self.tr("Angle"))
        self.angle.setRange(-MOST_ANGLE, MOST_ANGLE)
        self.angle.setDecimals(2)
        self.angle.setSingleStep(0.1)
        self.angle.setSuffix("°")
        self.angle.setKeyboardTracking(False)
        self.angle.valueChanged.connect(self.angle_chosen)
        self.apply = QPushButton(self.tr("Apply"))
        self.apply.setDefault(True)
        self.apply.setToolTip(self.tr("Crop the photo (Enter)"))
        self.apply.clicked.connect(self.applied)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Leave the photo as it was (Esc)"))
        self.cancel.clicked.connect(self.cancelled)
        self._choice = self._choice_of_crop()
        layout.addWidget(self._choice)
        self._choice.hide()

    def show_choice(self, shown: bool) -> None:
        """Show or hide what belongs to a crop that is being chosen."""
        self._choice.setVisible(shown)

    def show_crop(self, angle: float, aspect: float, as_shot: float) -> None:
        """Show the angle and the ratio of a crop.

        Args:
            aspect: width / height that the crop keeps; 0 for any.
            as_shot: that of the photo.
        """
        with QSignalBlocker(self.angle):
            self.angle.setValue(angle)
        with QSignalBlocker(self.ratio):
            self.ratio.setCurrentIndex(self._row_of(aspect, as_shot))

    def event(self, event: QEvent) -> bool:  # noqa: D102
        # Escape stops the work of the window where no crop is chosen.
        overrides = event.type() is QEvent.Type.ShortcutOverride
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if overrides and is_escape and self._choice.isVisible():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() == Qt.Key.Key_Escape and self._choice.isVisible():
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _choice_of_crop(self) -> QWidget:
        choice = QWidget()
        grid = QGridLayout(choice)
        grid.setContentsMargins(0, _GAP, 0, 0)
        grid.setSpacing(2 * _GAP)
        for row, (words, field) in enumerate(
            ((self.tr("Ratio"), self.ratio), (self.tr("Angle"), self.angle))
        ):
            label = QLabel(words)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.swap, 0, 2)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.apply)
        grid.addLayout(buttons, 2, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        return choice

    def _row_of(self, aspect: float, as_shot: float) -> int:
        if not aspect:
            return self.ratio.findData(FREE)
        wide = max(aspect, 1 / aspect)
        for row in range(self.ratio.count()):
            value = self.ratio.itemData(row)
            of_row = max(as_shot, 1 / as_shot) if value == AS_SHOT else value
            if of_row and abs(of_row / wide - 1) < _LIKE:
                return row
        return self.ratio.findData(FREE)

    @Slot(int)
    def _on_ratio(self, row: int) -> None:
        self.ratio_chosen.emit(self.ratio.itemData(row))


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setObjectName("flat")
    button.setDefaultAction(action)
    button.setAccessibleName(action.iconText())
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setIconSize(QSize(_ICON, _ICON))
    # Until its icon is drawn, it would be as wide as its text.
    button.setFixedSize(_ICON + 2 * _AROUND, _ICON + 2 * _AROUND)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
