"""How a photo was taken, by its EXIF block."""

import datetime
import math
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from lowexp_gui.photo.errors import printable
from lowexp_gui.photo.tiff_tags import EXIF_POINTER, ByteOrder, Directory, Entry, read_block

# Tags of Exif 3.0, 4.6.
_MAKE, _MODEL, _DATE_TIME = 0x010F, 0x0110, 0x0132
_EXPOSURE, _APERTURE, _SENSITIVITY, _ORIGINAL, _FOCAL_LENGTH, _LENS = (
    0x829A,
    0x829D,
    0x8827,
    0x9003,
    0x920A,
    0xA434,
)
_ASCII, _SHORT, _LONG, _RATIONAL = 2, 3, 4, 5
_DATE = re.compile(rb"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d")
_LONGEST_NAME = 60
_MOST_SECONDS, _MOST_APERTURE, _MOST_MILLIMETRES, _MOST_SENSITIVITY = 1e5, 1e3, 1e5, 1e8


@dataclass(frozen=True)
class Shot:
    """What a camera says about a photo; what is unknown or makes no sense is empty or None.

    Attributes:
        camera, lens: names, printable and at most 60 characters long.
        sensitivity: ISO speed.
        seconds: exposure time.
        aperture: f-number.
        millimetres: focal length.
        taken: local time.
    """

    camera: str = ""
    lens: str = ""
    sensitivity: int | None = None
    seconds: float | None = None
    aperture: float | None = None
    millimetres: float | None = None
    taken: datetime.datetime | None = None


def shot_of(exif: bytes | None) -> Shot:
    """What an EXIF block says; an empty answer for none, or for a damaged one."""
    content = read_block(exif) if exif else None
    if content is None:
        return Shot()
    order, main = content
    inner = main.children.get(EXIF_POINTER, Directory())
    sensitivity = _number(inner, _SENSITIVITY, order, _MOST_SENSITIVITY)
    return Shot(
        camera=_camera(_name(main, _MAKE), _name(main, _MODEL)),
        lens=_name(inner, _LENS),
        sensitivity=None if sensitivity is None else round(sensitivity),
        seconds=_number(inner, _EXPOSURE, order, _MOST_SECONDS),
        aperture=_number(inner, _APERTURE, order, _MOST_APERTURE),
        millimetres=_number(inner, _FOCAL_LENGTH, order, _MOST_MILLIMETRES),
        taken=_date(inner, _ORIGINAL) or _date(main, _DATE_TIME),
    )


def _camera(make: str, model: str) -> str:
    """The model with its make, unless that is named twice: "Canon EOS R5", "NIKON D850"."""
    first = make.partition(" ")[0]
    return (
        model if not first or model.lower().startswith(first.lower()) else _short(f"{make} {model}".strip())
    )


def _entries(directory: Directory, tag: int) -> Sequence[Entry]:
    return [entry for entry in directory.entries if entry.tag == tag]


def _name(directory: Directory, tag: int) -> str:
    for entry in _entries(directory, tag):
        if entry.type == _ASCII:
            text = entry.value[: 4 * _LONGEST_NAME].partition(b"\0")[0].decode("utf-8", "replace")
            return _short(" ".join(printable(text).split()))
    return ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1].rstrip() + "…"


def _number(directory: Directory, tag: int, order: ByteOrder, most: float) -> float | None:
    """The first number of a tag above 0 and up to `most`."""
    for entry in _entries(directory, tag):
        if entry.type == _SHORT and len(entry.value) >= 2:
            number = float(struct.unpack_from(order + "H", entry.value)[0])
        elif entry.type == _LONG and len(entry.value) >= 4:
            number = float(struct.unpack_from(order + "I", entry.value)[0])
        elif entry.type == _RATIONAL and len(entry.value) >= 8:
            above, below = struct.unpack_from(order + "II", entry.value)
            number = above / below if below else math.nan
        else:
            continue
        if 0 < number <= most:
            return number
    return None


def _date(directory: Directory, tag: int) -> datetime.datetime | None:
    for entry in _entries(directory, tag):
        found = _DATE.match(entry.value)
        if found is not None:
            try:
                return datetime.datetime.strptime(found.group().decode(), "%Y:%m:%d %H:%M:%S")
            except ValueError:
                continue
    return None
