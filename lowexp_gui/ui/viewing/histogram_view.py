"""The histogram of the visible part, before and after, with clipping and brightness gain."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from lowexp_gui.app.messages.sentences import decimal, filled
from lowexp_gui.app.viewing.view_request import ViewHistograms

Counts = NDArray[np.int64]
_LEVELS, _HEIGHT = 256, 64
_CHANNELS = (QColor(226, 64, 64), QColor(70, 178, 70), QColor(80, 128, 240))
# Dominant levels, such as a black sky, would flatten all others.
_FULL_AT = 0.985
_BETWEEN, _UNBROKEN = " · ", "\u00a0"
_WORTH_A_WORD = 0.0005


class HistogramView(QWidget):
    """A histogram with a line of figures below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty view."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Histogram"))
        self.drawing = _Drawing()
        self.figures = QLabel()
        self.figures.setObjectName("quiet")
        self.figures.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.drawing)
        layout.addWidget(self.figures)
        self.clear()

    @Slot(object)
    def show_histograms(self, histograms: ViewHistograms) -> None:
        """Show histograms."""
        self.drawing.show_counts(histograms.before, histograms.after)
        self._say(self._words(histograms))

    def clear(self) -> None:
        """Clear the view."""
        self.drawing.show_counts(None, None)
        self._say(" ")

    def _say(self, text: str) -> None:
        # Lines break between figures, not between a number and its unit.
        figures = (figure.replace(" ", _UNBROKEN) for figure in text.split(_BETWEEN))
        self.figures.setText(_BETWEEN.join(figures))
        self.setAccessibleDescription(text)

    def _words(self, measured: ViewHistograms) -> str:
        parts = []
        if measured.stops is not None:
            parts.append(filled(self.tr("Brightness: %1 stops"), decimal(measured.stops, 1, signed=True)))
        for share, text in (
            (measured.white, self.tr("clipped white: %1 %")),
            (measured.black, self.tr("clipped black: %1 %")),
        ):
            if share >= _WORTH_A_WORD:
                parts.append(filled(text, decimal(100 * share, 1)))
        return _BETWEEN.join(parts) or " "


class _Drawing(QWidget):
    """Luminance as an area, the three colours as lines, and the luminance before as a lighter area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: Counts | None = None
        self._after: Counts | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, before: Counts | None, after: Counts | None) -> None:
        self._before, self._after = before, after
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(_LEVELS, _HEIGHT)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        text = self.palette().color(QPalette.ColorRole.Text)
        faint, strong = QColor(text), QColor(text)
        faint.setAlpha(50)
        strong.setAlpha(110)
        painter.setPen(faint)
        painter.drawRect(area)
        if self._before is not None:
            self._fill(painter, area, self._before, faint)
        shown = self._before if self._after is None else self._after
        if shown is None:
            return
        self._fill(painter, area, shown, strong)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for counts, colour in zip(shown[1:], _CHANNELS, strict=True):
            painter.setPen(colour)
            painter.drawPolyline(_line(counts, area))

    def _fill(self, painter: QPainter, area: QRectF, shown: Counts, colour: QColor) -> None:
        outline = _line(shown[0], area)
        outline.append(area.bottomRight())
        outline.append(area.bottomLeft())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(outline)


def _line(counts: Counts, area: QRectF) -> QPolygonF:
    """The counts as a line across an area."""
    most = max(float(np.quantile(counts, _FULL_AT)), 1.0)
    heights = np.minimum(counts / most, 1)
    step = area.width() / (_LEVELS - 1)
    return QPolygonF(
        [
            QPointF(area.left() + level * step, area.bottom() - height * area.height())
            for level, height in enumerate(heights.tolist())
        ]
    )
