"""Image formation: a photo is the scene times the light that fell on it."""

import torch
from torch import Tensor

LUMINANCE = (0.2126, 0.7152, 0.0722)
"""Weights of red, green and blue in encoded sRGB (BT.709)."""
_WHITE = 0.995
"""Which quantile of the luminance is the brightest that a photo shows."""
_NO_SIGNAL = 3 / 255
_MOST_HELD = 8.0
_DARKEST = 1e-6


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


def held_below_white(photo: Tensor, illumination: Tensor, strength: float = 1.0) -> Tensor:
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
    """The illumination that leaves black black: what holds no signal is not amplified.

    Stray light in the lens and the black level of the sensor leave no signal below about a hundredth of the
    brightest that the photo shows. With y the luminance and s = 3 / 255 of that white, the light of L becomes
    that of L (1 + (s / y)^2), at most three stops brighter.

    Args:
        photo: low-exposure photo at its working size, (N, 3, H, W), 0..1, in which noise is averaged.
        illumination: L, the same shape, (0, 1].

    Returns:
        L, the same shape, nowhere darker than it was, (0, 1].
    """
    weights = torch.tensor(LUMINANCE, device=photo.device)[:, None, None]
    luminance = (photo * weights).sum(dim=1, keepdim=True)
    white = luminance.flatten(1).quantile(_WHITE, dim=1).view(-1, 1, 1, 1)
    signal = luminance / (_NO_SIGNAL * white).clamp(min=_DARKEST)
    factor = (1 + signal.clamp(min=_DARKEST).square().reciprocal()).clamp(max=_MOST_HELD)
    return (illumination * factor).clamp(max=1)
