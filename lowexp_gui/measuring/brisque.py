"""BRISQUE: a quality trained on people's votes on the LIVE photos (Mittal 2012)."""

from collections.abc import Iterator

import numpy as np

from lowexp_gui.measuring.measure import Measure
from lowexp_gui.measuring.published_models import BRISQUE as PUBLISHED
from lowexp_gui.measuring.published_models import published_model
from lowexp_gui.measuring.scene_statistics import (
    Levels,
    Rows,
    asymmetric_fit,
    asymmetry,
    halved_rows,
    luminance_rows,
    normalised_rows,
    side_sums,
    spread,
    symmetric_fit,
)
from lowexp_gui.measuring.strips import Picture

SMALLEST = 32
"""The smallest side, pixels: with less there is nothing to fit a distribution to."""
# Rows of a strip, and about as many pixels at most.
_STRIP, _STRIP_PIXELS = 256, 2_000_000


def brisque(picture: Picture) -> float | None:
    """BRISQUE of an sRGB picture (H, W, 3) in 0..1; less is better, mostly 0..100.

    It is that of the authors' release, with their support vectors. None for a picture with a side of less
    than 32 pixels, or without structure.
    """
    if min(picture.shape[:2]) < SMALLEST:
        return None
    height, width = picture.shape[:2]
    levels = luminance_rows(picture, height, width)
    features = np.concatenate((_features(levels), _features(halved_rows(levels))))
    if not np.isfinite(features).all():
        return None
    model = published_model(PUBLISHED)
    lowest, highest = model["range"].T
    scaled = 2 * (features - lowest) / (highest - lowest) - 1
    distances = ((model["vectors"] - scaled) ** 2).sum(axis=1)
    weight, offset = model["kernel"]
    return float(model["coefficients"] @ np.exp(-weight * distances) - offset)


BRISQUE = Measure(
    name="brisque",
    title="BRISQUE",
    unit="",
    more_is_better=False,
    digits=2,
    widest=88.88,
    formula="quality trained on people's votes (Mittal 2012)",
    smallest=SMALLEST,
    judge=brisque,
)


def _features(levels: Rows) -> Levels:
    """The 18 features of a scale."""
    of_values, *of_products = _sums(normalised_rows(levels, "constant"))
    shape, variance = symmetric_fit(of_values)
    features = [shape, variance]
    for sums in of_products:
        shape, left, right = asymmetric_fit(sums)
        features += [shape, (right - left) * spread(shape) * asymmetry(shape), left**2, right**2]
    return np.concatenate(features)


def _sums(values: Rows) -> Levels:
    """The sums (5, 1, 6) of all values, and of all products of neighbours, around the edges too."""
    total = np.zeros((5, 1, 6))
    # Above the first row is the last one.
    above = values.of(values.height - 1, values.height)
    rows = max(1, min(_STRIP, _STRIP_PIXELS // values.width))
    for top in range(0, values.height, rows):
        strip = values.of(top, min(top + rows, values.height))
        total += [side_sums(each.reshape(1, -1)) for each in (strip, *_products(strip, above))]
        above = strip[-1:]
    return total


def _products(strip: Levels, above: Levels) -> Iterator[Levels]:
    """Each pixel by its neighbour on the left, above, and on both upper diagonals.

    They come in the order, and with the signs, of the authors' release.

    Args:
        above: the row above the strip.
    """
    upper = np.concatenate((above, strip[:-1]))
    yield strip * np.roll(strip, 1, axis=1)
    yield strip * upper
    yield strip * np.roll(upper, 1, axis=1)
    yield upper * np.roll(strip, 1, axis=1)
