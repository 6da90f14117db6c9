"""Whether the run over the queue may go on, for all threads that have a say in it."""

from collections.abc import Collection
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lowexp_gui.batch.queue_run import QueueRun


class PauseReason(StrEnum):
    """Why the run rests."""

    PERSON = "person"
    VIEW = "view"


class RunControl:
    """The run that is under way, if there is one, and what holds it."""

    def __init__(self) -> None:
        """Nothing runs, nothing holds."""
        self._lock = Lock()
        self._pause_reasons: set[PauseReason] = set()
        self._run: QueueRun | None = None

    def is_paused_by(self, reason: PauseReason) -> bool:
        """Whether it rests for that reason."""
        return reason in self._pause_reasons

    def set_paused(self, reason: PauseReason, paused: bool) -> None:
        """Let the run rest for a reason, after its present tiles, or not any more for that one."""
        with self._lock:
            before = bool(self._pause_reasons)
            (self._pause_reasons.add if paused else self._pause_reasons.discard)(reason)
            if self._run is not None and before != bool(self._pause_reasons):
                self._obey(self._run)

    def attach(self, run: "QueueRun") -> None:
        """This one is under way now."""
        with self._lock:
            self._run = run
            if self._pause_reasons:
                self._obey(run)

    def detach(self) -> None:
        """None is."""
        with self._lock:
            self._run = None

    def wake(self) -> None:
        """Let the run look at the queue again."""
        with self._lock:
            if self._run is not None:
                self._run.wake()

    def cancel(self, ids: Collection[int]) -> bool:
        """Let the run cancel entries; False if there is none.

        Raises:
            QueueError: the queue cannot be written.
        """
        with self._lock:
            run = self._run
        if run is None:
            return False
        run.cancel(ids)
        return True

    def _obey(self, run: "QueueRun") -> None:
        if self._pause_reasons:
            run.pause()
        else:
            run.resume()
