"""One pane of the viewer: a picture that it is given, placed by the shared transform."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from lowexp_gui.app.view_worker import Rendered
from lowexp_gui.ui.view_transform import ViewTransform

SURROUND = QColor(118, 118, 118)
"""Middle grey: any other colour around a photo changes how bright and how colourful it looks."""
_ON_SURROUND = QColor(255, 255, 255)
_NOTCH = 120
_ZOOM_PER_NOTCH = 1.25


class PhotoCanvas(QWidget):
    """Paints the last picture it was given; the wheel zooms and dragging pans all panes."""

    resized = Signal()
    toggled = Signal(QPointF)
    """A double click, from the middle of the pane in screen pixels."""

    def __init__(self, transform: ViewTransform, name: str, parent: QWidget | None = None) -> None:
        """A pane called `name`."""
        super().__init__(parent)
        self._transform = transform
        self._detail: Rendered | None = None
        self._overview: Rendered | None = None
        self._dragged_from: QPointF | None = None
        self._message = ""
        self._shown = self
        self.quick = False
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(80, 80)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        transform.changed.connect(self.update)

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to see."""
        return self._detail is not None

    def physical_size(self) -> QSizeF:
        """In pixels of the screen."""
        return QSizeF(self.size()) * self.devicePixelRatioF()

    def show_picture(self, picture: Rendered) -> None:
        """Show a picture of a region, or put one of the whole photo beneath it."""
        if picture.overview:
            self._overview = picture
        else:
            self._detail = picture
        self.update()

    def clear(self) -> None:
        """Show no picture."""
        self._detail = self._overview = None
        self.update()

    def stand_in(self, other: "PhotoCanvas | None") -> None:
        """Show the pictures of another pane for a while; None for its own again."""
        self._shown = other or self
        self.update()

    def set_message(self, message: str) -> None:
        """What to say while there is no picture."""
        if message != self._message:
            self._message = message
            self.setAccessibleDescription(message)
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), SURROUND)
        detail, overview = self._shown._detail, self._shown._overview
        if detail is None:
            painter.setPen(_ON_SURROUND)
            words = self.rect().adjusted(12, 12, -12, -12)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
            return
        size = self._transform.photo_size
        painter.setClipRect(self._on_screen(QRectF(0, 0, size.width(), size.height())))
        smooth = self._transform.scale < 2 and not self.quick
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        for picture in (overview, detail):
            if picture is not None:
                region = picture.region
                rectangle = QRectF(region.left, region.top, region.width, region.height)
                image: QImage = picture.image
                painter.drawImage(self._on_screen(rectangle), image)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802, D102
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self._transform.zoom_by(_ZOOM_PER_NOTCH**notches, self._from_middle(event.position()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        if self._dragged_from is not None:
            shift = (event.position() - self._dragged_from) * self.devicePixelRatioF()
            self._dragged_from = event.position()
            self._transform.pan_by(shift)

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:  # noqa: N802, D102
        self._dragged_from = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        self.toggled.emit(self._from_middle(event.position()))

    def _from_middle(self, point: QPointF) -> QPointF:
        return (point - QRectF(self.rect()).center()) * self.devicePixelRatioF()

    def _on_screen(self, rectangle: QRectF) -> QRectF:
        scale = self._transform.scale / self.devicePixelRatioF()
        corner = (rectangle.topLeft() - self._transform.centre) * scale + QRectF(self.rect()).center()
        return QRectF(corner, rectangle.size() * scale)
