"""Finding, reading and writing photos, on a thread of its own."""

import logging
import os
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from lowexp_gui.app.disk_requests import (
    DiskRequest,
    FindRequest,
    FoundFile,
    KeepRequest,
    LicencesRequest,
    ModelRequest,
    PictureRequest,
    ReadRequest,
    ReferenceRequest,
    SaveRequest,
    TakeOutRequest,
    ThumbnailsRequest,
    TrimRequest,
)
from lowexp_gui.app.inbox import Inbox
from lowexp_gui.app.model_changes import ImportModel, ModelChange
from lowexp_gui.app.model_choice import model_choices
from lowexp_gui.app.notices import Notice, NoticeKind, Remedy, notice_of
from lowexp_gui.app.sentences_below import in_window_language
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.jobs.result_cache import ResultCache
from lowexp_gui.photo.photograph import Photo

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement

_log = logging.getLogger(__name__)
_URGENCY: dict[type[DiskRequest], int] = {
    ReadRequest: 0,
    FindRequest: 1,
    PictureRequest: 1,
    TakeOutRequest: 1,
    ReferenceRequest: 1,
    TrimRequest: 1,
    ModelRequest: 1,
    SaveRequest: 2,
    # What is to be kept takes memory until it is.
    KeepRequest: 2,
    ThumbnailsRequest: 3,
    LicencesRequest: 3,
}


