"""When a photo was taken."""

import datetime
import re
from pathlib import Path

from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.tiff_tags import EXIF_POINTER, Directory, read_block

_DATE_TIME_ORIGINAL, _DATE_TIME = 0x9003, 0x0132
_DATE = re.compile(rb"(\d{4}):(\d\d):(\d\d)(?: (\d\d):(\d\d):(\d\d))?")


def taken_at(exif: bytes | None, path: Path | None) -> datetime.datetime | None:
    """The local time from EXIF, otherwise that of the file's last change; None without either."""
    said = _exif_time(exif)
    if said is not None or path is None:
        return said
    try:
        return datetime.datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        return None


def date_taken(photo: Photo) -> datetime.date | None:
    """The day from EXIF, otherwise that of the file's last change; None without either."""
    taken = taken_at(photo.metadata.exif, photo.path)
    return None if taken is None else taken.date()


def _exif_time(exif: bytes | None) -> datetime.datetime | None:
    """DateTimeOriginal of an EXIF block, else DateTime."""
    content = read_block(exif) if exif else None
    if content is None:
        return None
    directory = content[1]
    inner = directory.children.get(EXIF_POINTER, Directory())
    for entries, tag in ((inner.entries, _DATE_TIME_ORIGINAL), (directory.entries, _DATE_TIME)):
        for entry in entries:
            found = _DATE.match(entry.value) if entry.tag == tag else None
            if found:
                try:
                    return _time(*(int(each or 0) for each in found.groups()))
                except ValueError:
                    continue
    return None


def _time(year: int, month: int, day: int, hour: int, minute: int, second: int) -> datetime.datetime:
    return datetime.datetime(year, month, day, hour, minute, second)
