"""Image formation: a photo is the scene times the light that fell on it."""

from torch import Tensor


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


def held_below_white(photo: Tensor, illumination: Tensor) -> Tensor:
    """The illumination that lets highlights roll off: what the camera did not clip stays below white.

    With x the brightest channel of the photo and e that of photo / L, the result's brightest channel is
    f = e / sqrt(1 + e^2 - x^2): about e in the shadows, and 1 only where x is 1. The other channels are
    divided by the same factor, so hue is kept. The inverse is e^2 = f^2 (1 - x^2) / (1 - f^2).

    Args:
        photo: low-exposure photo, (..., 3), at least 0.
        illumination: L, the same shape, (0, 1].

    Returns:
        L, the same shape, nowhere darker than it was, (0, 1].
    """
    brightest = photo.amax(dim=-1, keepdim=True)
    brightened = (photo / illumination).amax(dim=-1, keepdim=True)
    factor = (1 + brightened.square() - brightest.square()).clamp(min=1).sqrt()
    return (illumination * factor).clamp(max=1)
