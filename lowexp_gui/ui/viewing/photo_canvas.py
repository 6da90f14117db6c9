"""The picture of a pane: paints sources from the store with the shared transform."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QSizePolicy, QWidget

from lowexp_gui.app.viewing.arrangement import DIFFERENCE_GAIN, Blend
from lowexp_gui.app.viewing.source import PaneContent, Source
from lowexp_gui.app.viewing.view_request import Part
from lowexp_gui.ui.viewing.picture_painting import (
    LOUPE_DIAMETER,
    Placement,
    difference,
    layer,
    paint_loupe,
    paint_pixel_grid,
    paint_source,
    paint_stand_in,
)
from lowexp_gui.ui.viewing.picture_store import PictureStore
from lowexp_gui.ui.viewing.view_transform import ViewTransform

MIDDLE_GREY = QColor(118, 118, 118)
_BRIGHT = 128
_LINE = QColor(255, 255, 255)
_NOTCH = 120
_ZOOM_PER_NOTCH = 1.25
_LINE_CAUGHT_WITHIN = 12


@dataclass(frozen=True)
class CanvasContent:
    """The content of a canvas.

    Attributes:
        sources: one source, or two that are blended.
        blend: the way of blending; None for one source.
        wipe_at: position of the wipe's line, 0..1 of the pane from the reading side.
        upright: whether that line is vertical.
    """

    sources: tuple[PaneContent, ...]
    blend: Blend | None = None
    wipe_at: float = 0.5
    upright: bool = True


ORIGINAL = CanvasContent((Source.BEFORE,))


@dataclass(frozen=True)
class Loupe:
    """A loupe over a point of the photo; `scale` in screen pixels per photo pixel."""

    at: QPointF
    scale: float


class PhotoCanvas(QWidget):
    """The wheel zooms and dragging pans all panes; the line of a wipe can be dragged."""

    resized = Signal()
    toggled = Signal(QPointF)
    """A double click, from the middle of the pane in screen pixels."""
    pointed = Signal(object)
    """Position of the pointer, QPointF in photo pixels, or None"""
    pressed = Signal()
    clicked = Signal()
    """A press and a release at the same place."""
    wipe_moved = Signal(float)

    def __init__(self, transform: ViewTransform, store: PictureStore, parent: QWidget | None = None) -> None:
        """A canvas that shows the original."""
        super().__init__(parent)
        self._transform, self._store = transform, store
        self._content = ORIGINAL
        self._original = False
        self._loupe: Loupe | None = None
        self._dragged_from: QPointF | None = None
        self._pressed_at: QPointF | None = None
        self._drags_line = self._is_small = False
        self._surround = MIDDLE_GREY
        self.quick = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(80, 80)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.grabGesture(Qt.GestureType.PinchGesture)
        transform.changed.connect(self.update)
        store.changed.connect(self._on_store)

    @property
    def content(self) -> CanvasContent:
        """The content, apart from a held original."""
        return self._content

    @property
    def content_now(self) -> CanvasContent:
        """The displayed content: the original while held."""
        return ORIGINAL if self._original else self._content

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture."""
        return not self._missing()

    def physical_size(self) -> QSizeF:
        """The size in screen pixels."""
        return QSizeF(self.size()) * self.devicePixelRatioF()

    def set_content(self, content: CanvasContent) -> None:
        """Show other content."""
        self._content = content
        self._on_store()

    def hold_original(self, held: bool) -> None:
        """Show the original while `held`, otherwise the content."""
        if held != self._original:
            self._original = held
            self._on_store()

    def set_small(self, small: bool) -> None:
        """Show the photo at the scale of a small pane beside a large one."""
        if small is not self._is_small:
            self._is_small = small
            self._show_cursor(QPointF(-1, -1))
            self.update()

    def set_surround(self, colour: QColor) -> None:
        """Set the colour around the photo."""
        self._surround = colour
        self.update()

    @property
    def scale(self) -> float:
        """Screen pixels per photo pixel in this canvas."""
        return self._transform.scale_in(self.physical_size()) if self._is_small else self._transform.scale

    @property
    def placement(self) -> Placement:
        """The position of the photo on the canvas."""
        return self._placement()

    @property
    def photo_rectangle(self) -> QRectF:
        """The visible part of the photo on the canvas; the whole canvas without a photo."""
        rectangle = self._placement().photo_rectangle & QRectF(self.rect())
        return QRectF(self.rect()) if rectangle.isEmpty() else rectangle

    def set_loupe(self, loupe: Loupe | None) -> None:
        """Show a loupe."""
        if loupe != self._loupe:
            self._loupe = loupe
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._surround)
        content, missing = self.content_now, self._missing()
        if missing:
            paint_stand_in(painter, self._placement(), self._store, content.sources[-1])
            is_bright = self._surround.lightness() > _BRIGHT
            painter.setPen(Qt.GlobalColor.black if is_bright else Qt.GlobalColor.white)
            words = QTextOption(Qt.AlignmentFlag.AlignCenter)
            # A long file name may be a single word.
            words.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            painter.drawText(
                QRectF(self.rect().adjusted(12, 12, -12, -12)), self._store.message(missing[0]), words
            )
            return
        smooth = self.scale < 2 and not self.quick
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        placement = self._placement()
        if content.blend is Blend.WIPE:
            self._paint_wipe(painter, placement, content)
        elif content.blend is Blend.DIFFERENCE:
            first, second = (self._layer(placement, source) for source in content.sources)
            painter.setClipRect(placement.photo_rectangle)
            painter.drawImage(0, 0, difference(first, second, DIFFERENCE_GAIN))
            painter.setClipping(False)
        else:
            paint_source(painter, placement, self._store, content.sources[0])
        last = content.sources[-1]
        paint_pixel_grid(painter, placement, self._store.find(last, Part.VIEW))
        if self._loupe is not None:
            picture, scale = self._store.find(last, Part.LOUPE), self._loupe.scale / self.devicePixelRatioF()
            diameter = min(LOUPE_DIAMETER, self.width(), self.height())
            paint_loupe(painter, placement, picture, self._loupe.at, scale, diameter)

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
            self.pressed.emit()
            self._dragged_from, self._drags_line = event.position(), self._is_on_line(event.position())
            self._pressed_at = event.position()
            self._show_cursor(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        self.pointed.emit(self._placement().point_of_photo(event.position()))
        if self._dragged_from is None:
            self._show_cursor(event.position())
        elif self._drags_line:
            self.wipe_moved.emit(self._along(event.position()))
        else:
            shift = (event.position() - self._dragged_from) * self.devicePixelRatioF()
            self._dragged_from = event.position()
            self._transform.pan_by(shift * self._transform.scale / self.scale)
            if self._pressed_at is not None and not self._is_near(self._pressed_at, event.position()):
                self._pressed_at = None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        is_click = self._pressed_at is not None and self._is_near(self._pressed_at, event.position())
        self._dragged_from, self._pressed_at, self._drags_line = None, None, False
        self._show_cursor(event.position())
        if is_click:
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        # In a small pane, the first of the two clicks has an effect already.
        if event.button() is Qt.MouseButton.LeftButton and not self._is_small:
            self.toggled.emit(self._from_middle(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802, D102
        self.pointed.emit(None)
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._transform.zoom_by(max(0.1, 1 + event.value()), self._from_middle(event.position()))
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self.mapFromGlobal(pinch.hotSpot())
                self._transform.zoom_by(max(0.1, pinch.scaleFactor()), self._from_middle(at))
                return True
        return super().event(event)

    def _missing(self) -> tuple[PaneContent, ...]:
        """Sources without a picture."""
        sources = self.content_now.sources
        return tuple(source for source in sources if self._store.shown(source) is None)

    def _placement(self) -> Placement:
        scale = self.scale / self.devicePixelRatioF()
        photo, ratio = QSizeF(self._transform.photo_size), self.devicePixelRatioF()
        return Placement(scale, self._transform.centre, QRectF(self.rect()), photo, ratio)

    def _layer(self, placement: Placement, source: PaneContent) -> QImage:
        return layer(placement, self._store, source, self.devicePixelRatioF())

    def _paint_wipe(self, painter: QPainter, placement: Placement, content: CanvasContent) -> None:
        whole, at = QRectF(self.rect()), self._line_at(content)
        near, far = QRectF(whole), QRectF(whole)
        if content.upright:
            near.setRight(at)
            far.setLeft(at)
            if self.isRightToLeft():
                near, far = far, near
        else:
            near.setBottom(at)
            far.setTop(at)
        for part, source in zip((near, far), content.sources, strict=True):
            painter.setClipRect(part)
            paint_source(painter, placement, self._store, source)
        painter.setClipping(False)
        painter.setPen(QPen(_LINE, 1.5))
        if content.upright:
            painter.drawLine(QPointF(at, whole.top()), QPointF(at, whole.bottom()))
        else:
            painter.drawLine(QPointF(whole.left(), at), QPointF(whole.right(), at))

    def _line_at(self, content: CanvasContent) -> float:
        if not content.upright:
            return content.wipe_at * self.height()
        return self.width() * (1 - content.wipe_at if self.isRightToLeft() else content.wipe_at)

    def _along(self, point: QPointF) -> float:
        """Position of a point across the wipe, 0..1 of the pane from the reading side."""
        at = point.x() / self.width() if self._content.upright else point.y() / self.height()
        if self._content.upright and self.isRightToLeft():
            at = 1 - at
        return min(max(at, 0.0), 1.0)

    def _is_on_line(self, point: QPointF) -> bool:
        if self._content.blend is not Blend.WIPE:
            return False
        across = point.x() if self._content.upright else point.y()
        return abs(across - self._line_at(self._content)) <= _LINE_CAUGHT_WITHIN

    def _show_cursor(self, point: QPointF) -> None:
        if self._drags_line or (self._dragged_from is None and self._is_on_line(point)):
            upright = self._content.upright
            self.setCursor(Qt.CursorShape.SplitHCursor if upright else Qt.CursorShape.SplitVCursor)
        elif self._dragged_from is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._is_small:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def _from_middle(self, point: QPointF) -> QPointF:
        """The same point of the photo, from the middle of the large pane in screen pixels."""
        from_middle = (QPointF(point) - QRectF(self.rect()).center()) * self.devicePixelRatioF()
        return from_middle * self._transform.scale / self.scale

    def _is_near(self, one: QPointF, other: QPointF) -> bool:
        return (one - other).manhattanLength() < QApplication.startDragDistance()

    @Slot()
    def _on_store(self) -> None:
        missing = self._missing()
        self.setAccessibleDescription(self._store.message(missing[0]) if missing else "")
        self.update()
