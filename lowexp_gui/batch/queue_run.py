"""Running the queue: several photos at a time, so that reading, networks and writing overlap.

Each photo has its own thread from its file to its result. On a CPU, the running photos share the cores, so
that others use the cores while one is read or written. Names are assigned in the order of the queue, so
results do not depend on speed. The number of running photos is limited by their pixels.

Each running entry has one future, whose callback always reports the outcome. A listener cannot break a run:
if a report raises, no more reports are made, and the run ends as if cancelled.

Photos that were running when the process crashed are done last, one at a time, each in a separate process.
"""

import logging
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Lock

import torch

from lowexp_gui.batch.isolated import WRITER as ISOLATED_WRITER
from lowexp_gui.batch.isolated import work_isolated
from lowexp_gui.batch.job_events import (
    Failed,
    Finished,
    JobEvent,
    Noticed,
    Progressed,
    Report,
    Started,
    Stopped,
    Summary,
)
from lowexp_gui.batch.photo_work import ProgressCallbacks, SharedByPhotos, failure_sentence, work_on
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import UNFINISHED, EntryState, QueueEntry
from lowexp_gui.batch.queue_file import QueueError
from lowexp_gui.batch.run_progress import RunProgress, header_pixels
from lowexp_gui.batch.saving import Saved
from lowexp_gui.batch.sleep_inhibitor import SleepInhibitor
from lowexp_gui.batch.thread_priority import step_back
from lowexp_gui.cores import usable_cores
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.memory import give_freed_memory_back
from lowexp_gui.enhancing.precision import Precision
from lowexp_gui.photo.saving import remove_leftovers, writer_name
from lowexp_gui.results.available_results import AvailableResults

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.1
_MOST_PIXELS = 120_000_000
_MOST_JOBS = 64
_WRITER = "writer"

Work = Callable[[QueueEntry, int, SharedByPhotos, ProgressCallbacks, Event], QueueEntry]
"""The work on a photo, on its own thread; the usual one is `photo_work.work_on`."""


@dataclass(frozen=True)
class RunOptions:
    """The options of a run.

    Attributes:
        jobs: photos at a time; None for the number of cores.
        most_pixels: the most pixels of all running photos together; a single photo may have more.
        skip_done: whether to skip photos that already have results with the same settings.
        keep_awake: whether to prevent sleep of the computer, except while paused.
        work: the work on a photo.
        available_results: existing results that can be reused.
        in_background: whether its threads have a low priority.
    """

    jobs: int | None = None
    most_pixels: int = _MOST_PIXELS
    skip_done: bool = True
    keep_awake: bool = False
    work: Work = work_on
    available_results: AvailableResults = field(default_factory=AvailableResults)
    in_background: bool = False


@dataclass(frozen=True)
class _InFlight:
    """A running photo."""

    entry: QueueEntry
    pixels: int
    cancel: Event


@dataclass(frozen=True)
class _Ended:
    """Message: a photo has ended."""

    entry: QueueEntry


@dataclass(frozen=True)
class _WakeUp:
    """Message: the queue has changed."""


