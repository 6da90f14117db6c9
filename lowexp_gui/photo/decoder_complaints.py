"""What decoders complain of: it goes to the log, with the name of the file, and never to the terminal.

What a person should know of a file is a notice or a failure of the photo. LibRaw alone is not heard: it
writes to the standard error stream by itself.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TextIO

from lowexp_gui.photo.errors import printable

_log = logging.getLogger(__name__)
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


class _ToLog(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _log.info("%s: %s", record.name, record.getMessage())
