"""The selection of Qt's views, in step with that of the session."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Signal, Slot

from lowexp_gui.app.photos.selection import Selection
from lowexp_gui.app.photos.shown_photos import ShownPhotos
from lowexp_gui.ui.photos.photo_list_model import PhotoListModel

_Flag = QItemSelectionModel.SelectionFlag


class PhotoListSelection(QItemSelectionModel):
    """Shared by filmstrip and grid."""

    chosen = Signal(int)
    """Key of the photo that the user made the current one."""

    def __init__(
        self, model: PhotoListModel, shown: ShownPhotos, selection: Selection, parent: QObject
    ) -> None:
        """The selection of a model's rows."""
        super().__init__(model, parent)
        self._shown, self._selection = shown, selection
        self._current: int | None = None
        self._restoring = False
        self.selectionChanged.connect(self._on_selection)
        self.currentChanged.connect(self._on_current)
        shown.resetting.connect(self._on_resetting)
        shown.reset.connect(self._on_reset)

    def show_current(self, key: int) -> None:
        """Make a photo the current one; the others stay selected if it is one of them."""
        self._current = key
        row = self._shown.row_of(key)
        if row < 0 or self.currentIndex().row() == row:
            return
        flag = _Flag.NoUpdate if key in self._selection else _Flag.ClearAndSelect
        self.setCurrentIndex(self.model().index(row, 0), flag)

    def select_all(self) -> None:
        """Select all shown photos."""
        self.select(self._rows(0, len(self._shown) - 1), _Flag.ClearAndSelect)

    def select_current(self) -> None:
        """Select the current photo alone."""
        self.select(self.currentIndex(), _Flag.ClearAndSelect)

    def _rows(self, first: int, last: int) -> QItemSelection:
        return QItemSelection(self.model().index(first, 0), self.model().index(last, 0))

    @Slot()
    def _on_selection(self) -> None:
        if not self._restoring:
            selected = self.selection()
            ranges = [selected.at(number) for number in range(selected.count())]
            keys = (self._shown.keys(each.top(), each.bottom()) for each in ranges)
            self._selection.choose(key for some in keys for key in some)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid() and not self._restoring:
            self._current = self._shown.at(current.row()).key
            self.chosen.emit(self._current)

    @Slot()
    def _on_resetting(self) -> None:
        self._restoring = True

    @Slot()
    def _on_reset(self) -> None:
        """A reset has cleared the selection of the views; the session's is still there."""
        rows = sorted(row for key in self._selection.keys if (row := self._shown.row_of(key)) >= 0)
        selected = QItemSelection()
        start = 0
        for place in range(1, len(rows) + 1):
            if place == len(rows) or rows[place] != rows[place - 1] + 1:
                selected.append(self._rows(rows[start], rows[place - 1]).at(0))
                start = place
        self.select(selected, _Flag.ClearAndSelect)
        row = self._shown.row_of(self._current)
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, 0), _Flag.NoUpdate)
        self._restoring = False
