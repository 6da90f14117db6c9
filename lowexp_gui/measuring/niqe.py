"""NIQE: how far a photo's statistics are from those of pristine photos (Mittal 2013)."""

from functools import cache

import numpy as np

from lowexp_gui.measuring.measure import Measure
from lowexp_gui.measuring.published_models import NIQE as PUBLISHED
from lowexp_gui.measuring.published_models import published_model
from lowexp_gui.measuring.scene_statistics import (
    STEPS,
    Levels,
    Rows,
    asymmetric_fit,
    asymmetry,
    halved_rows,
    luminance_rows,
    normalised_rows,
    side_sums,
    spread,
)
from lowexp_gui.measuring.strips import Picture

_SIDE = 96
SMALLEST = 2 * _SIDE
"""The smallest side, pixels: one block has no covariance."""


def niqe(picture: Picture) -> float | None:
    """NIQE of an sRGB picture (H, W, 3) in 0..1; less is better.

    It is that of the authors' release: blocks of 96 pixels at two scales, and their pristine model. None for
    a picture with a side of less than 192 pixels, or without structure in any block.
    """
    height, width = (side // _SIDE * _SIDE for side in picture.shape[:2])
    if min(height, width) < SMALLEST:
        return None
    levels = luminance_rows(picture, height, width)
    features = np.hstack((_block_features(levels, _SIDE), _block_features(halved_rows(levels), _SIDE // 2)))
    complete = features[np.isfinite(features).all(axis=1)]
    if len(complete) < 2:
        return None
    mean, covariance = _pristine()
    # Each mean is that of all blocks that have it.
    finite = np.isfinite(features)
    away = mean - np.where(finite, features, 0).sum(axis=0) / finite.sum(axis=0)
    between = (covariance + np.cov(complete, rowvar=False)) / 2
    return float(np.sqrt(away @ np.linalg.pinv(between) @ away))


NIQE = Measure(
    name="niqe",
    title="NIQE",
    unit="",
    more_is_better=False,
    digits=2,
    widest=8.88,
    formula="distance from the statistics of pristine photos (Mittal 2013)",
    smallest=SMALLEST,
    judge=niqe,
)


@cache
def _pristine() -> tuple[Levels, Levels]:
    model = published_model(PUBLISHED)
    return model["mean"], model["covariance"]


def _block_features(levels: Rows, side: int) -> Levels:
    """The 18 features of each block, (N, 18); one row of blocks is in work at a time."""
    values = normalised_rows(levels, "nearest")
    strips = (values.of(top, top + side) for top in range(0, levels.height, side))
    return np.vstack([_features(strip.reshape(side, -1, side).swapaxes(0, 1)) for strip in strips])


def _features(blocks: Levels) -> Levels:
    """The features (N, 18) of blocks (N, side, side)."""
    flat = (len(blocks), -1)
    shape, left, right = asymmetric_fit(side_sums(blocks.reshape(flat)))
    scale = spread(shape)
    features = [shape, (left + right) * scale / 2]
    for step in STEPS:
        products = blocks * np.roll(blocks, step, axis=(1, 2))
        shape, left, right = asymmetric_fit(side_sums(products.reshape(flat)))
        scale = spread(shape)
        features += [shape, (right - left) * scale * asymmetry(shape), left * scale, right * scale]
    return np.stack(features, axis=1)
