"""Image formation: a photo is the scene times the light that fell on it."""

import torch
from torch import Tensor

from lowexp_gui.model.networks import ILLUMINATION_FLOOR
from lowexp_gui.srgb import LUMINANCE

_WHITE = 0.998
"""The quantile of the luminance that counts as the brightest of a photo."""
_WHITE_OF_MEAN = 10.0
"""A white above this many times the photo's mean is that of a few lamps; it says little of the rest."""
_NO_SIGNAL, _NO_COLOUR = 6 / 255, 12 / 255
"""Parts of that brightest value below which brightness, and colour, mean little."""
_MOST_HELD, _MOST_COLOUR = 16.0, 2.5
_LEAST_LIGHT = 0.16
_LEAST_WHITE, _LEAST_VALUE, _LEAST_SQUARE = 1e-3, 1e-3, 1e-12


def expose(scene: Tensor, illumination: Tensor) -> Tensor:
    """The low-exposure photo of a scene: le = ne * L, element-wise (article, formula 1).

    Args:
        scene: normally exposed picture, (N, 3, H, W), 0..1.
        illumination: illumination map, the same shape, (0, 1].
    """
    return scene * illumination


def enhance(photo: Tensor, illumination: Tensor) -> Tensor:
    """The normally exposed picture: ne = le / L, element-wise (article, formula 2).

    Args:
        photo: low-exposure photo, (N, 3, H, W), 0..1.
        illumination: illumination map, the same shape, (0, 1].

    Returns:
        Values from 0, not clipped at 1.
    """
    return photo / illumination


def roll_off_highlights(photo: Tensor, illumination: Tensor, strength: float = 1.0) -> Tensor:
    """The illumination that lets highlights roll off: what the camera did not clip stays below white.

    With x the brightest channel of the photo and e that of photo / L, the result's brightest channel is
    f = e / sqrt(1 + e^2 - x^2): about e in the shadows, and 1 only where x is 1. The other channels are
    divided by the same factor, so hue is kept. The inverse is e^2 = f^2 (1 - x^2) / (1 - f^2).

    Args:
        photo: low-exposure photo, (..., 3), at least 0.
        illumination: L, the same shape, (0, 1].
        strength: power of the factor on L, 0..1; with 0 nothing is held.

    Returns:
        L, the same shape, nowhere darker than it was, (0, 1].
    """
    brightest, brightened = _largest(photo).clamp(min=0), _largest(photo / illumination).clamp(min=0)
    squared = (1 + brightened * brightened - brightest * brightest).clamp(min=1)
    factor = squared.sqrt() if strength == 1 else squared ** (strength / 2)
    return (illumination * factor[..., None]).clamp(max=1)


def _largest(picture: Tensor) -> Tensor:
    """The largest channel of each pixel, several times as quick as a maximum along an axis of three."""
    return torch.maximum(torch.maximum(picture[..., 0], picture[..., 1]), picture[..., 2])


def above_black(photo: Tensor, illumination: Tensor) -> Tensor:
    """The illumination that leaves black black: what holds no signal is neither amplified nor coloured.

    Stray light in the lens, the sensor's black level and the steps of eight bits leave little signal below a
    hundredth of the brightest that a photo shows. With y the luminance, w that white, and v the smaller of w
    and ten times the mean of the photo:

    * L becomes L (1 + (s / y)^2) with s = 6 / 255 v, at most 16 L, and at least 0.16 v: nothing gets more
      than 6 times as bright, unless the whole photo is dark, or all of it but some lamps;
    * then the L of each channel x is multiplied by (x / y)^q with q = c^2 / (c^2 + y^2) and c = 12 / 255 w:
      colours, which are known less well than brightness, turn grey.

    Args:
        photo: low-exposure photo at its working size, (N, 3, H, W), 0..1, in which noise is averaged.
        illumination: L, the same shape, (0, 1].

    Returns:
        L, the same shape, within ILLUMINATION_FLOOR and 1.
    """
    weights = torch.tensor(LUMINANCE, device=photo.device)[:, None, None]
    luminance = (photo * weights).sum(dim=1, keepdim=True)
    white = luminance.flatten(1).quantile(_WHITE, dim=1).view(-1, 1, 1, 1).clamp(min=_LEAST_WHITE)
    usual = torch.minimum(white, _WHITE_OF_MEAN * photo.mean(dim=(1, 2, 3), keepdim=True))
    square = luminance.square()
    factor = (1 + (_NO_SIGNAL * usual).square() / square.clamp(min=_LEAST_SQUARE)).clamp(max=_MOST_HELD)
    no_colour = (_NO_COLOUR * white).square()
    colour = ((photo + _LEAST_VALUE) / (luminance + _LEAST_VALUE)).clamp(1 / _MOST_COLOUR, _MOST_COLOUR)
    held = torch.maximum(illumination * factor, _LEAST_LIGHT * usual).clamp(max=1)
    return (held * colour ** (no_colour / (no_colour + square))).clamp(ILLUMINATION_FLOOR, 1)
