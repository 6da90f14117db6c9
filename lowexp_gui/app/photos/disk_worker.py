"""Finds and reads photos, and accesses other files, on its own thread."""

import logging
import os
import weakref
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from lowexp_gui.app.messages.notices import Notice, NoticeKind, notice_of
from lowexp_gui.app.messages.sentences import in_window_language
from lowexp_gui.app.models.model_changes import ImportModel, ModelChange
from lowexp_gui.app.models.model_choice import model_choices
from lowexp_gui.app.photos.disk_requests import (
    DiskRequest,
    FindRequest,
    FoundFile,
    LicencesRequest,
    ModelRequest,
    PictureRequest,
    ReadRequest,
    ReferenceRequest,
    ThumbnailsRequest,
)
from lowexp_gui.app.threads.inbox import InboxWorker
from lowexp_gui.enhancing.cancelling import Cancelled, check
from lowexp_gui.photo.photograph import Photo

_log = logging.getLogger(__name__)


class DiskWorker(InboxWorker[DiskRequest]):
    """Answers requests that need the disk."""

    found = Signal(object, object)
    """tuple[FoundFile, ...], tuple[Notice, ...]"""
    photo_read = Signal(int, object)
    """run, Photo"""
    noticed = Signal(object)
    """Notice about the reading of a photo"""
    read_failed = Signal(int, object)
    """run, Notice"""
    reference_read = Signal(int, object)
    """key, Photo"""
    reference_failed = Signal(int, object)
    """key, Notice"""
    thumbnail_made = Signal(int, object)
    """key, Thumbnail"""
    unreadable = Signal(int, object)
    """key, Notice: the file is not a photo, as its thumbnail showed"""
    picture_taken = Signal(object, object)
    """Photo, its Thumbnail"""
    picture_refused = Signal(object)
    """Notice"""
    models_listed = Signal(object, object, object)
    """tuple[ModelChoice, ...]: the library; ModelChange or None: the change; its outcome"""
    model_failed = Signal(object)
    """Notice"""
    licences_read = Signal(object)
    """tuple[PartLicence, ...]"""

    urgency: ClassVar[Mapping[type, int]] = {
        ReadRequest: 0,
        FindRequest: 1,
        PictureRequest: 1,
        ReferenceRequest: 1,
        ModelRequest: 1,
        ThumbnailsRequest: 3,
        LicencesRequest: 3,
    }

    def __init__(self) -> None:
        """A worker that must be moved to its thread."""
        super().__init__()
        self._last_read: Callable[[], Photo | None] = lambda: None

    def _answer(self, request: DiskRequest) -> None:
        match request:
            case FindRequest(paths):
                self._find(paths)
            case ReadRequest():
                self._read(request)
            case ReferenceRequest(key, path):
                self._read_reference(key, path)
            case ThumbnailsRequest(files, done):
                self._make_thumbnail(*files[done])
                if done + 1 < len(files):
                    # More urgent requests are answered in between.
                    self.ask(ThumbnailsRequest(files, done + 1))
            case PictureRequest(picture):
                self._take_picture(picture)
            case ModelRequest(change):
                self._change_models(change)
            case LicencesRequest():
                self._read_licences()

    def _find(self, paths: Sequence[Path]) -> None:
        from lowexp_gui.photo.finding import find_photos, left_out_sentence

        try:
            found = find_photos(paths, outputs=())
        except Exception as error:
            self.found.emit((), (notice_of(error, paths[0] if paths else None),))
        else:
            notices = tuple(
                Notice(in_window_language(problem.sentence), NoticeKind.WARNING) for problem in found.problems
            )
            if found.left_out:
                notices += (Notice(in_window_language(left_out_sentence(found.left_out))),)
            # Links are resolved here, because that takes too long for the window's thread.
            files = tuple(FoundFile(path, os.path.realpath(path)) for path in found.photos)
            self.found.emit(files, notices)

    def _read(self, request: ReadRequest) -> None:
        from lowexp_gui.photo.reading import read_photo

        if request.cancel.is_set():
            return
        try:
            photo = read_photo(request.path, between=partial(check, request.cancel))
        except Cancelled:
            return
        except Exception as error:
            self.read_failed.emit(request.run, notice_of(error, request.path))
        else:
            self._last_read = weakref.ref(photo)
            for sentence in photo.notices:
                self.noticed.emit(Notice(in_window_language(sentence)))
            self.photo_read.emit(request.run, photo)

    def _read_reference(self, key: int, path: Path) -> None:
        from lowexp_gui.photo.reading import read_photo

        try:
            self.reference_read.emit(key, read_photo(path))
        except Exception as error:
            self.reference_failed.emit(key, notice_of(error, path))

    def _make_thumbnail(self, key: int, path: Path) -> None:
        from lowexp_gui.app.photos.thumbnails import make_thumbnail

        try:
            # Avoids decoding a large file a second time.
            read = self._last_read()
            at_hand = read if read is not None and read.path == path else None
            self.thumbnail_made.emit(key, make_thumbnail(path, at_hand))
        except Exception as error:
            self.unreadable.emit(key, notice_of(error, path))

    def _take_picture(self, picture: QImage) -> None:
        from lowexp_gui.app.photos.thumbnails import thumbnail_of
        from lowexp_gui.app.viewing.pictures import photo_of

        try:
            photo = photo_of(picture)
            self.picture_taken.emit(photo, thumbnail_of(photo))
        except Exception as error:
            self.picture_refused.emit(notice_of(error, None))

    def _change_models(self, change: ModelChange | None) -> None:
        outcome = None
        try:
            outcome = None if change is None else change.make()
        except Exception as error:
            self.model_failed.emit(notice_of(error, change.path if isinstance(change, ImportModel) else None))
            change = None
        try:
            self.models_listed.emit(model_choices(), change, outcome)
        except Exception as error:
            self.model_failed.emit(notice_of(error, None))

    def _read_licences(self) -> None:
        from lowexp_gui.diagnostics.licences import part_licences

        try:
            self.licences_read.emit(part_licences())
        except Exception:
            _log.exception("The licences cannot be read")
            self.licences_read.emit(())
