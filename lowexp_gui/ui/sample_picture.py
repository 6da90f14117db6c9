"""The sample before and after, side by side in one picture."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lowexp_gui.bundled import sample_after, sample_photo

_SIZE, _LEAST = QSize(660, 440), QSize(180, 120)
_CORNER = 8.0
_LINE, _LABEL_GROUND, _LABEL = QColor(255, 255, 255), QColor(0, 0, 0, 150), QColor(255, 255, 255)
_PADDING, _FROM_EDGE = 8, 12
# Where the line crosses the upper and the lower edge, shares of the width from the reading side.
_UPPER, _LOWER = 0.54, 0.46


class SamplePicture(QWidget):
    """The dark sample on one side of a slanted line, the bright one on the other.

    The files are read after the picture has been painted first, so that the window does not wait for them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """A picture that has not been read."""
        super().__init__(parent)
        self._pictures: tuple[QImage, QImage] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumSize(_SIZE)
        self.setAccessibleName(self.tr("The sample before and after"))

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return _SIZE

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102
        return _LEAST

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802, D102
        if self._pictures is None:
            QTimer.singleShot(0, self._read)
            return
        size = QSize(3, 2).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(0, 0), size)
        place.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        corners = QPainterPath()
        corners.addRoundedRect(place, _CORNER, _CORNER)
        painter.setClipPath(corners)
        before, after = self._pictures
        upper, lower = self._line(place)
        near = QPainterPath(place.topRight() if self.isRightToLeft() else place.topLeft())
        near.lineTo(upper)
        near.lineTo(lower)
        near.lineTo(place.bottomRight() if self.isRightToLeft() else place.bottomLeft())
        painter.drawImage(place, after)
        painter.save()
        painter.setClipPath(near, Qt.ClipOperation.IntersectClip)
        painter.drawImage(place, before)
        painter.restore()
        painter.setPen(QPen(_LINE, 2))
        painter.drawLine(upper, lower)
        self._paint_label(painter, place, self.tr("Before"), first=True)
        self._paint_label(painter, place, self.tr("After"), first=False)

    @Slot()
    def _read(self) -> None:
        if self._pictures is None:
            most = _SIZE * self.devicePixelRatioF()
            self._pictures = _picture(sample_photo(), most), _picture(sample_after(), most)
            self.update()

    def _line(self, place: QRectF) -> tuple[QPointF, QPointF]:
        upper, lower = (1 - _UPPER, 1 - _LOWER) if self.isRightToLeft() else (_UPPER, _LOWER)
        return (
            QPointF(place.left() + upper * place.width(), place.top()),
            QPointF(place.left() + lower * place.width(), place.bottom()),
        )

    def _paint_label(self, painter: QPainter, place: QRectF, words: str, *, first: bool) -> None:
        metrics = self.fontMetrics()
        ground = QRectF(0, 0, metrics.horizontalAdvance(words) + 2 * _PADDING, metrics.height() + _PADDING)
        ground.moveBottom(place.bottom() - _FROM_EDGE)
        if first is self.isRightToLeft():
            ground.moveRight(place.right() - _FROM_EDGE)
        else:
            ground.moveLeft(place.left() + _FROM_EDGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_LABEL_GROUND)
        painter.drawRoundedRect(ground, 4, 4)
        painter.setPen(_LABEL)
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, words)


def _picture(path: Path, most: QSize) -> QImage:
    """A picture that ships with the program, no larger than it is painted; decoding that is quick."""
    reader = QImageReader(str(path))
    wanted = reader.size().scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
    if wanted.width() < reader.size().width():
        reader.setScaledSize(wanted)
    return reader.read()
