"""What filmstrip and grid have in common."""

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from lowexp_gui.ui.photos.photo_delegates import PhotoDelegate
from lowexp_gui.ui.photos.photo_list_model import PhotoListModel
from lowexp_gui.ui.photos.photo_list_selection import PhotoListSelection

# Milliseconds after the last scrolling.
_TOLD_AFTER = 60


class PhotoListView(QListView):
    """A list of photos with multi-selection; the current photo can be dragged to other programs."""

    drag_begun = Signal()
    """The user drags the current photo."""
    looked_at = Signal(int, int)
    """First and last row that are in view."""

    def __init__(
        self, model: PhotoListModel, selection: PhotoListSelection, parent: QWidget | None = None
    ) -> None:
        """The photos of a model with a selection that views share."""
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionModel(selection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setDragEnabled(True)
        # The window handles drops everywhere.
        self.setAcceptDrops(False)
        self._soon = QTimer(self, singleShot=True, interval=_TOLD_AFTER)
        self._soon.timeout.connect(self._tell_rows)
        self.verticalScrollBar().valueChanged.connect(self._soon.start)
        self.horizontalScrollBar().valueChanged.connect(self._soon.start)
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._soon.start)
        selection.currentChanged.connect(self._on_current)

    def use_delegate(self, delegate: PhotoDelegate) -> None:
        """Let a delegate paint the photos."""
        before = self.itemDelegate()
        self.setItemDelegate(delegate)
        if isinstance(before, PhotoDelegate):
            before.deleteLater()
        self.scheduleDelayedItemsLayout()
        self.scroll_to_current()
        self._soon.start()

    def scroll_to_current(self) -> None:
        """Bring the current photo into view."""
        current = self.currentIndex()
        if current.isValid():
            self.scrollTo(current)

    def rows_in_view(self) -> tuple[int, int] | None:
        """The first and the last visible row; None if there is none."""
        count, area = self.model().rowCount(), self.viewport().rect()
        if count == 0 or area.isEmpty() or not self.isVisible():
            return None
        cell = self.visualRect(self.model().index(0, 0)).size().expandedTo(QSize(1, 1))
        across = max(1, area.width() // cell.width()) if self.isWrapping() else 1
        is_strip = self.flow() is QListView.Flow.LeftToRight and not self.isWrapping()
        first = self.indexAt(area.center())
        if not first.isValid():
            return 0, min(count, across * (area.height() // cell.height() + 1)) - 1
        lines = (area.width() // cell.width() if is_strip else area.height() // cell.height()) // 2 + 1
        reach = (lines + 1) * across
        return max(0, first.row() - reach), min(count - 1, first.row() + reach)

    def setSelection(  # noqa: N802, D102
        self, area: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        # Qt selects all tiles in the lines between two; people expect those from the first to the last.
        first, last = self.indexAt(area.topLeft()), self.indexAt(area.bottomRight())
        if first.isValid() and last.isValid():
            rows = sorted((first.row(), last.row()))
            ends = (self.model().index(row, 0) for row in rows)
            self.selectionModel().select(QItemSelection(*ends), command)
        else:
            super().setSelection(area, command)

    def startDrag(self, _: Qt.DropAction) -> None:  # noqa: N802, D102
        self.drag_begun.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        super().showEvent(event)
        self._soon.start()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802, D102
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    @Slot()
    def _on_current(self) -> None:
        # The line around the last one goes, too.
        self.viewport().update()

    @Slot()
    def _tell_rows(self) -> None:
        rows = self.rows_in_view()
        if rows is not None:
            self.looked_at.emit(*rows)
