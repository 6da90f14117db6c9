"""The enhancement network in training as in use: on a small copy of the scene, its light brought up again."""

import torch
from torch import Tensor
from torch.nn import functional

from lowexp_gui.enhancing.illumination import guided_lines, luminance
from lowexp_gui.model.networks import ILLUMINATION_FLOOR, EnhancementNetwork, Illumination


def illumination_in_use(network: EnhancementNetwork, photo: Tensor, working_size: int) -> Illumination:
    """Both illumination maps of a batch at its full size, by way of the working size.

    Gradients flow through the guided upsampling, so the network learns the light that is used, not the
    light at the working size.

    Args:
        network: gives an `Illumination` of a batch.
        photo: (N, 3, side, side), 0..1.
        working_size: side of what the network sees, pixels, a multiple of 4; photos that are no larger go in
            as they are.
    """
    if photo.shape[-1] <= working_size:
        coarse, fine = network(photo)
        return Illumination(coarse.float(), fine.float())
    small = functional.interpolate(photo, size=(working_size, working_size), mode="area")
    coarse, fine = network(small.contiguous(memory_format=torch.channels_last))
    guide = luminance(photo.permute(0, 2, 3, 1))[:, None]
    small_guide = luminance(small.permute(0, 2, 3, 1))[:, None]
    edge = network.edge(small_guide)
    return Illumination(*(_brought_up(light.float(), small_guide, guide, edge) for light in (coarse, fine)))


def _brought_up(light: Tensor, small_guide: Tensor, guide: Tensor, edge: Tensor) -> Tensor:
    slope, offset = (
        functional.interpolate(lines, size=guide.shape[-2:], mode="bilinear", align_corners=False)
        for lines in guided_lines(light, small_guide, edge)
    )
    return (slope * guide + offset).clamp(ILLUMINATION_FLOOR, 1)
