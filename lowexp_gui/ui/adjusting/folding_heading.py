"""A title beside a chevron, across the whole width; a click folds or unfolds."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from lowexp_gui.ui.icons import paint_icon

_CHEVRON, _GAP, _ABOVE = 16, 4, 4
_FOCUS_WIDTH, _ROUNDNESS, _HOVER_OPACITY = 2, 4, 0.06
_LEAST_WORDS = 80


class FoldingHeading(QAbstractButton):
    """Checked while it is unfolded; Left folds and Right unfolds, mirrored if the window is."""

    def __init__(self, title: str, *, upwards: bool = False, parent: QWidget | None = None) -> None:
        """An unfolded heading.

        Args:
            title: if it is too long, it is shortened in the middle.
            upwards: whether it unfolds upwards; its title is then normal text, else a bold one.
        """
        super().__init__(parent)
        self._folded_icon = "chevron_up" if upwards else ""
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        font = self.font()
        font.setBold(not upwards)
        self.setFont(font)

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return self._size(self.fontMetrics().horizontalAdvance(self.text()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102
        return self._size(_LEAST_WORDS)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        forwards = {int(Qt.Key.Key_Right): True, int(Qt.Key.Key_Left): False}.get(event.key())
        if forwards is None:
            super().keyPressEvent(event)
        else:
            self.setChecked(forwards != self.isRightToLeft())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        if self.underMouse():
            hover = self.palette().color(QPalette.ColorRole.WindowText)
            hover.setAlphaF(_HOVER_OPACITY)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hover)
            painter.drawRoundedRect(self.rect(), _ROUNDNESS, _ROUNDNESS)
        top = (self.height() - _CHEVRON) // 2
        paint_icon(painter, self._icon(), colour, self._mirrored(QRect(0, top, _CHEVRON, _CHEVRON)))
        words = self._mirrored(self.rect().adjusted(_CHEVRON + _GAP, 0, 0, 0))
        painter.setPen(colour)
        alignment = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, words.width())
        painter.drawText(words, int(alignment), shown)
        if self.hasFocus():
            half = _FOCUS_WIDTH // 2
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), _FOCUS_WIDTH))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(half, half, -half, -half), _ROUNDNESS, _ROUNDNESS)

    def _icon(self) -> str:
        if self.isChecked():
            return "chevron_down"
        return self._folded_icon or ("chevron_left" if self.isRightToLeft() else "chevron_right")

    def _size(self, words: int) -> QSize:
        height = max(self.fontMetrics().height(), _CHEVRON) + 2 * _ABOVE
        return QSize(words + _CHEVRON + 3 * _GAP, height)

    def _mirrored(self, rect: QRect) -> QRect:
        """A rectangle in the direction of reading."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)
