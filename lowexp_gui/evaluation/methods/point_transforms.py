"""Methods that change each value by itself: powers and the logarithm."""

from threading import Event

import numpy as np

from lowexp_gui.evaluation.methods.method import Method, Progress
from lowexp_gui.evaluation.methods.rows import by_rows, each_strip
from lowexp_gui.measuring.brightness import USUAL_MEAN, gamma_for
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_TEXTBOOK = "R. C. Gonzalez, R. E. Woods: Digital Image Processing, section 3.2 (2018)."
_POWER = 1 / 2.2
_LEVELS = 256
# The power for a mean is found on so many values.
_ENOUGH_VALUES = 1_000_000


def brightened(photo: FloatImage, progress: Progress, cancel: Event) -> FloatImage:
    """The automatic gamma: a power of all values that gives them a mean of 0.45."""
    step = max(1, round((photo.size / _ENOUGH_VALUES) ** 0.5))
    sample = np.concatenate([photo[rows][::step, ::step].reshape(-1) for rows in each_strip(photo, cancel)])
    power = np.float32(gamma_for(sample, USUAL_MEAN))
    return by_rows(photo, lambda rows: photo[rows] ** power, progress, cancel, begun=0.1)


def _power(photo: FloatImage, progress: Progress, cancel: Event) -> FloatImage:
    return by_rows(photo, lambda rows: photo[rows] ** np.float32(_POWER), progress, cancel)


def _logarithm(photo: FloatImage, progress: Progress, cancel: Event) -> FloatImage:
    def change(rows: slice) -> FloatImage:
        logarithms: FloatImage = np.log1p(photo[rows] * np.float32(_LEVELS - 1)) / np.float32(np.log(_LEVELS))
        return logarithms

    return by_rows(photo, change, progress, cancel)


AUTOMATIC_GAMMA = Method(
    name="gamma",
    title=QT_TRANSLATE_NOOP("sources", "Automatic gamma"),
    paper=f"A power of all values, for a mean of 0.45. {_TEXTBOOK}",
    run=brightened,
    offered=False,
)
POWER = Method(
    name="power",
    title=QT_TRANSLATE_NOOP("sources", "Gamma 1/2.2"),
    paper=f"A fixed power of all values. {_TEXTBOOK}",
    run=_power,
    compare_rank=9,
)
LOGARITHM = Method(
    name="log",
    title=QT_TRANSLATE_NOOP("sources", "Logarithm"),
    paper=f"The logarithm of all values. {_TEXTBOOK}",
    run=_logarithm,
    compare_rank=8,
)
