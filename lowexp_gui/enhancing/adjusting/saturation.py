"""Saturation about luminance."""

from typing import TYPE_CHECKING

from lowexp_gui.enhancing.adjusting.adjustment import Adjustment, AdjustmentGroup, Space
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Tensor


def _saturate(picture: "Tensor", saturation: float) -> None:
    """Keep a pixel's luminance, and change its distance from grey."""
    import torch

    from lowexp_gui.srgb import LUMINANCE

    grey = torch.tensor(LUMINANCE)[:, None].expand(3, 3)
    picture.copy_(picture @ (saturation * torch.eye(3) + (1 - saturation) * grey))


SATURATION = Adjustment(
    title=QT_TRANSLATE_NOOP("adjustments", "Saturation"),
    hint=QT_TRANSLATE_NOOP("adjustments", "How strong colours are; 0 % is black and white"),
    help="0 is black and white.",
    group=AdjustmentGroup.COLOUR,
    least=0,
    neutral=1,
    most=2,
    space=Space.ENCODED,
    formula="y + s (x - y)",
    tone=_saturate,
)
"""Factor on each colour's distance from grey."""
