"""The viewer: panes side by side that show the same part of a photo at different stages."""

from math import floor, log2

from PySide6.QtCore import QPointF, QRect, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from lowexp_gui.app.view_worker import Rendered
from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.pyramid import level_count
from lowexp_gui.photo.region import Region
from lowexp_gui.ui.photo_canvas import PhotoCanvas
from lowexp_gui.ui.view_transform import ViewTransform

_STILL_AFTER = 120
_PAN_STEP = 80
_ZOOM_STEP = 1.5
_WORTH_STACKING = 1.3
_ORIGINAL_KEY = Qt.Key.Key_Space


class Viewer(QFrame):
    """N panes over one transform. It says which region it wants, and is given pictures."""

    view_changed = Signal(object, int)
    """Region in the photo's pixels, level of the pyramid"""

    def __init__(self, panes: dict[Stage, str], parent: QWidget | None = None) -> None:
        """A viewer with a pane for each stage, under its title."""
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Photo"))
        self.transform = ViewTransform(self)
        self.canvases: dict[Stage, PhotoCanvas] = {}
        self._columns: dict[Stage, QWidget] = {}
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(3, 3, 3, 3)
        self._layout.setSpacing(3)
        for stage, title in panes.items():
            self._layout.addWidget(self._column(stage, title), 1)
        self._still = QTimer(self, singleShot=True, interval=_STILL_AFTER)
        self._still.timeout.connect(self._on_still)
        self.transform.changed.connect(self._on_transform)

    def set_photo(self, size: QSize) -> None:
        """Look at a photo of a size, pixels; an empty size for none."""
        self.transform.set_photo(size)
        self._arrange()
        self._ask()

    def clear(self) -> None:
        """Show no pictures."""
        for canvas in self.canvases.values():
            canvas.clear()

    def set_message(self, stage: Stage, message: str) -> None:
        """What a pane says while it has no picture."""
        self.canvases[stage].set_message(message)

    def clear_stage(self, stage: Stage) -> None:
        """Show no picture in a pane."""
        self.canvases[stage].clear()

    def set_shown(self, stage: Stage, shown: bool) -> None:
        """Show or hide a pane."""
        self._columns[stage].setVisible(shown)
        self._arrange()

    @property
    def shown(self) -> tuple[Stage, ...]:
        """Stages whose panes are shown."""
        return tuple(stage for stage, column in self._columns.items() if not column.isHidden())

    def show_picture(self, picture: Rendered) -> None:
        """Put a picture into its pane."""
        if picture.stage in self.canvases:
            self.canvases[picture.stage].show_picture(picture)

    def fit(self) -> None:
        """Show the whole photo."""
        self.transform.fit()

    def zoom_to_pixels(self) -> None:
        """One pixel of the photo on one of the screen."""
        self.transform.zoom_to(1.0)

    def zoom_in(self) -> None:
        """Larger."""
        self.transform.zoom_by(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """Smaller."""
        self.transform.zoom_by(1 / _ZOOM_STEP)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._arrange()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() == _ORIGINAL_KEY and not event.isAutoRepeat():
            self._show_original(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102
        # The key may be let go where nobody tells.
        self._show_original(False)
        super().focusOutEvent(event)

    def _show_original(self, shown: bool) -> None:
        """Show the photo as it was in every pane, or what each pane shows."""
        original = self.canvases.get(Stage.BEFORE)
        for canvas in self.canvases.values():
            canvas.stand_in(original if shown else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() == _ORIGINAL_KEY:
            self._show_original(True)
            return
        steps = {
            Qt.Key.Key_Left: QPointF(_PAN_STEP, 0),
            Qt.Key.Key_Right: QPointF(-_PAN_STEP, 0),
            Qt.Key.Key_Up: QPointF(0, _PAN_STEP),
            Qt.Key.Key_Down: QPointF(0, -_PAN_STEP),
        }
        shift = steps.get(Qt.Key(event.key()))
        if shift is None:
            super().keyPressEvent(event)
        else:
            self.transform.pan_by(shift)

    def _arrange(self) -> None:
        """Panes side by side, or below each other where that shows the photo much larger."""
        photo, count = self.transform.photo_size, len(self.shown)
        if photo.isEmpty() or not count:
            return
        title = next(iter(self._columns.values())).height() - next(iter(self.canvases.values())).height()

        def scale(columns: int, rows: int) -> float:
            height = self.height() / rows - title
            return min(self.width() / columns / photo.width(), height / photo.height())

        stacked = scale(1, count) > _WORTH_STACKING * scale(count, 1)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if direction != self._layout.direction():
            self._layout.setDirection(direction)

    def _column(self, stage: Stage, title: str) -> QWidget:
        column = QWidget()
        heading = QLabel(title)
        heading.setObjectName("paneTitle")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        canvas = PhotoCanvas(self.transform, title)
        canvas.resized.connect(self._on_resized)
        canvas.toggled.connect(self._on_toggled)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(canvas, 1)
        self.canvases[stage] = canvas
        self._columns[stage] = column
        return column

    @Slot()
    def _on_resized(self) -> None:
        sizes = [self.canvases[stage].physical_size() for stage in self.shown]
        if sizes:
            # Panes may differ by a pixel; what fits into the smallest fits into all.
            width, height = min(size.width() for size in sizes), min(size.height() for size in sizes)
            self.transform.set_pane(QSizeF(width, height))

    @Slot(QPointF)
    def _on_toggled(self, anchor: QPointF) -> None:
        if self.transform.is_fitted:
            self.transform.zoom_to(1.0, anchor)
        else:
            self.transform.fit()

    @Slot()
    def _on_transform(self) -> None:
        for canvas in self.canvases.values():
            canvas.quick = True
        self._still.start()
        self._ask()

    @Slot()
    def _on_still(self) -> None:
        for canvas in self.canvases.values():
            canvas.quick = False
            canvas.update()

    def _ask(self) -> None:
        size, seen = self.transform.photo_size, self.transform.visible()
        if size.isEmpty() or seen.isEmpty():
            return
        deepest = level_count(size.width(), size.height()) - 1
        level = max(0, min(deepest, floor(log2(1 / self.transform.scale) + 1e-6)))
        around = seen.toAlignedRect()
        margin = 32 << level
        around.adjust(-margin, -margin, margin, margin)
        around = around.intersected(QRect(0, 0, size.width(), size.height()))
        self.view_changed.emit(Region(around.left(), around.top(), around.width(), around.height()), level)
