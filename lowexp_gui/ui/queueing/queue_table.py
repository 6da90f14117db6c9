"""The queue as a table with a row per photo; fast for any number of photos."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from lowexp_gui.app.messages.sentences import isolated
from lowexp_gui.app.queueing.photo_queue import PhotoQueue
from lowexp_gui.batch.queue_entry import EntryState, QueueEntry
from lowexp_gui.ui.queueing.queue_labels import entry_state_text, result_text, settings_text

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
PHOTO, FOLDER, STATE, SETTINGS, RESULT = range(5)
_COLUMNS = 5
_IDS = "application/x-lowexp-queue"
_DONE_ROLE = Qt.ItemDataRole.UserRole
_FAILED_ROLE = Qt.ItemDataRole.UserRole + 1
_BAR = 3
_MIDDLE = 128
_FAILED_ON_DARK, _FAILED_ON_LIGHT = "#ff8a80", "#c5221f"
# Created once, because selecting all asks each cell.
_STAYS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_DRAGGED = _STAYS | Qt.ItemFlag.ItemIsDragEnabled
_DROPPED_BESIDE = _STAYS | Qt.ItemFlag.ItemIsDropEnabled
# In characters.
_WIDTHS = {PHOTO: 28, FOLDER: 28, STATE: 16, SETTINGS: 36}


class QueueModel(QAbstractTableModel):
    """Five columns per entry; waiting entries can be reordered by dragging."""

    moved = Signal(object, object)
    """tuple[int, ...] of dropped ids; the id before which they go, or None"""

    def __init__(self, queue: PhotoQueue, parent: QWidget | None = None) -> None:
        """A model that follows the queue."""
        super().__init__(parent)
        self._queue = queue
        queue.resetting.connect(self.beginResetModel)
        queue.reset.connect(self.endResetModel)
        queue.inserting.connect(self._on_inserting)
        queue.inserted.connect(self.endInsertRows)
        queue.rows_changed.connect(self._on_changed)

    def rowCount(self, parent: _Index = _NONE) -> int:  # noqa: N802, D102
        return 0 if parent.isValid() else len(self._queue)

    def columnCount(self, parent: _Index = _NONE) -> int:  # noqa: N802, D102
        return 0 if parent.isValid() else _COLUMNS

    def headerData(  # noqa: N802, D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (
            self.tr("Photo"),
            self.tr("Folder"),
            self.tr("State"),
            self.tr("Settings"),
            self.tr("Result"),
        )
        return names[section]

    def flags(self, index: _Index) -> Qt.ItemFlag:  # noqa: D102
        if not index.isValid():
            return _DROPPED_BESIDE
        return _DRAGGED if self._queue.at(index.row()).state is EntryState.WAITING else _STAYS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        entry, column = self._queue.at(index.row()), index.column()
        roles = Qt.ItemDataRole
        if role == roles.DisplayRole:
            return self._text(entry, column)
        if role == _DONE_ROLE and column == STATE and entry.state is EntryState.RUNNING:
            return self._queue.done_share(entry.id)
        if role == _FAILED_ROLE:
            return entry.state is EntryState.FAILED
        if role == roles.ToolTipRole:
            return isolated(self._hint(entry, column))
        if role == roles.AccessibleTextRole:
            return f"{entry.path.name}: {self._text(entry, column)}"
        return None

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802, D102
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802, D102
        return [_IDS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802, D102
        rows = sorted({index.row() for index in indexes})
        data = QMimeData()
        data.setData(_IDS, QByteArray(" ".join(str(self._queue.at(row).id) for row in rows).encode()))
        return data

    def dropMimeData(  # noqa: N802, D102
        self, data: QMimeData, action: Qt.DropAction, row: int, _: int, parent: _Index
    ) -> bool:
        if action is not Qt.DropAction.MoveAction or not data.hasFormat(_IDS):
            return False
        ids = tuple(map(int, bytes(data.data(_IDS).data()).split()))
        place = parent.row() if parent.isValid() else row
        before = self._queue.at(place).id if 0 <= place < len(self._queue) else None
        self.moved.emit(ids, before)
        return True

    def _text(self, entry: QueueEntry, column: int) -> str:
        if column == PHOTO:
            return isolated(entry.path.name)
        if column == FOLDER:
            inside = None if entry.root is None else entry.path.parent.relative_to(entry.root.parent)
            return isolated(str(inside) if inside is not None and inside.parts else entry.path.parent.name)
        if column == STATE:
            return entry_state_text(entry, self._queue.done_share(entry.id))
        return settings_text(entry.settings) if column == SETTINGS else result_text(entry)

    def _hint(self, entry: QueueEntry, column: int) -> str:
        if column in (PHOTO, FOLDER):
            return str(entry.path)
        if column == RESULT and entry.state is not EntryState.FAILED:
            return str(entry.result or entry.folder)
        return self._text(entry, RESULT if entry.state is EntryState.FAILED else column)

    @Slot(int, int)
    def _on_inserting(self, first: int, last: int) -> None:
        self.beginInsertRows(QModelIndex(), first, last)

    @Slot(int, int)
    def _on_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, _COLUMNS - 1))


class EntryDelegate(QStyledItemDelegate):
    """Draws a progress bar under running entries, and failed entries in red."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: N802, D102
        super().initStyleOption(option, index)
        if index.column() in (STATE, RESULT) and index.data(_FAILED_ROLE):
            palette: QPalette = option.palette
            role = QPalette.ColorRole.Text
            is_dark_ground = palette.color(role).lightness() > _MIDDLE
            palette.setColor(role, QColor(_FAILED_ON_DARK if is_dark_ground else _FAILED_ON_LIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: D102
        super().paint(painter, option, index)
        done = index.data(_DONE_ROLE)
        if done is None:
            return
        rect: QRect = option.rect
        palette: QPalette = option.palette
        bar = QRect(rect.left() + _BAR, rect.bottom() - _BAR, rect.width() - 2 * _BAR, _BAR)
        ground = palette.color(QPalette.ColorRole.Text)
        ground.setAlphaF(0.2)
        painter.fillRect(bar, ground)
        share = QRect(bar.topLeft(), QSize(round(bar.width() * done), _BAR))
        direction: Qt.LayoutDirection = option.direction
        painter.fillRect(QStyle.visualRect(direction, bar, share), palette.color(QPalette.ColorRole.Link))


class QueueTable(QTableView):
    """The table; rows are moved by dragging or by keys."""

    def __init__(self, queue: PhotoQueue, parent: QWidget | None = None) -> None:
        """A table that follows the queue."""
        super().__init__(parent)
        self._queue = queue
        self.rows = QueueModel(queue, self)
        self.setModel(self.rows)
        self.setItemDelegate(EntryDelegate(self))
        self.setAccessibleName(self.tr("Queue"))
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        # A fixed height, because measuring ten thousand rows would take seconds.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(2 * self.fontMetrics().height())
        for column, characters in _WIDTHS.items():
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            columns.resizeSection(column, characters * self.fontMetrics().averageCharWidth())
        columns.setSectionResizeMode(RESULT, QHeaderView.ResizeMode.Stretch)
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._chosen_before: tuple[int, ...] = ()
        queue.resetting.connect(self._on_resetting)
        queue.reset.connect(self._on_reset)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ids of the selected rows, in order."""
        # By ranges, because Qt's `selectedRows` asks each cell.
        selection = self.selectionModel().selection()
        ranges = (selection.at(place) for place in range(selection.count()))
        rows = {row for each in ranges for row in range(each.top(), each.bottom() + 1)}
        return tuple(self._queue.at(row).id for row in sorted(rows))

    @Slot()
    def _on_resetting(self) -> None:
        self._chosen_before = self.chosen

    @Slot()
    def _on_reset(self) -> None:
        """Restore the selection of the same photos."""
        rows = sorted(row for each in self._chosen_before if (row := self._queue.row_of(each)) >= 0)
        selection = QItemSelection()
        for first, last in _runs(rows):
            selection.select(self.rows.index(first, 0), self.rows.index(last, _COLUMNS - 1))
        model, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        model.select(selection, flags.Select)
        if rows:
            model.setCurrentIndex(self.rows.index(rows[0], 0), flags.NoUpdate)


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last row of each contiguous range."""
    starts = [row for place, row in enumerate(rows) if place == 0 or rows[place - 1] != row - 1]
    ends = [row for place, row in enumerate(rows, start=1) if place == len(rows) or rows[place] != row + 1]
    return list(zip(starts, ends, strict=True))
