"""Conversion between the window and its saved state."""

from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from lowexp_gui.app.viewing.arrangement import Arrangement, ViewLayout
from lowexp_gui.app.viewing.source import content_of
from lowexp_gui.config.window_state import WindowState
from lowexp_gui.ui.main_layout import MainLayout
from lowexp_gui.ui.viewing.view_actions import ViewActions


def restore(window: QMainWindow, parts: MainLayout, actions: ViewActions, state: WindowState) -> None:
    """Restore the saved state of a window; Qt moves a window that would be off the screen."""
    if state.geometry:
        window.restoreGeometry(_bytes(state.geometry))
    if state.columns:
        parts.set_widths(_bytes(state.columns))
    parts.viewer.set_layout(_restored(parts.viewer.layout_now, state))
    actions.navigator.setChecked(state.navigator)
    actions.left_panel.setChecked(state.left)
    actions.right_panel.setChecked(state.right)
    parts.adjustments.fold(state.folded)


def observe(window: QMainWindow, parts: MainLayout, actions: ViewActions, state: WindowState) -> WindowState:
    """The state updated from the window."""
    layout = parts.viewer.layout_now
    return replace(
        state,
        geometry=_text(window.saveGeometry()),
        columns=_text(parts.widths),
        arrangement=layout.arrangement.value,
        grid=layout.grid.value,
        before=layout.before.value,
        panes={
            arrangement.value: tuple("" if each is None else each.value for each in chosen)
            for arrangement, chosen in layout.chosen.items()
        },
        navigator=actions.navigator.isChecked(),
        left=actions.left_panel.isChecked(),
        right=actions.right_panel.isChecked(),
        folded=parts.adjustments.folded_groups,
    )


def _restored(layout: ViewLayout, state: WindowState) -> ViewLayout:
    """A layout with the valid saved sources."""
    chosen = {
        arrangement: tuple(content_of(each) for each in state.panes[arrangement.value])
        for arrangement in Arrangement
        if len(state.panes.get(arrangement.value, ())) == arrangement.sources
    }
    grid, before = _arrangement(state.grid), _arrangement(state.before)
    return replace(
        layout,
        arrangement=_arrangement(state.arrangement) or layout.arrangement,
        chosen=MappingProxyType(chosen),
        grid=grid if grid is not None and grid.compares else layout.grid,
        before=before if before is not None and not before.compares else layout.before,
    )


def _arrangement(name: str) -> Arrangement | None:
    return next((each for each in Arrangement if each == name), None)


def _bytes(text: str) -> QByteArray:
    try:
        return QByteArray(b64decode(text, validate=True))
    except (Error, ValueError):
        return QByteArray()


def _text(data: QByteArray) -> str:
    return b64encode(data.data()).decode("ascii")
