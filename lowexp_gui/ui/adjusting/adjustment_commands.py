"""The adjustment actions: undo, copy, paste, reset."""

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QWidget

from lowexp_gui.app.session import Session
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.adjusting.adjustment_panel import AdjustmentPanel
from lowexp_gui.ui.adjusting.history_menu import HistoryMenu
from lowexp_gui.ui.adjusting.undo_keys import UndoKeys


class AdjustmentCommands(QObject):
    """Connects actions, panel and session. Adjustments belong to a photo; undo covers all photos."""

    def __init__(self, actions: Actions, panel: AdjustmentPanel, session: Session, parent: QObject) -> None:
        """Connect everything."""
        super().__init__(parent)
        self._actions, self._panel, self._session = actions, panel, session
        self._copied: Adjustments | None = None
        self._undo_keys = UndoKeys((actions.undo, actions.redo), panel, self)
        editing = session.editing
        panel.moved.connect(editing.move)
        panel.chosen.connect(session.editing.adjust)
        panel.gesture_begun.connect(editing.begin_gesture)
        panel.gesture_paused.connect(editing.pause_gesture)
        panel.gesture_ended.connect(editing.end_gesture)
        editing.edited.connect(self._on_edited)
        editing.begun.connect(self._on_edited)
        editing.changed.connect(self._show_state)
        session.in_view.changed.connect(self._on_current_changed)
        for action, slot in (
            (actions.undo, editing.undo),
            (actions.redo, editing.redo),
            (actions.reset, self._reset),
            (actions.copy_adjustments, self._copy),
            (actions.paste_adjustments, self._paste),
            (actions.adjust_all, self._adjust_all),
            (actions.save_preset, panel.presets.ask_for_name),
            (actions.remember, session.snapshots.remember),
            (actions.switch_state, session.snapshots.switch),
            (actions.history, self._show_history),
        ):
            action.triggered.connect(slot)
        panel.add_tools(actions.reset, actions.remember, actions.switch_state, actions.history)
        panel.add_picker(actions.pick_neutral)
        self._history = HistoryMenu(editing, session.in_view, panel)
        panel.presets.pointed_at.connect(self._try_out)
        session.snapshots.changed.connect(self._show_state)
        self._show_state()

    def watch_text_fields(self, window: QWidget) -> None:
        """Make undo and redo work while a field of the window has the focus."""
        self._undo_keys.watch(window)

    @Slot()
    def _on_current_changed(self) -> None:
        current = self._session.in_view.open_photo
        if current is not None:
            self._panel.show_adjustments(current.adjustments)
        self._show_state()

    @Slot(object)
    def _on_edited(self, keys: tuple[int, ...]) -> None:
        current = self._session.in_view.open_photo
        if current is not None and current.key in keys:
            self._panel.show_adjustments(current.adjustments)

    @Slot()
    def _show_state(self) -> None:
        actions, editing, is_open = (
            self._actions,
            self._session.editing,
            self._session.in_view.open_photo is not None,
        )
        actions.undo.setEnabled(editing.can_undo)
        actions.redo.setEnabled(editing.can_redo)
        actions.paste_adjustments.setEnabled(is_open and self._copied is not None)
        for action in (
            actions.copy_adjustments,
            actions.adjust_all,
            actions.reset,
            actions.save_preset,
            actions.remember,
            actions.history,
        ):
            action.setEnabled(is_open)
        actions.switch_state.setEnabled(self._session.snapshots.is_kept)
        actions.switch_state.setChecked(self._session.snapshots.is_shown)

    @Slot(object)
    def _try_out(self, adjustments: Adjustments | None) -> None:
        """Show a preset while the pointer is on it, without a change of the photo."""
        if adjustments is not None and self._session.in_view.open_photo is not None:
            self._session.view.set_adjustments(adjustments)
        else:
            self._session.in_view.renew()

    @Slot()
    def _show_history(self) -> None:
        below = self._panel.presets
        self._history.popup(below.mapToGlobal(QPoint(0, below.height())))

    @Slot()
    def _copy(self) -> None:
        self._copied = self._panel.adjustments
        self._show_state()

    @Slot()
    def _paste(self) -> None:
        if self._copied is not None:
            self._session.editing.adjust_photos(self._session.targets, self._copied)

    @Slot()
    def _reset(self) -> None:
        self._session.editing.adjust_photos(self._session.targets, NEUTRAL)

    @Slot()
    def _adjust_all(self) -> None:
        self._session.editing.adjust_all(self._panel.adjustments)
