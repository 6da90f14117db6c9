"""A menu of presets: choosing, saving under a name, deleting."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from lowexp_gui.app.messages.sentences import filled, in_window_language
from lowexp_gui.config.named_values import LONGEST_NAME, NamedValues
from lowexp_gui.photo.errors import PhotoError

_SPACING = 4


class PresetMenu(QWidget):
    """A button with a menu; a line for the name of a new preset is below it while it is asked for.

    Attributes:
        button: opens the menu.
        menu: filled when it opens.
        line, keep_button: for the name.
    """

    chosen = Signal(object)
    """The value of a preset"""
    pointed_at = Signal(object)
    """The value of the preset under the pointer, or None"""
    deleted = Signal(str, object)
    """Name and value of a preset that has been deleted"""
    failed = Signal(str)
    """A sentence"""

    def __init__(
        self,
        named: NamedValues[Any],
        shipped: Sequence[tuple[str, object]],
        current: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """A menu of built-in presets and the user's.

        Args:
            named: keeps the user's presets.
            shipped: names in the user's language, with values.
            current: gives the value to be marked in the menu, and to be saved.
        """
        super().__init__(parent)
        self._named, self._shipped, self._current = named, tuple(shipped), current
        self.button = QToolButton()
        self.button.setText(self.tr("Presets ▾"))
        self.button.setAccessibleName(self.tr("Presets"))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu = QMenu(self)
        self.button.setMenu(self.menu)
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Name of the preset"))
        self.line.setPlaceholderText(self.tr("Name of the preset"))
        self.line.setMaxLength(LONGEST_NAME)
        self.line.installEventFilter(self)
        self.keep_button = QPushButton(self.tr("Save"))
        self.keep_button.setAutoDefault(False)
        self._naming = QWidget()
        naming = QHBoxLayout(self._naming)
        naming.setContentsMargins(0, 0, 0, 0)
        naming.setSpacing(_SPACING)
        naming.addWidget(self.line, 1)
        naming.addWidget(self.keep_button)
        self._naming.hide()
        self._head = QHBoxLayout()
        self._head.setSpacing(_SPACING)
        self._head.addWidget(self.button)
        self._last_in_head: QWidget = self.button
        self._head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACING)
        layout.addLayout(self._head)
        layout.addWidget(self._naming)
        self.menu.aboutToShow.connect(self.fill_menu)
        self.menu.aboutToHide.connect(partial(self.pointed_at.emit, None))
        self.menu.hovered.connect(self._on_hovered)
        self.line.textEdited.connect(self._show_button)
        self.line.returnPressed.connect(self.keep)
        self.keep_button.clicked.connect(self.keep)

    @property
    def presets(self) -> Mapping[str, object]:
        """All presets by name, the built-in ones first."""
        return {**dict(self._shipped), **self._named.kept()}

    def add_beside(self, widget: QWidget) -> None:
        """Add a widget at the end of the button's line."""
        self._head.addWidget(widget)
        QWidget.setTabOrder(self._last_in_head, widget)
        self._last_in_head = widget

    @Slot()
    def fill_menu(self) -> None:
        """Fill the menu, also with presets that another window has saved."""
        self.menu.clear()
        kept = self._named.kept()
        group = QActionGroup(self.menu)
        for name, value in self._shipped:
            self._add(name, value, group)
        if self._shipped and kept:
            self.menu.addSeparator()
        for name, value in kept.items():
            if name not in dict(self._shipped):
                self._add(name, value, group)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("&Save as preset…"), self.ask_for_name)
        delete = self.menu.addMenu(self.tr("&Delete"))
        delete.setEnabled(bool(kept))
        for name in kept:
            delete.addAction(_plain(name), partial(self.delete, name))

    @Slot()
    def ask_for_name(self) -> None:
        """Show the line for the name, with the focus."""
        self.line.clear()
        self._naming.show()
        self.line.setFocus()
        self._show_button()

    @Slot()
    def keep(self) -> None:
        """Save the current value under the name in the line."""
        name = self.line.text().strip()
        if self._may_keep(name) and self._change(lambda: self._named.keep(name, self._current())):
            self._end_naming()

    def delete(self, name: str) -> None:
        """Delete a preset of the user."""
        value = self._named.kept().get(name)
        if value is not None and self._change(lambda: self._named.remove(name)):
            self.deleted.emit(name, value)

    def restore(self, name: str, value: object) -> None:
        """Save a deleted preset again."""
        self._change(lambda: self._named.keep(name, value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if watched is self.line and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() is QEvent.Type.KeyPress:
                self._end_naming()
            return True
        return super().eventFilter(watched, event)

    def _add(self, name: str, value: object, group: QActionGroup) -> None:
        action = QAction(_plain(name), self.menu)
        action.setCheckable(True)
        action.setChecked(value == self._current())
        group.addAction(action)
        action.triggered.connect(lambda: self.chosen.emit(value))
        action.setData(name)
        self.menu.addAction(action)

    def _change(self, change: Callable[[], object]) -> bool:
        """Change the saved presets. Returns whether that worked."""
        try:
            change()
        except PhotoError as error:
            self.failed.emit(in_window_language(error.sentence))
            return False
        return True

    def _end_naming(self) -> None:
        had_focus = self.line.hasFocus() or self.keep_button.hasFocus()
        self._naming.hide()
        if had_focus:
            self.button.setFocus()

    def _may_keep(self, name: str) -> bool:
        return bool(name) and not any(name.casefold() == each.casefold() for each, _ in self._shipped)

    @Slot()
    def _show_button(self) -> None:
        name = self.line.text().strip()
        known = name in self._named.kept()
        self.keep_button.setText(self.tr("Replace") if known else self.tr("Save"))
        self.keep_button.setAccessibleName(filled(self.tr("Save the preset “%1”"), name))
        self.keep_button.setEnabled(self._may_keep(name))

    @Slot(QAction)
    def _on_hovered(self, action: QAction) -> None:
        self.pointed_at.emit(self.presets.get(action.data()) if action.data() else None)


def _plain(name: str) -> str:
    """A name as text of an action, in which an ampersand would mark a key."""
    return name.replace("&", "&&")
