"""What brightening can spoil, measured beside the photo as it was, without a reference.

Distances are pixels of the pictures as they are given. Pictures are worked through in strips that reach over
into their neighbours, so the figures are those of the whole.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.measuring.measure import Measure
from lowexp_gui.measuring.strips import Picture, strips
from lowexp_gui.srgb import LUMINANCE
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_Plane = NDArray[np.float32]
_NOT_CLIPPED, _BURNT = 0.95, 0.996
_BLACK = 6 / 255
_BLACK_BLUR, _GRAIN_BLUR = 4.0, 2.0
_BLUR_REACH = 16
"""How far the wider of both blurs looks: four times its deviation, as scipy cuts Gaussians off."""
_LEAST_SHARE = 0.002
"""Of the pixels that must be black, or beside a light, for a figure to mean something."""
_LIGHT, _DARK = 0.45, 0.2
_RING = (2, 40)
_AWAY = (60, 160)
_LEAST_LUMINANCE = 1 / 255


def new_burnt_pixels(before: Picture, after: Picture) -> float:
    """Pixels that became white and were not, percent: largest channel below 0.95 before, from 0.996 after.

    Args:
        before, after: sRGB, (H, W, 3), 0..1.
    """
    height, width = before.shape[:2]
    count = sum(
        int(((before[rows].max(axis=-1) < _NOT_CLIPPED) & (after[rows].max(axis=-1) >= _BURNT)).sum())
        for rows in strips(height, width)
    )
    return 100 * count / (height * width)


NEW_BURNT_PIXELS = Measure(
    name="new_burnt_pixels",
    title=QT_TRANSLATE_NOOP("figures", "Newly clipped pixels"),
    unit="%",
    more_is_better=False,
    digits=2,
    widest=88.88,
    formula="share of pixels whose brightest channel was below 0.95 and became 0.996 or more",
    change=new_burnt_pixels,
)


def noise_in_black(before: Picture, after: Picture) -> float | None:
    """How grainy black became, of 255: deviation of luminance after a Gaussian of 2 pixels is subtracted.

    Black is where the photo before, blurred by 4 pixels, is below 6 of 255. None where there is hardly any.

    Args:
        before, after: sRGB, (H, W, 3), 0..1.
    """
    from scipy.ndimage import gaussian_filter

    count, total, squares = 0, 0.0, 0.0
    for was, became, own in _luminances(before, after, _BLUR_REACH):
        grain = (became - gaussian_filter(became, _GRAIN_BLUR))[own][_is_black(was)[own]].astype(np.float64)
        count += grain.size
        total += float(grain.sum())
        squares += float(np.square(grain).sum())
    if _is_rare(count, before):
        return None
    return float(255 * np.sqrt(max(0.0, squares / count - (total / count) ** 2)))


NOISE_IN_BLACK = Measure(
    name="noise_in_black",
    title=QT_TRANSLATE_NOOP("figures", "Noise in black"),
    unit="",
    more_is_better=False,
    digits=2,
    widest=88.88,
    formula="deviation of 8-bit luminance from its blur by 2 pixels, where the photo, blurred by 4 pixels, "
    "was below 6",
    change=noise_in_black,
)


def black_becomes(before: Picture, after: Picture) -> float | None:
    """Mean luminance of what was black, of 255; see `noise_in_black`."""
    count, total = 0, 0.0
    for was, became, own in _luminances(before, after, _BLUR_REACH):
        black = became[own][_is_black(was)[own]]
        count += black.size
        total += float(black.sum(dtype=np.float64))
    return None if _is_rare(count, before) else 255 * total / count


BLACK_BECOMES = Measure(
    name="black_becomes",
    title=QT_TRANSLATE_NOOP("figures", "Black level"),
    unit="",
    more_is_better=False,
    digits=1,
    widest=88.8,
    formula="mean 8-bit luminance where the photo, blurred by 4 pixels, was below 6",
    change=black_becomes,
)


def halo(before: Picture, after: Picture) -> float | None:
    """How much brighter or darker the dark surroundings of lights became than the dark elsewhere, of 255.

    Dark places (luminance below 0.2 before) from 2 to 40 pixels from a light (above 0.45) are compared with
    those from 60 to 160 pixels from it: the difference between their mean luminance after, and what it would
    be with the gain of those further away. None where there are no such places.

    Args:
        before, after: sRGB, (H, W, 3), 0..1.
    """
    from scipy.ndimage import distance_transform_edt

    sums = np.zeros((2, 3))
    for was, became, own in _luminances(before, after, _AWAY[1]):
        light = was > _LIGHT
        if not light.any():
            continue
        distance = distance_transform_edt(~light)[own]
        was, became = was[own], became[own]
        dark = (was < _DARK) & (was > _LEAST_LUMINANCE)
        for place, (least, most) in enumerate((_RING, _AWAY)):
            here = dark & (distance >= least) & (distance <= most)
            sums[place] += here.sum(), was[here].sum(dtype=np.float64), became[here].sum(dtype=np.float64)
    if any(_is_rare(count, before) for count in sums[:, 0]):
        return None
    ring, away = sums[:, 1:] / sums[:, :1]
    return float(255 * abs(ring[1] - away[1] / away[0] * ring[0]))


HALO = Measure(
    name="halo",
    title=QT_TRANSLATE_NOOP("figures", "Halo"),
    unit="",
    more_is_better=False,
    digits=2,
    widest=88.88,
    formula="8-bit luminance of dark places 2 to 40 pixels from a light: how far it is from what the gain of "
    "those 60 to 160 pixels away would make of it",
    change=halo,
)


def _luminances(before: Picture, after: Picture, reach: int) -> Iterator[tuple[_Plane, _Plane, slice]]:
    """The luminance of both pictures, strip by strip, (rows, W), and which of its rows are the strip's own.

    Args:
        reach: how many rows of its neighbours a strip has.
    """
    height, width = before.shape[:2]
    planes, top, known = np.empty((2, 0, width), np.float32), 0, 0
    for own in strips(height, width):
        first, end = max(0, own.start - reach), min(height, own.stop + reach)
        kept = planes[:, first - top :]
        if known < end:
            # Rows can take long to make: each is asked for once.
            fresh = [picture[known:end] @ np.array(LUMINANCE, np.float32) for picture in (before, after)]
            kept = np.concatenate((kept, np.stack(fresh)), axis=1)
        planes, top, known = kept, first, end
        yield planes[0], planes[1], slice(own.start - top, own.stop - top)


def _is_black(luminance: _Plane) -> NDArray[np.bool_]:
    from scipy.ndimage import gaussian_filter

    black: NDArray[np.bool_] = gaussian_filter(luminance, _BLACK_BLUR) < _BLACK
    return black


def _is_rare(count: float, picture: Picture) -> bool:
    return count == 0 or count < _LEAST_SHARE * picture.shape[0] * picture.shape[1]
