"""When a photo was taken."""

import datetime
import re

from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.tiff_tags import EXIF_POINTER, Directory, read_block

_DATE_TIME_ORIGINAL, _DATE_TIME = 0x9003, 0x0132
_DATE = re.compile(rb"(\d{4}):(\d\d):(\d\d)")


def date_taken(photo: Photo) -> datetime.date | None:
    """The day from EXIF, otherwise that of the file's last change; None without either."""
    said = _exif_date(photo.metadata.exif)
    if said is not None or photo.path is None:
        return said
    try:
        return datetime.date.fromtimestamp(photo.path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        return None


def _exif_date(exif: bytes | None) -> datetime.date | None:
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
                    return datetime.date(*map(int, found.groups()))
                except ValueError:
                    continue
    return None
