"""The sRGB transfer curve (IEC 61966-2-1) and the weights of luminance (ITU-R BT.709)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

LUMINANCE = (0.2126, 0.7152, 0.0722)
"""Weights of red, green and blue."""
SLOPE, OFFSET, EXPONENT = 12.92, 0.055, 2.4
"""Light is encoded / SLOPE near black, and ((encoded + OFFSET) / (1 + OFFSET)) ** EXPONENT above."""
ENCODED_BREAK = 0.04045
LINEAR_BREAK = ENCODED_BREAK / SLOPE
"""The point where both parts of the curve meet, as encoded value and as light."""

_ONE = np.float32(1 + OFFSET)


def srgb_to_linear(values: NDArray[Any]) -> NDArray[np.float32]:
    """Linear light of extended sRGB values of any shape, float32; odd about zero, and extended above 1."""
    encoded = np.asarray(values, np.float32)
    size = np.abs(encoded)
    curved = ((size + np.float32(OFFSET)) / _ONE) ** np.float32(EXPONENT)
    linear = np.where(size <= np.float32(ENCODED_BREAK), size / np.float32(SLOPE), curved)
    return np.copysign(linear, encoded)


def linear_to_srgb(values: NDArray[Any]) -> NDArray[np.float32]:
    """Extended sRGB of linear light of any shape, float32; the inverse of `srgb_to_linear`."""
    linear = np.asarray(values, np.float32)
    size = np.abs(linear)
    curved = _ONE * size ** np.float32(1 / EXPONENT) - np.float32(OFFSET)
    encoded = np.where(size <= np.float32(LINEAR_BREAK), size * np.float32(SLOPE), curved)
    return np.copysign(encoded, linear)
