"""SVD equalisation: the coarse half of a photo's frequencies as bright as after histogram equalisation."""

from threading import Event

import numpy as np

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.evaluation.methods.luma import LEVELS, equalising, level_of, mapped
from lowexp_gui.evaluation.methods.method import Method, Progress
from lowexp_gui.evaluation.methods.rows import by_rows, each_strip
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

# Low-pass filters of the Cohen-Daubechies-Feauveau 9/7 wavelet, from the middle on.
_ANALYSIS = (0.852698679009, 0.377402855613, -0.110624404418, -0.023849465020, 0.037828455507)
_SYNTHESIS = (0.788485616406, 0.418092273222, -0.040689417609, -0.064538882629)
_ITERATIONS = 40
_ENOUGH = 1e-6


def _singular_values_equalised(photo: FloatImage, progress: Progress, cancel: Event) -> FloatImage:
    """Each channel: its low frequencies times the ratio of the largest singular values.

    All singular values are multiplied by one ratio, so the largest ones are all that has to be known.
    """
    result = np.empty_like(photo)
    for channel in range(3):
        plane = np.ascontiguousarray(photo[..., channel])
        low = _analysed(plane)
        check(cancel)
        counts = np.zeros(LEVELS, np.int64)
        for rows in each_strip(photo, cancel):
            counts += np.bincount(level_of(plane[rows]).ravel(), minlength=LEVELS)
        table = equalising(counts)
        equalised = by_rows(plane, lambda rows: mapped(plane[rows], table), _unheard, cancel)  # noqa: B023
        own = largest_singular_value(low, cancel)
        wanted = largest_singular_value(_analysed(equalised), cancel)
        ratio = wanted / own if own > 0 else 1.0
        progress((channel + 0.8) / 3)
        low_part = _synthesised(low, *plane.shape)
        check(cancel)
        np.clip(plane + np.float32(ratio - 1) * low_part, 0, 1, out=result[..., channel])
    progress(1.0)
    return result


def _unheard(_share: float) -> None:
    pass


def largest_singular_value(plane: FloatImage, cancel: Event) -> float:
    """The largest singular value of a matrix of no negative values, by power iteration.

    Raises:
        Cancelled: `cancel` is set.
    """
    vector = np.full(plane.shape[1], plane.shape[1] ** -0.5, np.float32)
    value = 0.0
    for _ in range(_ITERATIONS):
        check(cancel)
        product = plane @ vector
        before, value = value, float(np.linalg.norm(product))
        if value == 0 or abs(value - before) <= _ENOUGH * value:
            break
        vector = np.asarray(product @ plane, np.float32)
        vector /= np.linalg.norm(vector)
    return value


def _analysed(plane: FloatImage) -> FloatImage:
    """The low frequencies, (H, W) to half its size, rounded up."""
    from scipy.ndimage import correlate1d

    taps = np.array((*_ANALYSIS[:0:-1], *_ANALYSIS))
    for axis in (0, 1):
        plane = correlate1d(plane, taps, axis=axis, mode="mirror")[
            (slice(None),) * axis + (slice(None, None, 2),)
        ]
    return plane


def _synthesised(low: FloatImage, height: int, width: int) -> FloatImage:
    """What low frequencies alone give, (height, width)."""
    from scipy.ndimage import correlate1d

    taps = np.array((*_SYNTHESIS[:0:-1], *_SYNTHESIS))
    for axis, side in ((0, height), (1, width)):
        spread = np.zeros((side, low.shape[1]) if axis == 0 else (height, side), np.float32)
        spread[(slice(None),) * axis + (slice(None, None, 2),)] = low
        low = correlate1d(spread, taps, axis=axis, mode="mirror")
    return low


SINGULAR_VALUES = Method(
    name="svd",
    title=QT_TRANSLATE_NOOP("sources", "SVD equalisation"),
    paper="Each channel, wavelet 9/7. H. Demirel, C. Ozcinar, G. Anbarjafari: Satellite image "
    "contrast enhancement using discrete wavelet transform and singular value decomposition, "
    "IEEE Geoscience and Remote Sensing Letters 7 (2010).",
    run=_singular_values_equalised,
    compare_rank=3,
)
