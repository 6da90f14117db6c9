"""The camera of a synthetic photo: its tone curve, its sensor's noise, its 8 bits.

All arrays are float32 and of one channel, (H, W), so that they stay in the processor's cache.
"""

import numpy as np

from lowexp_gui.srgb import ENCODED_BREAK, EXPONENT, LINEAR_BREAK, OFFSET, SLOPE
from lowexp_gui.training.data.degradation import FloatImage

# For values of 0..1 only, and therefore several times as fast as those of srgb.py: both parts of the
# sRGB curve rise and meet in the knee, so that the curve is one up to the knee plus the other from there.
# Clipping to 0..1 is faster than a maximum, and takes away rounding errors of which there is no root.
_KNEE, _LINEAR_KNEE = np.float32(ENCODED_BREAK), np.float32(LINEAR_BREAK)


def decoded(values: FloatImage, curve: float) -> FloatImage:
    """Linear light, 0..1, of what a camera rendered.

    Args:
        values: encoded, 0..1.
        curve: exponent of the tone curve over sRGB's (IEC 61966-2-1); 1 is sRGB.
    """
    if curve != 1:
        values = values ** np.float32(1 / curve)
    linear = np.clip(values, _KNEE, 1)
    linear += np.float32(OFFSET)
    linear *= np.float32(1 / (1 + OFFSET))
    linear **= np.float32(EXPONENT)
    linear -= _LINEAR_KNEE
    toe = np.clip(values, 0, _KNEE)
    toe *= np.float32(1 / SLOPE)
    linear += toe
    return np.clip(linear, 0, 1, out=linear)


def encoded(linear: FloatImage, curve: float) -> FloatImage:
    """What a camera renders of linear light of 0..1; the inverse of `decoded`."""
    values = np.clip(linear, _LINEAR_KNEE, 1)
    values **= np.float32(1 / EXPONENT)
    values *= np.float32(1 + OFFSET)
    values -= np.float32(OFFSET) + _KNEE
    toe = np.clip(linear, 0, _LINEAR_KNEE)
    toe *= np.float32(SLOPE)
    values += toe
    np.clip(values, 0, 1, out=values)
    if curve != 1:
        values **= np.float32(curve)
    return values


def unit_noise(shape: tuple[int, ...], blur: float, random: np.random.Generator) -> FloatImage:
    """Gaussian noise of mean 0 and variance 1.

    Args:
        shape: (H, W).
        blur: 0..1; neighbours share it by the kernel (w, 1 - 2 w, w) in both directions, with w = blur / 4.
    """
    if not blur:
        return random.standard_normal(shape, dtype=np.float32)
    side = blur / 4
    # So that the variance stays: both directions together have the kernel's power squared.
    scale = 1 / ((1 - 2 * side) ** 2 + 2 * side**2)
    wide = random.standard_normal((shape[0] + 2, shape[1] + 2), dtype=np.float32)
    rows = wide[:-2] + wide[2:]
    rows *= np.float32(side * scale)
    rows += wide[1:-1] * np.float32((1 - 2 * side) * scale)
    noise: FloatImage = rows[:, :-2] + rows[:, 2:]
    noise *= np.float32(side)
    noise += rows[:, 1:-1] * np.float32(1 - 2 * side)
    return noise


def quantised(light: FloatImage, curve: float, averaged: int = 1) -> FloatImage:
    """Light of 0..1 as the camera renders it: multiples of 1/255, or of a part of that.

    Args:
        averaged: of how many 8-bit codes each value is the mean.
    """
    steps = np.float32(255 * averaged)
    values = encoded(light, curve)
    values *= steps
    np.rint(values, out=values)
    values /= steps
    return values
