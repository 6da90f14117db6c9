"""Conversion between the pixel codes of a file in its colour profile and extended sRGB."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.cores import usable_cores
from lowexp_gui.photo.photograph import SRGB_8, SRGB_16, WIDE_16, Quantisation
from lowexp_gui.photo.pixels import Codes, FloatImage
from lowexp_gui.photo.profiles import (
    LEVELS,
    GreyProfile,
    MatrixProfile,
    SrgbProfile,
    TableProfile,
    examine_profile,
)
from lowexp_gui.photo.raster import code_type
from lowexp_gui.srgb import LUMINANCE, linear_to_srgb, srgb_to_linear

# A strip and its temporaries fit into the processor's cache.
_STRIP_PIXELS = 1 << 16
_WORKERS = min(4, usable_cores())
_ROOT_SIZE = 1 << 18


def profile_is_srgb(icc: bytes) -> bool:
    """Whether converting from the profile to sRGB would change no 8-bit code."""
    return isinstance(examine_profile(icc), SrgbProfile)


def to_extended_srgb(codes: Codes, icc: bytes | None, grey: bool) -> tuple[Codes, Quantisation]:
    """A file's codes converted to (height, width, 3) codes of extended sRGB, with their quantisation.

    Args:
        codes: (height, width) or (height, width, 1 or 3) if `grey`, else (height, width, 3).
        icc: the profile of the codes; None or a damaged profile means sRGB.
        grey: there is one channel; the result has three equal ones.

    sRGB codes are returned unchanged, others in the WIDE_16 quantisation.
    """
    if grey and codes.ndim == 3:
        codes = codes[..., 0]
    profile = examine_profile(icc) if icc else None
    if isinstance(profile, GreyProfile) and grey:
        step = 257 if codes.dtype == np.uint8 else 1
        return _three_equal(_wide_codes(linear_to_srgb(profile.curve[::step]))[codes]), WIDE_16
    if grey:
        codes = _three_equal(codes)
    if isinstance(profile, MatrixProfile):
        return _by_matrix(codes, profile), WIDE_16
    if isinstance(profile, TableProfile):
        return _by_littlecms(codes, profile), WIDE_16
    return codes, SRGB_8 if codes.dtype == np.uint8 else SRGB_16


def from_extended_srgb(values: FloatImage, profile: bytes | None, bit_depth: int) -> Codes:
    """Codes for a file in the encoding of its profile, clipped to the profile's range and rounded.

    Args:
        values: (height, width, 3) extended sRGB, float32; NaN counts as black.
        profile: of the file; None or a damaged profile means sRGB. A grey profile gives three equal channels.
        bit_depth: 8 or 16.

    Returns:
        (height, width, 3) uint8 or uint16.
    """
    codes = np.empty(values.shape, code_type(bit_depth))
    examined = examine_profile(profile) if profile else None
    if isinstance(examined, MatrixProfile):
        encode = _matrix_encoder(examined, bit_depth)
    elif isinstance(examined, GreyProfile):
        encode = _grey_encoder(examined, bit_depth)
    elif isinstance(examined, TableProfile):
        table = examined
        encode = lambda strip: _rounded(table.from_linear(srgb_to_linear(_bounded(strip))), bit_depth)  # noqa: E731
    else:
        encode = lambda strip: _rounded(strip, bit_depth)  # noqa: E731
    _in_strips(encode, values, codes)
    return codes


def _in_strips(convert: Callable[[Any], NDArray[Any]], source: NDArray[Any], target: NDArray[Any]) -> None:
    """Fill (height, width, 3) `target` by applying `convert` to (n, 3) strips of `source`."""
    rows = max(1, _STRIP_PIXELS // max(1, source.shape[1]))

    def fill(top: int) -> None:
        part = source[top : top + rows]
        target[top : top + rows] = convert(part.reshape(-1, 3)).reshape(part.shape)

    tops = range(0, source.shape[0], rows)
    if len(tops) == 1:
        fill(0)
        return
    with ThreadPoolExecutor(_WORKERS) as pool:
        for _ in pool.map(fill, tops):
            pass


def _rounded(values: FloatImage, bit_depth: int) -> Codes:
    top = np.float32(255 if bit_depth == 8 else 65535)
    scaled = np.multiply(values, top)
    # fmax, unlike clip, turns NaN into 0.
    np.minimum(np.fmax(scaled, 0, out=scaled), top, out=scaled)
    np.rint(scaled, out=scaled)
    return scaled.astype(code_type(bit_depth))


def _three_equal(codes: NDArray[Any]) -> NDArray[Any]:
    equal = np.empty((*codes.shape, 3), codes.dtype)
    equal[...] = codes[..., None]
    return equal


def _wide_codes(values: FloatImage) -> NDArray[np.uint16]:
    scaled = values - np.float32(WIDE_16.lowest)
    scaled *= np.float32(1 / WIDE_16.step)
    scaled += np.float32(0.5)
    return np.clip(scaled, 0, 65535, out=scaled).astype(np.uint16)


def _by_littlecms(codes: Codes, profile: TableProfile) -> NDArray[np.uint16]:
    scale = np.float32(1 / np.iinfo(codes.dtype).max)
    wide = np.empty(codes.shape, np.uint16)
    _in_strips(lambda strip: _wide_codes(linear_to_srgb(profile.to_linear(strip * scale))), codes, wide)
    return wide


def _by_matrix(codes: Codes, profile: MatrixProfile) -> NDArray[np.uint16]:
    curves = np.ascontiguousarray(profile.curves[:, :: 257 if codes.dtype == np.uint8 else 1])
    matrix, black = profile.matrix.astype(np.float32), profile.black.astype(np.float32)

    def convert(strip: Codes) -> NDArray[np.uint16]:
        lights = [curves[channel][strip[:, channel]] for channel in range(3)]
        wide = np.empty(strip.shape, np.uint16)
        for channel, light in enumerate(_mixed(matrix, lights, black)):
            wide[:, channel] = _wide_codes(linear_to_srgb(light))
        return wide

    wide = np.empty(codes.shape, np.uint16)
    _in_strips(convert, codes, wide)
    return wide


def _matrix_encoder(profile: MatrixProfile, bit_depth: int) -> Callable[[FloatImage], Codes]:
    inverse = np.linalg.inv(profile.matrix)
    matrix, offset = inverse.astype(np.float32), (inverse @ -profile.black).astype(np.float32)
    tables = [_root_table(curve, bit_depth) for curve in profile.curves]

    def encode(strip: FloatImage) -> Codes:
        codes = np.empty(strip.shape, tables[0].dtype)
        lights = _lights(strip)
        for channel, light in enumerate(_mixed(matrix, lights, offset)):
            codes[:, channel] = tables[channel][_root_places(light)]
        return codes

    return encode


def _lights(strip: FloatImage) -> list[FloatImage]:
    """The linear light of the three channels, each (n,)."""
    return list(srgb_to_linear(_bounded(strip.T)))


def _bounded(values: FloatImage) -> FloatImage:
    """Values limited to a finite range, because sums of infinities give NaN; NaN becomes the lowest value."""
    return np.minimum(np.fmax(values, np.float32(WIDE_16.lowest), order="C"), np.float32(2))


def _mixed(matrix: FloatImage, lights: Sequence[FloatImage], offset: FloatImage) -> Iterator[FloatImage]:
    """matrix @ lights + offset, one channel at a time (the threads of BLAS would compete with ours)."""
    for row, start in zip(matrix, offset, strict=True):
        mixed = lights[0] * row[0]
        mixed += lights[1] * row[1]
        mixed += lights[2] * row[2]
        mixed += start
        yield mixed


def _grey_encoder(profile: GreyProfile, bit_depth: int) -> Callable[[FloatImage], Codes]:
    table = _root_table(profile.curve, bit_depth)
    no_offset = np.zeros(1, np.float32)

    def encode(strip: FloatImage) -> Codes:
        return _three_equal(
            table[_root_places(next(_mixed(np.array([LUMINANCE], np.float32), _lights(strip), no_offset)))]
        )

    return encode


def _root_places(linear: FloatImage) -> NDArray[np.int32]:
    """The index of linear light in a `_root_table`."""
    places = np.sqrt(np.minimum(np.fmax(linear, 0), 1))
    places *= np.float32(_ROOT_SIZE - 1)
    places += np.float32(0.5)
    return places.astype(np.int32)


def _root_table(curve: FloatImage, bit_depth: int) -> Codes:
    """Codes indexed by the square root of linear light, which gives fine steps in the shadows."""
    linear = np.linspace(0, 1, _ROOT_SIZE) ** 2
    return _rounded(np.interp(linear, curve, np.linspace(0, 1, LEVELS)).astype(np.float32), bit_depth)
