"""The table of pairs: use, photos, verdict."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from lowexp_gui.app.finetuning.finetune_worker import THUMBNAIL, THUMBNAIL_HEIGHT
from lowexp_gui.app.finetuning.pair_finding import PairFinding
from lowexp_gui.app.messages.sentences import isolated
from lowexp_gui.ui.finetuning.pair_labels import verdict_label

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
USED, DARK, BRIGHT, VERDICT = range(4)
_ROW_HEIGHT = 76
_ICON = QSize(THUMBNAIL, THUMBNAIL_HEIGHT)


class PairModel(QAbstractTableModel):
    """Four columns per pair."""

    def __init__(self, pairs: PairFinding, parent: QWidget | None = None) -> None:
        """A model that follows the pairs."""
        super().__init__(parent)
        self._pairs = pairs
        pairs.found.connect(self._on_found)
        pairs.changed.connect(self._on_changed)
        pairs.thumbnail_made.connect(self._on_thumbnail)

    def rowCount(self, parent: _Index = _NONE) -> int:  # noqa: N802, D102
        return 0 if parent.isValid() else len(self._pairs)

    def columnCount(self, parent: _Index = _NONE) -> int:  # noqa: N802, D102
        return 0 if parent.isValid() else 4

    def headerData(  # noqa: N802, D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Use"), self.tr("Dark"), self.tr("Well exposed"), self.tr("Verdict"))[section]

    def flags(self, index: _Index) -> Qt.ItemFlag:  # noqa: D102
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and index.column() == USED and self._pairs.at(index.row()).can_be_used:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        pair, column = self._pairs.at(index.row()), index.column()
        path = {DARK: pair.dark, BRIGHT: pair.bright}.get(column)
        roles = Qt.ItemDataRole
        if role == roles.CheckStateRole and column == USED:
            return Qt.CheckState.Checked if pair.used else Qt.CheckState.Unchecked
        if role == roles.DisplayRole and column == VERDICT:
            return verdict_label(pair)
        if role == roles.DisplayRole and path is not None:
            return isolated(path.name)
        if role == roles.DecorationRole and path is not None:
            return self._pairs.thumbnail(path) or QImage()
        if role == roles.ToolTipRole:
            return pair.sentence if path is None else str(path)
        if role == roles.AccessibleTextRole and column == USED:
            return f"{pair.dark.name}: {verdict_label(pair)}"
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802, D102
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != USED:
            return False
        self._pairs.use(index.row(), Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    @Slot()
    def _on_found(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    @Slot()
    def _on_changed(self) -> None:
        if len(self._pairs):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._pairs) - 1, VERDICT))

    @Slot(object)
    def _on_thumbnail(self, _path: Path) -> None:
        # Only visible rows are repainted.
        if len(self._pairs):
            first, last = self.index(0, DARK), self.index(len(self._pairs) - 1, BRIGHT)
            self.dataChanged.emit(first, last, [Qt.ItemDataRole.DecorationRole])


class PairTable(QTableView):
    """The table; the space key includes or excludes a pair."""

    def __init__(self, pairs: PairFinding, parent: QWidget | None = None) -> None:
        """A table that follows the pairs."""
        super().__init__(parent)
        self._pairs = pairs
        self.setModel(PairModel(pairs, self))
        pairs.found.connect(self._show_columns)
        self.setAccessibleName(self.tr("Pairs"))
        self.setIconSize(_ICON)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_HEIGHT)
        for column in (DARK, BRIGHT):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            columns.resizeSection(column, 2 * THUMBNAIL)
        columns.setSectionResizeMode(USED, QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(VERDICT, QHeaderView.ResizeMode.Stretch)
        columns.setHighlightSections(False)

    @Slot()
    def _show_columns(self) -> None:
        """Clean photos have no dark ones."""
        self.setColumnHidden(DARK, self._pairs.camera is not None)
