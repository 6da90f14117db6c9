"""Exposure fusion: the photo, and what a camera would have taken with a longer exposure, by their light."""

from threading import Event

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.evaluation.methods.method import Method, Progress
from lowexp_gui.evaluation.methods.rows import by_rows
from lowexp_gui.evaluation.methods.smooth_illumination import Plane, light_of, smooth_illumination
from lowexp_gui.evaluation.methods.surroundings import reduced
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

# The paper's settings: of the smoothing, of the fusion, and of the camera's response.
_SMOOTHNESS = 0.5
_WINDOW = 5
_LEAST = 1e-3
_POWER = np.float32(0.5)
_RESPONSE_A, _RESPONSE_B = -0.3293, 1.1258
_DARK = 0.5
_LONGEST = 7.0
_SAMPLE_SIDE = 50
_LEVELS = 256
_OFFSET = np.float32(0.01)


def _fused(photo: FloatImage, progress: Progress, cancel: Event) -> FloatImage:
    field = smooth_illumination(photo, _weights, cancel)
    progress(0.4)
    height, width = photo.shape[:2]
    small = reduced(photo, min(height, _SAMPLE_SIDE), min(width, _SAMPLE_SIDE), cancel)
    light = small.max(axis=2)
    check(cancel)
    dark = np.cbrt(small.prod(axis=2))[light < _DARK]
    if not dark.size:
        return by_rows(photo, lambda rows: photo[rows], progress, cancel, begun=0.5)
    ratio = _best_ratio(dark)

    def change(rows: slice) -> FloatImage:
        weight = light_of(field, photo, rows) ** _POWER
        longer = np.clip(exposed(photo[rows], ratio) - _OFFSET, 0, 1)
        mixed: FloatImage = photo[rows] * weight + longer * (1 - weight)
        return mixed

    return by_rows(photo, change, progress, cancel, begun=0.5)


def exposed(values: NDArray[np.float32], ratio: float) -> NDArray[np.float32]:
    """What a camera would have made of the light with a longer exposure (formula 10)."""
    power = ratio**_RESPONSE_A
    gain = np.exp(_RESPONSE_B * (1 - power))
    longer: NDArray[np.float32] = np.float32(gain) * values ** np.float32(power)
    return longer


def _best_ratio(dark: NDArray[np.float32]) -> float:
    """The exposure, 1 to 7 times the photo's, at which its dark parts tell most."""
    from scipy.optimize import minimize_scalar

    found = minimize_scalar(
        lambda ratio: -_entropy(exposed(dark, ratio)), bounds=(1, _LONGEST), method="bounded"
    )
    return float(found.x)


def _entropy(values: NDArray[np.float32]) -> float:
    """The entropy of values at 256 levels, bits."""
    levels = np.round(np.clip(values, 0, 1) * (_LEVELS - 1)).astype(np.intp)
    share = np.bincount(levels.ravel(), minlength=_LEVELS) / levels.size
    share = share[share > 0]
    return float(-(share * np.log2(share)).sum())


def _weights(differences: Plane, axis: int) -> Plane:
    """Formula 8: little where many differences of one direction come together along it."""
    from scipy.ndimage import correlate1d

    together = np.abs(correlate1d(differences, np.ones(_WINDOW), axis=axis, mode="constant"))
    weights: Plane = _SMOOTHNESS / (together * np.abs(differences) + _LEAST)
    return weights


EXPOSURE_FUSION = Method(
    name="fusion",
    title=QT_TRANSLATE_NOOP("sources", "Exposure fusion"),
    paper="The photo and one longer exposure. Z. Ying, G. Li, Y. Ren, R. Wang, W. Wang: A new image contrast "
    "enhancement algorithm using exposure fusion framework, Computer Analysis of Images and Patterns (2017).",
    run=_fused,
    compare_rank=4,
)
