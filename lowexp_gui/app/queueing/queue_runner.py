"""Processing of the queue on its own thread."""

import time
from dataclasses import dataclass, field
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.messages.notices import Notice, NoticeKind, notice_of
from lowexp_gui.app.messages.sentences import in_window_language
from lowexp_gui.app.queueing.run_control import RunControl
from lowexp_gui.batch.queue import Queue
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.results.available_results import AvailableResults

_LEAST_SECONDS_BETWEEN_SIGNALS = 0.05


@dataclass(frozen=True, eq=False)
class RunRequest:
    """A run over the queue.

    Attributes:
        queue: its waiting entries are processed.
        control: pauses the run.
        available_results: results that already exist.
        cancel: set to end the run within a tile; unfinished photos wait.
    """

    queue: Queue
    control: RunControl
    available_results: AvailableResults
    cancel: Event = field(default_factory=Event)


@dataclass(frozen=True)
class QueueProgress:
    """Progress of the run and of one of its photos.

    Attributes:
        id: id of the entry.
        done: progress of the photo, 0..1.
        total_done: progress of the run, 0..1.
        seconds_left: estimate for the run, or None.
    """

    id: int
    done: float
    total_done: float
    seconds_left: float | None


class QueueRunner(QObject):
    """Performs one run after the other. Its slot must be called through a queued signal."""

    changed = Signal(object)
    """tuple[QueueEntry, ...]: changed entries"""
    progressed = Signal(object)
    """QueueProgress; at most 20 times a second"""
    noticed = Signal(object)
    """Notice"""
    ended = Signal(bool)
    """The run has ended; whether no error other than failed photos occurred"""

    def __init__(self) -> None:
        """A runner that must be moved to its thread."""
        super().__init__()
        self._last = 0.0

    @Slot(object)
    def run(self, request: RunRequest) -> None:
        """Process photos until none waits or the run is cancelled."""
        went_well = True
        try:
            self._run(request)
        except Cancelled:
            pass
        except Exception as error:
            went_well = False
            self.noticed.emit(notice_of(error, None))
        finally:
            request.control.detach()
            self.ended.emit(went_well)

    def _run(self, request: RunRequest) -> None:
        from lowexp_gui.batch.job_events import JobEvent, Noticed, Progressed
        from lowexp_gui.batch.queue_run import QueueRun, RunOptions

        def tell(event: JobEvent) -> None:
            if isinstance(event, Progressed):
                now = time.monotonic()
                if now - self._last >= _LEAST_SECONDS_BETWEEN_SIGNALS:
                    self._last = now
                    told = QueueProgress(event.id, event.done, event.total_done, event.seconds_left)
                    self.progressed.emit(told)
            elif isinstance(event, Noticed):
                self.noticed.emit(Notice(in_window_language(event.sentence), NoticeKind.WARNING))
            else:
                entry = request.queue.entry(event.id)
                if entry is not None:
                    self.changed.emit((entry,))

        options = RunOptions(keep_awake=True, available_results=request.available_results, in_background=True)
        run = QueueRun(request.queue, tell, request.cancel, options)
        request.control.attach(run)
        run.run()
