"""Saving of edits soon after each change, and finding them when photos are opened."""

from collections.abc import Iterable
from itertools import count

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from lowexp_gui.app.editing.store_worker import FindEdits, StoreEdits, StoreWorker
from lowexp_gui.app.photos.open_photos import OpenPhoto, OpenPhotos
from lowexp_gui.edits.kept_edits import PhotoFile, content_or_nothing
from lowexp_gui.edits.photo_edits import UNTOUCHED, EditsPlace

# Milliseconds after a change; later changes in this time are saved together.
_KEPT_AFTER = 300
_AT_A_TIME = 50
_WRITTEN_AT_A_TIME = 200


class EditsSaver(QObject):
    """Asks the store worker for what is kept, and hands it what is to be; lives on the window's thread.

    Edits of pictures without files, and of unreadable files, are not stored.
    """

    found = Signal(object)
    """dict[int, PhotoEdits]: stored edits by key"""
    settled = Signal()
    """The stored edits of all photos have been looked up."""
    noticed = Signal(object)
    """Notice"""

    def __init__(
        self, open_photos: OpenPhotos, worker: StoreWorker, place: EditsPlace, parent: QObject | None = None
    ) -> None:
        """Start without photos."""
        super().__init__(parent)
        self._open_photos, self._worker, self._place = open_photos, worker, place
        self._contents: dict[int, str] = {}
        self._looked_up: set[int] = set()
        self._changed: dict[int, OpenPhoto] = {}
        self._numbers = count(1)
        self._unwritten: dict[int, tuple[StoreEdits, tuple[OpenPhoto, ...]]] = {}
        self._soon = QTimer(self, singleShot=True, interval=_KEPT_AFTER)
        self._soon.timeout.connect(self._write)
        worker.found.connect(self._on_found)
        worker.kept.connect(self._on_kept)
        worker.noticed.connect(self.noticed)

    @property
    def place(self) -> EditsPlace:
        """Where edits are stored."""
        return self._place

    @property
    def is_settled(self) -> bool:
        """Whether the stored edits of all photos have been looked up."""
        return self._looked_up <= self._contents.keys()

    @property
    def unknown(self) -> frozenset[int]:
        """Keys of the photos that have not been looked up yet."""
        return frozenset(self._looked_up - self._contents.keys())

    @property
    def is_written(self) -> bool:
        """Whether all edits are on disk."""
        return not self._changed and not self._unwritten

    def set_place(self, place: EditsPlace) -> None:
        """Change where edits are stored, also for existing edits."""
        if place is not self._place:
            self._place = place
            if place is not EditsPlace.NOWHERE:
                self.look_up(photo for photo in self._open_photos if photo.key not in self._looked_up)
                self.note(photo.key for photo in self._open_photos if photo.edits != UNTOUCHED)

    def look_up(self, photos: Iterable[OpenPhoto]) -> None:
        """Look up the stored edits of photos, or refresh their content digest."""
        if self._place is EditsPlace.NOWHERE:
            return
        files = [PhotoFile(photo.key, photo.path) for photo in photos if photo.path is not None]
        for file in files:
            self._looked_up.add(file.key)
            self._contents.pop(file.key, None)
        # The first photo will be shown.
        self._worker.ask(FindEdits(tuple(files[:1]), self._place))
        for first in range(1, len(files), _AT_A_TIME):
            some = tuple(files[first : first + _AT_A_TIME])
            self._worker.ask(FindEdits(some, self._place), soon=False)

    @Slot(int)
    def look_at(self, key: int) -> None:
        """Look up the photo that is now shown first, if it has not been looked up."""
        photo = self._open_photos.find(key)
        if photo is not None and photo.path is not None and key in self._looked_up - self._contents.keys():
            self._worker.ask(FindEdits((PhotoFile(key, photo.path),), self._place))

    @Slot(object)
    def note(self, keys: Iterable[int]) -> None:
        """The user has edited photos."""
        for key in keys:
            photo = self._open_photos.find(key)
            if photo is not None and photo.path is not None:
                self._changed[key] = photo
        if self._changed and not self._soon.isActive():
            self._soon.start()

    def close(self) -> None:
        """Store the remaining edits; the worker's thread must have ended."""
        self._soon.stop()
        for key, photo in self._changed.items():
            if key not in self._contents and photo.path is not None:
                self._contents[key] = content_or_nothing(photo.path)
        self._write()
        self._worker.finish()
        for request, _ in self._unwritten.values():
            self._worker.keep(request)

    @Slot()
    def _write(self) -> None:
        if self._place is EditsPlace.NOWHERE:
            self._changed.clear()
            return
        known = tuple(photo for key, photo in self._changed.items() if key in self._contents)
        photos = {photo.key: photo for photo in known}
        for key in photos:
            del self._changed[key]
        files = tuple(
            PhotoFile(photo.key, photo.path, self._contents[photo.key], photo.edits)
            for photo in known
            if photo.path is not None and self._contents[photo.key]
        )
        # In batches, so that other requests can come between.
        for first in range(0, len(files), _WRITTEN_AT_A_TIME):
            some = files[first : first + _WRITTEN_AT_A_TIME]
            request = StoreEdits(next(self._numbers), some, self._place)
            self._unwritten[request.number] = (request, tuple(photos[file.key] for file in some))
            self._worker.ask(request)

    @Slot(object)
    def _on_found(self, files: tuple[PhotoFile, ...]) -> None:
        for file in files:
            self._contents.setdefault(file.key, file.content)
        kept = {file.key: file.edits for file in files if file.edits is not None}
        if kept:
            self.found.emit(kept)
        if any(key in self._contents for key in self._changed):
            self._soon.start()
        if self.is_settled:
            self.settled.emit()

    @Slot(int, bool)
    def _on_kept(self, number: int, worked: bool) -> None:
        _, photos = self._unwritten.pop(number)
        if not worked:
            # Tried again after the next change or at the end.
            self._changed |= {photo.key: photo for photo in photos}
