"""The queue in the window: its photos in order, their progress, and actions."""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from lowexp_gui.app.queueing.queue_outcome import QueueOutcome
from lowexp_gui.app.queueing.queue_requests import (
    AddPhotos,
    AddResult,
    CancelEntries,
    MoveEntries,
    QueueRequest,
    RemoveEntries,
    RetryEntries,
    SaveSummary,
)
from lowexp_gui.app.queueing.queue_runner import QueueProgress, QueueRunner, RunRequest
from lowexp_gui.app.queueing.queue_store_worker import QueueStoreWorker
from lowexp_gui.app.queueing.run_control import PauseReason, RunControl
from lowexp_gui.app.threads.activity import Activity
from lowexp_gui.app.threads.worker_thread import start_thread, stop_threads
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import UNFINISHED, EntryState, QueueEntry
from lowexp_gui.results.available_results import AvailableResults


class PhotoQueue(QObject):
    """Rows of entries. One thread stores the queue, another one processes it.

    Lives on the window's thread and never waits for a disk. The threads start when they are needed.
    """

    resetting = Signal()
    """All rows are about to change."""
    reset = Signal()
    inserting = Signal(int, int)
    """First and last row that are about to be inserted."""
    inserted = Signal()
    rows_changed = Signal(int, int)
    """First and last row of the changes"""
    entries_changed = Signal(object)
    """tuple[QueueEntry, ...]: entries that are new or changed"""
    progressed = Signal(object)
    """QueueProgress"""
    state_changed = Signal()
    """The counts have changed, or whether it runs, is paused, or looks for photos."""
    left = Signal(int)
    """Number of photos that the last session left unfinished."""
    picture_kept = Signal(int, object)
    """key of a pasted picture; Path: the file it is stored in, which later entries use"""
    added = Signal(object)
    """AddResult"""
    ended = Signal(object, float)
    """QueueOutcome of the run; its duration in seconds"""
    summary_saved = Signal(object)
    """Path"""
    noticed = Signal(object)
    """Notice"""
    _open = Signal()
    _change = Signal(object)
    _run = Signal(object)

    def __init__(self, available_results: AvailableResults, parent: QObject | None = None) -> None:
        """Start without entries; `open` or the first request loads the stored ones."""
        super().__init__(parent)
        self._available_results = available_results
        self._control = RunControl()
        self._keeper, self._runner = QueueStoreWorker(self._control), QueueRunner()
        self._threads: tuple[QThread, ...] = ()
        self._queue: Queue | None = None
        self._entries: list[QueueEntry] = []
        self._rows: dict[int, int] = {}
        self._counts: Counter[EntryState] = Counter()
        self._done: dict[int, float] = {}
        self._request: RunRequest | None = None
        self._progress: QueueProgress | None = None
        self._outcome = QueueOutcome()
        self._started = 0.0
        self._adding = 0
        self._cancelled: tuple[int, ...] = ()
        self._is_wanted = False
        self._is_closed = False
        self._connect()

    def _connect(self) -> None:
        keeper, runner = self._keeper, self._runner
        self._open.connect(keeper.open_left)
        self._change.connect(keeper.change)
        self._run.connect(runner.run)
        keeper.opened.connect(self._on_opened)
        keeper.changed.connect(self._on_changed)
        keeper.removed.connect(self._on_removed)
        keeper.ordered.connect(self._on_ordered)
        keeper.cancelled.connect(self._on_cancelled)
        keeper.picture_kept.connect(self.picture_kept)
        keeper.added.connect(self._on_added)
        keeper.summary_saved.connect(self.summary_saved)
        keeper.noticed.connect(self.noticed)
        runner.changed.connect(self._on_changed)
        runner.progressed.connect(self._on_progressed)
        runner.noticed.connect(self.noticed)
        runner.ended.connect(self._on_ended)

    def __len__(self) -> int:
        """Number of entries."""
        return len(self._entries)

    def at(self, row: int) -> QueueEntry:
        """The entry of a row."""
        return self._entries[row]

    def row_of(self, id: int) -> int:  # noqa: A002
        """The row of an entry, or -1."""
        return self._rows.get(id, -1)

    def done_share(self, id: int) -> float:  # noqa: A002
        """Progress of a running entry, 0..1."""
        return self._done.get(id, 0.0)

    def count(self, *states: EntryState) -> int:
        """Number of entries in some states."""
        return sum(self._counts[state] for state in states)

    def ids(self, *states: EntryState) -> tuple[int, ...]:
        """The ids of the entries in some states, in order."""
        return tuple(each.id for each in self._entries if each.state in states)

    @property
    def is_active(self) -> bool:
        """Whether a run is in progress, also if it is paused."""
        return self._request is not None

    @property
    def is_paused(self) -> bool:
        """Whether the user has paused it."""
        return self._control.is_paused_by(PauseReason.PERSON)

    @property
    def is_adding(self) -> bool:
        """Whether photos are being looked for."""
        return self._adding > 0

    @property
    def activity(self) -> Activity | None:
        """Progress of the run; None without a run."""
        if self._request is None:
            return None
        settled = self._outcome.settled
        count = max(1, settled + self.count(*UNFINISHED))
        position = min(settled + 1, count)
        progress = self._progress
        if progress is None:
            return Activity(settled / count, None, position, count, preparing=True, paused=self.is_paused)
        seconds = None if self.is_paused else progress.seconds_left
        return Activity(progress.total_done, seconds, position, count, paused=self.is_paused)

    def open(self) -> None:
        """Load the queue of the last session, if there is one."""
        self._begin_threads()
        self._open.emit()

    def add(self, request: AddPhotos) -> None:
        """Queue photos and start processing, unless the user has paused the queue."""
        self._adding += 1
        self._ask(request)
        self.state_changed.emit()

    def go_on(self) -> None:
        """Resume. Entries that `cancel_all` cancelled last wait again."""
        if self._cancelled:
            self.retry(self._cancelled)
            self._cancelled = ()
        self._control.set_paused(PauseReason.PERSON, False)
        self._is_wanted = True
        self._begin()
        self.state_changed.emit()

    def pause(self) -> None:
        """Pause after the current tiles."""
        self._control.set_paused(PauseReason.PERSON, True)
        self.state_changed.emit()

    def set_yielding(self, yielding: bool) -> None:
        """Let the photo in view come first, from the next tile on."""
        self._control.set_paused(PauseReason.VIEW, yielding)

    def cancel(self, ids: Iterable[int]) -> None:
        """Cancel waiting and running photos; running ones stop within a tile."""
        self._ask(CancelEntries(tuple(ids)))

    def cancel_all(self) -> None:
        """Cancel all photos; `go_on` lets them wait again."""
        if self._adding or self.count(*UNFINISHED):
            self._ask(CancelEntries())
        self._control.set_paused(PauseReason.PERSON, False)

    def retry(self, ids: Iterable[int] | None = None) -> None:
        """Let failed and cancelled photos wait again; None for all failed ones."""
        self._is_wanted = True
        self._ask(RetryEntries(None if ids is None else tuple(ids)))

    def move(self, ids: Sequence[int], before: int | None) -> None:
        """Move photos before another one, or to the end."""
        self._ask(MoveEntries(tuple(ids), before))

    def remove(self, ids: Iterable[int]) -> None:
        """Remove photos from the queue, except running ones; no files are deleted."""
        self._ask(RemoveEntries(tuple(ids)))

    def save_summary(self, path: Path) -> None:
        """Write the outcome of all photos to a file."""
        self._ask(SaveSummary(path))

    def close(self) -> None:
        """End within a tile; unfinished photos are offered at the next start."""
        self._is_closed = True
        self.blockSignals(True)
        if self._request is not None:
            self._request.cancel.set()
        stop_threads(*self._threads)
        self._threads = ()
        if self._queue is not None:
            self._queue.close()
            self._queue = None

    def _ask(self, request: QueueRequest) -> None:
        self._begin_threads()
        self._change.emit(request)

    def _begin_threads(self) -> None:
        if not self._threads and not self._is_closed:
            self._threads = (start_thread("queue", self._keeper), start_thread("queue run", self._runner))

    def _begin(self) -> None:
        """Start a run if one was requested and photos wait."""
        if not self._is_wanted or self.is_paused:
            return
        if self._request is None and self._queue is not None and self._counts[EntryState.WAITING]:
            self._request = RunRequest(self._queue, self._control, self._available_results)
            self._is_wanted = False
            self._outcome, self._progress = QueueOutcome(), None
            self._started = time.monotonic()
            self._run.emit(self._request)

    @Slot(object, object)
    def _on_opened(self, queue: Queue, entries: tuple[QueueEntry, ...]) -> None:
        self._queue = queue
        self._set_entries(entries)
        unfinished = self.count(*UNFINISHED)
        if unfinished and not self.is_adding:
            self.left.emit(unfinished)

    @Slot(object)
    def _on_changed(self, entries: tuple[QueueEntry, ...]) -> None:
        known = {self._rows[entry.id]: entry for entry in entries if entry.id in self._rows}
        for row, entry in known.items():
            self._replace(row, entry)
        if known:
            self.rows_changed.emit(min(known), max(known))
        self._append([entry for entry in entries if entry.id not in self._rows])
        self.entries_changed.emit(entries)
        if not self._adding:
            self._begin()
        self.state_changed.emit()

    def _append(self, entries: Sequence[QueueEntry]) -> None:
        if entries:
            first = len(self._entries)
            self.inserting.emit(first, first + len(entries) - 1)
            self._entries += entries
            self._rows |= {entry.id: first + place for place, entry in enumerate(entries)}
            self._counts.update(entry.state for entry in entries)
            self.inserted.emit()

    def _replace(self, row: int, entry: QueueEntry) -> None:
        before = self._entries[row].state
        self._entries[row] = entry
        self._counts[before] -= 1
        self._counts[entry.state] += 1
        self._outcome.count(before, entry)
        if entry.state is not EntryState.RUNNING:
            self._done.pop(entry.id, None)

    @Slot(object)
    def _on_cancelled(self, ids: tuple[int, ...]) -> None:
        self._cancelled = ids
        self._outcome.is_cancelled = True

    @Slot(object)
    def _on_removed(self, ids: tuple[int, ...]) -> None:
        gone = frozenset(ids)
        self._set_entries([each for each in self._entries if each.id not in gone])

    @Slot(object)
    def _on_ordered(self, ids: tuple[int, ...]) -> None:
        # Entries may have been added or removed in the meantime.
        rank = {each: place for place, each in enumerate(ids)}
        self._set_entries(sorted(self._entries, key=lambda entry: rank.get(entry.id, len(rank))))

    def _set_entries(self, entries: Sequence[QueueEntry]) -> None:
        self.resetting.emit()
        self._entries = list(entries)
        self._rows = {entry.id: row for row, entry in enumerate(self._entries)}
        self._counts = Counter(entry.state for entry in self._entries)
        self.reset.emit()
        self.state_changed.emit()

    @Slot(object)
    def _on_added(self, added: AddResult) -> None:
        self._adding -= 1
        self._is_wanted = self._is_wanted or added.new > 0
        if added.new and self._outcome.is_cancelled:
            # The next outcome is about the new photos only; the cancelled ones were reported.
            self._outcome = QueueOutcome()
        self._begin()
        self.added.emit(added)
        self.state_changed.emit()

    @Slot(object)
    def _on_progressed(self, progress: QueueProgress) -> None:
        row = self._rows.get(progress.id)
        if row is None or self._entries[row].state is not EntryState.RUNNING:
            return
        self._progress = progress
        self._done[progress.id] = progress.done
        self.rows_changed.emit(row, row)
        self.progressed.emit(progress)
        self.state_changed.emit()

    @Slot(bool)
    def _on_ended(self, went_well: bool) -> None:
        self._request = None
        self._done.clear()
        outcome, seconds = self._outcome, time.monotonic() - self._started
        # Photos may have been added at the moment the run ended.
        self._is_wanted = self._is_wanted or went_well
        self._begin()
        if self._request is None:
            self.ended.emit(outcome, seconds)
        self.state_changed.emit()
