"""Writes results on its own thread, so that a long save does not delay the next photo."""

import logging
from collections.abc import Mapping
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy, notice_of
from lowexp_gui.app.messages.sentences import in_window_language
from lowexp_gui.app.saving.saving_requests import (
    CopyOrDragRequest,
    KeepRequest,
    SaveRequest,
    SavingRequest,
    TrimRequest,
)
from lowexp_gui.app.threads.inbox import InboxWorker
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.results.result_cache import ResultCache

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement

_log = logging.getLogger(__name__)


class SavingWorker(InboxWorker[SavingRequest]):
    """Writes results to files, for other programs, and into the cache on disk."""

    noticed = Signal(object)
    """Notice about metadata or colours that a file cannot hold"""
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
    copy_or_drag_failed = Signal(object)
    """Notice"""
    kept_measured = Signal(object)
    """int: size of the results on disk, bytes"""

    urgency: ClassVar[Mapping[type, int]] = {
        CopyOrDragRequest: 1,
        TrimRequest: 1,
        SaveRequest: 2,
        # Results to be stored take memory until they are written.
        KeepRequest: 2,
    }

    def _answer(self, request: SavingRequest) -> None:
        match request:
            case SaveRequest():
                self._save(request)
            case CopyOrDragRequest():
                self._copy_or_drag(request)
            case KeepRequest(cache, result, cancel):
                self._keep(cache, result, cancel)
            case TrimRequest(cache, clear):
                self._trim(cache, clear)

    def _save(self, request: SaveRequest) -> None:
        path = request.enhancement.photo.path
        try:
            from lowexp_gui.app.enhancing.enhance_worker import leave_a_core_to_the_window
            from lowexp_gui.app.saving.output_folder import check_place, no_empty_folder_left
            from lowexp_gui.batch.saving import save_result

            check_place(path, request.rule.folder)
            leave_a_core_to_the_window()
            with no_empty_folder_left(request.rule.folder):
                saved = save_result(
                    request.enhancement,
                    request.adjustments,
                    request.rule,
                    geometry=request.geometry,
                    rating=request.rating,
                    cancel=request.cancel,
                )
        except Cancelled:
            self.save_cancelled.emit(request.number)
        except Exception as error:
            self.save_failed.emit(request.number, notice_of(error, path, Remedy.CHOOSE_FOLDER))
        else:
            for sentence in saved.notices:
                self.noticed.emit(Notice(in_window_language(sentence), NoticeKind.WARNING))
            self.saved.emit(request.number, saved)

    def _copy_or_drag(self, request: CopyOrDragRequest) -> None:
        try:
            from lowexp_gui.app.enhancing.enhance_worker import leave_a_core_to_the_window
            from lowexp_gui.app.viewing.pictures import image_of
            from lowexp_gui.batch.saving import save_result
            from lowexp_gui.enhancing.adjustments import Stage
            from lowexp_gui.enhancing.exporting import export_codes

            leave_a_core_to_the_window()
            if request.rule is not None:
                saved = save_result(
                    request.enhancement, request.adjustments, request.rule, geometry=request.geometry
                )
                for sentence in saved.notices:
                    self.noticed.emit(Notice(in_window_language(sentence), NoticeKind.WARNING))
                self.file_made.emit(saved.path)
            else:
                rendered = export_codes(
                    request.enhancement,
                    Stage.FINAL,
                    request.adjustments,
                    profile=None,
                    bit_depth=8,
                    geometry=request.geometry,
                )
                self.picture_made.emit(image_of(rendered))
        except Exception as error:
            self.copy_or_drag_failed.emit(notice_of(error, request.enhancement.photo.path))

    def _keep(self, cache: ResultCache, result: "Enhancement", cancel: Event) -> None:
        try:
            cache.keep(result, cancel)
            self.kept_measured.emit(cache.used())
        except Cancelled:
            return
        except Exception:
            # No message: the user did not ask for it, and the model can run again.
            _log.exception("A result could not be kept")

    def _trim(self, cache: ResultCache, clear: bool) -> None:
        try:
            (cache.clear if clear else cache.trim)()
            self.kept_measured.emit(cache.used())
        except Exception:
            _log.exception("The results on disk could not be looked through")
