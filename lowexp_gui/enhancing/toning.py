"""Tones and colours of a picture whose light and noise are right; see `adjustments.ADJUSTMENTS`.

Each function changes a block (rows, columns, 3) of extended sRGB in place, pixel by pixel, so that a preview,
a tile and an export agree.
"""

import torch
from torch import Tensor

from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.enhancing.powers import to_power
from lowexp_gui.model.formation import LUMINANCE

MIDDLE_GREY = 0.18
"""In linear light: contrast turns about it."""

# The sRGB transfer curve (IEC 61966-2-1).
_SLOPE, _OFFSET, _EXPONENT = 12.92, 0.055, 2.4
# Where its straight part ends, encoded and linear: where both parts meet.
_CURVE_BEGINS = 0.04045
_POWER_BEGINS = ((_CURVE_BEGINS + _OFFSET) / (1 + _OFFSET)) ** _EXPONENT
_BLACK = 1e-30
_LOWEST_KNEE, _LEAST_ROOM = 0.5, 1e-4


def tone(picture: Tensor, adjustments: Adjustments) -> Tensor:
    """Apply white balance, contrast, highlights and saturation, in this order."""
    gains = _white_balance(adjustments)
    if gains is not None or adjustments.contrast != NEUTRAL.contrast:
        _to_linear(picture)
        if gains is not None:
            picture.mul_(gains)
        if adjustments.contrast != NEUTRAL.contrast:
            _stretch(picture, adjustments.contrast)
        _to_encoded(picture)
    if adjustments.highlights > 0:
        _hold_highlights(picture, adjustments.highlights)
    if adjustments.saturation != NEUTRAL.saturation:
        picture.copy_(picture @ _saturating(adjustments.saturation))
    return picture


def _white_balance(adjustments: Adjustments) -> Tensor | None:
    """Factors on linear red, green and blue that keep the luminance of grey; None for no change."""
    if adjustments.temperature == 0 and adjustments.tint == 0:
        return None
    stops = torch.tensor((adjustments.temperature, -adjustments.tint, -adjustments.temperature)) / 2
    gains = stops.exp2()
    return gains / (gains @ torch.tensor(LUMINANCE))


def _saturating(saturation: float) -> Tensor:
    """The matrix that keeps a pixel's luminance and changes its distance from grey."""
    return saturation * torch.eye(3) + (1 - saturation) * torch.tensor(LUMINANCE)[:, None].expand(3, 3)


def _stretch(picture: Tensor, contrast: float) -> None:
    """Multiply the stops from middle grey; what is below black keeps its distance from it alike."""
    signs = picture.sign()
    # Black stays black by its sign; its logarithm would make nonsense of a contrast of 0.
    sizes = picture.abs_().mul_(1 / MIDDLE_GREY).clamp_(min=_BLACK)
    to_power(sizes, contrast).mul_(MIDDLE_GREY).mul_(signs)


def _hold_highlights(picture: Tensor, strength: float) -> None:
    """Bend the largest channel of each pixel below 1, from a knee on; colours keep their proportions."""
    room = max(_LOWEST_KNEE * strength, _LEAST_ROOM)
    knee = 1 - room
    largest = picture.amax(dim=-1, keepdim=True).clamp_(min=knee)
    held = knee + room * torch.tanh((largest - knee) / room)
    picture.mul_(held.div_(largest))


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
