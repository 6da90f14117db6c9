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
from lowexp_gui.srgb import ENCODED_BREAK, EXPONENT, OFFSET, SLOPE

# Light at the break as the power has it, so that both parts of the curve meet exactly.
_POWER_BREAK = ((ENCODED_BREAK + OFFSET) / (1 + OFFSET)) ** EXPONENT


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
    high = to_power(size.clamp(min=ENCODED_BREAK).add_(OFFSET).div_(1 + OFFSET), EXPONENT)
    # The straight part up to its end, and the power from there on: faster than a choice for each pixel.
    size.clamp_(max=ENCODED_BREAK).div_(SLOPE).add_(high).sub_(_POWER_BREAK)
    torch.copysign(size, picture, out=picture)


def _to_encoded(picture: Tensor) -> None:
    """Linear light to extended sRGB."""
    size = picture.abs()
    high = to_power(size.clamp(min=_POWER_BREAK), 1 / EXPONENT).mul_(1 + OFFSET).sub_(OFFSET)
    size.clamp_(max=_POWER_BREAK).mul_(SLOPE).add_(high).sub_(ENCODED_BREAK)
    torch.copysign(size, picture, out=picture)
