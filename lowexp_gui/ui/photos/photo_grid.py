"""The grid: all shown photos as tiles."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from lowexp_gui.ui.photos.photo_delegates import TileDelegate
from lowexp_gui.ui.photos.photo_list_model import PhotoListModel
from lowexp_gui.ui.photos.photo_list_selection import PhotoListSelection
from lowexp_gui.ui.photos.photo_list_view import PhotoListView
from lowexp_gui.ui.photos.strip_choice import TILE_SIDES, ThumbnailSize
from lowexp_gui.ui.photos.thumbnail_pixmaps import ThumbnailPixmaps

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PhotoGrid(PhotoListView):
    """Tiles in rows; only those in view are painted, so ten thousand photos scroll as fast as ten."""

    opened = Signal()
    """The current photo is to be looked at alone."""

    def __init__(
        self,
        model: PhotoListModel,
        selection: PhotoListSelection,
        pixmaps: ThumbnailPixmaps,
        parent: QWidget | None = None,
    ) -> None:
        """Tiles of medium size."""
        super().__init__(model, selection, parent)
        self._pixmaps = pixmaps
        self.setObjectName("photoGrid")
        self.setAccessibleName(self.tr("Grid of photos"))
        # Faster with many photos than Qt's icon mode, which looks all of them up in a tree.
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.doubleClicked.connect(self._on_double_click)
        self.show_as(ThumbnailSize.MEDIUM)

    def show_as(self, size: ThumbnailSize) -> None:
        """Show tiles of a size."""
        self.use_delegate(TileDelegate(TILE_SIDES[size], self._pixmaps, self, named=True))
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        self._spread()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            text = self.tr("No photo passes the filter.")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, text)
            painter.end()

    def _spread(self) -> None:
        """Let the tiles fill the width."""
        tiles, width = self.itemDelegate(), self.viewport().width() - 1
        if isinstance(tiles, TileDelegate):
            tiles.width = width // max(1, width // tiles.least_width)
            self.scheduleDelayedItemsLayout()

    @Slot(QModelIndex)
    def _on_double_click(self, _: QModelIndex) -> None:
        self.opened.emit()
