"""The shown photos as a list for Qt's views."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Slot

from lowexp_gui.app.photos.open_photos import OpenPhoto
from lowexp_gui.app.photos.shown_photos import ShownPhotos
from lowexp_gui.photo.errors import printable
from lowexp_gui.ui.labels import rating_text, state_text

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PhotoListModel(QAbstractListModel):
    """Name, tooltip and spoken text of each photo; delegates paint from `photo`."""

    def __init__(self, shown: ShownPhotos, parent: Any = None) -> None:
        """The list of the shown photos."""
        super().__init__(parent)
        self._shown = shown
        shown.inserting.connect(self._on_inserting)
        shown.inserted.connect(self.endInsertRows)
        shown.removing.connect(self._on_removing)
        shown.removed.connect(self.endRemoveRows)
        shown.resetting.connect(self.beginResetModel)
        shown.reset.connect(self.endResetModel)
        shown.changed.connect(self._on_changed)

    def rowCount(self, parent: _Index = _ROOT) -> int:  # noqa: N802, D102
        return 0 if parent.isValid() else len(self._shown)

    def photo(self, row: int) -> OpenPhoto | None:
        """The photo of a row; None while it is being removed."""
        return self._shown.find(row)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        photo = self.photo(index.row()) if index.isValid() else None
        if photo is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.name_of(photo)
            case Qt.ItemDataRole.ToolTipRole:
                lines = (self.name_of(photo), photo.status.sentence)
                return "\n".join(filter(None, lines))
            case Qt.ItemDataRole.AccessibleTextRole:
                told = (self.name_of(photo), state_text(photo.status), rating_text(photo))
                return ", ".join(filter(None, told))
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:  # noqa: D102
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def name_of(self, photo: OpenPhoto) -> str:
        """The display name of a photo."""
        return self.tr("Pasted picture") if photo.path is None else printable(photo.path.name)

    @Slot(int, int)
    def _on_inserting(self, first: int, last: int) -> None:
        self.beginInsertRows(QModelIndex(), first, last)

    @Slot(int, int)
    def _on_removing(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)

    @Slot(int)
    def _on_changed(self, row: int) -> None:
        self.dataChanged.emit(self.index(row), self.index(row))
