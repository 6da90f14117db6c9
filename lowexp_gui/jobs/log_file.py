"""The log: a file with the details that sentences for people leave out."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from lowexp_gui.jobs.settings import log_folder

_LARGEST = 1_000_000


@contextmanager
def log_to_file() -> Iterator[Path | None]:
    """Write the program's log to a file while this lasts; gives it, or None where it cannot be written."""
    path = log_folder() / "lowexp.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_LARGEST, backupCount=2, encoding="utf-8", delay=False)
    except OSError:
        yield None
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    logger = logging.getLogger("lowexp_gui")
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    try:
        yield path
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        handler.close()
