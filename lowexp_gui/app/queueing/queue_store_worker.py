"""Opens and changes the stored queue on its own thread."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy, notice_of
from lowexp_gui.app.messages.sentences import in_window_language
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
from lowexp_gui.app.queueing.run_control import RunControl
from lowexp_gui.batch.job import JobSpec
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_adding import Added
from lowexp_gui.batch.queue_entry import UNFINISHED, EntryState, QueueSettings, settings_of
from lowexp_gui.batch.queue_file import (
    QueueBusyError,
    QueueDamagedError,
    set_queue_aside,
)
from lowexp_gui.batch.queue_summary import save_summary
from lowexp_gui.paths import window_queue
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.finding import left_out_sentence

_log = logging.getLogger(__name__)
_AT_A_TIME = 500


class QueueStoreWorker(QObject):
    """Opens the queue when it is needed, and changes it. Its slots must be called through queued signals."""

    opened = Signal(object, object)
    """Queue; tuple[QueueEntry, ...]: its entries"""
    changed = Signal(object)
    """tuple[QueueEntry, ...]: new and changed entries"""
    removed = Signal(object)
    """tuple[int, ...]: ids of removed entries"""
    ordered = Signal(object)
    """tuple[int, ...]: all ids in their order"""
    cancelled = Signal(object)
    """tuple[int, ...]: ids of the entries that were cancelled together"""
    picture_kept = Signal(int, object)
    """key of a pasted picture; Path: the file it is stored in, which later entries use"""
    added = Signal(object)
    """AddResult; emitted once for each `AddPhotos`, also after an error"""
    summary_saved = Signal(object)
    """Path"""
    noticed = Signal(object)
    """Notice"""

    def __init__(self, control: RunControl) -> None:
        """A worker that must be moved to its thread; `control` controls the current run."""
        super().__init__()
        self._control = control
        self._queue: Queue | None = None
        # Stored files of pasted pictures by key. Only this thread knows without delay whether one exists.
        self._pictures: dict[int, Path] = {}

    @Slot()
    def open_left(self) -> None:
        """Open the queue of an earlier session, if there is one."""
        try:
            if window_queue().exists():
                self._opened()
        except Exception as error:
            self.noticed.emit(notice_of(error, None))

    @Slot(object)
    def change(self, request: QueueRequest) -> None:
        """Answer a request. A damaged queue is set aside, and the request is repeated on a new one."""
        try:
            try:
                self._change(self._opened(), request)
            except QueueDamagedError as error:
                self._begin_another(error)
                self._change(self._opened(), request)
        except Exception as error:
            self.noticed.emit(notice_of(error, request.path if isinstance(request, SaveSummary) else None))
            if isinstance(request, AddPhotos):
                self.added.emit(AddResult(request, 0, 0, 0))

    def _opened(self) -> Queue:
        if self._queue is None:
            self._queue = self._open()
            self.opened.emit(self._queue, self._queue.entries())
        return self._queue

    def _open(self) -> Queue:
        path = window_queue()
        try:
            return Queue(path)
        except QueueBusyError:
            sentence = self.tr(
                "Another Lowexp window uses the stored queue. The queue of this window "
                "ends when you close it."
            )
            self.noticed.emit(Notice(sentence, NoticeKind.WARNING))
            return Queue(None)
        except QueueDamagedError as error:
            self._set_aside(path, error)
            return Queue(path)

    def _begin_another(self, error: QueueDamagedError) -> None:
        """Close and set aside the open queue, which is damaged."""
        if self._queue is not None:
            self._queue.close()
            self._queue = None
        self._set_aside(window_queue(), error)

    def _set_aside(self, path: Path, error: QueueDamagedError) -> None:
        _log.warning("The queue %s is set aside", path, exc_info=error)
        set_queue_aside(path)
        self.noticed.emit(Notice(in_window_language(error.sentence), NoticeKind.WARNING))

    def _change(self, queue: Queue, request: QueueRequest) -> None:
        match request:
            case AddPhotos():
                self.added.emit(self._add(queue, request))
            case MoveEntries(ids, before):
                queue.move(ids, before)
                self.ordered.emit(queue.ids(*EntryState))
            case RemoveEntries(ids):
                queue.remove(ids)
                left = frozenset(queue.ids(*EntryState))
                self.removed.emit(tuple(each for each in ids if each not in left))
            case CancelEntries(ids):
                self._cancel(queue, ids)
            case RetryEntries(ids):
                again = queue.ids(EntryState.FAILED) if ids is None else ids
                queue.retry(again)
                self._control.wake()
                self._emit_changed(queue, again)
            case SaveSummary(path):
                save_summary(queue.entries(), path)
                self.summary_saved.emit(path)

    def _cancel(self, queue: Queue, ids: tuple[int, ...] | None) -> None:
        chosen = queue.ids(*UNFINISHED) if ids is None else ids
        if ids is None:
            self.cancelled.emit(chosen)
        if not self._control.cancel(chosen):
            queue.cancel(chosen)
        self._emit_changed(queue, chosen)

    def _add(self, queue: Queue, request: AddPhotos) -> AddResult:
        new: list[int] = []
        waiting = made = left_out = 0
        problems: list[PhotoError] = []
        for added in self._each_added(queue, request):
            new += added.ids
            waiting, made = waiting + added.waiting, made + added.made
            problems += added.problems
            left_out += added.left_out
        self._control.wake()
        self._emit_changed(queue, new)
        if not request.is_watched:
            self._emit_problems(problems)
            if left_out:
                self.noticed.emit(Notice(in_window_language(left_out_sentence(left_out))))
        return AddResult(request, len(new), waiting, made)

    def _each_added(self, queue: Queue, request: AddPhotos) -> Iterator[Added]:
        settings = _SettingsOfSpecs()
        for spec in request.specs:
            yield queue.add(
                spec.inputs,
                settings.of(spec),
                recursive=spec.recursive,
                mirrored=spec.mirrored,
                root=request.root,
                suspects=request.suspects,
            )
        for each in request.pictures:
            try:
                known = self._pictures.get(each.key)
                path, added = queue.add_picture(each.picture, settings.of(each.spec), known)
            except PhotoError as error:
                yield Added((), 0, 0, (error,))
            else:
                self._pictures[each.key] = path
                self.picture_kept.emit(each.key, path)
                yield added

    def _emit_changed(self, queue: Queue, ids: Sequence[int]) -> None:
        """Emit `changed` in portions, so that the window stays responsive."""
        for first in range(0, len(ids), _AT_A_TIME):
            self.changed.emit(queue.entries(ids[first : first + _AT_A_TIME]))

    def _emit_problems(self, problems: Sequence[PhotoError]) -> None:
        for problem in problems:
            sentence = in_window_language(problem.sentence)
            self.noticed.emit(Notice(sentence, NoticeKind.WARNING, Remedy.NONE, problem.path))


class _SettingsOfSpecs:
    """Settings of jobs; a model is looked up only if it differs from that of the job before."""

    def __init__(self) -> None:
        self._last: QueueSettings | None = None

    def of(self, spec: JobSpec) -> QueueSettings:
        last = self._last
        if last is not None and (spec.model, spec.device) == (last.model, last.device):
            self._last = replace(
                last, adjustments=spec.adjustments, output=spec.output, geometry=spec.geometry
            )
        else:
            # The weights are fixed when a photo is added, because it was adjusted with them.
            self._last = settings_of(spec)
        return self._last
