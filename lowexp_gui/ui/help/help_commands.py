"""The pages of the help menu, each opened once beside the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QMenuBar, QWidget

from lowexp_gui.app.session import Session
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.help.about_page import AboutPage
from lowexp_gui.ui.help.manual_page import ManualPage
from lowexp_gui.ui.help.shortcuts_page import ShortcutsPage


class HelpCommands(QObject):
    """Shows the pages."""

    def __init__(self, actions: Actions, bar: QMenuBar, session: Session, window: QWidget) -> None:
        """Connect everything; the page of shortcuts is made from `bar`."""
        super().__init__(window)
        self._bar, self._session, self._window = bar, session, window
        actions.manual.triggered.connect(self.show_manual)
        actions.shortcuts.triggered.connect(self.show_shortcuts)
        actions.about.triggered.connect(self.show_about)

    @Slot()
    def show_manual(self) -> None:
        """Show the manual."""
        self._show(ManualPage, lambda: ManualPage(self._window))

    @Slot()
    def show_shortcuts(self) -> None:
        """Show all keys."""
        self._show(ShortcutsPage, lambda: ShortcutsPage(self._bar, self._window))

    @Slot()
    def show_about(self) -> None:
        """Show version, terms and licences."""
        self._show(
            AboutPage, lambda: AboutPage(self._session.models.models, self._session.disk, self._window)
        )

    def _show(self, kind: type[QDialog], make: Callable[[], QDialog]) -> None:
        shown = self._window.findChild(kind)
        if shown is not None and shown.isVisible():
            shown.activateWindow()
        else:
            make().show()
