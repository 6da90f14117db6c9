"""Warnings of decoders go to the log, with the name of the file, and never to the terminal.

What the user should know about a file is a notice or an error of the photo.
"""

import logging
import os
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TextIO

from lowexp_gui.photo.errors import printable

_log = logging.getLogger(__name__)
_STANDARD_ERROR = 2
_LAST_LINES_SECONDS = 1.0
_LIBRARIES = ("imagecodecs", "PIL", "tifffile")
_file: ContextVar[Path | None] = ContextVar("file that is decoded", default=None)


@contextmanager
def decoding(path: Path | None) -> Iterator[None]:
    """Add a file's name to what this thread logs inside the context; None for a picture without a file."""
    token = _file.set(path)
    try:
        yield
    finally:
        _file.reset(token)


def name_the_file(record: logging.LogRecord) -> bool:
    """A filter for log handlers that adds the name of the file being decoded; every record passes."""
    path = _file.get()
    if path is not None:
        message, name = record.getMessage(), printable(str(path))
        if name not in message:
            # Without arguments, percent signs are taken literally.
            record.msg, record.args = f"{name}: {message}", ()
    return True


@contextmanager
def complaints_in_log() -> Iterator[None]:
    """Send warnings and log records of decoding libraries to this program's log inside the context."""
    handler = _ToLog()
    libraries = [logging.getLogger(name) for name in _LIBRARIES]
    with warnings.catch_warnings():
        # By default, Python shows a repeated warning only for the first file.
        warnings.filterwarnings("always", module="PIL")
        show = warnings.showwarning

        def tell(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if _file.get() is None:
                show(message, category, filename, lineno, file, line)
            else:
                _log.info("%s: %s", category.__name__, message)

        warnings.showwarning = tell
        for library in libraries:
            library.addHandler(handler)
            library.propagate = False
        try:
            yield
        finally:
            for library in libraries:
                library.removeHandler(handler)
                library.propagate = True


@contextmanager
def native_lines_in_log() -> Iterator[None]:
    """Send what native libraries, such as LibRaw, write to standard error to the log inside the context.

    `sys.stderr` is not changed; child processes inherit the redirected descriptor.
    """
    before = sys.stderr
    try:
        is_standard = before.fileno() == _STANDARD_ERROR
    except (AttributeError, OSError, ValueError):
        is_standard = False
    if not is_standard:
        yield
        return
    before.flush()
    terminal = os.dup(_STANDARD_ERROR)
    heard, said = os.pipe()
    os.dup2(said, _STANDARD_ERROR)
    os.close(said)
    listener = threading.Thread(target=_log_lines, args=(heard,), daemon=True)
    listener.start()
    stream = open(terminal, "w", encoding=before.encoding, errors=before.errors, buffering=1)  # noqa: SIM115, PTH123
    sys.stderr = stream
    try:
        yield
    finally:
        sys.stderr = before
        os.dup2(terminal, _STANDARD_ERROR)
        with suppress(OSError, ValueError):
            stream.close()
        # A child process that is still running may hold the other end open.
        listener.join(_LAST_LINES_SECONDS)


def _log_lines(descriptor: int) -> None:
    with open(descriptor, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.strip():
                _log.info("%s", printable(line.strip()))


class _ToLog(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _log.info("%s: %s", record.name, record.getMessage())
