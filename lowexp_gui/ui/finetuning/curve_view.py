"""A growing curve of figures by step, with labelled axis ranges."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from lowexp_gui.app.messages.sentences import decimal, digits

_SIZE = QSize(260, 130)
_MARGIN = 8.0
_DOT = 3.0
_LEAST_SPAN = 1e-6


class CurveView(QWidget):
    """A curve with a title.

    Attributes:
        title, drawing: its parts.
    """

    def __init__(self, title: str, places: int, parent: QWidget | None = None) -> None:
        """An empty curve.

        Args:
            places: decimal places of the figures.
        """
        super().__init__(parent)
        self._words = title
        self._places = places
        self.title = QLabel(title)
        self.drawing = _Drawing(places)
        self.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.drawing, 1)

    def show_points(self, points: Sequence[tuple[float, float]], steps: int, *, level: bool = False) -> None:
        """Show figures by step.

        Args:
            points: steps and figures, in order.
            steps: the last possible step.
            level: draw the first figure as a line across, for comparison, and each figure as a dot.
        """
        self.drawing.show_points(points, steps, level)
        last = decimal(points[-1][1], self._places) if points else ""
        self.title.setText(f"{self._words}  {last}".strip())
        self.setAccessibleDescription(last)


class _Drawing(QWidget):
    """The curve in a frame."""

    def __init__(self, places: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._points: Sequence[tuple[float, float]] = ()
        self._steps, self._level = 1, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_points(self, points: Sequence[tuple[float, float]], steps: int, level: bool) -> None:
        self._points, self._steps, self._level = points, max(1, steps), level
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return _SIZE

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return _SIZE / 2

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Steps go from left to right in every language.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        text, accent = (
            self.palette().color(role) for role in (QPalette.ColorRole.Text, QPalette.ColorRole.Link)
        )
        faint = QColor(text)
        faint.setAlpha(50)
        figures = [figure for _, figure in self._points if math.isfinite(figure)]
        highest, lowest = (max(figures), min(figures)) if figures else (1.0, 0.0)
        labels = [decimal(value, self._places) for value in (highest, lowest)]
        metrics = self.fontMetrics()
        left = max(map(metrics.horizontalAdvance, labels)) + _MARGIN if figures else 0.0
        area = QRectF(self.rect()).adjusted(left + 0.5, 0.5, -0.5, -metrics.height() - 2.5)
        painter.setPen(faint)
        painter.drawRect(area)
        if not figures:
            return
        painter.setPen(text)
        below = QRectF(area.left(), area.bottom() + 2, area.width(), metrics.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, digits(self._steps))
        beside = QRectF(0, area.top(), left - _MARGIN / 2, area.height())
        is_level = highest == lowest
        edge = Qt.AlignmentFlag.AlignVCenter if is_level else Qt.AlignmentFlag.AlignTop
        painter.drawText(beside, Qt.AlignmentFlag.AlignRight | edge, labels[0])
        if not is_level:
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, labels[1])
        inner = area.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        line = self._line(inner, lowest, highest)
        if self._level:
            painter.setPen(QPen(faint, 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), line[0].y()), QPointF(area.right(), line[0].y()))
        painter.setPen(QPen(accent, 2))
        painter.drawPolyline(line)
        if self._level:
            painter.setBrush(accent)
            for point in line:
                painter.drawEllipse(point, _DOT, _DOT)

    def _line(self, area: QRectF, lowest: float, highest: float) -> list[QPointF]:
        if highest == lowest:
            # A constant curve is drawn in the middle.
            highest, lowest = highest + 1, lowest - 1
        span = max(highest - lowest, _LEAST_SPAN)
        return [
            QPointF(
                area.left() + area.width() * min(step / self._steps, 1),
                area.bottom() - area.height() * (figure - lowest) / span,
            )
            for step, figure in self._points
            if math.isfinite(figure)
        ]
