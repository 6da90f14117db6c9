"""White balance: stops between red and blue, and between green and magenta."""

import math
from typing import TYPE_CHECKING

from lowexp_gui.enhancing.adjusting.adjustment import Adjustment, AdjustmentGroup, Space
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Tensor


def _balance(picture: "Tensor", temperature: float, tint: float) -> None:
    """Multiply red, green and blue by factors that keep the luminance of grey."""
    import torch

    from lowexp_gui.srgb import LUMINANCE

    stops = torch.tensor((temperature, -tint, -temperature)) / 2
    gains = stops.exp2()
    picture.mul_(gains / (gains @ torch.tensor(LUMINANCE)))


def neutralising_balance(red: float, green: float, blue: float) -> tuple[float, float]:
    """The temperature and tint with which a colour becomes grey, by the inverse of `_balance`.

    Args:
        red, green, blue: linear light before the white balance, above 0.

    Returns:
        Temperature and tint; they may be out of range.
    """
    # red 2^(t/2) = blue 2^(-t/2) = green 2^(-n/2)
    temperature = math.log2(blue / red)
    return temperature, 2 * math.log2(green / math.sqrt(red * blue))


TEMPERATURE = Adjustment(
    title=QT_TRANSLATE_NOOP("adjustments", "Temperature"),
    hint=QT_TRANSLATE_NOOP("adjustments", "Cooler or warmer light"),
    help="Warmer (above 0) or cooler light.",
    group=AdjustmentGroup.COLOUR,
    least=-1,
    neutral=0,
    most=1,
    space=Space.LINEAR,
    formula="red x 2^(t/2), blue x 2^(-t/2)",
    tone=_balance,
    track=("#3f7fe0", "#e8a33c"),
)
"""Warmer (above 0) or colder (below 0) light; 1 is a stop between red and blue."""
TINT = Adjustment(
    title=QT_TRANSLATE_NOOP("adjustments", "Tint"),
    hint=QT_TRANSLATE_NOOP("adjustments", "Greener or more magenta"),
    help="More magenta (above 0) or green.",
    group=AdjustmentGroup.COLOUR,
    least=-1,
    neutral=0,
    most=1,
    space=Space.LINEAR,
    formula="green x 2^(-t/2)",
    tone=_balance,
    track=("#3fa45a", "#c94fb4"),
)
"""More magenta (above 0) or green (below 0); 1 is half a stop."""
