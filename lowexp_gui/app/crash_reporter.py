"""Reporting of uncaught exceptions to the log and the window."""

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy

_log = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Logs uncaught exceptions of any thread, and emits a notice for the window."""

    noticed = Signal(object)
    """Notice"""

    def install(self) -> None:
        """Install Python's exception hooks."""
        sys.excepthook = self.report
        threading.excepthook = self._report_of_thread

    def report(
        self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        """Report an exception. May be called on any thread, so it must not use widgets."""
        _log.critical("Uncaught", exc_info=(kind, error, traceback))
        sentence = QCoreApplication.translate(
            "CrashReporter", "An unexpected error occurred; the log has the details. You can continue."
        )
        self.noticed.emit(Notice(sentence, NoticeKind.ERROR, Remedy.SHOW_LOG))

    def _report_of_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.report(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
