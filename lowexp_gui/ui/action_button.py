"""A push button for an action."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget


class ActionButton(QPushButton):
    """Shows the action's text and icon, follows its enabled state, and triggers it."""

    def __init__(self, action: QAction, *, is_main: bool = False, parent: QWidget | None = None) -> None:
        """A button for `action`, without the shortcut in its text; `is_main` highlights it."""
        super().__init__(parent)
        self._action = action
        self.setDefault(is_main)
        self._follow()
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)

    @Slot()
    def _follow(self) -> None:
        words = self._action.iconText()
        if self.text() != words:
            self.setText(words)
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())
