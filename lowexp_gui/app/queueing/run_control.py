"""Pausing and cancelling of the queue's run, from any thread."""

from collections.abc import Collection
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lowexp_gui.batch.queue_run import QueueRun


class PauseReason(StrEnum):
    """Why the run is paused."""

    PERSON = "person"
    VIEW = "view"


class RunControl:
    """The current run, if there is one, and the reasons to pause it. Thread-safe."""

    def __init__(self) -> None:
        """Start without a run and without reasons to pause."""
        self._lock = Lock()
        self._pause_reasons: set[PauseReason] = set()
        self._run: QueueRun | None = None

    def is_paused_by(self, reason: PauseReason) -> bool:
        """Whether there is this reason to pause."""
        return reason in self._pause_reasons

    def set_paused(self, reason: PauseReason, paused: bool) -> None:
        """Add or remove a reason to pause. A run pauses after its current tiles if there is any reason."""
        with self._lock:
            before = bool(self._pause_reasons)
            (self._pause_reasons.add if paused else self._pause_reasons.discard)(reason)
            if self._run is not None and before != bool(self._pause_reasons):
                self._obey(self._run)

    def attach(self, run: "QueueRun") -> None:
        """Control a run that has started."""
        with self._lock:
            self._run = run
            if self._pause_reasons:
                self._obey(run)

    def detach(self) -> None:
        """The run has ended."""
        with self._lock:
            self._run = None

    def wake(self) -> None:
        """Tell the run that the queue has new entries."""
        with self._lock:
            if self._run is not None:
                self._run.wake()

    def cancel(self, ids: Collection[int]) -> bool:
        """Let the run cancel entries. Returns False if there is no run.

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
