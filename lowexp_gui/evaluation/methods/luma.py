"""Luma, the grey of a photo that methods for grey pictures work on, and its levels."""

from threading import Event

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.evaluation.methods.rows import each_strip
from lowexp_gui.photo.pixels import FloatImage

LEVELS = 256
# ITU-R BT.601.
_WEIGHTS = np.array([0.299, 0.587, 0.114], np.float32)


def luma(photo: FloatImage) -> FloatImage:
    """The luma of encoded sRGB, (..., 3) to (...), 0..1."""
    grey: FloatImage = photo @ _WEIGHTS
    return grey


def with_luma(photo: FloatImage, grey: FloatImage) -> FloatImage:
    """The photo (..., 3) with another luma (...); its Cb and Cr stay."""
    changed: FloatImage = photo + (grey - luma(photo))[..., None]
    return changed


def level_of(grey: FloatImage) -> NDArray[np.intp]:
    """The nearest level, 0..255, of values in 0..1."""
    return np.round(grey * np.float32(LEVELS - 1)).astype(np.intp)


def mapped(grey: FloatImage, values: NDArray[np.floating]) -> FloatImage:
    """Values in 0..1 by a table of what each level becomes, (256,); between levels linearly."""
    new: FloatImage = np.interp(grey * np.float32(LEVELS - 1), np.arange(LEVELS), values).astype(np.float32)
    return new


def level_counts(photo: FloatImage, cancel: Event) -> NDArray[np.int64]:
    """How many pixels of a photo (H, W, 3) have each level of luma, (256,).

    Raises:
        Cancelled: `cancel` is set.
    """
    counts = np.zeros(LEVELS, np.int64)
    for rows in each_strip(photo, cancel):
        counts += np.bincount(level_of(luma(photo[rows])).ravel(), minlength=LEVELS)
    return counts


def equalising(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """What each level becomes, 0..1, (256,), for all to be equally frequent; one level alone stays."""
    until = np.cumsum(counts)
    lowest = until[np.argmax(counts > 0)]
    if until[-1] == lowest:
        return np.arange(LEVELS) / (LEVELS - 1)
    equal: NDArray[np.float64] = (until - lowest).clip(0) / (until[-1] - lowest)
    return equal
