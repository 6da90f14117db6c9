"""Undo and redo of adjustments, photo by photo: one step for each gesture, not for each move of a slider."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments

# Milliseconds without a change.
_GESTURE_ENDS_AFTER = 600
_MOST_STEPS = 200


@dataclass(frozen=True)
class _Steps:
    """Of one photo."""

    current: Adjustments = NEUTRAL
    before: tuple[Adjustments, ...] = ()
    after: tuple[Adjustments, ...] = ()


class AdjustmentHistory(QObject):
    """What was chosen before for the photo in view, and what was taken back."""

    changed = Signal()
    """Whether there is something to undo or redo has changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        """A history without steps."""
        super().__init__(parent)
        self._key = 0
        self._steps: dict[int, _Steps] = {}
        self._gesture = QTimer(self, singleShot=True, interval=_GESTURE_ENDS_AFTER)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._now.before)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._now.after)

    def look_at(self, key: int, adjustments: Adjustments) -> None:
        """Another photo is in view, adjusted like this."""
        if key != self._key:
            self._key = key
            self._gesture.stop()
            if self._now.current != adjustments:
                self._steps[key] = _Steps(adjustments)
            self.changed.emit()

    @Slot(object)
    def note(self, adjustments: Adjustments) -> None:
        """Something was changed; changes that follow each other quickly are one step."""
        now = self._now
        if adjustments == now.current:
            return
        before = now.before
        if not self._gesture.isActive():
            before = (*before[-_MOST_STEPS + 1 :], now.current)
        self._gesture.start()
        self._keep(_Steps(adjustments, before))

    def undo(self) -> Adjustments:
        """What was there before the last step; the same as now if there was none."""
        now = self._now
        if now.before:
            self._gesture.stop()
            self._keep(_Steps(now.before[-1], now.before[:-1], (*now.after, now.current)))
        return self._now.current

    def redo(self) -> Adjustments:
        """What was taken back last; the same as now if nothing was."""
        now = self._now
        if now.after:
            self._gesture.stop()
            self._keep(_Steps(now.after[-1], (*now.before, now.current), now.after[:-1]))
        return self._now.current

    @property
    def _now(self) -> _Steps:
        return self._steps.get(self._key, _Steps())

    def _keep(self, steps: _Steps) -> None:
        self._steps[self._key] = steps
        self.changed.emit()
