"""Undo and redo of adjustments: one step for each gesture, not for each move of a slider."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments

# Milliseconds without a change.
_GESTURE_ENDS_AFTER = 600
_MOST_STEPS = 200


class AdjustmentHistory(QObject):
    """What was chosen before, and what was taken back."""

    changed = Signal()
    """Whether there is something to undo or redo has changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        """A history that begins with neutral adjustments."""
        super().__init__(parent)
        self._current = NEUTRAL
        self._before: list[Adjustments] = []
        self._after: list[Adjustments] = []
        self._gesture = QTimer(self, singleShot=True, interval=_GESTURE_ENDS_AFTER)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._after)

    @Slot(object)
    def note(self, adjustments: Adjustments) -> None:
        """Something was changed; changes that follow each other quickly are one step."""
        if adjustments == self._current:
            return
        if not self._gesture.isActive():
            self._before = [*self._before[-_MOST_STEPS + 1 :], self._current]
        self._gesture.start()
        self._current = adjustments
        self._after.clear()
        self.changed.emit()

    def undo(self) -> Adjustments:
        """What was there before the last step; the same as now if there was none."""
        return self._go(self._before, self._after)

    def redo(self) -> Adjustments:
        """What was taken back last; the same as now if nothing was."""
        return self._go(self._after, self._before)

    def _go(self, source: list[Adjustments], target: list[Adjustments]) -> Adjustments:
        if source:
            target.append(self._current)
            self._current = source.pop()
            self._gesture.stop()
            self.changed.emit()
        return self._current
