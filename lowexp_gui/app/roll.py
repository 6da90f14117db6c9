"""The photos that were opened, in the order of the filmstrip."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from lowexp_gui.app.photo_status import WAITING, PhotoStatus
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.photo.photograph import Photo


@dataclass(eq=False)
class RollPhoto:
    """A photo in the roll.

    Attributes:
        key: never given twice.
        path: the file, or None for a pasted picture.
        pasted: the pasted picture itself, which could not be read again.
        status: where it stands.
        thumbnail: a small picture of it, once it is there.
        adjustments: how its result is rendered.
        saved_with: the choices that it was last saved with.
    """

    key: int
    path: Path | None
    pasted: Photo | None = None
    status: PhotoStatus = WAITING
    thumbnail: QImage | None = None
    adjustments: Adjustments = NEUTRAL
    saved_with: object = None


class Roll(QObject):
    """The photos that were opened; it lives on the window's thread."""

    adding = Signal(int, int)
    """First and last row that are about to come."""
    added = Signal()
    removing = Signal(int)
    removed = Signal()
    changed = Signal(int)
    """The row whose status or thumbnail is another one."""

    def __init__(self, parent: QObject | None = None) -> None:
        """An empty roll."""
        super().__init__(parent)
        self._photos: list[RollPhoto] = []
        self._next_key = 1

    def __len__(self) -> int:
        """How many photos there are."""
        return len(self._photos)

    def __iter__(self) -> Iterator[RollPhoto]:
        """The photos in order."""
        return iter(tuple(self._photos))

    def at(self, row: int) -> RollPhoto:
        """The photo of a row."""
        return self._photos[row]

    def find(self, key: int | None) -> RollPhoto | None:
        """The photo of a key, or None if it is gone."""
        return next((photo for photo in self._photos if photo.key == key), None)

    def row_of(self, key: int | None) -> int:
        """The row of a key, or -1."""
        return next((row for row, photo in enumerate(self._photos) if photo.key == key), -1)

    def add_files(self, paths: Iterable[Path]) -> tuple[RollPhoto, ...]:
        """Add files that are not there yet; gives the photos of all of them."""
        known = {_identity(photo.path): photo for photo in self._photos if photo.path is not None}
        asked: list[RollPhoto] = []
        fresh: list[RollPhoto] = []
        for path in paths:
            photo = known.get(_identity(path))
            if photo is None:
                photo = self._make(path)
                known[_identity(path)] = photo
                fresh.append(photo)
            asked.append(photo)
        self._append(fresh)
        return tuple(asked)

    def add_pasted(self, picture: Photo) -> RollPhoto:
        """Add a pasted picture."""
        photo = self._make(None, picture)
        self._append([photo])
        return photo

    def remove(self, key: int) -> None:
        """Take a photo off the roll; its file stays where it is."""
        row = self.row_of(key)
        if row >= 0:
            self.removing.emit(row)
            del self._photos[row]
            self.removed.emit()

    def set_status(self, key: int, status: PhotoStatus) -> None:
        """Say where a photo stands."""
        photo = self.find(key)
        if photo is not None and photo.status != status:
            photo.status = status
            self.changed.emit(self.row_of(key))

    def set_thumbnail(self, key: int, thumbnail: QImage) -> None:
        """Give a photo its small picture."""
        photo = self.find(key)
        if photo is not None:
            photo.thumbnail = thumbnail
            self.changed.emit(self.row_of(key))

    def _make(self, path: Path | None, pasted: Photo | None = None) -> RollPhoto:
        photo = RollPhoto(self._next_key, path, pasted)
        self._next_key += 1
        return photo

    def _append(self, photos: list[RollPhoto]) -> None:
        if photos:
            first = len(self._photos)
            self.adding.emit(first, first + len(photos) - 1)
            self._photos.extend(photos)
            self.added.emit()


def _identity(path: Path | None) -> str:
    return "" if path is None else os.path.realpath(path)
