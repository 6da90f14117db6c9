"""What an adjustment is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from lowexp_gui.translatable import QT_TRANSLATE_NOOP, Translatable


class Space(StrEnum):
    """The numbers that an adjustment works with."""

    ENCODED = "extended sRGB"
    LINEAR = "linear light, sRGB primaries"


class AdjustmentGroup(StrEnum):
    """The part of the window's panel that an adjustment is in, in the order of the panel."""

    LIGHT = "light"
    NOISE = "noise"
    COLOUR = "colour"


GROUP_TITLES = {
    AdjustmentGroup.LIGHT: QT_TRANSLATE_NOOP("adjustments", "Light"),
    AdjustmentGroup.NOISE: QT_TRANSLATE_NOOP("adjustments", "Noise"),
    AdjustmentGroup.COLOUR: QT_TRANSLATE_NOOP("adjustments", "Colour"),
}


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """One thing that can be changed.

    Attributes:
        title, hint: for the window.
        help: for the command line.
        group: where the window shows it.
        least, neutral, most: its range, and the value that changes nothing of the networks' own result.
        space: of the numbers in its formula.
        formula: what it does to a picture x, in words of `enhancing.toning` and `enhancing.rendering`: L is
            the illumination, n the noise of photo / L, m the largest channel, y the luminance (BT.709).
        track: sRGB colours, as #rrggbb, of the two ends of the slider in the window; None for a plain one.
        tone: changes a block (rows, columns, 3) in place, pixel by pixel, so that a preview, a tile and an
            export agree. Its arguments are the block, a tensor of numbers of `space`, and the values of all
            adjustments that share the tone, in their order. None for what `enhancing.rendering` does itself.
    """

    title: Translatable
    hint: Translatable
    help: str
    group: AdjustmentGroup
    least: float
    neutral: float
    most: float
    space: Space
    formula: str
    tone: Callable[..., None] | None = None
    track: tuple[str, str] | None = None
