"""Panels that are hidden and shown, and the full screen with the picture alone."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from lowexp_gui.ui.main_layout import MainLayout
from lowexp_gui.ui.viewing.view_actions import ViewActions


class Panels(QObject):
    """Connects the actions of panels and full screen to the window.

    In full screen, the choice of panels stays as it is, so that they come back afterwards.
    """

    def __init__(self, actions: ViewActions, parts: MainLayout, window: QMainWindow) -> None:
        """Connect everything."""
        super().__init__(window)
        self._actions, self._parts, self._window = actions, parts, window
        self._hidden: list[QWidget] = []
        parts.viewer.addAction(actions.both_panels)
        for action in (actions.left_panel, actions.right_panel):
            action.toggled.connect(self._show)
        actions.both_panels.triggered.connect(self._toggle_both)
        actions.full_screen.triggered.connect(self._toggle_full_screen)
        window.installEventFilter(self)
        self._show()

    @property
    def is_full_screen(self) -> bool:
        """Whether the picture is shown alone."""
        return self._actions.full_screen.isChecked()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.is_full_screen:
            if event.type() == QEvent.Type.ShortcutOverride:
                # Otherwise, Esc would cancel the work.
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._actions.full_screen.setChecked(False)
                self._toggle_full_screen()
                return True
        if event.type() == QEvent.Type.WindowStateChange and watched is self._window:
            self._follow_window()
        return super().eventFilter(watched, event)

    @Slot()
    def _toggle_both(self) -> None:
        """Hide both panels; show both if none is shown."""
        shown = not (self._actions.left_panel.isChecked() or self._actions.right_panel.isChecked())
        self._actions.left_panel.setChecked(shown)
        self._actions.right_panel.setChecked(shown)

    @Slot()
    def _show(self) -> None:
        focus = QApplication.focusWidget()
        alone = self.is_full_screen
        left, right = self._actions.left_panel.isChecked(), self._actions.right_panel.isChecked()
        self._parts.show_panels(left=left and not alone, right=right and not alone, bar=not alone)
        if focus is not None and not focus.isVisible():
            self._parts.viewer.setFocus()

    @Slot()
    def _toggle_full_screen(self) -> None:
        """Show the picture alone on the whole screen, or the window as it was."""
        wanted, window = self.is_full_screen, self._window
        state = Qt.WindowState.WindowFullScreen
        window.setWindowState(window.windowState() | state if wanted else window.windowState() & ~state)
        self._arrange()

    def _follow_window(self) -> None:
        """Show everything again if the system ended the full screen."""
        is_full = bool(self._window.windowState() & Qt.WindowState.WindowFullScreen)
        if is_full is not self.is_full_screen:
            self._actions.full_screen.setChecked(is_full)
            self._arrange()

    def _arrange(self) -> None:
        alone = self.is_full_screen
        if alone and not self._hidden:
            around = (
                self._window.menuBar(),
                *self._window.findChildren(QWidget, "toolbar"),
                self._parts.status,
            )
            self._hidden = [each for each in around if not each.isHidden()]
        for each in self._hidden:
            each.setVisible(not alone)
        if not alone:
            self._hidden = []
        self._parts.viewer.show_alone(alone)
        self._show()
        if alone:
            self._parts.viewer.setFocus()
