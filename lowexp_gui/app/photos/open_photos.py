"""The open photos, in the order of the filmstrip."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from lowexp_gui.app.photos.disk_requests import FoundFile
from lowexp_gui.app.photos.photo_facts import UNKNOWN, PhotoFacts
from lowexp_gui.app.photos.photo_status import WAITING, PhotoState, PhotoStatus
from lowexp_gui.app.photos.small_picture import SmallPicture
from lowexp_gui.edits.photo_edits import UNTOUCHED, PhotoEdits
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.photo.geometry import AS_TAKEN, Geometry
from lowexp_gui.photo.photograph import Photo

if TYPE_CHECKING:
    from lowexp_gui.app.photos.thumbnails import Thumbnail

_AT_REST = (PhotoState.FAILED, PhotoState.CANCELLED)


@dataclass(eq=False)
class OpenPhoto:
    """An open photo.

    Attributes:
        key: unique and never reused.
        path: the file, or None for a pasted picture.
        identity: the same for all names of the file; empty for a pasted picture.
        pasted: the pasted picture, which cannot be read again.
        status: the state of its result.
        small: a small picture of it, once it is there.
        brightened: the same brightened and adjusted, once that is done.
        brightened_with: what that was made with.
        facts: what its file says.
        edits: the user's edits.
        saved_with: the choices that it was last saved with.
    """

    key: int
    path: Path | None
    identity: str = ""
    pasted: Photo | None = None
    status: PhotoStatus = WAITING
    small: SmallPicture | None = None
    brightened: SmallPicture | None = None
    brightened_with: object = None
    facts: PhotoFacts = UNKNOWN
    edits: PhotoEdits = UNTOUCHED
    saved_with: object = None

    @property
    def thumbnail(self) -> QImage | None:
        """Its small picture, unpacked."""
        return None if self.small is None else self.small.image()

    @property
    def adjustments(self) -> Adjustments:
        """How its result is rendered."""
        return self.edits.adjustments

    @property
    def geometry(self) -> Geometry:
        """How its result is turned and cropped."""
        return self.edits.geometry

    @property
    def is_adjusted(self) -> bool:
        """Whether the user has adjusted, turned or cropped it."""
        return self.edits.adjustments != NEUTRAL or self.edits.geometry != AS_TAKEN

    @property
    def stars(self) -> int:
        """The user's rating, otherwise that of the file: 0 to 5."""
        if self.edits.stars is not None:
            return self.edits.stars
        return max(self.facts.rating or 0, 0)

    @property
    def is_rejected(self) -> bool:
        """Whether the user, otherwise the file, rejects it."""
        if self.edits.rejected is not None:
            return self.edits.rejected
        return self.facts.rating == -1


