"""Recording of crashes, as reports that a user can send to the developers.

While the program runs, a file holds the versions and the last lines of the log, without anything that may
name a photo. If the process crashes, Python's fault handler appends the stack, and the next start turns the
file into a report. An unexpected exception is reported immediately. A process that ends normally deletes its
file.
"""

import contextlib
import faulthandler
import logging
import os
import platform
import re
import sys
import threading
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from importlib import metadata
from pathlib import Path

from lowexp_gui import __version__
from lowexp_gui.counting import counted
from lowexp_gui.diagnostics.crash_reports import (
    LARGEST_REPORT,
    keep_report,
)
from lowexp_gui.diagnostics.redacting import redacted_record, redacted_traceback, with_short_code_paths
from lowexp_gui.file_lock import try_lock
from lowexp_gui.paths import reports_folder
from lowexp_gui.private_folder import make_private_folder
from lowexp_gui.regular_file import open_regular

_RUNNING = ".running"
_OURS = re.compile(r"[0-9]+-[0-9]{12}\.running")
_DUMPED = ("Fatal Python error", "Windows fatal exception")
_LINES = 200
_LARGEST_RUNNING = 200_000
_MOST_REPORTS = 5
_PACKAGES = ("torch", "numpy", "PySide6-Essentials", "pillow", "safetensors")


@contextlib.contextmanager
def watch_for_crashes(program: str) -> Iterator[None]:
    """Record crashes of this process inside the context. Earlier crashes are turned into reports first.

    Args:
        program: name of the program for the report.
    """
    folder = reports_folder()
    try:
        make_private_folder(folder)
        _make_reports_of_the_dead(folder)
        path = folder / f"{os.getpid()}-{datetime.now():%H%M%S%f}{_RUNNING}"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
    except (OSError, ValueError):
        # The program works without the watch.
        yield
        return
    try_lock(descriptor)
    watch = CrashWatch(descriptor, _heading(program))
    logger = logging.getLogger("lowexp_gui")
    logger.addHandler(watch)
    try:
        faulthandler.enable(descriptor)
        yield
    finally:
        faulthandler.disable()
        logger.removeHandler(watch)
        watch.close()
        with contextlib.suppress(OSError):
            os.close(descriptor)
        with contextlib.suppress(OSError):
            path.unlink()


class CrashWatch(logging.Handler):
    """Keeps the last lines of the log in a file, and reports each exception that is logged as an error."""

    def __init__(self, descriptor: int, heading: str) -> None:
        """A watch that owns the content of an open file."""
        super().__init__(logging.INFO)
        self._descriptor, self._heading = descriptor, heading
        self._lines: deque[str] = deque(maxlen=_LINES)
        self._size = 0
        self._reported: set[str] = set()
        # A full disk must not stop the program; there may be space later.
        with contextlib.suppress(OSError):
            self._begin_again()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record; failures are ignored."""
        when = datetime.fromtimestamp(record.created)
        line = f"{when:%H:%M:%S} {record.levelname} {record.threadName} {record.name}: "
        self._lines.append(line + redacted_record(record))
        with contextlib.suppress(OSError):
            if self._size > _LARGEST_RUNNING:
                self._begin_again()
            else:
                self._write(f"{self._lines[-1]}\n")
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and record.levelno >= logging.ERROR:
            self._report(error, when)

    def _report(self, error: BaseException, when: datetime) -> None:
        """Write a report, except for a repeated error."""
        told = redacted_traceback(error)
        where = "\n".join(line for line in told.splitlines() if line.startswith("  File"))
        if where not in self._reported and len(self._reported) < _MOST_REPORTS:
            self._reported.add(where)
            thread = threading.current_thread().name
            keep_report(f"{self._content()}\nException in the thread {thread}:\n{told}\n", when)

    def _content(self) -> str:
        return "\n".join((self._heading, "", "The end of the log:", *self._lines, ""))

    def _begin_again(self) -> None:
        os.ftruncate(self._descriptor, 0)
        self._size = 0
        self._write(self._content())

    def _write(self, text: str) -> None:
        self._size += os.write(self._descriptor, text.encode("utf-8", "replace"))


def _heading(program: str) -> str:
    cores = counted(os.cpu_count() or 1, "core", "cores")
    return "\n".join(
        (
            f"Report of Lowexp {__version__} ({program})",
            f"started: {datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}",
            f"system: {platform.platform()}, {platform.machine()}, {cores}",
            f"python: {platform.python_version()}{' (packaged)' if hasattr(sys, 'frozen') else ''}",
            *(f"{name}: {_version(name)}" for name in _PACKAGES),
        )
    )


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def _make_reports_of_the_dead(folder: Path) -> None:
    """Write reports for processes that crashed, and delete the files of those that were only ended."""
    for path in sorted(folder.glob(f"*{_RUNNING}"), key=_written):
        if not _OURS.fullmatch(path.name):
            continue
        try:
            descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NONBLOCK", 0))
        except OSError:
            continue
        try:
            if try_lock(descriptor):
                _make_report(path)
        finally:
            os.close(descriptor)


def _make_report(path: Path) -> None:
    with contextlib.suppress(OSError):
        with open_regular(path) as stream:
            text = stream.read(LARGEST_REPORT).decode("utf-8", "replace")
        broke = any(word in text for word in _DUMPED)
        if not broke or keep_report(with_short_code_paths(text), datetime.fromtimestamp(_written(path))):
            path.unlink()


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
