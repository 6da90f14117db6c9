"""Brightening of thumbnails in the background, those in view first."""

from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from lowexp_gui.app.enhancing.enhance_worker import EnhanceWorker, ThumbnailTask
from lowexp_gui.app.enhancing.work_queue import WorkQueue
from lowexp_gui.app.photos.open_photos import OpenPhoto, OpenPhotos
from lowexp_gui.app.photos.shown_photos import ShownPhotos
from lowexp_gui.app.photos.small_picture import SmallPicture
from lowexp_gui.app.viewing.photo_in_view import PhotoInView

# Milliseconds without a change: while a slider moves, the picture in view comes first.
_RESTS_AFTER = 300


class BrightenedThumbnails(QObject):
    """Asks the enhancing thread for one thumbnail at a time while nobody waits for it.

    A thumbnail shows the light that the model finds and the user's adjustments; noise does not show at this
    size. Views turn and crop it. Lives on the window's thread.
    """

    finished = Signal()
    """All thumbnails that are there are brightened."""
    _brighten = Signal(object)

    def __init__(
        self,
        open_photos: OpenPhotos,
        shown: ShownPhotos,
        in_view: PhotoInView,
        work: WorkQueue,
        enhancer: EnhanceWorker,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is to be done yet."""
        super().__init__(parent)
        self._open_photos, self._shown, self._in_view, self._work = open_photos, shown, in_view, work
        self._looked_at: tuple[int, ...] = ()
        self._left: deque[int] = deque()
        self._running: ThumbnailTask | None = None
        self._all_changed = False
        self._rest = QTimer(self, singleShot=True, interval=_RESTS_AFTER)
        self._rest.timeout.connect(self._on_rested)
        self._brighten.connect(enhancer.brighten_thumbnail)
        enhancer.thumbnail_brightened.connect(self._on_brightened)
        open_photos.changed.connect(self._on_changed)
        shown.renewed.connect(self._look_at_all)
        in_view.model_changed.connect(self._look_at_all)
        work.idle.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether thumbnails are to be brightened."""
        return self._running is not None or self._next() is not None

    def close(self) -> None:
        """Brighten no more."""
        self._rest.stop()
        self._left.clear()
        self._looked_at = ()

    @Slot(int, int)
    def look_at(self, first: int, last: int) -> None:
        """These rows of the shown photos are in view; they come first."""
        self._looked_at = tuple(self._shown.keys(first, last))
        self._go_on()

    @Slot(object)
    def note(self, keys: Iterable[int]) -> None:
        """Photos have other edits."""
        self._left.extendleft(keys)
        self._rest.start()

    def _task(self, key: int) -> ThumbnailTask | None:
        """What is to be done for a photo; None if its thumbnail is as it should be."""
        photo = self._open_photos.find(key)
        if photo is None or photo.small is None:
            return None
        task = self._wanted(photo, photo.small)
        return None if task == photo.brightened_with else task

    def _wanted(self, photo: OpenPhoto, picture: SmallPicture) -> ThumbnailTask:
        model, device = self._in_view.model_of(photo), self._in_view.device
        return ThumbnailTask(photo.key, picture, model, device, photo.adjustments)

    def _next(self) -> ThumbnailTask | None:
        for key in self._looked_at:
            task = self._task(key)
            if task is not None:
                return task
        while self._left:
            task = self._task(self._left[0])
            if task is not None:
                return task
            self._left.popleft()
        return None

    @Slot()
    def _go_on(self) -> None:
        if self._running is not None or self._work.is_awaited or self._rest.isActive():
            return
        self._running = self._next()
        if self._running is not None:
            self._brighten.emit(self._running)

    @Slot()
    def _look_at_all(self) -> None:
        """The order of all photos or their model has changed."""
        self._all_changed = True
        self._rest.start()

    @Slot()
    def _on_rested(self) -> None:
        if self._all_changed:
            self._all_changed = False
            self._left = deque(self._shown)
        self._go_on()

    @Slot(object, object)
    def _on_brightened(self, task: ThumbnailTask, picture: SmallPicture | None) -> None:
        self._running = None
        photo = self._open_photos.find(task.key)
        if photo is not None and photo.small is task.picture:
            # A failure is noted, too: it would fail again.
            self._open_photos.set_brightened(task.key, picture or photo.small, task)
        self._go_on()
        if self._running is None and not self._left:
            self.finished.emit()

    @Slot(int)
    def _on_changed(self, row: int) -> None:
        photo = self._open_photos.at(row)
        if photo.small is not None and photo.brightened is None:
            self._left.append(photo.key)
            self._go_on()
