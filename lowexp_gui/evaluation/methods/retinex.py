"""Retinex: each pixel beside its surroundings, at one scale or at three with the colours restored.

Distances are those of the papers' photos of some 512 pixels and grow with larger ones. The papers' gain and
offset, one for all channels, are set by stretching what lies between the lowest and the highest hundredth
(Petro, Sbert, Morel: Multiscale Retinex, Image Processing On Line, 2014).
"""

from collections.abc import Callable
from threading import Event

import numpy as np

from lowexp_gui.evaluation.methods.method import Method, Progress
from lowexp_gui.evaluation.methods.rows import by_rows, each_strip
from lowexp_gui.evaluation.methods.surroundings import SmallPicture, surrounding
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_PAPERS_SIDE = 512
# The papers' surroundings are exp(-(r / c)²): a Gaussian of deviation c / sqrt(2).
_SINGLE = (80.0,)
_MULTIPLE = (15.0, 80.0, 250.0)
_CUT = 0.01
_ENOUGH_PIXELS = 500_000
_COLOUR_STRENGTH = 125.0
_COLOUR_GAIN = 46.0


def _single_scale(photo: FloatImage, progress: Progress, cancel: Event) -> FloatImage:
    around = _surroundings(photo, _SINGLE, cancel)
    return _stretched(photo, lambda rows: _beside(photo[rows], rows, around), progress, cancel)


def _multi_scale(photo: FloatImage, progress: Progress, cancel: Event) -> FloatImage:
    around = _surroundings(photo, _MULTIPLE, cancel)

    def restored(rows: slice) -> FloatImage:
        levels = _levels(photo[rows])
        sums = np.log(levels.sum(axis=2, keepdims=True))
        colour = _COLOUR_GAIN * (np.log(_COLOUR_STRENGTH * levels) - sums)
        product: FloatImage = colour * _beside(photo[rows], rows, around)
        return product

    return _stretched(photo, restored, progress, cancel)


def _levels(photo: FloatImage) -> FloatImage:
    """Values from 1 on: a logarithm needs more than nothing."""
    return photo * np.float32(255) + np.float32(1)


def _surroundings(photo: FloatImage, scales: tuple[float, ...], cancel: Event) -> list[SmallPicture]:
    larger = max(1.0, max(photo.shape[:2]) / _PAPERS_SIDE)
    return [surrounding(photo, scale * larger / 2**0.5, cancel) for scale in scales]


def _beside(photo: FloatImage, rows: slice, around: list[SmallPicture]) -> FloatImage:
    """The mean, over scales, of how much brighter than its surroundings each value is, as a logarithm."""
    logarithms = [np.log(_levels(each.rows(rows))) for each in around]
    beside: FloatImage = np.log(_levels(photo)) - np.sum(logarithms, axis=0) / np.float32(len(around))
    return beside


def _stretched(
    photo: FloatImage, retinex: Callable[[slice], FloatImage], progress: Progress, cancel: Event
) -> FloatImage:
    """What a Retinex gives, with its lowest and highest hundredths at 0 and 1."""
    step = max(1, round((photo.shape[0] * photo.shape[1] / _ENOUGH_PIXELS) ** 0.5))
    progress(0.2)
    sample = [retinex(rows)[::step, ::step].ravel() for rows in each_strip(photo, cancel)]
    low, high = np.quantile(np.concatenate(sample), (_CUT, 1 - _CUT))
    if high - low < np.finfo(np.float32).eps * max(abs(low), abs(high), 1):
        # There is nothing to stretch.
        return by_rows(photo, lambda rows: photo[rows], progress, cancel, begun=0.6)
    gain, offset = np.float32(1 / (high - low)), np.float32(low)
    return by_rows(photo, lambda rows: (retinex(rows) - offset) * gain, progress, cancel, begun=0.6)


SINGLE_SCALE = Method(
    name="ssr",
    title=QT_TRANSLATE_NOOP("sources", "Single-scale Retinex"),
    paper="Surroundings of 80 pixels. D. J. Jobson, Z. Rahman, G. A. Woodell: Properties and "
    "performance of a center/surround Retinex, IEEE Transactions on Image Processing 6 (1997).",
    run=_single_scale,
    compare_rank=6,
)
MULTI_SCALE = Method(
    name="msrcr",
    title=QT_TRANSLATE_NOOP("sources", "MSRCR"),
    paper="Surroundings of 15, 80 and 250 pixels, colours restored. D. J. Jobson, Z. Rahman, G. A. "
    "Woodell: A multiscale Retinex for bridging the gap between color images and the human "
    "observation of scenes, IEEE Transactions on Image Processing 6 (1997).",
    run=_multi_scale,
    compare_rank=5,
)