class DiskWorker(QObject):
    """Works off an inbox, one request for each call of `take_one`, the most urgent first."""

    found = Signal(object, object)
    """tuple[FoundFile, ...], tuple[Notice, ...]"""
    photo_read = Signal(int, object)
    """run, Photo"""
    noticed = Signal(object)
    """Notice of how a photo was read"""
    read_failed = Signal(int, object)
    """run, Notice"""
    reference_read = Signal(int, object)
    """key, Photo"""
    reference_failed = Signal(int, object)
    """key, Notice"""
    thumbnail_made = Signal(int, QImage)
    """key, picture"""
    unreadable = Signal(int, object)
    """key, Notice: making a thumbnail showed that the file is no photo"""
    picture_taken = Signal(object, QImage)
    """Photo, its small picture"""
    picture_refused = Signal(object)
    """Notice"""
    saved = Signal(int, object)
    """number, Saved"""
    save_failed = Signal(int, object)
    """number, Notice"""
    save_cancelled = Signal(int)
    """number"""
    picture_made = Signal(object)
    """QImage of a result"""
    file_made = Signal(object)
    """Path of a result for another program"""
    take_out_failed = Signal(object)
    """Notice"""
    kept_measured = Signal(object)
    """int: the bytes that the results on disk take"""
    models_listed = Signal(object, object, object)
    """tuple[ModelChoice, ...]: what is on the shelf; ModelChange or None: what was done; what came of it"""
    model_failed = Signal(object)
    """Notice"""
    licences_read = Signal(object)
    """tuple[PartLicence, ...]"""
    _woken = Signal()

    def __init__(self) -> None:
        """A worker, to be moved to its thread."""
        super().__init__()
        self._inbox: Inbox[DiskRequest] = Inbox()
        self._last_read: Callable[[], Photo | None] = lambda: None
        # Queued, since the worker asks itself, too.
        self._woken.connect(self.take_one, Qt.ConnectionType.QueuedConnection)

    def ask(self, request: DiskRequest) -> None:
        """Hand in a request, from any thread."""
        self._inbox.put(request, _URGENCY[type(request)])
        self._woken.emit()

    def forget_requests(self) -> None:
        """Drop what has not been begun, from any thread."""
        self._inbox.clear()

    @Slot()
    def take_one(self) -> None:
        """Answer the most urgent request."""
        match self._inbox.take():
            case FindRequest(paths):
                self._find(paths)
            case ReadRequest() as request:
                self._read(request)
            case ReferenceRequest(key, path):
                self._read_reference(key, path)
            case ThumbnailsRequest(files, done):
                self._make_thumbnail(*files[done])
                if done + 1 < len(files):
                    # What is more urgent comes between.
                    self.ask(ThumbnailsRequest(files, done + 1))
            case PictureRequest(picture):
                self._take_picture(picture)
            case SaveRequest() as request:
                self._save(request)
            case TakeOutRequest() as request:
                self._take_out(request)
            case KeepRequest(cache, result, cancel):
                self._keep(cache, result, cancel)
            case TrimRequest(cache, clear):
                self._trim(cache, clear)
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
                Notice(in_window_language(str(problem)), NoticeKind.WARNING) for problem in found.problems
            )
            if found.left_out:
                notices += (Notice(in_window_language(left_out_sentence(found.left_out))),)
            # Links are followed here: with thousands of photos, it takes too long for the window's thread.
            files = tuple(FoundFile(path, os.path.realpath(path)) for path in found.photos)
            self.found.emit(files, notices)

    def _read(self, request: ReadRequest) -> None:
        from lowexp_gui.photo.reading import read_photo

        if request.cancel.is_set():
            return
        try:
            photo = read_photo(request.path)
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
        from lowexp_gui.app.thumbnails import make_thumbnail, thumbnail_of

        try:
            # A large file is not unpacked again for this.
            read = self._last_read()
            at_hand = read if read is not None and read.path == path else None
            self.thumbnail_made.emit(key, make_thumbnail(path) if at_hand is None else thumbnail_of(at_hand))
        except Exception as error:
            self.unreadable.emit(key, notice_of(error, path))

    def _take_picture(self, picture: QImage) -> None:
        from lowexp_gui.app.pictures import photo_of
        from lowexp_gui.app.thumbnails import thumbnail_of

        try:
            photo = photo_of(picture)
            self.picture_taken.emit(photo, thumbnail_of(photo))
        except Exception as error:
            self.picture_refused.emit(notice_of(error, None))

    def _save(self, request: SaveRequest) -> None:
        path = request.enhancement.photo.path
        try:
            from lowexp_gui.app.enhance_worker import leave_a_core_to_the_window
            from lowexp_gui.app.output_folder import check_place, no_empty_folder_left
            from lowexp_gui.jobs.saving import save_result

            check_place(path, request.rule.folder)
            leave_a_core_to_the_window()
            with no_empty_folder_left(request.rule.folder):
                saved = save_result(
                    request.enhancement, request.adjustments, request.rule, cancel=request.cancel
                )
        except Cancelled:
            self.save_cancelled.emit(request.number)
        except Exception as error:
            self.save_failed.emit(request.number, notice_of(error, path, Remedy.CHOOSE_FOLDER))
        else:
            for sentence in saved.notices:
                self.noticed.emit(Notice(in_window_language(sentence), NoticeKind.WARNING))
            self.saved.emit(request.number, saved)

    def _take_out(self, request: TakeOutRequest) -> None:
        try:
            from lowexp_gui.app.enhance_worker import leave_a_core_to_the_window
            from lowexp_gui.app.pictures import image_of
            from lowexp_gui.enhancing.adjustments import Stage
            from lowexp_gui.enhancing.rendering import render_display
            from lowexp_gui.jobs.saving import save_result

            leave_a_core_to_the_window()
            if request.rule is not None:
                saved = save_result(request.enhancement, request.adjustments, request.rule)
                for sentence in saved.notices:
                    self.noticed.emit(Notice(in_window_language(sentence), NoticeKind.WARNING))
                self.file_made.emit(saved.path)
            else:
                rendered = render_display(request.enhancement, Stage.FINAL, request.adjustments)
                self.picture_made.emit(image_of(rendered))
        except Exception as error:
            self.take_out_failed.emit(notice_of(error, request.enhancement.photo.path))

    def _keep(self, cache: ResultCache, result: "Enhancement", cancel: Event) -> None:
        try:
            cache.keep(result, cancel)
            self.kept_measured.emit(cache.used())
        except Cancelled:
            return
        except Exception:
            # Nobody asked for it: the model can run again.
            _log.exception("A result could not be kept")

    def _trim(self, cache: ResultCache, clear: bool) -> None:
        try:
            (cache.clear if clear else cache.trim)()
            self.kept_measured.emit(cache.used())
        except Exception:
            _log.exception("The results on disk could not be looked through")

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
        from lowexp_gui.jobs.licences import part_licences

        try:
            self.licences_read.emit(part_licences())
        except Exception:
            _log.exception("The licences cannot be read")
            self.licences_read.emit(())
