"""A folder that is watched: photos that arrive in it are queued as soon as they are whole."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QThread, Signal, Slot

from lowexp_gui.app.messages.notices import Notice, notice_of
from lowexp_gui.app.queueing.photo_queue import PhotoQueue
from lowexp_gui.app.queueing.queue_requests import AddPhotos
from lowexp_gui.app.threads.worker_thread import start_thread, stop_threads
from lowexp_gui.batch.job import JobSpec


@dataclass(frozen=True, eq=False)
class WatchOrder:
    """What is to be done with the photos of a folder.

    Attributes:
        spec: with the folder as its one input.
        existing: whether the photos that are there now are done too.
        cancel: set to end it.
    """

    spec: JobSpec
    existing: bool = False
    cancel: Event = field(default_factory=Event)

    @property
    def folder(self) -> Path:
        """The folder."""
        return self.spec.inputs[0]


class FolderWatcher(QObject):
    """Looks at a folder again and again; its slot is reached by a queued signal only."""

    arrived = Signal(object, object)
    """WatchOrder; tuple[Path, ...]: photos that are whole now"""
    failed = Signal(object, object)
    """WatchOrder; Notice: why it ended"""

    @Slot(object)
    def watch(self, order: WatchOrder) -> None:
        """Look until it is cancelled."""
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
        while not order.cancel.wait(USUAL_INTERVAL):
            arrived = watched.look()
            if arrived:
                self.arrived.emit(order, arrived)


class FolderWatch(QObject):
    """The folder that is watched, if there is one; lives on the window's thread.

    Attributes:
        order: what is watched, or None.
        count: photos that have arrived.
        newest: the one that arrived last.
    """

    changed = Signal()
    """It begins or ends, or photos arrived."""
    noticed = Signal(object)
    """Notice"""
    _watch = Signal(object)

    def __init__(self, queue: PhotoQueue, parent: QObject | None = None) -> None:
        """Nothing is watched; what arrives will go to the queue."""
        super().__init__(parent)
        self._queue = queue
        self._watcher = FolderWatcher()
        self._threads: tuple[QThread, ...] = ()
        self.order: WatchOrder | None = None
        self.count = 0
        self.newest: Path | None = None
        self._watch.connect(self._watcher.watch)
        self._watcher.arrived.connect(self._on_arrived)
        self._watcher.failed.connect(self._on_failed)

    def start(self, order: WatchOrder) -> None:
        """Watch a folder, in place of another one."""
        self.stop()
        if not self._threads:
            self._threads = (start_thread("watching", self._watcher),)
        self.order, self.count, self.newest = order, 0, None
        self._watch.emit(order)
        self.changed.emit()

    def stop(self) -> None:
        """Watch no more; what has arrived is still done."""
        if self.order is not None:
            self.order.cancel.set()
            self.order = None
            self.changed.emit()

    def close(self) -> None:
        """End its thread."""
        self.blockSignals(True)
        self.stop()
        stop_threads(*self._threads)
        self._threads = ()

    @Slot(object, object)
    def _on_arrived(self, order: WatchOrder, paths: tuple[Path, ...]) -> None:
        if order is not self.order:
            return
        self.count += len(paths)
        self.newest = paths[-1]
        spec = replace(order.spec, inputs=paths)
        self._queue.add(AddPhotos((spec,), root=order.folder, is_watched=True))
        self.changed.emit()

    @Slot(object, object)
    def _on_failed(self, order: WatchOrder, notice: Notice) -> None:
        if order is self.order:
            self.stop()
        self.noticed.emit(notice)
