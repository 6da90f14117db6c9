"""Laying a reference on its dark photo, at full size."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lowexp_gui.srgb import LUMINANCE
from lowexp_gui.training.pair_matching.alignment import align
from lowexp_gui.training.pair_matching.image_summaries import SIDE, FloatImage
from lowexp_gui.training.pair_matching.pair_verdicts import LARGEST_SHIFT

Pixels = NDArray[np.uint8]

_MIDDLE = 1024
"""Side of the middle part by which large photos are laid on each other exactly, pixels."""
_SURE = 0.4
"""Likeness from which on what the middle part says is believed: it may be an even wall."""


def registered(low: Pixels, high: Pixels, shift: tuple[float, float]) -> tuple[Pixels, Pixels, bool]:
    """Both photos, cut to what they share, and whether the reference is shifted too far.

    Args:
        low, high: (H, W, 3); a reference of another size is scaled to the dark photo's.
        shift: of the reference, right and down, pixels, as small copies showed it.
    """
    if low.shape != high.shape:
        size = (low.shape[1], low.shape[0])
        high = np.asarray(Image.fromarray(high).resize(size, Image.Resampling.BOX))
    right, down = (round(length) for length in shift)
    if max(low.shape[:2]) > SIDE:
        first, second = _cut(low, high, right, down)
        middle = align(_middle(first), _middle(second))
        if middle.likeness >= _SURE:
            right, down = right + round(middle.right), down + round(middle.down)
    return *_cut(low, high, right, down), max(abs(right), abs(down)) > LARGEST_SHIFT


def _cut(low: Pixels, high: Pixels, right: int, down: int) -> tuple[Pixels, Pixels]:
    height, width = low.shape[:2]
    rows, columns = height - abs(down), width - abs(right)
    first = low[max(0, -down) :, max(0, -right) :][:rows, :columns]
    second = high[max(0, down) :, max(0, right) :][:rows, :columns]
    return first, second


def _middle(picture: Pixels) -> FloatImage:
    """Luminance of the middle part, 0..1."""
    top, left = (max(0, (length - _MIDDLE) // 2) for length in picture.shape[:2])
    part = picture[top : top + _MIDDLE, left : left + _MIDDLE]
    grey: FloatImage = (part.astype(np.float32) @ np.array(LUMINANCE, np.float32)) / np.float32(255)
    return grey
