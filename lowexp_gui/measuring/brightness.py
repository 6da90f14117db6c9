"""Pictures at a wanted brightness, by a power of their values."""

import numpy as np
from numpy.typing import NDArray

FloatImage = NDArray[np.float32]
USUAL_MEAN = 0.45
"""Mean of encoded values of a well-exposed photo: 0.46 and 0.45 over the references of LOL and of SICE."""
_STEPS = 40


def automatic_gamma(picture: FloatImage, mean: float = USUAL_MEAN) -> FloatImage:
    """The picture (H, W, 3), 0..1, raised to the power of `gamma_for`."""
    brightened: FloatImage = picture ** np.float32(gamma_for(picture, mean))
    return brightened


def gamma_for(picture: FloatImage, mean: float = USUAL_MEAN) -> float:
    """The power that gives a picture a mean, found by bisection.

    Args:
        picture: (H, W, 3), 0..1.
        mean: of all values, 0..1.
    """
    lowest, highest = 0.02, 20.0
    for _ in range(_STEPS):
        gamma = (lowest * highest) ** 0.5
        lowest, highest = (gamma, highest) if (picture**gamma).mean() > mean else (lowest, gamma)
    return lowest
