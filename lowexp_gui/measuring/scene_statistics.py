"""Statistics of natural scenes: what NIQE and BRISQUE are made of.

Both fit distributions to the mean-subtracted, contrast-normalised luminance of a photo, and to products of
its neighbours (Mittal 2012, sections III and IV). The arrays here are float64, in levels of 0..255.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.measuring.strips import Picture

Levels = NDArray[np.float64]

STEPS = ((0, 1), (1, 0), (1, 1), (1, -1))
"""From a pixel to its neighbours: right, below, and the two diagonals."""
REACH = 3
"""How many pixels around one its normalisation sees."""
# BT.601, as MATLAB's rgb2gray has them.
_WEIGHTS = (0.298936021293775, 0.587043074451121, 0.114020904255103)
_SIGMA = 7 / 6
# A cubic (Keys, a = -0.5), stretched to twice its width: what MATLAB's imresize halves with.
_HALVING = np.array([-3, -9, 29, 111, 111, 29, -9, -3]) / 256
_SHAPES = np.arange(200, 10_001) / 1000


def luminance(picture: NDArray[np.float32]) -> Levels:
    """The luminance of (H, W, 3), 0..1, in whole levels, (H, W)."""
    from_codes: Levels = np.round(np.clip(picture, 0, 1) * np.float32(255)) @ np.array(_WEIGHTS)
    return np.round(from_codes)


@dataclass(frozen=True)
class Rows:
    """Levels that are made row by row, as they are asked for.

    Attributes:
        height, width: of all of them.
        of: the levels (stop - start, width) of rows start to stop.
    """

    height: int
    width: int
    of: Callable[[int, int], Levels]


def luminance_rows(picture: Picture, height: int, width: int) -> Rows:
    """The luminance of a picture's first rows and columns."""
    return Rows(height, width, lambda start, stop: luminance(picture[start:stop][:, :width]))


def halved_rows(rows: Rows) -> Rows:
    """As `halved`."""

    def made(start: int, stop: int) -> Levels:
        top, bottom = max(0, 2 * start - len(_HALVING)), min(rows.height, 2 * stop + len(_HALVING))
        return halved(rows.of(top, bottom))[start - top // 2 : stop - top // 2]

    return Rows(-(-rows.height // 2), -(-rows.width // 2), made)


def normalised_rows(rows: Rows, border: str) -> Rows:
    """As `normalised`."""

    def made(start: int, stop: int) -> Levels:
        top, bottom = max(0, start - REACH), min(rows.height, stop + REACH)
        return normalised(rows.of(top, bottom), border)[start - top : stop - top]

    return Rows(rows.height, rows.width, made)


def normalised(levels: Levels, border: str) -> Levels:
    """Each pixel less its surrounding's mean, over that one's deviation plus 1.

    Args:
        levels: (H, W).
        border: how scipy.ndimage goes on beyond the edges.
    """
    from scipy.ndimage import correlate1d

    taps = np.exp(-(np.arange(-REACH, REACH + 1) ** 2) / (2 * _SIGMA**2))
    taps /= taps.sum()

    def mean_of(values: Levels) -> Levels:
        across = correlate1d(values, taps, axis=1, mode=border, cval=0)
        mean: Levels = correlate1d(across, taps, axis=0, mode=border, cval=0)
        return mean

    mean = mean_of(levels)
    deviation = np.sqrt(np.abs(mean_of(levels**2) - mean**2))
    contrast_free: Levels = (levels - mean) / (deviation + 1)
    return contrast_free


def halved(levels: Levels) -> Levels:
    """Half as wide and half as high, rounded up, as MATLAB's imresize does it."""
    from scipy.ndimage import correlate1d

    for axis in (0, 1):
        # Taps lie around the middle between two pixels; an even filter's origin is the second one of those.
        levels = correlate1d(levels, _HALVING, axis=axis, mode="reflect", origin=-1)
        levels = levels[::2] if axis == 0 else levels[:, ::2]
    return levels


def side_sums(values: Levels) -> Levels:
    """What a distribution is fitted by, (N, 6), of N samples (N, P); sums of parts of a sample add up.

    The six are count and sum of squares of negative values, the same of positive ones, the sum of absolute
    values, and the count of all.
    """
    below, above = values < 0, values > 0
    squares = values**2
    return np.stack(
        (
            below.sum(axis=1),
            (squares * below).sum(axis=1),
            above.sum(axis=1),
            (squares * above).sum(axis=1),
            np.abs(values).sum(axis=1),
            np.full(len(values), values.shape[1]),
        ),
        axis=1,
        dtype=np.float64,
    )


def asymmetric_fit(sums: Levels) -> tuple[Levels, Levels, Levels]:
    """Asymmetric generalised Gaussians by matched moments (Lasmar 2009).

    Args:
        sums: (N, 6), of `side_sums`.

    Returns:
        The shape, and the deviations of the left and of the right side, (N,) each; not finite where a side is
        empty.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        left, right = np.sqrt(sums[:, 1] / sums[:, 0]), np.sqrt(sums[:, 3] / sums[:, 2])
        lean = left / right
        ratio = (sums[:, 4] / sums[:, 5]) ** 2 / ((sums[:, 1] + sums[:, 3]) / sums[:, 5])
        matched = ratio * (lean**3 + 1) * (lean + 1) / (lean**2 + 1) ** 2
    shape = _shape_of(matched)
    return np.where(np.isfinite(matched), shape, np.nan), left, right


def symmetric_fit(sums: Levels) -> tuple[Levels, Levels]:
    """Generalised Gaussians by matched moments: the shape and the variance, (N,) each, of `side_sums`."""
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = (sums[:, 1] + sums[:, 3]) / sums[:, 5]
        matched = (sums[:, 4] / sums[:, 5]) ** 2 / variance
    return np.where(np.isfinite(matched), _shape_of(matched), np.nan), variance


def asymmetry(shape: Levels) -> Levels:
    """gamma(2 / a) / gamma(1 / a): what the mean of an asymmetric distribution grows with."""
    from scipy.special import gamma

    grows: Levels = gamma(2 / shape) / gamma(1 / shape)
    return grows


def spread(shape: Levels) -> Levels:
    """The scale of a generalised Gaussian whose deviation is 1."""
    from scipy.special import gamma

    scale: Levels = np.sqrt(gamma(1 / shape) / gamma(3 / shape))
    return scale


def _shape_of(matched: Levels) -> Levels:
    """The shape, of 0.2 to 10 in steps of 0.001, whose ratio of moments is nearest."""
    from scipy.special import gamma

    ratios = gamma(2 / _SHAPES) ** 2 / (gamma(1 / _SHAPES) * gamma(3 / _SHAPES))
    middles = (ratios[1:] + ratios[:-1]) / 2
    return _SHAPES[np.searchsorted(middles, np.nan_to_num(matched))]
