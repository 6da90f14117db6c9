"""ICC profiles generated for colours that a file describes without a profile."""

import struct
from collections.abc import Sequence

import imagecodecs

from lowexp_gui.srgb import ENCODED_BREAK, EXPONENT, OFFSET, SLOPE

D65 = (0.3127, 0.3290)
SRGB_PRIMARIES = (0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
P3_PRIMARIES = (0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
WIDE_PRIMARIES = (0.708, 0.292, 0.170, 0.797, 0.131, 0.046)
"""Primaries of ITU-R BT.2020."""
_ADOBE_PRIMARIES = (0.64, 0.33, 0.21, 0.71, 0.15, 0.06)

SRGB_CURVE = (EXPONENT, 1 / (1 + OFFSET), OFFSET / (1 + OFFSET), 1 / SLOPE, ENCODED_BREAK)
"""Curve of IEC 61966-2-1, as a parametric curve of type 3 (ICC.1:2010, 10.16): exponent, a, b, c, d."""

_TYPES = {1: 0, 5: 3}
_HEADER_END, _ROW = 128, 12
# A fixed creation date, 1 January 2000, so that files do not differ from day to day.
_DATE, _ANY_DAY = 24, struct.pack(">6H", 2000, 1, 1, 0, 0, 0)


def rgb_profile(
    name: str, primaries: Sequence[float], curve: Sequence[float], white: Sequence[float] = D65
) -> bytes:
    """An RGB profile with three equal curves and a matrix.

    Args:
        name: what the profile calls itself, printable ASCII.
        primaries: x and y (CIE 1931) of red, green and blue.
        curve: an exponent, or the five numbers of `SRGB_CURVE`.
        white: x and y.

    Raises:
        ValueError: the primaries are degenerate.
    """
    points = [part for at in (0, 2, 4) for part in (*primaries[at : at + 2], 1.0)]
    return _made("rgb", name, curve, whitepoint=[*white, 1.0], primaries=points)


def grey_profile(name: str, curve: Sequence[float], white: Sequence[float] = D65) -> bytes:
    """A grey profile with one curve; see `rgb_profile`."""
    return _made("gray", name, curve, whitepoint=[*white, 1.0])


def _made(space: str, name: str, curve: Sequence[float], **points: list[float]) -> bytes:
    try:
        plain = imagecodecs.cms_profile(space, gamma=1.0, **points)
    except imagecodecs.CmsError as error:
        raise ValueError("these primaries make no colours") from error
    body = b"para\0\0\0\0" + struct.pack(f">HH{len(curve)}i", _TYPES[len(curve)], 0, *_fixed(curve))
    return _with_tags(
        plain, {b"desc": _text(name), b"rTRC": body, b"gTRC": body, b"bTRC": body, b"kTRC": body}
    )


def _fixed(numbers: Sequence[float]) -> list[int]:
    return [round(each * 65536) for each in numbers]


def _with_tags(profile: bytes, bodies: dict[bytes, bytes]) -> bytes:
    """A profile with new bodies for the named tags."""
    (count,) = struct.unpack_from(">I", profile, _HEADER_END)
    rows, data = [], b""
    for at in range(count):
        tag, start, size = struct.unpack_from(">4sII", profile, _HEADER_END + 4 + _ROW * at)
        body = bodies.get(tag, profile[start : start + size])
        place = _HEADER_END + 4 + _ROW * count + len(data)
        rows.append(struct.pack(">4sII", tag, place, len(body)))
        data += body + bytes(-len(body) % 4)
    head = profile[4:_DATE] + _ANY_DAY + profile[_DATE + len(_ANY_DAY) : _HEADER_END + 4]
    whole = head + b"".join(rows) + data
    return struct.pack(">I", len(whole) + 4) + whole


def _text(text: str) -> bytes:
    """A text in one language (ICC.1:2010, 10.13)."""
    written = text.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(written), 28) + written


DISPLAY_P3 = rgb_profile("Display P3", P3_PRIMARIES, SRGB_CURVE)
"""Primaries of DCI-P3, white of D65, curve of sRGB (Apple's Display P3)."""

ADOBE_RGB = rgb_profile("Adobe RGB (1998) compatible", _ADOBE_PRIMARIES, (563 / 256,))
"""Adobe RGB (1998) Color Image Encoding, 4.3."""
