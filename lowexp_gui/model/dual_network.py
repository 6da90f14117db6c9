"""The article's progressive dual network: Table 1, layer by layer (93,705 parameters).

Every layer is followed by a ReLU (formulas 3 and 4) but the output layers: an illumination map must stay
in (0, 1], and a noise map must be signed.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from lowexp_gui.model.formation import enhance

ILLUMINATION_FLOOR = 0.01
"""The darkest light that can be predicted, so that no pixel is amplified more than 100 times."""

ENHANCEMENT_STRIDE = 4
"""Photos for the enhancement network have sides that are multiples of this."""

DENOISING_STRIDE = 2
"""Photos for the denoising network have sides that are multiples of this."""

DENOISING_REACH = 8
"""A noise value depends on pixels at most this far away, 4 in each of the two passes."""


class Illumination(NamedTuple):
    """Both estimates of the light, each (N, 3, H, W) in (0, 1].

    Attributes:
        coarse: L1, of the first step.
        fine: L2, of the second step; the one that enhances the photo.
    """

    coarse: Tensor
    fine: Tensor


def _convolution(inputs: int, outputs: int, stride: int = 1, size: int = 3) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, size, stride, padding=size // 2)


def _transposed(inputs: int, outputs: int) -> nn.ConvTranspose2d:
    return nn.ConvTranspose2d(inputs, outputs, 3, stride=2, padding=1, output_padding=1)


def _to_illumination(features: Tensor) -> Tensor:
    return ILLUMINATION_FLOOR + (1 - ILLUMINATION_FLOOR) * torch.sigmoid(features)


class CoarseStep(nn.Sequential):
    """Step 1 of the enhancement, 5 layers: c16/1 c32/2 c64/2 d32/2 d3/2."""

    def __init__(self) -> None:
        super().__init__(
            _convolution(3, 16),
            nn.ReLU(),
            _convolution(16, 32, stride=2),
            nn.ReLU(),
            _convolution(32, 64, stride=2),
            nn.ReLU(),
            _transposed(64, 32),
            nn.ReLU(),
            _transposed(32, 3),
        )


class FineStep(nn.Sequential):
    """Step 2 of the enhancement, 4 layers: c32/2 c64/2 d32/2 d3/2."""

    def __init__(self) -> None:
        super().__init__(
            _convolution(6, 32, stride=2),
            nn.ReLU(),
            _convolution(32, 64, stride=2),
            nn.ReLU(),
            _transposed(64, 32),
            nn.ReLU(),
            _transposed(32, 3),
        )


class EnhancementNetwork(nn.Module):
    """Estimates the illumination map in two steps, coarse then fine (Table 1, upper half).

    The second step sees the photo and what the first step made of it. That preliminary result is clipped
    to 0..1 on the way in, a choice: it keeps the second step's input in the range of a picture.
    """

    def __init__(self) -> None:
        super().__init__()
        self.coarse = CoarseStep()
        self.fine = FineStep()

    def forward(self, photo: Tensor) -> Illumination:
        """Both illumination maps of a photo.

        Args:
            photo: (N, 3, H, W), 0..1; H and W multiples of 4.
        """
        coarse = _to_illumination(self.coarse(photo))
        preliminary = enhance(photo, coarse).clamp(max=1)
        fine = _to_illumination(self.fine(torch.cat((preliminary, photo), dim=1)))
        return Illumination(coarse, fine)


class NoiseStep(nn.Sequential):
    """One pass of the denoiser, 5 layers: c16/1 c32/2 1x1-c32/1 d16/2 c3/1."""

    def __init__(self) -> None:
        super().__init__(
            _convolution(3, 16),
            nn.ReLU(),
            _convolution(16, 32, stride=2),
            nn.ReLU(),
            _convolution(32, 32, size=1),
            nn.ReLU(),
            _transposed(32, 16),
            nn.ReLU(),
            _convolution(16, 3),
        )


class DenoisingNetwork(nn.Module):
    """Predicts the noise of an enhanced photo in two passes of one shared step (Table 1, lower half)."""

    def __init__(self) -> None:
        super().__init__()
        self.step = NoiseStep()

    def forward(self, photo: Tensor) -> Tensor:
        """The noise g(wn), signed: the clean photo is `photo - noise`.

        The second pass sees the photo less the noise of the first, and finds what is left; the noise is
        the sum of both.

        Args:
            photo: enhanced photo, (N, 3, H, W), 0..1; H and W multiples of 2.
        """
        coarse: Tensor = self.step(photo)
        fine: Tensor = self.step(photo - coarse)
        return coarse + fine


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
