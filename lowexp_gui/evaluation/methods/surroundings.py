"""Gaussian surroundings of pixels, as far as a photo is wide, in little memory.

A surrounding that is wide is smooth: it is computed on a small copy of the photo and read from that between
its pixels.
"""

from dataclasses import dataclass
from itertools import pairwise
from threading import Event

import numpy as np

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.photo.pixels import FloatImage

# A small copy's Gaussian has at least this deviation, pixels: then reading between them is exact enough.
_FINE = 8.0


@dataclass(frozen=True, eq=False)
class SmallPicture:
    """A picture that is read as if it were larger.

    Attributes:
        pixels: (h, w, C).
        height, width: that it is read at.
    """

    pixels: FloatImage
    height: int
    width: int

    def rows(self, rows: slice) -> FloatImage:
        """Rows at full size, (rows, width, C), bilinearly."""
        above, below, share = _places(np.arange(self.height)[rows], self.height, self.pixels.shape[0])
        tall = self.pixels[above] + (self.pixels[below] - self.pixels[above]) * share[:, None, None]
        left, right, share = _places(np.arange(self.width), self.width, self.pixels.shape[1])
        read: FloatImage = tall[:, left] + (tall[:, right] - tall[:, left]) * share[:, None]
        return read


def reduced(picture: FloatImage, height: int, width: int, cancel: Event) -> FloatImage:
    """Means over areas of (H, W, C), (height, width, C), whose edges are rounded to whole pixels.

    Raises:
        Cancelled: `cancel` is set.
    """
    if (height, width) == picture.shape[:2]:
        return picture
    down = np.linspace(0, picture.shape[0], height + 1).round().astype(int)
    across = np.linspace(0, picture.shape[1], width + 1).round().astype(int)
    small = np.empty((height, width, picture.shape[2]), np.float32)
    for row, (top, bottom) in enumerate(pairwise(down)):
        check(cancel)
        line = picture[top:bottom].mean(axis=0)
        small[row] = np.add.reduceat(line, across[:-1], axis=0) / np.diff(across)[:, None]
    return small


def surrounding(picture: FloatImage, deviation: float, cancel: Event) -> SmallPicture:
    """The mean around each pixel of (H, W, C), weighted by a Gaussian of a deviation in pixels.

    Raises:
        Cancelled: `cancel` is set.
    """
    from scipy.ndimage import gaussian_filter1d

    height, width = picture.shape[:2]
    factor = max(1.0, deviation / _FINE)
    rows, columns = (max(1, round(side / factor)) for side in (height, width))
    small = reduced(picture, rows, columns, cancel)
    for axis, (length, full) in enumerate(((rows, height), (columns, width))):
        check(cancel)
        small = gaussian_filter1d(small, deviation * length / full, axis=axis, mode="nearest")
    return SmallPicture(small, height, width)


def _places(positions: np.ndarray, full: int, length: int) -> tuple[np.ndarray, np.ndarray, FloatImage]:
    """The pixels of a small picture around positions of the full one, and the share of the second."""
    place = ((positions + 0.5) * (length / full) - 0.5).clip(0, length - 1)
    first = place.astype(np.intp)
    return first, np.minimum(first + 1, length - 1), (place - first).astype(np.float32)
