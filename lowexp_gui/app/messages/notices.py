"""Notices for the user: one sentence each, never a traceback."""

import logging
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.messages.sentences import filled, in_window_language
from lowexp_gui.errors import UserError
from lowexp_gui.photo.errors import photo_name

_log = logging.getLogger(__name__)


class NoticeKind(StrEnum):
    """The importance of a notice."""

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"


class Remedy(StrEnum):
    """An action that the window offers with a notice."""

    NONE = "none"
    UNDO = "undo"
    RESTORE_PRESET = "restore preset"
    RUN_AGAIN = "run again"
    SHOW_IN_FOLDER = "show in folder"
    CHOOSE_FOLDER = "choose folder"
    SHOW_LOG = "show log"
    GO_ON = "go on"
    SHOW_QUEUE = "show queue"
    CLOSE = "close"
    COPY_REPORT = "copy report"
    SHOW_REPORTS = "show reports"
    USE_FREE_MODEL = "use free model"


@dataclass(frozen=True)
class Notice:
    """A notice for the user.

    Attributes:
        sentence: what happened and what to do.
        kind: how much it matters.
        remedy: what to offer.
        path: the file concerned.
        also: another thing to offer.
    """

    sentence: str
    kind: NoticeKind = NoticeKind.INFORMATION
    remedy: Remedy = Remedy.NONE
    path: Path | None = None
    also: Remedy = Remedy.NONE


def notice_of(error: BaseException, path: Path | None, remedy: Remedy = Remedy.NONE) -> Notice:
    """The notice for an error of a worker; an unexpected error is logged with its details.

    Must be called inside the exception handler.
    """
    if isinstance(error, UserError):
        _log.info("%s: %s", path, error, exc_info=error)
        return Notice(in_window_language(error.sentence), NoticeKind.ERROR, remedy, path)
    _log.error("Unexpected error with %s", path, exc_info=error)
    translate = QCoreApplication.translate
    if isinstance(error, MemoryError):
        sentence = translate("notices", "There is not enough memory for %1; close other programs.")
    else:
        sentence = translate(
            "notices", "%1 could not be processed because of an unexpected error; the log has the details."
        )
        remedy = Remedy.SHOW_LOG
    return Notice(filled(sentence, in_window_language(photo_name(path))), NoticeKind.ERROR, remedy, path)
