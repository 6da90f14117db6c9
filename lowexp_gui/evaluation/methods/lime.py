"""LIME: the photo over its illumination."""

from threading import Event

import numpy as np

from lowexp_gui.evaluation.methods.method import Method, Progress
from lowexp_gui.evaluation.methods.rows import by_rows
from lowexp_gui.evaluation.methods.smooth_illumination import Plane, light_of, smooth_illumination
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

# The paper's settings.
_SMOOTHNESS = 0.15
_DEVIATION = 2.0
_POWER = np.float32(0.8)
_LEAST = 1e-3


def _lime(photo: FloatImage, progress: Progress, cancel: Event) -> FloatImage:
    field = smooth_illumination(photo, _weights, cancel)
    progress(0.5)
    return by_rows(
        photo, lambda rows: photo[rows] / light_of(field, photo, rows) ** _POWER, progress, cancel, begun=0.5
    )


def _weights(differences: Plane, _axis: int) -> Plane:
    """Formulas 17 and 19: little where many differences of one direction come together."""
    from scipy.ndimage import gaussian_filter

    together = np.abs(gaussian_filter(differences, _DEVIATION))
    weights: Plane = _SMOOTHNESS / ((together + _LEAST) * (np.abs(differences) + _LEAST))
    return weights


LIME = Method(
    name="lime",
    title=QT_TRANSLATE_NOOP("sources", "LIME"),
    paper="Sped-up solver, weights of strategy III, power 0.8, without its denoiser. X. Guo, Y. Li, "
    "H. Ling: LIME: Low-light image enhancement via illumination map estimation, IEEE "
    "Transactions on Image Processing 26 (2017).",
    run=_lime,
    compare_rank=7,
)
