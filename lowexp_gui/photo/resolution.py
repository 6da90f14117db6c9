"""The print resolution of a photo in pixels per inch, across and down."""

import struct
from fractions import Fraction
from typing import TypeAlias

from lowexp_gui.photo.tiff_tags import ByteOrder, Entry, read_block

Resolution: TypeAlias = tuple[float, float]

UNKNOWN = (72.0, 72.0)
"""The placeholder for an unknown resolution in EXIF (2.32, 4.6.2), which programs also write into JFIF."""

_ACROSS, _DOWN, _UNIT = 0x011A, 0x011B, 0x0128
RESOLUTION_TAGS = frozenset({_ACROSS, _DOWN, _UNIT})
"""Tags of EXIF's main directory."""

_INCH, _CENTIMETRE = 2, 3
_CM_PER_INCH, _INCH_PER_METRE = 2.54, 0.0254
_RATIONAL, _SHORT = 5, 3
# Plausible resolutions are between these. Some programs write one pixel per inch for “unknown”.
_LEAST, _MOST = 1.5, 1e6
# The rounding error of whole pixels per metre or centimetre, in pixels per inch.
_STEP = 0.02


def resolution_of(across: float, down: float) -> Resolution | None:
    """A resolution, if plausible; rounded to whole numbers if it is within the rounding error."""
    if not (_LEAST < across < _MOST and _LEAST < down < _MOST):
        return None
    return _snapped(across), _snapped(down)


def per_metre(across: int, down: int) -> Resolution | None:
    """A resolution from pixels per metre."""
    return resolution_of(across * _INCH_PER_METRE, down * _INCH_PER_METRE)


def per_centimetre(across: float, down: float) -> Resolution | None:
    """A resolution from pixels per centimetre."""
    return resolution_of(across * _CM_PER_INCH, down * _CM_PER_INCH)


def pixels_per_metre(resolution: Resolution) -> tuple[int, int]:
    """A resolution as whole pixels per metre."""
    return round(resolution[0] / _INCH_PER_METRE), round(resolution[1] / _INCH_PER_METRE)


def resolution_of_exif(exif: bytes | None) -> Resolution | None:
    """The resolution in an EXIF block."""
    content = read_block(exif) if exif else None
    if content is None:
        return None
    order, directory = content
    values = {entry.tag: entry for entry in directory.entries}
    across, down = (_number(values.get(tag), order) for tag in (_ACROSS, _DOWN))
    unit = values.get(_UNIT)
    kind = struct.unpack_from(order + "H", unit.value)[0] if unit and unit.type == _SHORT else _INCH
    if kind == _CENTIMETRE:
        return per_centimetre(across, down)
    return resolution_of(across, down) if kind == _INCH else None


def resolution_entries(resolution: Resolution, order: ByteOrder) -> tuple[Entry, ...]:
    """The entries of a main directory that store a resolution."""
    ratios = [Fraction(each).limit_denominator(10_000) for each in resolution]
    across, down = (struct.pack(order + "II", each.numerator, each.denominator) for each in ratios)
    return (
        Entry(_ACROSS, _RATIONAL, 1, across),
        Entry(_DOWN, _RATIONAL, 1, down),
        Entry(_UNIT, _SHORT, 1, struct.pack(order + "H", _INCH)),
    )


def _number(entry: Entry | None, order: ByteOrder) -> float:
    if entry is None or entry.type != _RATIONAL:
        return 0.0
    above, below = struct.unpack_from(order + "II", entry.value)
    return float(above / below) if below else 0.0


def _snapped(number: float) -> float:
    whole = round(number)
    return float(whole) if abs(number - whole) < _STEP else number
