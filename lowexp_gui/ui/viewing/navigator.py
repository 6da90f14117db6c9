"""The navigator: a small copy of the whole photo with a frame around the visible part."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from lowexp_gui.app.viewing.source import Source
from lowexp_gui.app.viewing.view_request import Part, Rendered
from lowexp_gui.ui.viewing.picture_store import PictureStore
from lowexp_gui.ui.viewing.view_transform import ViewTransform

_LONG_SIDE = 170
_FRAME, _OUTSIDE = QColor(255, 255, 255), QColor(0, 0, 0, 110)


class Navigator(QWidget):
    """Visible only while the photo is larger than its pane; dragging moves the view."""

    def __init__(self, transform: ViewTransform, store: PictureStore, parent: QWidget) -> None:
        """A navigator in the corner of another widget; it starts hidden."""
        super().__init__(parent)
        self._transform, self._store, self._around = transform, store, parent
        self._wanted = True
        self.setAccessibleName(self.tr("Navigator"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.hide()
        transform.changed.connect(self._on_change)
        store.changed.connect(self._on_change)

    def set_wanted(self, wanted: bool) -> None:
        """Turn the navigator on or off."""
        self._wanted = wanted
        self._on_change()

    def place(self, corner: QPointF) -> None:
        """Move the lower right corner."""
        self.move(round(corner.x()) - self.width(), round(corner.y()) - self.height())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802, D102
        picture = self._picture()
        if picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        region, scale = picture.region, self._scale()
        covered = QRectF(region.left, region.top, region.width * scale, region.height * scale)
        painter.drawImage(covered, picture.painted)
        seen = self._transform.visible()
        frame = QRectF(seen.topLeft() * scale, seen.size() * scale)
        outside = QRectF(self.rect())
        painter.fillRect(QRectF(outside.topLeft(), QPointF(outside.right(), frame.top())), _OUTSIDE)
        painter.fillRect(QRectF(QPointF(0, frame.bottom()), outside.bottomRight()), _OUTSIDE)
        painter.fillRect(QRectF(QPointF(0, frame.top()), frame.bottomLeft()), _OUTSIDE)
        painter.fillRect(QRectF(frame.topRight(), QPointF(outside.right(), frame.bottom())), _OUTSIDE)
        painter.setPen(QPen(_FRAME, 1.5))
        painter.drawRect(frame.adjusted(0.5, 0.5, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        self._look_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        self._look_at(event.position())

    def _look_at(self, point: QPointF) -> None:
        self._transform.centre_on(point / self._scale())

    def _picture(self) -> Rendered | None:
        return self._store.find(Source.FINAL, Part.OVERVIEW) or self._store.find(Source.BEFORE, Part.OVERVIEW)

    def _scale(self) -> float:
        """Navigator pixels per photo pixel."""
        photo, around = self._transform.photo_size, self._around.size()
        most = min(_LONG_SIDE, around.width() // 4, around.height() // 4)
        return max(most, 1) / max(photo.width(), photo.height(), 1)

    @Slot()
    def _on_change(self) -> None:
        photo, scale = self._transform.photo_size, self._scale()
        whole = self._transform.visible().size().toSize() == photo
        self.setVisible(self._wanted and not whole and not photo.isEmpty() and self._picture() is not None)
        size = QSize(max(8, round(photo.width() * scale)), max(8, round(photo.height() * scale)))
        if size != self.size():
            corner = self.geometry().bottomRight() + QPointF(1, 1).toPoint()
            self.resize(size)
            self.place(QPointF(corner))
        self.update()
