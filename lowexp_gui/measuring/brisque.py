"""BRISQUE: a quality learnt from people's votes on the LIVE photos (Mittal 2012)."""

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.measuring.published_models import BRISQUE, published_model
from lowexp_gui.measuring.scene_statistics import (
    Levels,
    asymmetric_fit,
    asymmetry,
    halved,
    luminance,
    normalised,
    side_sums,
    spread,
    symmetric_fit,
)

SMALLEST = 32
"""The smallest side, pixels: with less there is nothing to fit a distribution to."""
# In the order, and with the signs, of the authors' release.
_STEPS = ((0, 1), (1, 0), (1, 1), (-1, 1))
_STRIP = 256


def brisque(picture: NDArray[np.float32]) -> float | None:
    """BRISQUE of an sRGB picture (H, W, 3) in 0..1; less is better, mostly 0..100.

    It is that of the authors' release, with their support vectors. None for a picture with a side of less
    than 32 pixels, or without structure.
    """
    if min(picture.shape[:2]) < SMALLEST:
        return None
    levels = luminance(picture)
    features = np.concatenate((_features(levels), _features(halved(levels))))
    if not np.isfinite(features).all():
        return None
    model = published_model(BRISQUE)
    lowest, highest = model["range"].T
    scaled = 2 * (features - lowest) / (highest - lowest) - 1
    distances = ((model["vectors"] - scaled) ** 2).sum(axis=1)
    weight, offset = model["kernel"]
    return float(model["coefficients"] @ np.exp(-weight * distances) - offset)


def _features(levels: Levels) -> Levels:
    """The 18 features of a scale."""
    values = normalised(levels, "constant")
    shape, variance = symmetric_fit(_summed(values, (0, 0)))
    features = [shape, variance]
    for step in _STEPS:
        shape, left, right = asymmetric_fit(_summed(values, step))
        features += [shape, (right - left) * spread(shape) * asymmetry(shape), left**2, right**2]
    return np.concatenate(features)


def _summed(values: Levels, step: tuple[int, int]) -> Levels:
    """The sums (1, 6) of all products of pixels that are a step apart, around the edges too.

    Without a step, they are those of the values.
    """
    total = np.zeros((1, 6))
    down, right = step
    for top in range(0, len(values), _STRIP):
        strip = values[top : top + _STRIP]
        if step != (0, 0):
            rows = np.arange(top - down, top - down + len(strip)) % len(values)
            strip = strip * np.roll(values[rows], right, axis=1)
        total += side_sums(strip.reshape(1, -1))
    return total
