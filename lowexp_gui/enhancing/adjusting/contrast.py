"""Contrast about middle grey."""

from typing import TYPE_CHECKING

from lowexp_gui.enhancing.adjusting.adjustment import Adjustment, AdjustmentGroup, Space
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Tensor

MIDDLE_GREY = 0.18
"""In linear light: contrast turns about it."""
_BLACK = 1e-30


def _stretch(picture: "Tensor", contrast: float) -> None:
    """Multiply the stops from middle grey; what is below black keeps its distance from it alike."""
    from lowexp_gui.enhancing.powers import to_power

    signs = picture.sign()
    # Black stays black by its sign; its logarithm would make nonsense of a contrast of 0.
    sizes = picture.abs_().mul_(1 / MIDDLE_GREY).clamp_(min=_BLACK)
    to_power(sizes, contrast).mul_(MIDDLE_GREY).mul_(signs)


CONTRAST = Adjustment(
    title=QT_TRANSLATE_NOOP("adjustments", "Contrast"),
    hint=QT_TRANSLATE_NOOP("adjustments", "How far bright and dark are apart; middle grey stays the same"),
    help="0 is flat grey, 1 leaves the contrast as it is.",
    group=AdjustmentGroup.LIGHT,
    least=0,
    neutral=1,
    most=2,
    space=Space.LINEAR,
    formula="0.18 (x / 0.18)^c",
    tone=_stretch,
)
"""Factor on each pixel's stops from middle grey."""
