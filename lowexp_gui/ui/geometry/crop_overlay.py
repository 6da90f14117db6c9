"""The frame of a crop over the picture, which is dragged by its corners, its sides or its inside."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from lowexp_gui.app.editing.crop_frame import CropFrame, Handle
from lowexp_gui.ui.viewing.photo_canvas import PhotoCanvas

_CAUGHT_WITHIN = 12
_CORNER, _SIDE_MARK = 20, 14
_OUTSIDE, _THIRDS = QColor(0, 0, 0, 150), QColor(255, 255, 255, 110)
_LINE, _SHADE = QColor(255, 255, 255), QColor(0, 0, 0, 140)
# Logical pixels that an arrow key moves, and with Shift.
_STEP, _LARGE_STEP = 4, 40
_INSIDE = Handle()
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
_KEYS = (*_ARROWS, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_X)


@dataclass(frozen=True)
class _Drag:
    """What is dragged, since a point in the widget; no handle for a line that is drawn."""

    start: QPointF
    frame: CropFrame
    handle: Handle | None


class CropOverlay(QWidget):
    """Lies over a canvas and shows a frame; whoever listens to `changed` sets the next one.

    Arrow keys move the frame, and resize it with Ctrl. Enter applies, Escape cancels, X swaps width and
    height.
    """

    changed = Signal(object)
    """CropFrame that the user wants"""
    line_drawn = Signal(object)
    """QLineF along something that should be level or upright, in pixels of the widget"""
    applied = Signal()
    cancelled = Signal()
    swapped = Signal()

    def __init__(self, canvas: PhotoCanvas, frame: CropFrame) -> None:
        """Lie over a canvas."""
        super().__init__(canvas)
        self._canvas, self._frame = canvas, frame
        self._drag: _Drag | None = None
        self._line: QLineF | None = None
        self._draws_line = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Crop"))
        self.setAccessibleDescription(
            self.tr("Arrow keys move the frame, with Ctrl they resize it. Enter applies, Escape cancels.")
        )
        self._begin()

    @property
    def draws_line(self) -> bool:
        """Whether the next drag draws a line instead of changing the frame."""
        return self._draws_line

    def cover(self, canvas: PhotoCanvas) -> None:
        """Lie over another canvas."""
        if canvas is not self._canvas:
            self._canvas.resized.disconnect(self._on_resized)
            self._canvas = canvas
            self.setParent(canvas)
            self._begin()

    def show_frame(self, frame: CropFrame) -> None:
        """Show a frame."""
        self._frame = frame
        self.update()

    def draw_line(self) -> None:
        """Let the next drag draw a line along the horizon or along something upright."""
        self._draws_line = True
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocus()

    def event(self, event: QEvent) -> bool:  # noqa: D102
        # These keys are shortcuts of the window where no crop is chosen.
        overrides = event.type() is QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._on_arrow(_ARROWS[key], event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.applied.emit()
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif key == Qt.Key.Key_X:
            self.swapped.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        draws = self._draws_line or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        handle = None if draws else self._handle_at(event.position())
        if draws or handle is not None:
            self._drag = _Drag(event.position(), self._frame, handle)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        drag = self._drag
        if drag is None:
            self._show_cursor(event.position())
            return
        if drag.handle is None:
            self._line = QLineF(drag.start, event.position())
            self.update()
            return
        placement = self._canvas.placement
        point, start = placement.point_of_photo(event.position()), placement.point_of_photo(drag.start)
        moved = point - start
        if drag.handle == _INSIDE:
            self.changed.emit(drag.frame.moved(moved.x(), moved.y()))
        else:
            left, top, right, bottom = drag.frame.sides
            x = (left if drag.handle.across < 0 else right) + moved.x()
            y = (top if drag.handle.down < 0 else bottom) + moved.y()
            self.changed.emit(drag.frame.dragged(drag.handle, x, y))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        line, self._drag, self._line = self._line, None, None
        if line is not None:
            self._draws_line = False
            self.line_drawn.emit(QLineF(line.p1(), line.p2()))
        self._show_cursor(event.position())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and self._handle_at(event.position()) == _INSIDE:
            self.applied.emit()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        frame = self._on_widget()
        for part in _around(QRectF(self.rect()), frame):
            painter.fillRect(part, _OUTSIDE)
        painter.setPen(QPen(_THIRDS, 1))
        for third in (1, 2):
            x, y = frame.left() + frame.width() * third / 3, frame.top() + frame.height() * third / 3
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        painter.setPen(QPen(_SHADE, 3))
        painter.drawRect(frame)
        painter.setPen(QPen(_LINE, 1))
        painter.drawRect(frame)
        marks = self.palette().color(QPalette.ColorRole.Highlight) if self.hasFocus() else _LINE
        for pen in (QPen(_SHADE, 6), QPen(_LINE, 4), QPen(marks, 2)):
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            for mark in _marks(frame):
                painter.drawLine(mark)
        if self._line is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for pen in (QPen(_SHADE, 4), QPen(_LINE, 2)):
                painter.setPen(pen)
                painter.drawLine(self._line)

    def _escape(self) -> None:
        if self._draws_line or self._line is not None:
            self._draws_line, self._line, self._drag = False, None, None
            self.unsetCursor()
            self.update()
        else:
            self.cancelled.emit()

    def _on_arrow(self, direction: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        large = modifiers & Qt.KeyboardModifier.ShiftModifier
        step = direction * ((_LARGE_STEP if large else _STEP) / self._canvas.placement.scale)
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            _, _, right, bottom = self._frame.sides
            handle = Handle(int(direction.x() != 0), int(direction.y() != 0))
            self.changed.emit(self._frame.dragged(handle, right + step.x(), bottom + step.y()))
        else:
            self.changed.emit(self._frame.moved(step.x(), step.y()))

    def _on_widget(self) -> QRectF:
        """The frame, in pixels of the widget."""
        left, top, right, bottom = self._frame.sides
        return self._canvas.placement.on_pane(QRectF(left, top, right - left, bottom - top))

    def _handle_at(self, point: QPointF) -> Handle | None:
        """What of the frame is under a point; None outside of it."""
        frame = self._on_widget()
        if not frame.adjusted(-_CAUGHT_WITHIN, -_CAUGHT_WITHIN, _CAUGHT_WITHIN, _CAUGHT_WITHIN).contains(
            point
        ):
            return None
        across = _near(point.x(), frame.left(), frame.right())
        down = _near(point.y(), frame.top(), frame.bottom())
        return Handle(across, down)

    def _show_cursor(self, point: QPointF) -> None:
        if self._draws_line:
            self.setCursor(Qt.CursorShape.CrossCursor)
            return
        handle = self._handle_at(point)
        if handle is None:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        elif handle == _INSIDE:
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        elif not handle.down:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        elif not handle.across:
            self.setCursor(Qt.CursorShape.SizeVerCursor)
        elif handle.across == handle.down:
            self.setCursor(Qt.CursorShape.SizeFDiagCursor)
        else:
            self.setCursor(Qt.CursorShape.SizeBDiagCursor)

    def _begin(self) -> None:
        self._canvas.resized.connect(self._on_resized)
        self._on_resized()
        self.show()
        self.setFocus()

    @Slot()
    def _on_resized(self) -> None:
        self.setGeometry(self._canvas.rect())


def _near(place: float, low: float, high: float) -> int:
    """-1 near the lower end, 1 near the higher one, 0 between them; the nearer one of a short side."""
    if min(abs(place - low), abs(place - high)) > min(_CAUGHT_WITHIN, (high - low) / 3):
        return 0 if low < place < high else (-1 if place <= low else 1)
    return -1 if abs(place - low) < abs(place - high) else 1


def _around(whole: QRectF, inside: QRectF) -> tuple[QRectF, ...]:
    """What is around a rectangle, in four parts."""
    return (
        QRectF(whole.topLeft(), QPointF(whole.right(), inside.top())),
        QRectF(QPointF(whole.left(), inside.bottom()), whole.bottomRight()),
        QRectF(QPointF(whole.left(), inside.top()), inside.bottomLeft()),
        QRectF(inside.topRight(), QPointF(whole.right(), inside.bottom())),
    )


def _marks(frame: QRectF) -> tuple[QLineF, ...]:
    """The marks at corners and sides where the frame can be dragged."""
    across, down = min(_CORNER, frame.width() / 3), min(_CORNER, frame.height() / 3)
    marks = []
    for corner, x, y in (
        (frame.topLeft(), across, down),
        (frame.topRight(), -across, down),
        (frame.bottomLeft(), across, -down),
        (frame.bottomRight(), -across, -down),
    ):
        marks += [QLineF(corner, corner + QPointF(x, 0)), QLineF(corner, corner + QPointF(0, y))]
    middle = frame.center()
    wide, high = min(_SIDE_MARK, frame.width() / 6), min(_SIDE_MARK, frame.height() / 6)
    for y in (frame.top(), frame.bottom()):
        marks.append(QLineF(middle.x() - wide, y, middle.x() + wide, y))
    for x in (frame.left(), frame.right()):
        marks.append(QLineF(x, middle.y() - high, x, middle.y() + high))
    return tuple(marks)
