"""The sRGB transfer curve, mirrored about zero and unclipped."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.photo.photograph import FloatImage


def srgb_to_linear(values: NDArray[Any]) -> FloatImage:
    """Linear light of extended sRGB values of any shape, float32; odd about zero, above 1 it goes on."""
    encoded = np.asarray(values, np.float32)
    size = np.abs(encoded)
    curved = ((size + np.float32(0.055)) / np.float32(1.055)) ** np.float32(2.4)
    linear = np.where(size <= np.float32(0.04045), size / np.float32(12.92), curved)
    return np.copysign(linear, encoded)


def linear_to_srgb(values: NDArray[Any]) -> FloatImage:
    """Extended sRGB of linear light of any shape, float32; the inverse of `srgb_to_linear`."""
    linear = np.asarray(values, np.float32)
    size = np.abs(linear)
    curved = np.float32(1.055) * size ** np.float32(1 / 2.4) - np.float32(0.055)
    encoded = np.where(size <= np.float32(0.0031308), size * np.float32(12.92), curved)
    return np.copysign(encoded, linear)
