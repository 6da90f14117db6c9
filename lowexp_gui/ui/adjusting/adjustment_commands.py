"""What the adjustment actions do: undo, copy, paste, reset."""

from PySide6.QtCore import QObject, Slot

from lowexp_gui.app.adjustment_history import AdjustmentHistory
from lowexp_gui.app.session import Session
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.adjusting.adjustment_panel import AdjustmentPanel


class AdjustmentCommands(QObject):
    """Each photo has its own adjustments and its own steps back.

    Attributes:
        history: those steps.
    """

    def __init__(self, actions: Actions, panel: AdjustmentPanel, session: Session, parent: QObject) -> None:
        """Everything is connected."""
        super().__init__(parent)
        self._actions, self._panel, self._session = actions, panel, session
        self._copied: Adjustments | None = None
        self.history = AdjustmentHistory(self)
        panel.changed.connect(session.set_adjustments)
        panel.changed.connect(self.history.note)
        session.current_changed.connect(self._on_current_changed)
        self.history.changed.connect(self._show_state)
        for action, slot in (
            (actions.undo, self._undo),
            (actions.redo, self._redo),
            (actions.reset, panel.reset),
            (actions.copy_adjustments, self._copy),
            (actions.paste_adjustments, self._paste),
            (actions.adjust_all, self._adjust_all),
            (actions.save_preset, panel.presets.ask_for_name),
        ):
            action.triggered.connect(slot)
        self._show_state()

    @Slot()
    def _on_current_changed(self) -> None:
        current = self._session.current
        if current is not None:
            self._panel.show_adjustments(current.adjustments)
            self.history.look_at(current.key, current.adjustments)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        actions, is_open = self._actions, self._session.current is not None
        actions.undo.setEnabled(self.history.can_undo)
        actions.redo.setEnabled(self.history.can_redo)
        actions.paste_adjustments.setEnabled(is_open and self._copied is not None)
        for action in (actions.copy_adjustments, actions.adjust_all, actions.reset, actions.save_preset):
            action.setEnabled(is_open)

    @Slot()
    def _undo(self) -> None:
        self._panel.set_adjustments(self.history.undo())

    @Slot()
    def _redo(self) -> None:
        self._panel.set_adjustments(self.history.redo())

    @Slot()
    def _copy(self) -> None:
        self._copied = self._panel.adjustments
        self._show_state()

    @Slot()
    def _paste(self) -> None:
        if self._copied is not None:
            self._panel.set_adjustments(self._copied)

    @Slot()
    def _adjust_all(self) -> None:
        self._session.adjust_all(self._panel.adjustments)
