"""Colours described without a profile: by code points (ITU-T H.273), by gamma and primaries, or by EXIF."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lowexp_gui.errors import Sentence
from lowexp_gui.photo.made_profiles import (
    ADOBE_RGB,
    D65,
    DISPLAY_P3,
    P3_PRIMARIES,
    SRGB_CURVE,
    SRGB_PRIMARIES,
    WIDE_PRIMARIES,
    grey_profile,
    rgb_profile,
)
from lowexp_gui.photo.raster import UnreadableError
from lowexp_gui.photo.tiff_tags import EXIF_POINTER, INTEROP_POINTER, Directory, read_block
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

HDR = Sentence(
    QT_TRANSLATE_NOOP("sentences", "{photo} is an HDR picture; save it as an ordinary one (SDR) first.")
)
_UNKNOWN = 2
_COLOUR_SPACE, _INTEROP_INDEX, _SHORT = 0xA001, 1, 3
_ADOBE, _UNCALIBRATED = 2, 0xFFFF
_PRIMARIES = {9: WIDE_PRIMARIES, 11: P3_PRIMARIES, 12: P3_PRIMARIES}
_HDR_TRANSFERS = (16, 18)
# Exponents by transfer function. The curves of television count as sRGB's, as in browsers.
_EXPONENTS = {4: 2.2, 5: 2.8, 8: 1.0, 17: 2.6}
# A PNG's integers for sRGB: exponent, and white point and primaries.
_SRGB_EXPONENT, _SRGB_POINTS = 45455, (31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)
_SAME_EXPONENT, _SAME_POINT = 300, 100
_LEAST_EXPONENT, _MOST_EXPONENT = 0.2, 5.0


@dataclass(frozen=True)
class Colours:
    """The colours that a file states.

    Attributes:
        icc: a profile for them; None for sRGB, or if nothing is stated.
        stated: whether the file states its colours.
    """

    icc: bytes | None = None
    stated: bool = False


@lru_cache(maxsize=32)
def colours_of_code_points(primaries: int, transfer: int, grey: bool = False) -> Colours:
    """The colours of two code points; unknown ones count as sRGB's.

    Raises:
        UnreadableError: the picture is HDR.
    """
    if transfer in _HDR_TRANSFERS:
        raise UnreadableError(HDR)
    exponent = _EXPONENTS.get(transfer)
    curve = SRGB_CURVE if exponent is None else (exponent,)
    points = SRGB_PRIMARIES if grey else _PRIMARIES.get(primaries, SRGB_PRIMARIES)
    stated = _UNKNOWN not in (primaries, transfer)
    if points == SRGB_PRIMARIES and exponent is None:
        return Colours(stated=stated)
    if points == P3_PRIMARIES and exponent is None:
        return Colours(DISPLAY_P3, stated=True)
    name = f"Code points {primaries}, {transfer}"
    return Colours(grey_profile(name, curve) if grey else rgb_profile(name, points, curve), stated=True)


@lru_cache(maxsize=32)
def colours_of_gamma(exponent: int | None, points: tuple[int, ...] | None, grey: bool) -> Colours:
    """The colours of a PNG's gAMA and cHRM chunks (PNG Specification, third edition, 11.3.2).

    Args:
        exponent: exponent of the encoding, times 100,000.
        points: x and y of white, red, green and blue, times 100,000.
        grey: the picture has one channel.

    Invalid numbers are ignored.
    """
    if exponent is None and points is None:
        return Colours()
    usual = points is None or grey or _near(points, _SRGB_POINTS)
    if usual and (exponent is None or abs(exponent - _SRGB_EXPONENT) <= _SAME_EXPONENT):
        return Colours(stated=True)
    curve = SRGB_CURVE if exponent is None else (100_000 / max(exponent, 1),)
    if exponent is not None and not _LEAST_EXPONENT <= curve[0] <= _MOST_EXPONENT:
        return Colours()
    x_y = [each / 100_000 for each in points] if points else [*D65, *SRGB_PRIMARIES]
    try:
        if grey:
            return Colours(grey_profile("Gamma of a PNG", curve, x_y[:2]), stated=True)
        return Colours(rgb_profile("Gamma and primaries of a PNG", x_y[2:], curve, x_y[:2]), stated=True)
    except ValueError:
        return Colours()


def _near(points: Sequence[int], others: Sequence[int]) -> bool:
    return all(abs(one - other) <= _SAME_POINT for one, other in zip(points, others, strict=True))


def colours_of_exif(exif: bytes | None) -> Colours:
    """The colours by EXIF: Adobe RGB, or none (DCF 2.0, 5.1; EXIF 2.32, 4.6.5).

    Cameras set to Adobe RGB write "uncalibrated" and the interoperability index R03; some programs write 2.
    """
    content = read_block(exif) if exif else None
    if content is None:
        return Colours()
    order, main = content
    inner = main.children.get(EXIF_POINTER, Directory())
    space = next((e.value for e in inner.entries if e.tag == _COLOUR_SPACE and e.type == _SHORT), b"\xff\xff")
    about = inner.children.get(INTEROP_POINTER, Directory())
    index = next((e.value for e in about.entries if e.tag == _INTEROP_INDEX), b"")
    number = struct.unpack_from(order + "H", space)[0]
    adobe = number == _ADOBE or (number == _UNCALIBRATED and index.startswith(b"R03"))
    return Colours(ADOBE_RGB, stated=True) if adobe else Colours()


def refuse_hdr_profile(icc: bytes | None) -> None:
    """Raise UnreadableError for a profile that declares HDR (ICC.1:2022, 9.2.17)."""
    if icc is None or len(icc) < 132:
        return
    (count,) = struct.unpack_from(">I", icc, 128)
    for at in range(132, min(132 + 12 * count, len(icc) - 11), 12):
        tag, start, size = struct.unpack_from(">4sII", icc, at)
        if tag == b"cicp" and size >= 12 and start + 12 <= len(icc) and icc[start + 9] in _HDR_TRANSFERS:
            raise UnreadableError(HDR)
