"""The command palette: all actions of the window, found by typing a part of their name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from lowexp_gui.ui.fuzzy_search import match_score

_COLUMNS, _ROWS = 84, 12
_MARGIN = 8
_BETWEEN_MENUS = " \u203a "
_COMMAND_ROLE = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, eq=False)
class Command:
    """An entry of the palette.

    Attributes:
        action: what it does.
        title: as the menu shows it, without its mnemonic.
        place: titles of the menus around it, such as “View, Theme”.
        english: the title in English; empty if it is not known.
    """

    action: QAction
    title: str
    place: str
    english: str

    @property
    def keys(self) -> str:
        """The shortcut as the system writes it; empty for none."""
        return self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def score(self, query: str) -> int:
        """How well it matches a query; 0 if it does not."""
        whole = f"{self.title} {self.place}"
        return max(match_score(query, self.title), match_score(query, self.english)) or (
            match_score(query, whole) // 2
        )


def commands_of(bar: QMenuBar, wanted: Iterable[QAction], english: Mapping[str, str]) -> tuple[Command, ...]:
    """The entries of a menu bar that are among the wanted actions, in order, each once.

    Args:
        english: English titles by those in the language of the window, with mnemonics.
    """
    known, found = set(wanted), dict[QAction, Command]()

    def collect(menu: QMenu, place: tuple[str, ...]) -> None:
        for action in menu.actions():
            inner = action.menu()
            if isinstance(inner, QMenu):
                collect(inner, (*place, _without_mnemonic(inner.title())))
            elif action in known and action not in found:
                title = _without_mnemonic(action.text())
                found[action] = Command(
                    action,
                    title,
                    _BETWEEN_MENUS.join(place),
                    _without_mnemonic(english.get(action.text(), "")),
                )

    for top in bar.actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            collect(menu, (_without_mnemonic(menu.title()),))
    return tuple(found.values())


class CommandPalette(QFrame):
    """A field and the matching commands; Enter runs the chosen one, Escape closes the palette."""

    def __init__(self, commands: Sequence[Command], recent: list[QAction], parent: QWidget) -> None:
        """A palette that is not shown yet.

        Args:
            recent: actions that were run from here, the latest first; a run adds to it.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Commands"))
        self._commands, self._recent, self._window = commands, recent, parent.window()
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search commands"))
        self.field.setAccessibleName(self.tr("Search commands"))
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self._rows = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(CommandDelegate(self.list))
        self.list.setAccessibleName(self.tr("Matching commands"))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_MARGIN)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self._show_matches)
        self.field.returnPressed.connect(self._run_chosen)
        self.list.clicked.connect(self._run)
        self._show_matches()

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the shown commands, the best first."""
        return tuple(self._rows.item(row).text() for row in range(self._rows.rowCount()))

    def open(self) -> None:
        """Show the palette over the top of its window."""
        window = self._window
        width = min(self.fontMetrics().averageCharWidth() * _COLUMNS, window.width() - 2 * _MARGIN)
        self.list.setFixedHeight(_ROWS * max(1, self.list.sizeHintForRow(0)))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, window.height() // 10)))
        self.show()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _show_matches(self) -> None:
        query = self.field.text().strip()
        self._rows.clear()
        for command in _ordered(self._commands, query, self._recent):
            item = QStandardItem(command.title)
            item.setEditable(False)
            item.setEnabled(command.action.isEnabled())
            item.setData(command, _COMMAND_ROLE)
            words = (command.title, command.place, command.keys)
            item.setAccessibleText(", ".join(word for word in words if word))
            item.setToolTip(command.action.toolTip())
            self._rows.appendRow(item)
        enabled = (row for row in range(self._rows.rowCount()) if self._rows.item(row).isEnabled())
        first = next(enabled, -1)
        self.list.setCurrentIndex(self._rows.index(first, 0) if first >= 0 else QModelIndex())
        self.list.scrollToTop()

    @Slot()
    def _run_chosen(self) -> None:
        self._run(self.list.currentIndex())

    @Slot(QModelIndex)
    def _run(self, index: QModelIndex) -> None:
        command = index.data(_COMMAND_ROLE) if index.isValid() else None
        if isinstance(command, Command) and command.action.isEnabled():
            if command.action in self._recent:
                self._recent.remove(command.action)
            self._recent.insert(0, command.action)
            # Closed first, so that the action finds the focus where it was.
            self.close()
            command.action.trigger()


class CommandDelegate(QStyledItemDelegate):
    """Paints title and menus on one side, and the shortcut on the other."""

    def sizeHint(  # noqa: N802, D102
        self, option: QStyleOptionViewItem, _: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, option.fontMetrics.height() + 2 * _MARGIN)

    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        command: Command = index.data(_COMMAND_ROLE)
        palette: QPalette = option.palette
        whole: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            ground = palette.color(QPalette.ColorRole.Link)
            ground.setAlphaF(0.24 if state & QStyle.StateFlag.State_Selected else 0.12)
            painter.fillRect(whole, ground)
        inside = whole.adjusted(_MARGIN, 0, -_MARGIN, 0)
        ink = palette.color(QPalette.ColorRole.WindowText)
        ink.setAlphaF(1.0 if command.action.isEnabled() else 0.45)
        painter.setPen(ink)
        middle = Qt.AlignmentFlag.AlignVCenter
        leading, trailing = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
        mark = "✓ " if command.action.isChecked() else ""
        keys, title = command.keys, mark + command.title
        metrics = painter.fontMetrics()
        used = painter.boundingRect(inside, leading | middle, title)
        painter.drawText(inside, leading | middle, title)
        ink.setAlphaF(0.72 if command.action.isEnabled() else 0.45)
        painter.setPen(ink)
        painter.drawText(inside, trailing | middle, keys)
        room = inside.width() - used.width() - metrics.horizontalAdvance(keys) - 4 * _MARGIN
        place = metrics.elidedText(command.place, Qt.TextElideMode.ElideRight, max(0, room))
        beside = inside.adjusted(used.width() + 2 * _MARGIN, 0, 0, 0)
        direction: Qt.LayoutDirection = option.direction
        painter.drawText(QStyle.visualRect(direction, inside, beside), leading | middle, place)
        painter.restore()


def _ordered(commands: Sequence[Command], query: str, recent: Sequence[QAction]) -> Sequence[Command]:
    """The matching commands, the best first; without a query the recent ones, then all in menu order."""

    def age(command: Command) -> int:
        return recent.index(command.action) if command.action in recent else len(recent)

    if not query:
        return sorted(commands, key=age)
    scored = [(command.score(query), command) for command in commands]
    return [each for score, each in sorted(scored, key=lambda pair: (-pair[0], age(pair[1]))) if score]


def _without_mnemonic(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
