"""Enhancing the next photos while nobody waits for anything."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from lowexp_gui.app.enhancing.memory_cache import MemoryCache
from lowexp_gui.app.enhancing.work_queue import EnhanceRequest, WorkQueue
from lowexp_gui.app.photos.brightened_thumbnails import BrightenedThumbnails
from lowexp_gui.app.photos.open_photos import OpenPhoto, OpenPhotos
from lowexp_gui.app.photos.photo_status import QUEUED, WAITING, PhotoState
from lowexp_gui.app.photos.shown_photos import ShownPhotos
from lowexp_gui.app.viewing.photo_in_view import InView, PhotoInView

MOST_AHEAD = 8
"""The most photos after the one in view that are enhanced ahead."""
AFTER = 400
"""Milliseconds of rest before a photo is begun."""
_UNTOUCHED_STATES = (PhotoState.WAITING, PhotoState.QUEUED)


class EnhancingAhead(QObject):
    """Requests one photo after the other; lives on the window's thread.

    Memory is the limit: no result is dropped for one that nobody has asked for. Results that were dropped
    before come from the disk cache, which is quick.
    """

    def __init__(
        self,
        open_photos: OpenPhotos,
        shown: ShownPhotos,
        in_view: PhotoInView,
        memory_cache: MemoryCache,
        work: WorkQueue,
        thumbnails: BrightenedThumbnails,
        is_quiet: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """Do nothing before it is turned on.

        Args:
            is_quiet: whether no other work is done for the user.
        """
        super().__init__(parent)
        self._open_photos, self._shown, self._in_view = open_photos, shown, in_view
        self._memory_cache, self._work, self._thumbnails = memory_cache, work, thumbnails
        self._is_quiet = is_quiet
        self._wanted = self._paused = False
        self._looked_at: int | None = None
        self._planned: tuple[int, ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=AFTER)
        self._rest.timeout.connect(self._begin_next)
        work.idle.connect(self.look_again)
        thumbnails.finished.connect(self.look_again)
        shown.renewed.connect(self.look_again)
        in_view.looked_at.connect(self._on_looked_at)

    def set_wanted(self, wanted: bool) -> None:
        """Turn it on or off; a photo that is worked on is finished."""
        self._wanted = wanted
        self._paused = False
        if wanted:
            self.look_again()
        else:
            self._plan(())

    def pause(self) -> None:
        """Do nothing until another photo is looked at."""
        self._paused = True
        self._plan(())

    def close(self) -> None:
        """Do nothing any more."""
        self._wanted = False
        self._rest.stop()

    @Slot()
    def look_again(self) -> None:
        """Begin a photo soon, if there is nothing else to do."""
        if self._wanted and not self._paused:
            self._rest.start()

    @Slot(object)
    def _on_looked_at(self, looked: InView) -> None:
        if looked.key != self._looked_at:
            self._looked_at, self._paused = looked.key, False
        self.look_again()

    @Slot()
    def _begin_next(self) -> None:
        if not self._wanted or self._work.is_awaited or self._thumbnails.is_busy or not self._is_quiet():
            return
        if self._in_view.key is None or self._in_view.result is None:
            return
        keys = self._next_keys()
        self._plan(keys)
        if keys and self._work.running is None:
            model = self._in_view.model_of(self._open_photos.find(keys[0]))
            request = EnhanceRequest(keys[0], model, self._in_view.device, ahead=True)
            self._work.want(request, now=False)

    def _next_keys(self) -> tuple[int, ...]:
        """The photos to be enhanced that have room in memory, taken to be as large as the one in view."""
        row = self._shown.row_of(self._in_view.key)
        after = self._shown.keys(row + 1, row + MOST_AHEAD) if row >= 0 else []
        photos = [photo for key in after if (photo := self._open_photos.find(key)) is not None]
        left = [photo.key for photo in photos if self._is_left(photo)]
        return tuple(left[: self._memory_cache.room_for_photos_like(self._in_view.key)])

    def _is_left(self, photo: OpenPhoto) -> bool:
        if photo.status.sentence or photo.status.state not in _UNTOUCHED_STATES:
            return False
        return self._in_view.result_of(photo.key) is None

    def _plan(self, keys: tuple[int, ...]) -> None:
        """Show which photos are to be enhanced."""
        for key in (*self._planned, *keys):
            photo = self._open_photos.find(key)
            if photo is not None and photo.status.state in _UNTOUCHED_STATES and not photo.status.sentence:
                self._open_photos.set_status(key, QUEUED if key in keys else WAITING)
        self._planned = keys
