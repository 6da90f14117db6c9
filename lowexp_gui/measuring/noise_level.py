"""How noisy a picture is: by itself, and beside its reference."""

import numpy as np
from numpy.typing import NDArray

FINE = 4.0
"""Deviation of the Gaussian that parts fine errors from those of brightness and colour, pixels."""
_SMALLEST_SIDE = 3


def noise_level(picture: NDArray[np.float32]) -> float | None:
    """The standard deviation of a picture's noise, 0..1, mean of its channels (Immerkær 1996).

    Fine drawing counts as noise too, so compare pictures of one scene.

    Args:
        picture: (H, W, 3), 0..1.

    Returns:
        None for pictures with sides below 3 pixels.
    """
    from scipy.ndimage import convolve1d

    if min(picture.shape[:2]) < _SMALLEST_SIDE:
        return None
    kernel = (1.0, -2.0, 1.0)
    second = convolve1d(convolve1d(picture.astype(np.float64), kernel, axis=0), kernel, axis=1)
    return float(np.sqrt(np.pi / 2) / 6 * np.abs(second[1:-1, 1:-1]).mean())


def fine_error(picture: NDArray[np.float32], reference: NDArray[np.float32]) -> float:
    """The standard deviation of a picture's error about the error's own local means, 0..1.

    So a picture that is evenly too dark has none; noise counts, and so does drawing that was smoothed away.

    Args:
        picture, reference: (H, W, 3), 0..1.
    """
    from scipy.ndimage import gaussian_filter

    error = picture.astype(np.float64) - reference
    return float(np.sqrt(np.mean((error - gaussian_filter(error, (FINE, FINE, 0))) ** 2)))
