"""What every pair of networks offers, whatever its layers: light first, then noise."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
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


@dataclass(frozen=True)
class SizeLimits:
    """Which photos a network takes.

    Attributes:
        multiple: sides of a photo are multiples of this, and not zero, pixels.
    """

    multiple: int

    def padded(self, side: int) -> int:
        """The nearest length from `side` on that a network takes, pixels."""
        return max(1, -(-side // self.multiple)) * self.multiple

    def check(self, photo: Tensor) -> None:
        """Refuse a photo (N, 3, H, W) of another size.

        Raises:
            ValueError: the message says what a side must be.
        """
        height, width = photo.shape[-2:]
        if photo.dim() != 4 or (self.padded(height), self.padded(width)) != (height, width):
            size = " × ".join(str(each) for each in photo.shape)
            raise ValueError(f"a photo is (N, 3, H, W) with multiples of {self.multiple}, not {size}")


class EnhancementNetwork(nn.Module, ABC):
    """Estimates the illumination map of a photo at its working size.

    Attributes:
        limits: of the photo's size.
    """

    limits: SizeLimits

    def forward(self, photo: Tensor) -> Illumination:
        """Both illumination maps of a photo (N, 3, H, W), 0..1.

        Raises:
            ValueError: the photo's size is not within the limits.
        """
        self.limits.check(photo)
        return self.estimate(photo)

    @abstractmethod
    def estimate(self, photo: Tensor) -> Illumination:
        """As `forward`, of a photo whose size is within the limits."""

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

    Photos enter and noise leaves in squares of pixels (space-to-depth), in which a network may work.

    Attributes:
        limits: of the photo's size.
        square: side of the squares, pixels; 1 for networks that work on pixels. It divides `limits.multiple`.
        reach: a noise value depends on pixels at most this far away; a multiple of `limits.multiple`.
    """

    limits: SizeLimits
    square: int = 1
    reach: int

    @abstractmethod
    def forward(self, squares: Tensor, illumination: Tensor) -> Tensor:
        """The noise g(wn), signed, in squares: the clean photo is photo - noise.

        Args:
            squares: enhanced photo, 0..1, as `to_squares` gives it: (N, 3 s s, H / s, W / s) with the side s
                of a square; float32, or of the precision of the network's first layer. In inference the
                noise may take its memory.
            illumination: the light that the photo was divided by, at the first pixel of each square, (N, 3,
                H / s, W / s), (0, 1], of the same precision: how much its noise grew.
        """

    def noise(self, photo: Tensor, illumination: Tensor) -> Tensor:
        """The noise of a photo as a picture.

        Args:
            photo: enhanced photo, (N, 3, H, W).
            illumination: the light that it was divided by, of the same shape.

        Raises:
            ValueError: the photo's size is not within the limits.
        """
        self.limits.check(photo)
        squares = self(to_squares(photo, self.square), at_corners(illumination, self.square))
        return from_squares(squares, self.square)


def to_squares(photo: Tensor, side: int) -> Tensor:
    """A photo (N, 3, H, W) in squares: (N, side side 3, H / side, W / side), channels-last in memory.

    The values of a square are ordered by row, then column, then colour, as they lie in a channels-last photo.
    """
    if side == 1:
        return photo
    count, colours, height, width = photo.shape
    rows, columns = height // side, width // side
    pixels = photo.permute(0, 2, 3, 1).reshape(count, rows, side, columns, side * colours)
    squares = pixels.transpose(2, 3).reshape(count, rows, columns, side * side * colours)
    return squares.permute(0, 3, 1, 2)


def from_squares(squares: Tensor, side: int) -> Tensor:
    """The inverse of `to_squares`: a photo (N, 3, H, W), channels-last in memory."""
    if side == 1:
        return squares
    count, values, rows, columns = squares.shape
    colours = values // side**2
    pixels = squares.permute(0, 2, 3, 1).reshape(count, rows, columns, side, side * colours)
    photo = pixels.transpose(2, 3).reshape(count, rows * side, columns * side, colours)
    return photo.permute(0, 3, 1, 2)


def at_corners(illumination: Tensor, side: int) -> Tensor:
    """The illumination (N, 3, H, W) at each square's first pixel, (N, 3, H / side, W / side)."""
    return illumination[..., ::side, ::side]


def relative_edge(guide: Tensor) -> Tensor:
    """A fixed part of a guide's mean, (N, 1, 1, 1), of a guide (N, 1, H, W) in 0..1."""
    return guide.mean(dim=(1, 2, 3), keepdim=True) * _RELATIVE_EDGE + _SMALLEST_EDGE


def to_illumination(features: Tensor) -> Tensor:
    """The light of a network's last values, of any size: between ILLUMINATION_FLOOR and 1."""
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
    """How many parameters a network has."""
    return sum(parameter.numel() for parameter in network.parameters())
