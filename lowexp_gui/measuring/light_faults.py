"""What brightening can spoil, measured beside the photo as it was, without a reference."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, gaussian_filter

_Pixels = NDArray[np.float32]
_LUMINANCE = np.array((0.2126, 0.7152, 0.0722), np.float32)
_NOT_CLIPPED, _BURNT = 0.95, 0.996
_BLACK = 6 / 255
_BLACK_BLUR, _GRAIN_BLUR = 4.0, 2.0
_LEAST_SHARE = 0.002
"""Of the pixels that must be black, or beside a light, for a figure to mean something."""
_LIGHT, _DARK = 0.45, 0.2
_RING = (2, 40)
_AWAY = (60, 160)
_LEAST_LUMINANCE = 1 / 255


def new_burnt_pixels(before: _Pixels, after: _Pixels) -> float:
    """Pixels that became white and were not, percent: largest channel below 0.95 before, from 0.996 after.

    Args:
        before, after: sRGB, (H, W, 3), 0..1.
    """
    burnt = (before.max(axis=-1) < _NOT_CLIPPED) & (after.max(axis=-1) >= _BURNT)
    return float(100 * burnt.mean())


def noise_in_black(before: _Pixels, after: _Pixels) -> float | None:
    """How grainy black became, of 255: deviation of luminance after a Gaussian of 2 pixels is subtracted.

    Black is where the photo before, blurred by 4 pixels, is below 6 of 255. None where there is hardly any.

    Args:
        before, after: sRGB, (H, W, 3), 0..1.
    """
    black = _black_places(before)
    if black is None:
        return None
    luminance = after @ _LUMINANCE
    grain = luminance - gaussian_filter(luminance, _GRAIN_BLUR)
    return float(255 * grain[black].std())


def black_becomes(before: _Pixels, after: _Pixels) -> float | None:
    """Mean luminance of what was black, of 255; see `noise_in_black`."""
    black = _black_places(before)
    return None if black is None else float(255 * (after @ _LUMINANCE)[black].mean())


def _black_places(before: _Pixels) -> NDArray[np.bool_] | None:
    black: NDArray[np.bool_] = gaussian_filter(before @ _LUMINANCE, _BLACK_BLUR) < _BLACK
    return black if black.mean() >= _LEAST_SHARE else None


def halo(before: _Pixels, after: _Pixels) -> float | None:
    """How much brighter or darker the dark surroundings of lights became than the dark elsewhere, of 255.

    Dark places (luminance below 0.2 before) from 2 to 40 pixels from a light (above 0.45) are compared with
    those from 60 to 160 pixels from it: the difference between their mean luminance after, and what it would
    be with the gain of those further away. None where there are no such places.

    Args:
        before, after: sRGB, (H, W, 3), 0..1.
    """
    luminance = before @ _LUMINANCE
    light = luminance > _LIGHT
    if not light.any():
        return None
    distance = distance_transform_edt(~light)
    dark = (luminance < _DARK) & (luminance > _LEAST_LUMINANCE)
    ring = dark & (distance >= _RING[0]) & (distance <= _RING[1])
    away = dark & (distance >= _AWAY[0]) & (distance <= _AWAY[1])
    if min(ring.mean(), away.mean()) < _LEAST_SHARE:
        return None
    changed = after @ _LUMINANCE
    gain = changed[away].mean() / luminance[away].mean()
    return float(255 * abs(changed[ring].mean() - gain * luminance[ring].mean()))
