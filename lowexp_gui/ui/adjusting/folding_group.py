"""A group of controls that can be folded away."""

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from lowexp_gui.ui.icons import paint_icon

_CHEVRON, _GAP, _ABOVE = 16, 4, 4
_FOCUS_WIDTH, _ROUNDNESS = 2, 4


class FoldingGroup(QWidget):
    """A heading with widgets below it; a click on the heading folds or unfolds them.

    A group without widgets is hidden.

    Attributes:
        heading: the button; Left folds and Right unfolds, mirrored where one reads from right to left.
    """

    folded = Signal(bool)
    """Whether the group is folded now"""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """An empty, unfolded group."""
        super().__init__(parent)
        self.heading = _Heading(title)
        self._inside = QWidget()
        self._widgets = QVBoxLayout(self._inside)
        self._widgets.setContentsMargins(0, 0, 0, 4)
        self._widgets.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.heading)
        layout.addWidget(self._inside)
        self.heading.toggled.connect(self._on_toggled)
        self.hide()

    @property
    def is_folded(self) -> bool:
        """Whether only the heading is shown."""
        return not self.heading.isChecked()

    def set_folded(self, folded: bool) -> None:
        """Fold or unfold."""
        self.heading.setChecked(not folded)

    def add(self, widget: QWidget) -> None:
        """Add a widget below the others."""
        self._widgets.addWidget(widget)
        self.show()

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self.folded.emit(not is_open)


class _Heading(QAbstractButton):
    """A title beside a chevron, across the whole width."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        font = self.font()
        font.setBold(True)
        self.setFont(font)

    def sizeHint(self) -> QSize:  # noqa: N802
        words = self.fontMetrics()
        width = words.horizontalAdvance(self.text()) + _CHEVRON + 3 * _GAP
        return QSize(width, max(words.height(), _CHEVRON) + 2 * _ABOVE)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        forwards = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}.get(Qt.Key(event.key()))
        if forwards is None:
            super().keyPressEvent(event)
        else:
            self.setChecked(forwards != self.isRightToLeft())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.Text)
        top = (self.height() - _CHEVRON) // 2
        if self.underMouse():
            hover = self.palette().color(QPalette.ColorRole.Text)
            hover.setAlphaF(0.06)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hover)
            painter.drawRoundedRect(self.rect(), _ROUNDNESS, _ROUNDNESS)
        chevron = self._mirrored(QRect(0, top, _CHEVRON, _CHEVRON))
        folded = "chevron_left" if self.isRightToLeft() else "chevron_right"
        paint_icon(painter, "chevron_down" if self.isChecked() else folded, colour, chevron)
        words = self._mirrored(self.rect().adjusted(_CHEVRON + _GAP, 0, 0, 0))
        painter.setPen(colour)
        alignment = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(words, int(alignment), self.text())
        if self.hasFocus():
            half = _FOCUS_WIDTH // 2
            pen = painter.pen()
            pen.setColor(self.palette().color(QPalette.ColorRole.Link))
            pen.setWidth(_FOCUS_WIDTH)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(half, half, -half, -half), _ROUNDNESS, _ROUNDNESS)

    def _mirrored(self, rect: QRect) -> QRect:
        """A rectangle in the direction of reading."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)
