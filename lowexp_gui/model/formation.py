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
