"""Tones and colours of a picture whose light and noise are right; see `adjustments.ADJUSTMENTS`.

Each function changes a block (rows, columns, 3) of extended sRGB in place, pixel by pixel, so that a preview,
a tile and an export agree.
"""

from collections.abc import Callable, Iterator
from itertools import groupby

import torch
from torch import Tensor

from lowexp_gui.enhancing.adjusting.adjustment import Space
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.enhancing.powers import to_power

# The sRGB transfer curve (IEC 61966-2-1).
_SLOPE, _OFFSET, _EXPONENT = 12.92, 0.055, 2.4
# Where its straight part ends, encoded and linear: where both parts meet.
_CURVE_BEGINS = 0.04045
_POWER_BEGINS = ((_CURVE_BEGINS + _OFFSET) / (1 + _OFFSET)) ** _EXPONENT


def tone(picture: Tensor, adjustments: Adjustments) -> Tensor:
    """Apply the tones of all adjustments that are not neutral, in their order."""
    for space, tones in groupby(_tones(adjustments), key=lambda each: each[0]):
        if space is Space.LINEAR:
            _to_linear(picture)
        for _, apply, values in tones:
            apply(picture, *values)
        if space is Space.LINEAR:
            _to_encoded(picture)
    return picture


def _tones(adjustments: Adjustments) -> Iterator[tuple[Space, Callable[..., None], list[float]]]:
    """Each tone that changes something, with the values of the adjustments that share it."""
    of_tone: dict[Callable[..., None], list[str]] = {}
    for name, about in ADJUSTMENTS.items():
        if about.tone is not None:
            of_tone.setdefault(about.tone, []).append(name)
    for apply, names in of_tone.items():
        values = [getattr(adjustments, name) for name in names]
        if values != [ADJUSTMENTS[name].neutral for name in names]:
            yield ADJUSTMENTS[names[0]].space, apply, values


def _to_linear(picture: Tensor) -> None:
    """Extended sRGB to linear light; the curve is mirrored about black."""
    size = picture.abs()
    high = to_power(size.clamp(min=_CURVE_BEGINS).add_(_OFFSET).div_(1 + _OFFSET), _EXPONENT)
    # The straight part up to its end, and the power from there on: faster than a choice for each pixel.
    size.clamp_(max=_CURVE_BEGINS).div_(_SLOPE).add_(high).sub_(_POWER_BEGINS)
    torch.copysign(size, picture, out=picture)


def _to_encoded(picture: Tensor) -> None:
    """Linear light to extended sRGB."""
    size = picture.abs()
    high = to_power(size.clamp(min=_POWER_BEGINS), 1 / _EXPONENT).mul_(1 + _OFFSET).sub_(_OFFSET)
    size.clamp_(max=_POWER_BEGINS).mul_(_SLOPE).add_(high).sub_(_CURVE_BEGINS)
    torch.copysign(size, picture, out=picture)
