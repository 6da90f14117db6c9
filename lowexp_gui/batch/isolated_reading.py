"""A check in another process whether files can be read as photos; crashes are only reported."""

import logging
from enum import StrEnum
from pathlib import Path

from lowexp_gui.photo.errors import DeadlyPhotoError, PhotoError
from lowexp_gui.photo.reading import check_complete_isolated, read_complete_photo

_log = logging.getLogger(__name__)


class Readable(StrEnum):
    """The outcome of the check."""

    YES = "yes"
    NO = "no"
    DEADLY = "deadly"
    """The process crashed."""


def is_readable(path: Path) -> Readable:
    """Whether a file is a photo that can be read completely."""
    try:
        try:
            check_complete_isolated(path)
        except OSError as error:
            _log.warning("No process can be begun to look at %s", path, exc_info=error)
            read_complete_photo(path)
    except DeadlyPhotoError:
        return Readable.DEADLY
    except PhotoError as error:
        _log.info("%s is not whole yet: %s", path, error)
        return Readable.NO
    return Readable.YES
