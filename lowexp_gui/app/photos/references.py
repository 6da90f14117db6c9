"""References: well-exposed photos of the same scenes, to compare with."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.enhancing.memory_cache import MemoryCache
from lowexp_gui.app.enhancing.work_queue import WorkQueue
from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.photos.disk_requests import ReferenceRequest
from lowexp_gui.app.photos.disk_worker import DiskWorker
from lowexp_gui.app.viewing.photo_in_view import InView
from lowexp_gui.app.viewing.view_feed import ViewFeed
from lowexp_gui.photo.photograph import Photo


class References(QObject):
    """Provides the reference of the photo in view; lives on the window's thread.

    The memory cache holds a reference with its photo. A dropped reference is read again from its file.
    """

    changed = Signal()
    """The reference or the message has changed."""

    def __init__(
        self,
        disk: DiskWorker,
        memory_cache: MemoryCache,
        work: WorkQueue,
        view: ViewFeed,
        parent: QObject | None = None,
    ) -> None:
        """Start without references."""
        super().__init__(parent)
        self._disk, self._memory_cache, self._work, self._view = disk, memory_cache, work, view
        self._key: int | None = None
        self._photo: Photo | None = None
        self._files: dict[int, Path] = {}
        self._messages: dict[int, str] = {}
        self._asked: dict[int, int] = {}
        disk.reference_read.connect(self._on_read)
        disk.reference_failed.connect(self._on_failed)

    @property
    def has_one(self) -> bool:
        """Whether the photo in view has a reference, also one that is being read."""
        return self._key in self._files or self._key in self._messages

    @property
    def message(self) -> str:
        """The message while the photo in view has no reference, or empty."""
        return "" if self._key is None else self._messages.get(self._key, "")

    def look_at(self, looked: InView) -> None:
        """Another photo is in view, or its pixels have arrived."""
        self._key, self._photo = looked.key, looked.photo
        if self._key is not None and self._photo is not None:
            reference = self._held()
            if reference is not None:
                # The photo's file may have changed in the meantime.
                self._take(reference)
            elif self._key in self._files:
                self._read(self._key, self._files[self._key])
        self._renew()

    def open(self, path: Path) -> None:
        """Compare the photo in view with another file."""
        if self._key is not None:
            self._drop(self._key)
            self._read(self._key, path)
            self._renew()

    @Slot(int)
    def forget(self, key: int) -> None:
        """Forget the reference of a closed photo."""
        self._files.pop(key, None)
        self._messages.pop(key, None)
        self._asked.pop(key, None)

    def _held(self) -> Photo | None:
        """The reference of the photo in view, if it is in the memory cache."""
        held = None if self._key is None else self._memory_cache.get(self._key)
        return None if held is None else held.reference

    def _read(self, key: int, path: Path) -> None:
        self._files.pop(key, None)
        self._messages[key] = self.tr("Reading the reference…")
        self._asked[key] = self._asked.get(key, 0) + 1
        self._disk.ask(ReferenceRequest(key, path))

    def _drop(self, key: int) -> None:
        self._files.pop(key, None)
        self._work.hold_reference(key, None)

    def _is_last(self, key: int) -> bool:
        """Whether an answer is to the latest request of an open photo."""
        left = self._asked.get(key, 0) - 1
        if left > 0:
            self._asked[key] = left
        else:
            self._asked.pop(key, None)
        return left == 0

    def _renew(self) -> None:
        if self._key is not None and self._photo is not None:
            self._view.show_reference(self._held())
        self.changed.emit()

    def _take(self, reference: Photo) -> None:
        """Compare the photo in view with a reference of the same size."""
        photo, key = self._photo, self._key
        if photo is None or key is None:
            return
        if (reference.width, reference.height) == (photo.width, photo.height):
            self._work.hold_reference(key, reference)
        else:
            self._drop(key)
            text = self.tr(
                "The reference has %1 × %2 pixels, but this photo has %3 × %4. Choose "
                "a reference of the same size."
            )
            sizes = (reference.width, reference.height, photo.width, photo.height)
            self._messages[key] = filled(text, *sizes)

    @Slot(int, object)
    def _on_read(self, key: int, reference: Photo) -> None:
        if self._is_last(key):
            self._messages.pop(key, None)
            if reference.path is not None:
                self._files[key] = reference.path
            self._work.hold_reference(key, reference)
            if key == self._key:
                self._take(reference)
                self._renew()

    @Slot(int, object)
    def _on_failed(self, key: int, notice: Notice) -> None:
        if self._is_last(key):
            self._messages[key] = notice.sentence
            self.changed.emit()
