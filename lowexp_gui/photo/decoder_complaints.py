"""What decoders complain of: it goes to the log, with the name of the file, and never to the terminal.

What a person should know of a file is a notice or a failure of the photo.
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
    """Name a file in what is logged meanwhile on this thread; None for a picture without one."""
    token = _file.set(path)
    try:
        yield
    finally:
        _file.reset(token)


def name_the_file(record: logging.LogRecord) -> bool:
    """A filter for handlers: everything passes, with the name of the file that is being decoded."""
    path = _file.get()
    if path is not None:
        message, name = record.getMessage(), printable(str(path))
        if name not in message:
            # Without arguments, signs of per cent stand for themselves.
            record.msg, record.args = f"{name}: {message}", ()
    return True


@contextmanager
def complaints_in_log() -> Iterator[None]:
    """Take warnings and log records of decoding libraries to this program's log, while this lasts."""
    handler = _ToLog()
    libraries = [logging.getLogger(name) for name in _LIBRARIES]
    with warnings.catch_warnings():
        # By itself Python shows a warning for the first of many files alone.
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
    """Take what native libraries, such as LibRaw, write to standard error to the log, while this lasts.

    `sys.stderr` leads where it led before; child processes inherit what the native libraries have.
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
        # A child that lives on has the other end still.
        listener.join(_LAST_LINES_SECONDS)


def _log_lines(descriptor: int) -> None:
    with open(descriptor, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.strip():
                _log.info("%s", printable(line.strip()))


class _ToLog(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _log.info("%s: %s", record.name, record.getMessage())