class OpenPhotos(QObject):
    """The photos that were opened; it lives on the window's thread.

    Access by key or path takes constant time.
    """

    added = Signal()
    removing = Signal(object)
    """frozenset[int]: keys of photos that will be closed"""
    removed = Signal()
    changed = Signal(int)
    """The row whose status or thumbnail has changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without photos."""
        super().__init__(parent)
        self._photos: list[OpenPhoto] = []
        self._by_key: dict[int, OpenPhoto] = {}
        self._rows: dict[int, int] = {}
        self._by_identity: dict[str, OpenPhoto] = {}
        self._removed: dict[str, OpenPhoto] = {}
        self._next_key = 1

    def __len__(self) -> int:
        """Number of photos."""
        return len(self._photos)

    def __iter__(self) -> Iterator[OpenPhoto]:
        """The photos in order."""
        return iter(tuple(self._photos))

    def at(self, row: int) -> OpenPhoto:
        """The photo of a row."""
        return self._photos[row]

    def find(self, key: int | None) -> OpenPhoto | None:
        """The photo with a key, or None if it was closed."""
        return None if key is None else self._by_key.get(key)

    def row_of(self, key: int | None) -> int:
        """The row of a key, or -1."""
        return -1 if key is None else self._rows.get(key, -1)

    def add_files(self, files: Iterable[FoundFile]) -> tuple[OpenPhoto, ...]:
        """Add files that are not open yet. Returns the photos of all files.

        A file that was closed gets its key and its edits back.
        """
        asked: list[OpenPhoto] = []
        fresh: list[OpenPhoto] = []
        for file in files:
            photo = self._by_identity.get(file.identity)
            if photo is None:
                photo = self._removed.pop(file.identity, None) or self._make(file.path, file.identity)
                self._by_identity[file.identity] = photo
                fresh.append(photo)
            asked.append(photo)
        self._append(fresh)
        return tuple(asked)

    def add_pasted(self, picture: Photo) -> OpenPhoto:
        """Add a pasted picture."""
        photo = self._make(None, pasted=picture)
        self._append([photo])
        return photo

    def remove(self, key: int) -> None:
        """Close a photo; its file is not changed."""
        self.remove_all((key,))

    def remove_all(self, keys: Collection[int]) -> None:
        """Close photos in one pass over the list; their files are not changed."""
        gone = frozenset(key for key in keys if key in self._by_key)
        if not gone:
            return
        self.removing.emit(gone)
        first = min(map(self.row_of, gone))
        self._photos[first:] = [photo for photo in self._photos[first:] if photo.key not in gone]
        for key in gone:
            photo = self._by_key.pop(key)
            del self._rows[key]
            if photo.path is not None:
                del self._by_identity[photo.identity]
                self._removed[photo.identity] = photo
                photo.small = photo.brightened = photo.brightened_with = None
            if photo.status.state not in _AT_REST:
                photo.status = WAITING
        self._number_from(first)
        self.removed.emit()

    def restore(self, photo: OpenPhoto, row: int) -> None:
        """Put a closed photo back into its row, or at the end if there are fewer rows."""
        self.restore_all(((photo, row),))

    def restore_all(self, photos: Iterable[tuple[OpenPhoto, int]]) -> None:
        """Put closed photos back into their rows."""
        back = sorted(
            ((photo, row) for photo, row in photos if photo.key not in self._by_key),
            key=lambda each: each[1],
        )
        if not back:
            return
        others = iter(self._photos)
        merged: list[OpenPhoto] = []
        for photo, row in back:
            while len(merged) < row and (other := next(others, None)) is not None:
                merged.append(other)
            merged.append(photo)
            self._by_key[photo.key] = photo
            if photo.path is not None:
                self._removed.pop(photo.identity, None)
                self._by_identity[photo.identity] = photo
        self._photos = [*merged, *others]
        self._number_from(0)
        self.added.emit()

    def set_status(self, key: int, status: PhotoStatus) -> None:
        """Set the status of a photo."""
        photo = self.find(key)
        if photo is not None and photo.status != status:
            photo.status = status
            self.changed.emit(self.row_of(key))

    def set_thumbnail(self, key: int, thumbnail: "Thumbnail") -> None:
        """Give a photo its small picture and the facts of its file."""
        photo = self.find(key)
        if photo is not None:
            photo.small, photo.facts = thumbnail.picture, thumbnail.facts
            photo.brightened = photo.brightened_with = None
            self.changed.emit(self.row_of(key))

    def set_brightened(self, key: int, picture: SmallPicture, made_with: object) -> None:
        """Give a photo its small brightened picture."""
        photo = self.find(key)
        if photo is not None:
            photo.brightened, photo.brightened_with = picture, made_with
            self.changed.emit(self.row_of(key))

    def _make(self, path: Path | None, identity: str = "", pasted: Photo | None = None) -> OpenPhoto:
        photo = OpenPhoto(self._next_key, path, identity, pasted)
        self._next_key += 1
        return photo

    def _append(self, photos: list[OpenPhoto]) -> None:
        if photos:
            first = len(self._photos)
            self._photos.extend(photos)
            self._by_key.update((photo.key, photo) for photo in photos)
            self._number_from(first)
            self.added.emit()

    def _number_from(self, row: int) -> None:
        """Renew the index of rows from a row on."""
        self._rows.update((photo.key, number) for number, photo in enumerate(self._photos[row:], start=row))
