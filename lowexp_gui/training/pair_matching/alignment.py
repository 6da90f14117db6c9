"""How far a reference is shifted against its dark photo, and whether they show the same at all."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from lowexp_gui.training.pair_matching.image_summaries import FloatImage, as_ranks

_SMOOTHING = 1.5
"""Of the edges, pixels: noise of dark photos has edges too."""
_FINENESS = 20
"""Shifts are found to this part of a pixel."""
_MOST = 0.06
"""Shifts are looked for up to this part of the shorter side."""


@dataclass(frozen=True)
class Alignment:
    """How two pictures of one size lie to each other.

    Attributes:
        right, down: how far the second shows what the first shows, pixels.
        likeness: correlation of their edges, so laid on each other, -1..1.
    """

    right: float
    down: float
    likeness: float


def align(first: FloatImage, second: FloatImage) -> Alignment:
    """Lay two pictures of one scene, (h, w) each and exposed as they may, on each other.

    Raises:
        ValueError: the shapes differ.
    """
    from skimage.registration import phase_cross_correlation

    edges = [_edges(each) for each in (first, second)]
    window = np.outer(*(np.hanning(length + 2)[1:-1] for length in first.shape)).astype(np.float32)
    moved, _, _ = phase_cross_correlation(  # type: ignore[no-untyped-call]
        edges[0] * window, edges[1] * window, upsample_factor=_FINENESS, normalization=None
    )
    down, right = (-float(each) for each in moved)
    if max(abs(down), abs(right)) > _MOST * min(first.shape):
        down = right = 0.0
    return Alignment(right, down, _likeness(edges[0], edges[1], right, down))


def _edges(grey: FloatImage) -> FloatImage:
    """The steepness of a picture's ranks, less its mean."""
    smooth = ndimage.gaussian_filter(as_ranks(grey), _SMOOTHING)
    edges: FloatImage = np.hypot(ndimage.sobel(smooth, 0), ndimage.sobel(smooth, 1)).astype(np.float32)
    edges -= edges.mean()
    return edges


def _likeness(first: FloatImage, second: FloatImage, right: float, down: float) -> float:
    back = ndimage.shift(second, (-down, -right), order=1, mode="nearest")
    return correlation(first, back)


def correlation(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    """Of two arrays of one shape, -1..1; of an even one 0."""
    one, other = first - first.mean(), second - second.mean()
    length = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return float((one * other).sum() / length) if length else 0.0
