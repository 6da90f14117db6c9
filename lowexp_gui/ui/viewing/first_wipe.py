"""A wipe from the photo before to the result, which plays once."""

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPointF, QRectF, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QWidget

from lowexp_gui.app.viewing.source import Source
from lowexp_gui.ui.viewing.picture_painting import paint_source
from lowexp_gui.ui.viewing.viewer import Viewer

MILLISECONDS = 1400
_LINE = QColor(255, 255, 255)


class FirstWipe(QWidget):
    """Covers the pane with the final picture; a click, a key or a change ends it.

    It does not play where the system asks for no animations.
    """

    def __init__(self, viewer: Viewer) -> None:
        """A wipe that does not play yet."""
        super().__init__(viewer)
        self._viewer = viewer
        self._key: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(MILLISECONDS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.valueChanged.connect(self.update)
        self._animation.finished.connect(self.end)
        self.hide()

    @property
    def is_playing(self) -> bool:
        """Whether it plays now."""
        return self.isVisible()

    def play(self) -> None:
        """Begin, if the final picture is shown and the system has animations."""
        has_animations = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0
        before = self._viewer.store.shown(Source.BEFORE)
        if not has_animations or before is None or Source.FINAL not in self._viewer.shown:
            return
        canvas = self._viewer.canvas_of(Source.FINAL)
        self._key = before.key
        self.setGeometry(QRectF(canvas.rect()).translated(canvas.mapTo(self._viewer, QPointF(0, 0))).toRect())
        self.raise_()
        self.show()
        self._viewer.window().installEventFilter(self)
        canvas.installEventFilter(self)
        self._viewer.transform.changed.connect(self.end)
        self._viewer.layout_changed.connect(self.end)
        self._animation.start()

    @Slot()
    def end(self) -> None:
        """Show the final picture from now on."""
        if self.isHidden():
            return
        self.hide()
        self._animation.stop()
        self._viewer.window().removeEventFilter(self)
        self._viewer.transform.changed.disconnect(self.end)
        self._viewer.layout_changed.disconnect(self.end)

    @Slot()
    def end_for_other_photo(self) -> None:
        """End if another photo is shown."""
        shown = self._viewer.store.shown(Source.BEFORE)
        if shown is None or shown.key != self._key:
            self.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self.end()
        return super().eventFilter(watched, event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802, D102
        share = float(self._animation.currentValue() or 0.0)
        covered, canvas = QRectF(self.rect()), self._viewer.canvas_of(Source.FINAL)
        at = self.width() * (1 - share if self.isRightToLeft() else share)
        if self.isRightToLeft():
            covered.setRight(at)
        else:
            covered.setLeft(at)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(covered)
        paint_source(painter, canvas.placement, self._viewer.store, Source.BEFORE)
        painter.setClipping(False)
        photo = canvas.photo_rectangle
        painter.setPen(QPen(_LINE, 2))
        if photo.left() <= at <= photo.right():
            painter.drawLine(QPointF(at, photo.top()), QPointF(at, photo.bottom()))
