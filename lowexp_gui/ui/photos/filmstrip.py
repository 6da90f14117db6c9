"""The filmstrip: the photos in a column on the left, or in a row below."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListView, QWidget

from lowexp_gui.ui.photos.photo_delegates import MARGIN, RowDelegate, TileDelegate
from lowexp_gui.ui.photos.photo_list_model import PhotoListModel
from lowexp_gui.ui.photos.photo_list_selection import PhotoListSelection
from lowexp_gui.ui.photos.photo_list_view import PhotoListView
from lowexp_gui.ui.photos.strip_choice import ROW_SIDES, STRIP_SIDES, StripPlace, ThumbnailSize
from lowexp_gui.ui.photos.thumbnail_pixmaps import ThumbnailPixmaps

_FEWEST_LETTERS = 8
_USUAL_LETTERS = 34


class Filmstrip(PhotoListView):
    """The list of photos beside the viewer."""

    def __init__(
        self,
        model: PhotoListModel,
        selection: PhotoListSelection,
        pixmaps: ThumbnailPixmaps,
        parent: QWidget | None = None,
    ) -> None:
        """A column of medium thumbnails."""
        super().__init__(model, selection, parent)
        self._pixmaps = pixmaps
        self.setAccessibleName(self.tr("Filmstrip"))
        self.setObjectName("filmstrip")
        self._place, self._size = StripPlace.LEFT, ThumbnailSize.MEDIUM
        self._arrange()

    def show_as(self, place: StripPlace, size: ThumbnailSize) -> None:
        """Be a column or a row of thumbnails of a size."""
        if (place, size) != (self._place, self._size):
            self._place, self._size = place, size
            self._arrange()

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return QSize(self.fontMetrics().averageCharWidth() * _USUAL_LETTERS, 400)

    def _arrange(self) -> None:
        is_column = self._place is StripPlace.LEFT
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setFlow(QListView.Flow.TopToBottom if is_column else QListView.Flow.LeftToRight)
        self.setHorizontalScrollBarPolicy(off if is_column else needed)
        self.setVerticalScrollBarPolicy(needed if is_column else off)
        if is_column:
            side = ROW_SIDES[self._size]
            self.use_delegate(RowDelegate(side, self._pixmaps, self))
            letters = _FEWEST_LETTERS * self.fontMetrics().averageCharWidth()
            self.setMinimumSize(side + 3 * MARGIN + letters, 0)
            self.setMaximumHeight(_UNLIMITED)
        else:
            delegate = TileDelegate(STRIP_SIDES[self._size], self._pixmaps, self, named=False)
            self.use_delegate(delegate)
            bar = self.horizontalScrollBar().sizeHint().height()
            height = delegate.thumbnail.height() + 2 * MARGIN + bar + 4
            self.setMinimumSize(0, height)
            self.setMaximumHeight(height)


_UNLIMITED = 16_777_215
"""Qt's QWIDGETSIZE_MAX."""
