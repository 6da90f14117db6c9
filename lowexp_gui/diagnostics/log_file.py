"""The log file, with details that messages for the user leave out."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from lowexp_gui.file_lock import locked_folder
from lowexp_gui.paths import log_file
from lowexp_gui.photo.decoder_complaints import name_the_file
from lowexp_gui.photo.errors import printable
from lowexp_gui.private_folder import make_private, make_private_folder, private_opener

_LARGEST = 1_000_000
_BACKUPS = 2


@contextmanager
def log_to_file() -> Iterator[Path | None]:
    """Write the log to a file inside the context. Yields its path, or None if the file cannot be written."""
    path = log_file()
    handler = _handler(path)
    logger = logging.getLogger("lowexp_gui")
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    try:
        yield path if isinstance(handler, LogFile) else None
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        handler.close()


def _handler(path: Path) -> logging.Handler:
    """A handler for the log file; if it cannot be opened, one that discards records."""
    try:
        make_private_folder(path.parent)
        handler = LogFile(path)
    except (OSError, ValueError):
        return logging.NullHandler()
    handler.setFormatter(_Line("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    handler.addFilter(name_the_file)
    return handler


class _Line(logging.Formatter):
    """Formats a record as one line, whatever names it contains; only tracebacks take more lines."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        return printable(super().formatMessage(record))


class LogFile(RotatingFileHandler):
    """A rotating log that only this user can read, because it contains paths of photos.

    Several processes may write to it. Each line goes to the file that has the name at that time, and one
    process rotates.
    """

    def __init__(self, path: Path) -> None:
        """Open a log in an existing folder.

        Raises:
            OSError: it cannot be opened, or is not a file.
        """
        for number in range(_BACKUPS + 1):
            make_private(path.with_name(f"{path.name}.{number}" if number else path.name))
        super().__init__(path, maxBytes=_LARGEST, backupCount=_BACKUPS, encoding="utf-8", delay=False)

    def _open(self) -> TextIOWrapper:
        stream = open(self.baseFilename, "a", encoding="utf-8", errors="replace", opener=private_opener)  # noqa: SIM115
        if not Path(self.baseFilename).is_file():
            stream.close()
            raise FileExistsError("it is no file")
        return stream

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, after rotating if the file is full."""
        with suppress(OSError):
            self._follow()
            if self.shouldRollover(record):
                with locked_folder(Path(self.baseFilename).parent):
                    # Another process may have rotated in the meantime.
                    self._follow()
                    if self.shouldRollover(record):
                        # Windows does not rename a file that another process has open. Then the log grows.
                        with suppress(OSError):
                            self.doRollover()
                        self._follow()
            logging.FileHandler.emit(self, record)

    def _follow(self) -> None:
        """Reopen the file that has the log's name now."""
        try:
            named = Path(self.baseFilename).stat()
            same = self.stream is not None and os.path.samestat(named, os.fstat(self.stream.fileno()))
        except FileNotFoundError:
            same = False
        if not same:
            if self.stream is not None:
                self.stream.close()
            self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Ignore the error: the caller cannot do anything about a full disk."""

    def close(self) -> None:
        """Close the file; lines that do not fit on the disk are lost."""
        with suppress(OSError):
            super().close()
