"""The action that opens the command palette."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.command_palette import CommandPalette, commands_of


class PaletteCommands:
    """Opens the palette and remembers which commands were run from it."""

    def __init__(self, actions: Actions, window: QMainWindow) -> None:
        """Connect the action."""
        self._actions, self._window = actions, window
        self._recent: list[QAction] = []
        actions.palette.triggered.connect(self._on_palette)

    @Slot()
    def _on_palette(self) -> None:
        actions = self._actions
        wanted = [each for each in actions.findChildren(QAction) if each is not actions.palette]
        groups = (actions, actions.view, actions.photos, actions.geometry)
        english = {own: text for each in groups for own, text in each.english.items()}
        commands = commands_of(self._window.menuBar(), wanted, english)
        CommandPalette(commands, self._recent, self._window).open()
