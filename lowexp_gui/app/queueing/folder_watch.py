"""The watched folder: photos that arrive in it are queued as soon as they are complete."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QThread, Signal, Slot

from lowexp_gui.app.messages.notices import Notice, notice_of
from lowexp_gui.app.messages.sentences import in_window_language
from lowexp_gui.app.queueing.photo_queue import PhotoQueue
from lowexp_gui.app.queueing.queue_requests import AddPhotos
from lowexp_gui.app.threads.worker_thread import start_thread, stop_threads
from lowexp_gui.batch.job import JobSpec
from lowexp_gui.photo.finding import left_out_sentence


@dataclass(frozen=True, eq=False)
class WatchOrder:
    """A request to watch a folder.

    Attributes:
        spec: the job; the folder is its only input.
        existing: whether photos that are already in the folder are processed too.
        cancel: set to stop watching.
    """

    spec: JobSpec
    existing: bool = False
    cancel: Event = field(default_factory=Event)

    @property
    def folder(self) -> Path:
        """The folder."""
        return self.spec.inputs[0]


class FolderWatcher(QObject):
    """Polls a folder. Its slot must be called through a queued signal."""

    arrived = Signal(object, object, object)
    """WatchOrder; tuple[Path, ...]: new complete photos; frozenset[Path]: those that crashed the check"""
    noticed = Signal(object)
    """Notice about skipped files"""
    failed = Signal(object, object)
    """WatchOrder; Notice of the error that ended it"""

    @Slot(object)
    def watch(self, order: WatchOrder) -> None:
        """Poll the folder until the request is cancelled."""
        try:
            self._watch(order)
        except Exception as error:
            self.failed.emit(order, notice_of(error, order.folder))

    def _watch(self, order: WatchOrder) -> None:
        from lowexp_gui.batch.saving import make_folder
        from lowexp_gui.batch.watching import USUAL_INTERVAL, WatchedFolder, folder_to_watch

        spec = order.spec
        folder = folder_to_watch(spec)
        make_folder(spec.output.folder)
        watched = WatchedFolder(folder, spec.output.folder, recursive=spec.recursive, existing=order.existing)
        left_out = 0
        while not order.cancel.wait(USUAL_INTERVAL):
            arrived = watched.look()
            if watched.left_out > left_out:
                sentence = left_out_sentence(watched.left_out - left_out)
                self.noticed.emit(Notice(in_window_language(sentence)))
                left_out = watched.left_out
            if arrived:
                self.arrived.emit(order, arrived, frozenset(watched.deadly.intersection(arrived)))


class FolderWatch(QObject):
    """Watches at most one folder; lives on the window's thread.

    Attributes:
        order: the current request, or None.
        count: number of photos that have arrived.
        newest: the photo that arrived last.
    """

    changed = Signal()
    """Watching started or stopped, or photos arrived."""
    noticed = Signal(object)
    """Notice"""
    _watch = Signal(object)

    def __init__(self, queue: PhotoQueue, parent: QObject | None = None) -> None:
        """Start without a folder; photos that arrive go to `queue`."""
        super().__init__(parent)
        self._queue = queue
        self._watcher = FolderWatcher()
        self._threads: tuple[QThread, ...] = ()
        self.order: WatchOrder | None = None
        self.count = 0
        self.newest: Path | None = None
        self._watch.connect(self._watcher.watch)
        self._watcher.arrived.connect(self._on_arrived)
        self._watcher.noticed.connect(self.noticed)
        self._watcher.failed.connect(self._on_failed)

    def start(self, order: WatchOrder) -> None:
        """Watch a folder instead of the current one."""
        self.stop()
        if not self._threads:
            self._threads = (start_thread("watching", self._watcher),)
        self.order, self.count, self.newest = order, 0, None
        self._watch.emit(order)
        self.changed.emit()

    def stop(self) -> None:
        """Stop watching; photos that have arrived stay in the queue."""
        if self.order is not None:
            self.order.cancel.set()
            self.order = None
            self.changed.emit()

    def close(self) -> None:
        """Stop watching and end the thread."""
        self.blockSignals(True)
        self.stop()
        stop_threads(*self._threads)
        self._threads = ()

    @Slot(object, object, object)
    def _on_arrived(self, order: WatchOrder, paths: tuple[Path, ...], suspects: frozenset[Path]) -> None:
        if order is not self.order:
            return
        self.count += len(paths)
        self.newest = paths[-1]
        spec = replace(order.spec, inputs=paths)
        self._queue.add(AddPhotos((spec,), root=order.folder, is_watched=True, suspects=suspects))
        self.changed.emit()

    @Slot(object, object)
    def _on_failed(self, order: WatchOrder, notice: Notice) -> None:
        if order is self.order:
            self.stop()
        self.noticed.emit(notice)
