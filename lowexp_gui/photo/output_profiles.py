"""Colour profiles that photos can be saved in."""

import struct
from enum import StrEnum

import imagecodecs


class OutputProfile(StrEnum):
    """Which colours a file is written in."""

    AS_INPUT = "as-input"
    SRGB = "srgb"
    DISPLAY_P3 = "display-p3"


_D65 = (0.3127, 0.3290, 1.0)
_P3_PRIMARIES = (0.68, 0.32, 1.0, 0.265, 0.69, 1.0, 0.15, 0.06, 1.0)
_CURVES = (b"rTRC", b"gTRC", b"bTRC")
# sRGB's (IEC 61966-2-1), as a parametric curve of type 3 (ICC.1:2010, 10.16): exponent, a, b, c, d.
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_HEADER_END, _ROW = 128, 12


def _display_p3() -> bytes:
    """Primaries of DCI-P3, white of D65, curve of sRGB (Apple's Display P3)."""
    plain = imagecodecs.cms_profile("rgb", whitepoint=_D65, primaries=_P3_PRIMARIES, gamma=1.0)
    curve = b"para\0\0\0\0" + struct.pack(">HH5i", 3, 0, *(round(each * 65536) for each in _SRGB_CURVE))
    (count,) = struct.unpack_from(">I", plain, _HEADER_END)
    rows, data = [], b""
    for at in range(count):
        name, start, size = struct.unpack_from(">4sII", plain, _HEADER_END + 4 + _ROW * at)
        body = curve if name in _CURVES else _described() if name == b"desc" else plain[start : start + size]
        place = _HEADER_END + 4 + _ROW * count + len(data)
        rows.append(struct.pack(">4sII", name, place, len(body)))
        data += body + bytes(-len(body) % 4)
    whole = plain[4 : _HEADER_END + 4] + b"".join(rows) + data
    return struct.pack(">I", len(whole) + 4) + whole


def _described() -> bytes:
    """The profile's name (ICC.1:2010, 10.13)."""
    name = "Display P3".encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(name), 28) + name


DISPLAY_P3 = _display_p3()


def chosen_profile(choice: OutputProfile, of_photo: bytes | None, *, grey: bool) -> bytes | None:
    """The ICC profile of what is written; None for sRGB.

    Args:
        of_photo: the photo's own, or None for sRGB.
        grey: the photo has one channel, for which there is no profile but its own or sRGB's curve.
    """
    if choice is OutputProfile.AS_INPUT:
        return of_photo
    return None if choice is OutputProfile.SRGB or grey else DISPLAY_P3
