"""How often each level occurs in a picture, what is clipped, and how much light there is."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.srgb import LUMINANCE, srgb_to_linear

LEVELS = 256
# In 256ths; blue takes what rounding leaves, so that white stays white.
_RED, _GREEN = (round(256 * each) for each in LUMINANCE[:2])
_WEIGHTS = (_RED, _GREEN, 256 - _RED - _GREEN)


@dataclass(frozen=True, eq=False)
class Histogram:
    """Levels of a picture of 8 bits.

    Attributes:
        counts: (4, 256): how many pixels have each level of luminance, red, green and blue.
        white, black: the share of pixels, 0..1, of `white_is_lost` and of `black_is_lost`.
    """

    counts: NDArray[np.int64]
    white: float
    black: float

    @property
    def light(self) -> float:
        """The mean linear light of the luminance, 0..1."""
        counts = self.counts[0]
        return float((counts * _linear_levels()).sum() / counts.sum())


def histogram(picture: NDArray[np.uint8]) -> Histogram:
    """The histogram of an sRGB picture, (H, W, 3) uint8, of at least one pixel."""
    red, green, blue = (picture[..., channel].ravel() for channel in range(3))
    wide = (channel.astype(np.uint16) for channel in (red, green, blue))
    luminance = sum(weight * values for weight, values in zip(_WEIGHTS, wide, strict=True)) >> 8
    counts = [np.bincount(values, minlength=LEVELS) for values in (luminance, red, green, blue)]
    white, black = float(white_is_lost(picture).mean()), float(black_is_lost(picture).mean())
    return Histogram(np.stack(counts).astype(np.int64), white, black)


def white_is_lost(picture: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which pixels of (H, W, 3) have 255 in any channel, (H, W)."""
    red, green, blue = (picture[..., channel] == LEVELS - 1 for channel in range(3))
    lost: NDArray[np.bool_] = red | green | blue
    return lost


def black_is_lost(picture: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which pixels of (H, W, 3) have 0 in all channels, (H, W)."""
    red, green, blue = (picture[..., channel] == 0 for channel in range(3))
    lost: NDArray[np.bool_] = red & green & blue
    return lost


def stops_between(before: Histogram, after: Histogram) -> float | None:
    """How many stops of light were gained on average; None where one of the pictures is black."""
    if before.light <= 0 or after.light <= 0:
        return None
    return math.log2(after.light / before.light)


def _linear_levels() -> NDArray[np.float64]:
    """The linear light of each level."""
    return srgb_to_linear(np.arange(LEVELS) / (LEVELS - 1)).astype(np.float64)
