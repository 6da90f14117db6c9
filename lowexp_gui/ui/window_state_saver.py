"""Saving the window's state soon after each change, in case the program is killed."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QMainWindow

from lowexp_gui.config.window_state import WindowState
from lowexp_gui.ui.main_layout import MainLayout
from lowexp_gui.ui.photos.photo_commands import PhotoCommands
from lowexp_gui.ui.viewing.view_actions import ViewActions
from lowexp_gui.ui.window_memory import observe

# Milliseconds after the last change.
_KEPT_AFTER = 500
_EVENTS = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange)


class WindowStateSaver(QObject):
    """Saves changes of size, position, columns and panes; opening the window is not a change."""

    def __init__(
        self,
        window: QMainWindow,
        parts: MainLayout,
        actions: ViewActions,
        photos: PhotoCommands,
        keep: Callable[[Callable[[WindowState], WindowState]], None],
    ) -> None:
        """For a restored window; `keep` receives the change of the saved state."""
        super().__init__(window)
        self._window, self._parts, self._actions, self._keep_change = window, parts, actions, keep
        self._photos = photos
        self._kept: WindowState | None = None
        self._rest = QTimer(self, singleShot=True, interval=_KEPT_AFTER)
        self._rest.timeout.connect(self._on_rest)
        window.installEventFilter(self)
        parts.columns.splitterMoved.connect(self._rest.start)
        parts.viewer.layout_changed.connect(self._rest.start)
        for action in (actions.navigator, actions.left_panel, actions.right_panel):
            action.toggled.connect(self._rest.start)
        parts.adjustments.folded.connect(self._rest.start)
        photos.layout_changed.connect(self._rest.start)

    def close(self) -> None:
        """Save the state at the end."""
        self._rest.stop()
        self._window.removeEventFilter(self)
        self._keep(self._observed())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() in _EVENTS:
            self._rest.start()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_rest(self) -> None:
        state = self._observed()
        if self._kept is None:
            self._kept = state
        elif state != self._kept:
            self._keep(state)

    def _observed(self) -> WindowState:
        return self._photos.observe(observe(self._window, self._parts, self._actions, WindowState()))

    def _keep(self, state: WindowState) -> None:
        self._kept = state
        # Recent items are saved when they are opened, and first steps when they are done.
        self._keep_change(
            lambda kept: replace(state, recent=kept.recent, folder=kept.folder, first_steps=kept.first_steps)
        )
