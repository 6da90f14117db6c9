"""The log: a file with the details that sentences for people leave out."""

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
    """Write the program's log to a file while this lasts; gives it, or None where it cannot be written."""
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
    """What writes to a log; where that is not possible, what keeps it off the terminal."""
    try:
        make_private_folder(path.parent)
        handler = LogFile(path)
    except (OSError, ValueError):
        return logging.NullHandler()
    handler.setFormatter(_Line("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    handler.addFilter(name_the_file)
    return handler


class _Line(logging.Formatter):
    """One line for what is told, whatever names are in it; only where it was raised takes more."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        return printable(super().formatMessage(record))


class LogFile(RotatingFileHandler):
    """A log for this person alone, since it holds the paths of photos; a full one makes room for another.

    Several processes write to it, each line to the file that has the name then, and one of them makes room.
    """

    def __init__(self, path: Path) -> None:
        """A log in a folder that exists.

        Raises:
            OSError: it cannot be opened, or is no file.
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
        """Write a line, and make room for it before if there is none."""
        with suppress(OSError):
            self._follow()
            if self.shouldRollover(record):
                with locked_folder(Path(self.baseFilename).parent):
                    # Another process may have made room meanwhile.
                    self._follow()
                    if self.shouldRollover(record):
                        # Windows lets nobody rename what another process has open: then the log grows.
                        with suppress(OSError):
                            self.doRollover()
                        self._follow()
            logging.FileHandler.emit(self, record)

    def _follow(self) -> None:
        """Write on to the file that has the name now."""
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
        """Go on without: a full disk is nothing that whoever writes to the log can mend."""

    def close(self) -> None:
        """Close the file; what the disk has no room for is lost."""
        with suppress(OSError):
            super().close()
