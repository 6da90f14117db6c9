"""Running the queue, on a thread of its own."""

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
        queue: whose waiting entries are done.
        control: which holds the run while it must rest.
        available_results: results that are there already.
        cancel: set to end the run within a tile; what is not done waits.
    """

    queue: Queue
    control: RunControl
    available_results: AvailableResults
    cancel: Event = field(default_factory=Event)


@dataclass(frozen=True)
class QueueProgress:
    """How far the run and one of its photos are.

    Attributes:
        id: of the entry.
        done: share of the photo, 0..1.
        total_done: share of the run, 0..1.
        seconds_left: of the run, or None while nothing is known.
    """

    id: int
    done: float
    total_done: float
    seconds_left: float | None


class QueueRunner(QObject):
    """Does one run after the other; its slot is reached by a queued signal only."""

    changed = Signal(object)
    """tuple[QueueEntry, ...]: as they are now"""
    progressed = Signal(object)
    """QueueProgress; at most 20 times a second"""
    noticed = Signal(object)
    """Notice"""
    ended = Signal(bool)
    """The run is over; whether nothing but photos went wrong"""

    def __init__(self) -> None:
        """A runner, to be moved to its thread."""
        super().__init__()
        self._last = 0.0

    @Slot(object)
    def run(self, request: RunRequest) -> None:
        """Run until nothing waits any more, or it is cancelled."""
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
