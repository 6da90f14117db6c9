"""The menu of recent photos and folders."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget


class RecentMenu(QMenu):
    """Refilled each time something is opened."""

    chosen = Signal(object)
    """Path"""
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty menu."""
        super().__init__(parent)
        self.setTitle(self.tr("Open &recent"))
        self.show_paths(())

    @Slot(object)
    def show_paths(self, paths: tuple[Path, ...]) -> None:
        """List paths, the latest first."""
        self.clear()
        for path in paths:
            # An ampersand would create a mnemonic.
            action = self.addAction(path.name.replace("&", "&&") or str(path))
            action.setToolTip(str(path))
            action.triggered.connect(partial(self.chosen.emit, path))
        self.addSeparator()
        self.addAction(self.tr("&Clear this list")).triggered.connect(self.cleared)
        self.setEnabled(bool(paths))
        self.setToolTipsVisible(True)
