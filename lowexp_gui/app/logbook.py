"""The log: a file with the details that the window leaves out."""

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

from lowexp_gui.app.notices import Notice, NoticeKind, Remedy
from lowexp_gui.jobs.settings import log_folder

_log = logging.getLogger(__name__)
_LARGEST = 1_000_000


def start_log() -> Path | None:
    """Write the program's log to a file; gives it, or None where it cannot be written."""
    path = log_folder() / "lowexp.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_LARGEST, backupCount=2, encoding="utf-8", delay=False)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    root = logging.getLogger("lowexp_gui")
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    return path


class CrashReporter(QObject):
    """Takes exceptions that nobody caught, on whatever thread, to the log and as a notice to the window."""

    noticed = Signal(object)
    """Notice"""

    def install(self) -> None:
        """Take over Python's hooks."""
        sys.excepthook = self.report
        threading.excepthook = self._report_of_thread

    def report(
        self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        """Report an exception. It may be called on any thread, so it touches nothing of the window."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        _log.critical("Uncaught", exc_info=(kind, error, traceback))
        sentence = QCoreApplication.translate(
            "CrashReporter", "Something went wrong that should not; the log has the details. You can go on."
        )
        self.noticed.emit(Notice(sentence, NoticeKind.ERROR, Remedy.SHOW_LOG))

    def _report_of_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.report(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