class QueueRun:
    """One run over a queue, until no entry waits.

    `run` is called once and occupies its thread; the other methods may be called from any thread. Photos that
    are added during the run are processed too.
    """

    def __init__(
        self, queue: Queue, report: Report, cancel: Event, options: RunOptions | None = None
    ) -> None:
        """A run that calls `report` on the thread of `run` and ends soon after `cancel` is set."""
        self._queue = queue
        self._report = report
        self._cancel = cancel
        self._cores = usable_cores()
        self._options = options or RunOptions()
        self._inbox: SimpleQueue[JobEvent | _Ended | _WakeUp] = SimpleQueue()
        self._flying: dict[int, _InFlight] = {}
        self._flying_lock = Lock()
        self._go = Event()
        self._go.set()
        self._shared = SharedByPhotos(
            queue, skip_done=self._options.skip_done, available_results=self._options.available_results
        )
        self._progress = RunProgress()
        self._begun = 0
        self._newest = 0
        self._outcomes: list[EntryState] = []
        self._folders: set[Path] = set()
        self._unheard: Exception | None = None

    @property
    def paused(self) -> bool:
        """Whether the run is paused."""
        return not self._go.is_set()

    def pause(self) -> None:
        """Start no more photos; running ones stop after their current tile."""
        self._go.clear()
        self.wake()

    def resume(self) -> None:
        """Go on."""
        self._go.set()
        self.wake()

    def wake(self) -> None:
        """Check the queue again after photos have been added or retried."""
        self._inbox.put(_WakeUp())

    def cancel(self, ids: Collection[int]) -> None:
        """Cancel waiting and running entries.

        Raises:
            QueueError: the queue cannot be written.
        """
        # Under one lock, so that no entry starts between the two steps.
        with self._flying_lock:
            self._queue.cancel(ids)
            for each in ids:
                if each in self._flying:
                    self._flying[each].cancel.set()
        self.wake()

    def run(self) -> Summary:
        """Process all waiting entries.

        Raises:
            Cancelled: `cancel` was set; saved results stay, and other photos wait.
            QueueError: the queue cannot be read or written; saved results stay.
            Exception: any exception of a report; saved results stay.
        """
        clear_leftovers(self._queue)
        self._queue.keep_fact(_WRITER, writer_name())
        jobs = max(1, min(self._options.jobs or self._cores, _MOST_JOBS))
        self._tell_given_up()
        with SleepInhibitor() as awake, _torch_threads():
            pool = ThreadPoolExecutor(jobs, "photo", self._begin_thread)
            try:
                self._run_in(pool, jobs, awake)
            finally:
                self._stop_flying()
                pool.shutdown(wait=True)
                self._settle_rest()
                self._clear_own_leftovers()
                give_freed_memory_back()
        if self._unheard is not None:
            raise self._unheard
        if self._cancel.is_set():
            raise Cancelled
        return self.summary

    @property
    def _is_ending(self) -> bool:
        return self._cancel.is_set() or self._unheard is not None

    def _tell(self, event: JobEvent) -> None:
        """Report an event; if that fails, end the run."""
        if self._unheard is None:
            try:
                self._report(event)
            except Exception as error:
                _log.info("Nobody hears what the run tells", exc_info=error)
                self._unheard = error

    def _tell_given_up(self) -> None:
        """Report the photos that crashed the process too often."""
        given_up, self._queue.given_up = self._queue.given_up, ()
        for entry in self._queue.entries(given_up) if given_up else ():
            self._outcomes.append(entry.state)
            self._tell(Failed(entry.id, entry.path, entry.sentence))

    def _begin_thread(self) -> None:
        if self._options.in_background:
            step_back()

    @property
    def summary(self) -> Summary:
        """The outcome so far."""
        count = self._outcomes.count
        return Summary(
            count(EntryState.DONE),
            count(EntryState.SKIPPED),
            count(EntryState.FAILED),
            count(EntryState.CANCELLED),
        )

    def _take_share(self, entry: QueueEntry) -> None:
        """Divide the cores among the running photos: set torch's threads on this photo's thread."""
        # The order of float32 sums, and so the result, depends on the number of threads.
        exact = entry.settings.precision is Precision.FLOAT32
        torch.set_num_threads(1 if exact else max(1, self._cores // max(1, len(self._flying))))

    def _run_in(self, pool: ThreadPoolExecutor, jobs: int, awake: SleepInhibitor) -> None:
        self._progress.pause(self.paused)
        while not self._is_ending:
            awake.need(self._options.keep_awake and not self.paused)
            while not self.paused and len(self._flying) < jobs and self._begin_next(pool):
                pass
            if not self._flying and not self._queue.counts().waiting:
                return
            try:
                self._take(self._inbox.get(timeout=_LOOK_SECONDS))
            except Empty:
                continue

    def _begin_next(self, pool: ThreadPoolExecutor) -> bool:
        """Start the next photo if there is one and the limits allow it."""
        entry = self._queue.next_waiting()
        if entry is None or self._is_ending or self._must_be_alone(entry):
            return False
        # The header of a photo that may crash is not read in this process.
        pixels = 0 if entry.tries else header_pixels(entry.path)
        flying = sum(each.pixels for each in self._flying.values())
        if self._flying and flying + pixels > self._options.most_pixels:
            return False
        begun = _InFlight(replace(entry, state=EntryState.RUNNING), pixels, Event())
        self._keep_names()
        if self._launch(pool, begun):
            self._progress.wait(self._queue.waiting_bytes())
        return True

    def _must_be_alone(self, entry: QueueEntry) -> bool:
        """Whether an entry must wait: a photo that may crash the process runs alone."""
        return any(entry.tries or each.entry.tries for each in self._flying.values())

    def _launch(self, pool: ThreadPoolExecutor, begun: _InFlight) -> bool:
        """Start an entry if it is still waiting; its future then settles it.

        The entry may overwrite its own earlier results.
        """
        entry = begun.entry
        own, waiting = self._queue.results_of(entry.path), self._queue.counts().waiting
        with self._flying_lock:
            if not self._queue.claim(entry.id, at_risk=self._options.work is work_on):
                return False
            self._flying[entry.id] = begun
        try:
            for path in own:
                self._shared.taken.release(path)
            self._folders.add(entry.folder)
            self._progress.begin(entry.id, begun.pixels, entry.stamp.size if entry.stamp else 0)
            self._tell(Started(entry.id, entry.path, self._begun + 1, self._begun + waiting))
            future = pool.submit(self._work, begun, self._begun)
        except BaseException:
            # The pool may have accepted the work without having a thread for it.
            begun.cancel.set()
            with self._flying_lock:
                del self._flying[entry.id]
            self._queue.set_state((entry.id,), EntryState.WAITING)
            raise
        self._begun += 1
        future.add_done_callback(partial(self._on_done, entry))
        return True

    def _on_done(self, entry: QueueEntry, future: Future[QueueEntry]) -> None:
        """Settle an entry, whatever the outcome of its work."""
        error = future.exception()
        if error is None:
            ended = future.result()
        else:
            # Expected errors are already messages, so this one is unexpected.
            ended = replace(entry, state=EntryState.FAILED, sentence=failure_sentence(entry.path, error))
        self._inbox.put(_Ended(ended))

    def _keep_names(self) -> None:
        """Protect the photos of the queue and their results from being overwritten."""
        self._newest, paths = self._queue.paths_after(self._newest)
        for path in paths:
            self._shared.taken.take(path)

    def _work(self, flying: _InFlight, turn: int) -> QueueEntry:
        entry = flying.entry
        self._take_share(entry)
        callbacks = ProgressCallbacks(
            lambda done: self._inbox.put(Progressed(entry.id, entry.path, done, 0, None)),
            lambda sentence: self._inbox.put(Noticed(entry.id, entry.path, sentence)),
            lambda: self._between_tiles(flying),
        )
        work = self._options.work
        if entry.tries and work is work_on:
            work = work_isolated
        return work(entry, turn, self._shared, callbacks, flying.cancel)

    def _between_tiles(self, flying: _InFlight) -> None:
        while not self._go.wait(_LOOK_SECONDS) and not flying.cancel.is_set():
            pass
        self._take_share(flying.entry)

    def _take(self, message: JobEvent | _Ended | _WakeUp) -> None:
        if isinstance(message, _WakeUp):
            self._progress.pause(self.paused)
            self._progress.wait(self._queue.waiting_bytes())
        elif isinstance(message, _Ended):
            self._settle(message.entry)
        elif isinstance(message, Progressed):
            self._progress.advance(message.id, message.done)
            self._tell(
                replace(message, total_done=self._progress.done, seconds_left=self._progress.seconds_left)
            )
        else:
            self._tell(message)

    def _settle(self, ended: QueueEntry) -> None:
        """Store and report the outcome of a photo."""
        if ended.state is EntryState.CANCELLED and self._is_ending:
            # The whole run ends; the photo waits for the next run.
            ended = replace(ended, state=EntryState.WAITING)
        with self._flying_lock:
            del self._flying[ended.id]
        self._queue.settle(ended)
        self._progress.end(ended.id)
        self._progress.wait(self._queue.waiting_bytes())
        self._outcomes.append(ended.state)
        event = _outcome(ended)
        if event is not None:
            self._tell(event)

    def _clear_own_leftovers(self) -> None:
        """Delete files of killed workers; this process deletes its own as it goes."""
        if self._options.work is not work_on:
            for folder in self._folders:
                remove_leftovers(folder, writer_name())

    def _stop_flying(self) -> None:
        with self._flying_lock:
            for each in self._flying.values():
                each.cancel.set()

    def _settle_rest(self) -> None:
        """Settle the photos that ended late; an error with one does not affect the others."""
        failed: QueueError | None = None
        while self._flying:
            message = self._inbox.get()
            if isinstance(message, _Ended):
                try:
                    self._settle(message.entry)
                except QueueError as error:
                    failed = error
        if failed is not None:
            raise failed


def _outcome(ended: QueueEntry) -> JobEvent | None:
    if ended.state in (EntryState.DONE, EntryState.SKIPPED) and ended.result is not None:
        saved = Saved(ended.result, ended.stages, ended.state is EntryState.SKIPPED)
        return Finished(ended.id, ended.path, saved, ended.seconds)
    if ended.state is EntryState.FAILED:
        return Failed(ended.id, ended.path, ended.sentence)
    return Stopped(ended.id, ended.path) if ended.state is EntryState.CANCELLED else None


def clear_leftovers(queue: Queue) -> int:
    """Delete the temporary files of an interrupted run. Returns their number."""
    writers = {queue.fact(_WRITER), queue.fact(ISOLATED_WRITER)} - {None, writer_name()}
    if not writers:
        return 0
    # On a cluster, a worker may have started to write files that are not recorded yet.
    folders = {entry.folder for entry in queue.entries(queue.ids(*UNFINISHED))}
    return sum(remove_leftovers(folder, writer) for folder in folders for writer in writers if writer)


@contextmanager
def _torch_threads() -> Iterator[None]:
    """Allow each thread to set torch's threads inside the context; the default is restored afterwards."""
    before = torch.get_num_threads()
    try:
        yield
    finally:
        torch.set_num_threads(before)
