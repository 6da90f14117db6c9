"""The open photos as a list for Qt's views."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QPixmap

from lowexp_gui.app.photos.open_photos import OpenPhoto, OpenPhotos
from lowexp_gui.photo.errors import printable
from lowexp_gui.ui.labels import state_text

STATUS_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FilmstripModel(QAbstractListModel):
    """Name, thumbnail and status of each photo."""

    def __init__(self, open_photos: OpenPhotos, parent: Any = None) -> None:
        """The list of the open photos."""
        super().__init__(parent)
        self._open_photos = open_photos
        self._pixmaps: dict[int, tuple[int, QPixmap]] = {}
        open_photos.adding.connect(self._on_adding)
        open_photos.added.connect(self.endInsertRows)
        open_photos.removing.connect(self._on_removing)
        open_photos.removed.connect(self.endRemoveRows)
        open_photos.changed.connect(self._on_changed)

    def rowCount(self, parent: _Index = _ROOT) -> int:  # noqa: N802, D102
        return 0 if parent.isValid() else len(self._open_photos)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        photo = self._open_photos.at(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.name_of(photo)
            case Qt.ItemDataRole.DecorationRole:
                return self._pixmap(photo)
            case Qt.ItemDataRole.ToolTipRole:
                return photo.status.sentence or (str(photo.path) if photo.path else None)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.name_of(photo)}, {state_text(photo.status)}"
            case Qt.ItemDataRole.UserRole:
                return photo.status
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:  # noqa: D102
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def name_of(self, photo: OpenPhoto) -> str:
        """The display name of a photo."""
        return self.tr("Pasted picture") if photo.path is None else printable(photo.path.name)

    def _pixmap(self, photo: OpenPhoto) -> QPixmap | None:
        if photo.thumbnail is None:
            return None
        stamp = photo.thumbnail.cacheKey()
        kept = self._pixmaps.get(photo.key)
        if kept is None or kept[0] != stamp:
            kept = self._pixmaps[photo.key] = (stamp, QPixmap.fromImage(photo.thumbnail))
        return kept[1]

    @Slot(int, int)
    def _on_adding(self, first: int, last: int) -> None:
        self.beginInsertRows(QModelIndex(), first, last)

    @Slot(int)
    def _on_removing(self, row: int) -> None:
        self._pixmaps.pop(self._open_photos.at(row).key, None)
        self.beginRemoveRows(QModelIndex(), row, row)

    @Slot(int)
    def _on_changed(self, row: int) -> None:
        self.dataChanged.emit(self.index(row), self.index(row))
