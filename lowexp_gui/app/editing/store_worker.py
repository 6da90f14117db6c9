"""Saving of edits and window state on a separate thread."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy, notice_of
from lowexp_gui.app.messages.sentences import filled, in_window_language
from lowexp_gui.app.threads.inbox import Inbox
from lowexp_gui.config.window_state import WindowState, change_window_state
from lowexp_gui.edits.kept_edits import PhotoFile, find_edits, keep_edits, replaced_model_sentence
from lowexp_gui.edits.photo_edits import EditsPlace
from lowexp_gui.photo.errors import PhotoError

_MAX_NOTICES = 3
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FindEdits:
    """Look up stored edits."""

    photos: tuple[PhotoFile, ...]
    place: EditsPlace


@dataclass(frozen=True)
class StoreEdits:
    """Store edits of photos.

    Attributes:
        number: number of the request, returned with the answer.
    """

    number: int
    photos: tuple[PhotoFile, ...]
    place: EditsPlace


@dataclass(frozen=True)
class StoreWindowState:
    """Store a change of the window's state."""

    change: Callable[[WindowState], WindowState]


KeepingRequest = FindEdits | StoreEdits | StoreWindowState


class StoreWorker(QObject):
    """Handles one request of its inbox per call of `take_one`; requests to store come first."""

    found = Signal(object)
    """tuple[PhotoFile, ...]: with content digests and stored edits"""
    kept = Signal(int, bool)
    """number of a request; whether it succeeded"""
    noticed = Signal(object)
    """Notice, each sentence once"""
    _wake_up = Signal()

    def __init__(self) -> None:
        """A worker, to be moved to its thread."""
        super().__init__()
        self._inbox: Inbox[KeepingRequest] = Inbox()
        self._reported: set[str] = set()
        self._wake_up.connect(self.take_one)

    def ask(self, request: KeepingRequest, *, soon: bool = True) -> None:
        """Add a request, from any thread.

        Args:
            soon: whether it precedes requests with `soon` false.
        """
        self._inbox.put(request, 0 if soon else 1)
        self._wake_up.emit()

    def finish(self) -> None:
        """Store the window's state, and drop other waiting requests; the thread must have ended."""
        while (request := self._inbox.take()) is not None:
            if isinstance(request, StoreWindowState):
                change_window_state(request.change)

    @Slot()
    def take_one(self) -> None:
        """Answer the most urgent request."""
        match self._inbox.take():
            case FindEdits(photos, place):
                self._find(photos, place)
            case StoreEdits() as request:
                self.kept.emit(request.number, self.keep(request))
            case StoreWindowState(change):
                change_window_state(change)

    def keep(self, request: StoreEdits) -> bool:
        """Store edits of photos. Returns whether that succeeded."""
        try:
            self._report(keep_edits(request.photos, request.place))
        except Exception as error:
            self._report_once(notice_of(error, None))
            return False
        return True

    def _find(self, photos: tuple[PhotoFile, ...], place: EditsPlace) -> None:
        try:
            looked = find_edits(photos, place)
        except Exception as error:
            self._report_once(notice_of(error, None))
            self.found.emit(photos)
        else:
            self._report(looked.problems)
            for model in looked.replaced_models:
                self._report_once(Notice(in_window_language(replaced_model_sentence(model))))
            self.found.emit(looked.photos)

    def _report(self, problems: tuple[PhotoError, ...]) -> None:
        for problem in problems:
            _log.warning("%s", problem)
        if len(problems) > _MAX_NOTICES:
            text = self.tr(
                "The adjustments in %1 files beside photos cannot be used. The log lists the files."
            )
            self._report_once(Notice(filled(text, len(problems)), NoticeKind.WARNING, Remedy.SHOW_LOG))
            return
        for problem in problems:
            self._report_once(
                Notice(in_window_language(problem.sentence), NoticeKind.WARNING, path=problem.path)
            )

    def _report_once(self, notice: Notice) -> None:
        if notice.sentence not in self._reported:
            self._reported.add(notice.sentence)
            self.noticed.emit(notice)
