"""Opening of files and pasted pictures."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.photos.disk_requests import FindRequest, FoundFile, PictureRequest, ThumbnailsRequest
from lowexp_gui.app.photos.disk_worker import DiskWorker
from lowexp_gui.app.photos.open_photos import OpenPhoto, OpenPhotos
from lowexp_gui.app.photos.photo_status import PhotoState, PhotoStatus
from lowexp_gui.photo.photograph import Photo

if TYPE_CHECKING:
    from lowexp_gui.app.photos.thumbnails import Thumbnail


class Opening(QObject):
    """Requests photos and thumbnails from the disk worker; lives on the window's thread."""

    added = Signal(object)
    """tuple[OpenPhoto, ...]: files that have been opened; `opened` follows"""
    opened = Signal(int)
    """key of a photo to bring into view"""
    noticed = Signal(object)
    """Notice"""

    def __init__(self, open_photos: OpenPhotos, disk: DiskWorker, parent: QObject | None = None) -> None:
        """Start without requests."""
        super().__init__(parent)
        self._open_photos, self._disk = open_photos, disk
        disk.found.connect(self._on_found)
        disk.thumbnail_made.connect(open_photos.set_thumbnail)
        disk.unreadable.connect(self._on_unreadable)
        disk.picture_taken.connect(self._on_picture)
        disk.picture_refused.connect(self.noticed)

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Open files and folders; the first photo among them comes into view."""
        self._disk.ask(FindRequest(tuple(paths)))

    def open_picture(self, picture: QImage) -> None:
        """Open a picture without a file, such as one from the clipboard."""
        self._disk.ask(PictureRequest(QImage(picture)))

    @Slot(int)
    def renew_thumbnail(self, key: int) -> None:
        """Make the thumbnail of a file again."""
        photo = self._open_photos.find(key)
        if photo is not None:
            self._make_thumbnails((photo,))

    def _make_thumbnails(self, photos: Iterable[OpenPhoto]) -> None:
        files = tuple((photo.key, photo.path) for photo in photos if photo.path is not None)
        if files:
            self._disk.ask(ThumbnailsRequest(files))

    @Slot(object, object)
    def _on_found(self, files: tuple[FoundFile, ...], notices: tuple[Notice, ...]) -> None:
        before = len(self._open_photos)
        photos = self._open_photos.add_files(files)
        fresh = tuple(self._open_photos.at(row) for row in range(before, len(self._open_photos)))
        self.added.emit(fresh)
        # Before the thumbnails are requested, so that the photo need not wait for them.
        if photos:
            self.opened.emit(photos[0].key)
        self._make_thumbnails(fresh)
        for notice in notices:
            self.noticed.emit(notice)

    @Slot(object, object)
    def _on_picture(self, photo: Photo, thumbnail: "Thumbnail") -> None:
        key = self._open_photos.add_pasted(photo).key
        self._open_photos.set_thumbnail(key, thumbnail)
        self.opened.emit(key)

    @Slot(int, object)
    def _on_unreadable(self, key: int, notice: Notice) -> None:
        photo = self._open_photos.find(key)
        if photo is not None and photo.status.state is PhotoState.WAITING:
            self._open_photos.set_status(key, PhotoStatus(PhotoState.FAILED, sentence=notice.sentence))
            self.noticed.emit(notice)
