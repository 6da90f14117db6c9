"""The progress of a session's work."""

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.enhancing.compared_methods import ComparedMethods
from lowexp_gui.app.enhancing.enhance_worker import TileProgress
from lowexp_gui.app.enhancing.work_queue import WorkQueue
from lowexp_gui.app.queueing.photo_queue import PhotoQueue
from lowexp_gui.app.saving.exports import Exports
from lowexp_gui.app.threads.activity import Activity, activity_of


class ActivityFeed(QObject):
    """Reports the progress of the photo in view; without one, of compared methods, then of the queue."""

    changed = Signal(object)
    """Activity, or None if there is no progress to show"""

    def __init__(
        self,
        work: WorkQueue,
        queue: PhotoQueue,
        methods: ComparedMethods,
        exports: Exports,
        parent: QObject | None = None,
    ) -> None:
        """Start without progress."""
        super().__init__(parent)
        self._work, self._queue, self._methods, self._exports = work, queue, methods, exports
        self._progress: TileProgress | None = None
        work.began.connect(self._on_began)
        work.photo_read.connect(self._on_began)
        work.progressed.connect(self._on_progress)
        work.idle.connect(self.tell)
        queue.state_changed.connect(self.tell)
        methods.progressed.connect(self.tell)
        exports.changed.connect(self.tell)

    @property
    def is_busy(self) -> bool:
        """Whether something is being enhanced or saved."""
        return (
            self._work.is_awaited or self._queue.is_active or self._methods.is_busy or self._exports.is_busy
        )

    @Slot()
    def tell(self) -> None:
        """Emit `changed` with the current progress."""
        if self._work.is_awaited:
            self.changed.emit(activity_of(self._progress))
        else:
            methods = Activity(self._methods.share, None) if self._methods.is_busy else None
            self.changed.emit(methods or self._queue.activity)

    @Slot()
    def _on_began(self) -> None:
        self._progress = None
        self.tell()

    @Slot(int, object)
    def _on_progress(self, _: int, progress: TileProgress) -> None:
        self._progress = progress
        self.tell()
