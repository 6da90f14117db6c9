"""Between the window and what is remembered of it."""

from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import replace

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from lowexp_gui.app.arrangement import Arrangement
from lowexp_gui.jobs.window_state import WindowState
from lowexp_gui.ui.main_layout import MainLayout
from lowexp_gui.ui.viewing.view_actions import ViewActions


def restore(window: QMainWindow, parts: MainLayout, actions: ViewActions, state: WindowState) -> None:
    """Leave a new window as the last one was; Qt brings one that would be off the screen back onto it."""
    if state.geometry:
        window.restoreGeometry(_bytes(state.geometry))
    if state.columns:
        parts.columns.restoreState(_bytes(state.columns))
    if state.arrangement in set(Arrangement):
        arrangement = Arrangement(state.arrangement)
        parts.viewer.set_layout(parts.viewer.layout_now.arranged(arrangement))
    actions.navigator.setChecked(state.navigator)


def observe(window: QMainWindow, parts: MainLayout, actions: ViewActions, state: WindowState) -> WindowState:
    """The state with how the window is now."""
    return replace(
        state,
        geometry=_text(window.saveGeometry()),
        columns=_text(parts.columns.saveState()),
        arrangement=parts.viewer.layout_now.arrangement.value,
        navigator=actions.navigator.isChecked(),
    )


def _bytes(text: str) -> QByteArray:
    try:
        return QByteArray(b64decode(text, validate=True))
    except (Error, ValueError):
        return QByteArray()


def _text(data: QByteArray) -> str:
    return b64encode(data.data()).decode("ascii")
