"""The page of shortcuts, generated from the menus, so that none is missing."""

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMenu, QMenuBar, QTextBrowser, QVBoxLayout, QWidget

from lowexp_gui.app.messages.sentences import is_right_to_left, isolated


class ShortcutsPage(QDialog):
    """A dialog that stays open beside the window."""

    def __init__(self, bar: QMenuBar, parent: QWidget | None = None) -> None:
        """A page of all actions with shortcuts in a menu bar, and of mouse gestures."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shortcuts"))
        self.setModal(False)
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("Shortcuts"))
        self.text.setHtml("".join(self._tables(bar)))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 70, self.fontMetrics().height() * 36)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _tables(self, bar: QMenuBar) -> Iterator[str]:
        for menu in (action.menu() for action in bar.actions()):
            if isinstance(menu, QMenu):
                yield _table(menu.title().replace("&", ""), _keys_of(menu))
        yield _table(self.tr("In the photo"), self._gestures())

    def _gestures(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Zoom at the pointer"), self.tr("Wheel, or pinch")),
            (self.tr("Move"), self.tr("Drag, or arrow keys")),
            (
                self.tr("Next or previous photo, if the whole photo is shown"),
                self.tr("Left and right arrow keys"),
            ),
            (self.tr("Swap a small picture with the large one"), self.tr("Click it")),
            (self.tr("Move the focus on from the picture"), self.tr("Ctrl+Tab, or Shift+Tab for back")),
            (self.tr("Whole photo or 100 %"), self.tr("Double-click")),
            (self.tr("See the original photo"), self.tr("Hold the space bar")),
            (self.tr("Press the focused button"), self.tr("Return")),
            (self.tr("Move the line of the split view"), self.tr("Drag it, or press Alt and arrow keys")),
            (self.tr("Reset an adjustment"), self.tr("Double-click its name")),
        ]


def _keys_of(menu: QMenu) -> list[tuple[str, str]]:
    """Texts and shortcuts of the actions of a menu and its submenus."""
    found = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += _keys_of(inner)
        elif action.shortcuts():
            found.append((action.text().replace("&", ""), _keys(action)))
    return found


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(each.toString(native) for each in action.shortcuts())


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    if not rows:
        return ""
    # Rich text tables are not mirrored automatically.
    mirrored = is_right_to_left()
    lines = []
    for words, keys in rows:
        cells = [f"<td>{escape(words)}</td>", "<td width='24'></td>", f"<td>{escape(isolated(keys))}</td>"]
        lines.append(f"<tr>{''.join(reversed(cells) if mirrored else cells)}</tr>")
    side = "right" if mirrored else "left"
    return f"<h3>{escape(title)}</h3><table align='{side}'>{''.join(lines)}</table>"
