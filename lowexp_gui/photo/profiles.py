"""ICC profiles as LittleCMS interprets them, reduced to curves and a matrix if possible.

Most profiles of cameras, phones and screens are three curves and a matrix. LittleCMS in float takes seconds
for a large photo. Curves and a matrix, found by converting some probe colours, take a fraction of that. A
profile that does not fit them is evaluated by LittleCMS itself.
"""

import logging
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.srgb import LUMINANCE, linear_to_srgb

LEVELS = 65536
_log = logging.getLogger(__name__)
# Less than half an 8-bit level in encoded values, so that a conversion would not change any 8-bit code.
_SRGB_TOLERANCE = 0.45 / 255
# A tenth of a WIDE_16 step.
_ADDITIVE_TOLERANCE = 4.6e-6
_LINEAR_SRGB = imagecodecs.cms_profile(
    "rgb",
    whitepoint=[0.3127, 0.3290, 1.0],
    primaries=[0.64, 0.33, 1.0, 0.30, 0.60, 1.0, 0.15, 0.06, 1.0],
    gamma=1.0,
)


@dataclass(frozen=True, eq=False)
class SrgbProfile:
    """A profile that is equivalent to sRGB (for grey: to the sRGB curve)."""


@dataclass(frozen=True, eq=False)
class GreyProfile:
    """A grey profile: `curve` (65536,) is the linear light of the codes, non-decreasing."""

    curve: FloatImage


@dataclass(frozen=True, eq=False)
class MatrixProfile:
    """Linear sRGB = black + matrix @ (the three curves at the three codes).

    Attributes:
        curves: (3, 65536) float32, 0 to 1, non-decreasing.
        matrix: (3, 3) float64.
        black: (3,) float64, linear sRGB of code 0.
    """

    curves: FloatImage
    matrix: NDArray[np.float64]
    black: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TableProfile:
    """A profile that only LittleCMS can evaluate."""

    icc: bytes

    def to_linear(self, colours: FloatImage) -> FloatImage:
        """Linear sRGB, unclipped, of (n, 3) colours in the profile's encoding, 0 to 1."""
        return _to_linear_srgb(self.icc, colours)

    def from_linear(self, linear: FloatImage) -> FloatImage:
        """The profile's encoding, 0 to 1, of (n, 3) linear sRGB colours."""
        return _transform(linear, _LINEAR_SRGB, self.icc, "rgb", "rgb")


Profile = SrgbProfile | GreyProfile | MatrixProfile | TableProfile


@lru_cache(maxsize=8)
def examine_profile(icc: bytes) -> Profile | None:
    """The kind of a profile, or None if it is damaged or not for grey or RGB pictures."""
    space = icc[16:20]
    try:
        if space == b"GRAY":
            return _examine_grey(icc)
        if space == b"RGB ":
            return _examine_rgb(icc)
    except (imagecodecs.CmsError, ValueError, np.linalg.LinAlgError) as error:
        _log.warning(
            "A colour profile of %d bytes is damaged (%s); the photo counts as sRGB.", len(icc), error
        )
    return None


def usable_profile(icc: bytes | None, *, grey: bool) -> bytes | None:
    """The profile if it is valid and of the picture's kind, grey or RGB; otherwise None."""
    if not icc:
        return None
    if icc[16:20] != (b"GRAY" if grey else b"RGB "):
        _log.warning(
            "A colour profile does not fit a %s photo, which counts as sRGB.", "grey" if grey else "colour"
        )
        return None
    return icc if examine_profile(icc) is not None else None


def _examine_grey(icc: bytes) -> Profile:
    ramp = np.linspace(0, 1, LEVELS, dtype=np.float32)
    linear = _transform(ramp[:, None], icc, _LINEAR_SRGB, "gray", "rgb") @ np.array(LUMINANCE, np.float32)
    if not np.isfinite(linear).all() or linear[-1] - linear[0] < 0.1:
        raise ValueError("it has no usable curve")
    if np.abs(linear_to_srgb(linear) - ramp).max() < _SRGB_TOLERANCE:
        return SrgbProfile()
    return GreyProfile(np.maximum.accumulate(linear))


def _examine_rgb(icc: bytes) -> Profile:
    if _is_srgb(icc):
        return SrgbProfile()
    additive = _additive(icc)
    if additive is not None:
        return additive
    table = TableProfile(icc)
    if not np.isfinite(table.from_linear(table.to_linear(_probe_colours()))).all():
        raise ValueError("it gives no colours")
    return table


def _is_srgb(icc: bytes) -> bool:
    colours = _probe_colours()
    return bool(np.abs(linear_to_srgb(_to_linear_srgb(icc, colours)) - colours).max() < _SRGB_TOLERANCE)


def _additive(icc: bytes) -> MatrixProfile | None:
    """The profile as curves and a matrix, if random colours confirm that."""
    ramps = np.zeros((3, LEVELS, 3), np.float32)
    for channel in range(3):
        ramps[channel, :, channel] = np.linspace(0, 1, LEVELS)
    linear = _to_linear_srgb(icc, ramps.reshape(-1, 3)).reshape(3, LEVELS, 3).astype(np.float64)
    black = linear[0, 0]
    columns = linear[:, -1] - black
    if not np.isfinite(linear).all() or abs(np.linalg.det(columns)) < 1e-4:
        return None
    along = np.einsum("cls,cs->cl", linear - black, columns) / np.sum(columns**2, axis=1)[:, None]
    curves = np.maximum.accumulate(along, axis=1).astype(np.float32)
    profile = MatrixProfile(curves, columns.T.copy(), black)
    colours = _probe_colours()
    codes = np.rint(colours * (LEVELS - 1)).astype(np.intp)
    lights = np.stack([curves[channel][codes[:, channel]] for channel in range(3)], axis=1)
    predicted = linear_to_srgb(lights @ profile.matrix.T + black)
    measured = linear_to_srgb(_to_linear_srgb(icc, (codes / (LEVELS - 1)).astype(np.float32)))
    return profile if np.abs(predicted - measured).max() < _ADDITIVE_TOLERANCE else None


@lru_cache(maxsize=1)
def _probe_colours() -> FloatImage:
    """Probe colours: greys, the corners of the cube and random ones, (n, 3)."""
    greys = np.repeat(np.linspace(0, 1, 33, dtype=np.float32)[:, None], 3, axis=1)
    corners = np.array(np.meshgrid([0, 1], [0, 1], [0, 1]), np.float32).reshape(3, -1).T
    mixed = np.random.default_rng(0).random((600, 3), dtype=np.float32)
    return np.concatenate([greys, corners, mixed, mixed**3])


def _to_linear_srgb(icc: bytes, colours: FloatImage) -> FloatImage:
    return _transform(colours, icc, _LINEAR_SRGB, "rgb", "rgb")


def _transform(colours: FloatImage, source: bytes, target: bytes, space: str, out_space: str) -> FloatImage:
    """LittleCMS in float, relative colorimetric: (n, channels) to (n, channels)."""
    row = np.ascontiguousarray(colours[None] if space == "rgb" else colours[None, :, 0])
    converted = imagecodecs.cms_transform(
        row,
        source,
        target,
        colorspace=space,
        outcolorspace=out_space,
        intent=imagecodecs.CMS.INTENT.RELATIVE_COLORIMETRIC,
    )
    return cast(FloatImage, np.asarray(converted, np.float32).reshape(len(colours), -1))
