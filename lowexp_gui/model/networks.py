"""What every pair of networks offers, whatever its layers: light first, then noise."""

from abc import ABC, abstractmethod
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

ILLUMINATION_FLOOR = 0.01
"""The darkest light that can be predicted, so that no pixel is amplified more than 100 times."""

_RELATIVE_EDGE = 0.05
_SMALLEST_EDGE = 1e-3


class Illumination(NamedTuple):
    """Both estimates of the light, each (N, 3, H, W) in (0, 1].

    Attributes:
        coarse: L1, of the first step.
        fine: L2, of the second step; the one that enhances the photo.
    """

    coarse: Tensor
    fine: Tensor


class EnhancementNetwork(nn.Module, ABC):
    """Estimates the illumination map of a photo at its working size.

    Attributes:
        stride: photos have sides that are multiples of this.
    """

    stride: int

    @abstractmethod
    def forward(self, photo: Tensor) -> Illumination:
        """Both illumination maps of a photo (N, 3, H, W), 0..1."""

    def edge(self, guide: Tensor) -> Tensor:
        """The spread of luminance from which the light follows an edge, in guided upsampling.

        It is relative: dark photos have small differences.

        Args:
            guide: luminance, (N, 1, H, W), 0..1.

        Returns:
            (N, 1, 1, 1).
        """
        return relative_edge(guide)


class DenoisingNetwork(nn.Module, ABC):
    """Predicts the noise of an enhanced photo, from what is near to each pixel alone.

    Attributes:
        stride: photos have sides that are multiples of this.
        reach: a noise value depends on pixels at most this far away; a multiple of the stride.
        centre: the level that photos are given relative to; see `folded`.
    """

    stride: int
    reach: int
    centre: float = 0.0

    @abstractmethod
    def forward(self, photo: Tensor, illumination: Tensor) -> Tensor:
        """The noise g(wn), signed: the clean photo is `photo - noise`.

        Args:
            photo: enhanced photo less `centre`, (N, 3, H, W), 0..1 where that is 0; float32, or of the
                network's precision.
            illumination: the light that it was divided by, of the same shape and precision, (0, 1]: how much
                its noise grew.
        """

    def folded(self) -> "DenoisingNetwork":
        """A network that gives the same noise and suits inference better, in fewer layers or less precision.

        It may want photos relative to another level: numbers near zero lose less in bfloat16.
        """
        return self


def relative_edge(guide: Tensor) -> Tensor:
    """A fixed part of a guide's mean, (N, 1, 1, 1), of a guide (N, 1, H, W) in 0..1."""
    return guide.mean(dim=(1, 2, 3), keepdim=True) * _RELATIVE_EDGE + _SMALLEST_EDGE


def to_illumination(features: Tensor) -> Tensor:
    """Any numbers as light, between ILLUMINATION_FLOOR and 1."""
    return ILLUMINATION_FLOOR + (1 - ILLUMINATION_FLOOR) * torch.sigmoid(features)


def pad_to_multiple(photo: Tensor, multiple: int) -> Tensor:
    """The photo (N, C, H, W), reflected at the right and bottom, to sides that `multiple` divides.

    Photos too small to reflect are continued by their last row or column.
    """
    height, width = photo.shape[-2:]
    down, right = -height % multiple, -width % multiple
    mode = "reflect" if height > down and width > right else "replicate"
    return functional.pad(photo, (0, right, 0, down), mode=mode) if down or right else photo


def parameter_count(network: nn.Module) -> int:
    """How many trained numbers a network has."""
    return sum(parameter.numel() for parameter in network.parameters())
