"""The denoiser of the whole-scene dual network: told how much each pixel was amplified, in squares of pixels.

As in the article, noise is found coarse, then fine, and subtracted. What is new:

* the denoiser is told the illumination map: the noise of a dark pixel, divided by its light, is a known
  multiple of what the camera made;
* pixels enter and leave in squares of 4 x 4 (space-to-depth), so that every layer works at a sixteenth of the
  pixels or fewer;
* it does not draw the noise, which takes as many features as there are values in a square: it guesses the
  clean photo, from features and from the square's own pixels, and says which share of each pixel's deviation
  from the guess is noise.
"""

import copy
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from lowexp_gui.model.networks import DenoisingNetwork, SizeLimits

_SIDE = 4
_VALUES = 3 * _SIDE**2
_NEAR = 32
_BLOTCH = 64
_CLOUD = 96
# Of more, products would leave a processor's cache; of fewer, they would be slow to begin.
_SQUARES_AT_ONCE = 32768
_REACH = 48
_FIRST_SHARE = -2.0
_FIRST_GUESS = 0.4


def _convolution(channels: int) -> nn.Conv2d:
    """Of features that are `bordered`: what is near, seen from the last squares too."""
    return nn.Conv2d(channels, channels, 3)


class Features(NamedTuple):
    """What the layers of a `SceneDenoising` make of a photo, none below 0, each (N, C, H, W) of its squares.

    Attributes:
        square, told_square: of squares of 4 x 4 pixels: alone, and told of blotches.
        seen_blotches, blotches, told_blotches: of 8 x 8, likewise told of clouds.
        seen_clouds, clouds: of 16 x 16.
        near: of squares of 4 x 4 and their neighbours.
    """

    square: Tensor
    seen_blotches: Tensor
    blotches: Tensor
    seen_clouds: Tensor
    clouds: Tensor
    told_blotches: Tensor
    told_square: Tensor
    near: Tensor


class Refinement(nn.Module):
    """Two convolutions over squares of 4 x 4 pixels beside a shortcut.

    Attributes:
        reach: how many pixels further the features of a square look.
    """

    reach = 2 * _SIDE

    def __init__(self) -> None:
        super().__init__()
        self.first = _convolution(_NEAR)
        self.second = _convolution(_NEAR)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.get_parameter("bias"))

    def forward(self, near: Tensor) -> Tensor:
        """Features (N, C, H, W), none below 0, of the same shape as those given."""
        inner = self.first(bordered(near)).relu_()
        refined: Tensor = near + self.second(bordered(inner))
        return refined.relu_()


class SceneDenoising(DenoisingNetwork):
    """Guesses the clean photo, then says which share of each pixel's deviation from it is noise.

    Layers that look near work on squares of 4 x 4 pixels, those that look far on squares of 8 x 8 (blotches)
    and 16 x 16 (clouds of colour): too coarse to draw details, and so quick. Details come from the photo
    itself: where the share is 1, the guess replaces the pixel, as in a smooth wall; where it is 0, the pixel
    stays. Nothing depends on the whole photo, so tiles give what the whole would.
    """

    limits = SizeLimits(multiple=16)
    square = _SIDE

    def __init__(self, refinements: int = 0) -> None:
        """A fresh network.

        Args:
            refinements: how many residual blocks look at squares of 4 x 4 once more; fresh ones change
                nothing.
        """
        super().__init__()
        self.reach = _REACH + refinements * Refinement.reach
        self.entrance = nn.Conv2d(_VALUES, _NEAR, 1)
        self.amplification = nn.Conv2d(3, _NEAR, 1)
        self.to_blotches = nn.Conv2d(_NEAR, _BLOTCH, 2, stride=2)
        self.blotches = _convolution(_BLOTCH)
        self.to_clouds = nn.Conv2d(_BLOTCH, _CLOUD, 2, stride=2)
        self.clouds = _convolution(_CLOUD)
        self.from_clouds = nn.Conv2d(_CLOUD, 4 * _BLOTCH, 1)
        self.from_blotches = nn.Conv2d(_BLOTCH, 4 * _NEAR, 1)
        self.near = _convolution(_NEAR)
        self.refinements = nn.Sequential(*(Refinement() for _ in range(refinements)))
        # They see the square itself beside its features, which are fewer than its pixels.
        self.guess = nn.Conv2d(_NEAR + _VALUES, _VALUES, 1)
        self.share = nn.Conv2d(_NEAR + _VALUES, _VALUES, 1)
        # Fresh networks guess grey, and trust it little.
        for layer, first in ((self.guess, _FIRST_GUESS), (self.share, _FIRST_SHARE)):
            nn.init.normal_(layer.weight, std=1e-2)
            nn.init.constant_(layer.get_parameter("bias"), first)

    def forward(self, squares: Tensor, illumination: Tensor) -> Tensor:
        """The noise; see `DenoisingNetwork`. H and W are multiples of 16."""
        near = self.features(squares, illumination).near
        return as_picture(self.noise_of(one_by_one(squares), one_by_one(near)), squares)

    def features(self, squares: Tensor, illumination: Tensor) -> Features:
        """What the layers make of a photo, in squares; the arguments are those of `forward`."""
        square = as_picture(self.entered(one_by_one(squares), one_by_one(illumination)).relu_(), squares)
        seen_blotches = self.to_blotches(square).relu_()
        blotches = self.blotches(bordered(seen_blotches)).relu_()
        seen_clouds = self.to_clouds(blotches).relu_()
        clouds = self.clouds(bordered(seen_clouds)).relu_()
        told_blotches = functional.pixel_shuffle(self.from_clouds(clouds), 2).add_(blotches).relu_()
        told_square = functional.pixel_shuffle(self.from_blotches(told_blotches), 2).add_(square).relu_()
        near = self.refinements(self.near(bordered(told_square)).relu_())
        return Features(
            square, seen_blotches, blotches, seen_clouds, clouds, told_blotches, told_square, near
        )

    def entered(self, pixels: Tensor, illumination: Tensor) -> Tensor:
        """The first features, of any sign, (squares, channels), of pixels and light one square by one."""
        stops = illumination.log2().div_(4)
        precision = self.entrance.weight.dtype
        bias = self.entrance.get_parameter("bias") + self.amplification.get_parameter("bias")
        seen = functional.linear(pixels.to(precision), self.entrance.weight.flatten(1), bias)
        return _plus_product(seen, stops.to(precision), self.amplification.weight.flatten(1))

    def noise_of(self, pixels: Tensor, features: Tensor) -> Tensor:
        """The share of noise times the deviation from the guess, (squares, values), in the pixels' memory.

        Args:
            pixels: (squares, values).
            features: near, (squares, channels), in channels-last order.
        """
        if torch.is_grad_enabled() or pixels.device.type != "cpu":
            return torch.mul(*self._deviation_and_share(pixels, features))
        parts = (torch.split(each, _SQUARES_AT_ONCE) for each in (pixels, features))
        for some_pixels, some_features in zip(*parts, strict=True):
            torch.mul(*self._deviation_and_share(some_pixels, some_features), out=some_pixels)
        return pixels

    def _deviation_and_share(self, pixels: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        weight, bias = self.guess.weight.flatten(1), self.guess.get_parameter("bias")
        # Pixels less the guess, as one product.
        whole = torch.eye(_VALUES, dtype=weight.dtype, device=weight.device)
        deviation = _of_both(pixels, features, -weight[:, :_NEAR], whole - weight[:, _NEAR:], -bias)
        weight, bias = self.share.weight.flatten(1), self.share.get_parameter("bias")
        share = _of_both(pixels, features, weight[:, :_NEAR], weight[:, _NEAR:], bias)
        return deviation, share.sigmoid_()


def _of_both(
    pixels: Tensor, features: Tensor, of_features: Tensor, of_pixels: Tensor, bias: Tensor
) -> Tensor:
    """What a layer makes of features and pixels beside each other."""
    made = functional.linear(features, of_features, bias)
    return _plus_product(made, pixels.to(made.dtype), of_pixels)


def _plus_product(values: Tensor, others: Tensor, weight: Tensor) -> Tensor:
    """Values, which may be overwritten, plus what a layer without bias makes of others."""
    # Autocast knows the product that makes new memory only.
    if torch.is_grad_enabled():
        return torch.addmm(values, others, weight.T)
    return values.addmm_(others, weight.T)


def places_together(layer: nn.Conv2d) -> nn.Conv2d:
    """A layer before a pixel shuffle by 2, with all channels of a pixel beside each other in its output."""
    ordered = copy.deepcopy(layer).requires_grad_(False)
    order = torch.arange(layer.out_channels).view(-1, 4).T.flatten()
    ordered.weight.copy_(layer.weight[order])
    ordered.get_parameter("bias").copy_(layer.get_parameter("bias")[order])
    return ordered


def add_places(features: Tensor, coarse: Tensor) -> Tensor:
    """Features (N, C, H, W) plus coarser ones (N, 4 C, H / 2, W / 2), places together; all channels-last."""
    count, channels, height, width = features.shape
    own = features.permute(0, 2, 3, 1).view(count, height // 2, 2, width // 2, 2 * channels)
    places = coarse.permute(0, 2, 3, 1).view(count, height // 2, width // 2, 2, 2 * channels)
    return (own + places.transpose(2, 3)).view(count, height, width, channels).permute(0, 3, 1, 2)


def bordered(features: Tensor) -> Tensor:
    """Features (N, C, H, W), and around them the last ones again: (N, C, H + 2, W + 2).

    With zeros there, a photo's outermost pixels would be shifted in colour.
    """
    return functional.pad(features, (1, 1, 1, 1), mode="replicate")


def one_by_one(picture: Tensor) -> Tensor:
    """A picture (N, C, H, W) as (N H W, C): layers that see one square are products of matrices."""
    return picture.permute(0, 2, 3, 1).flatten(0, 2)


def as_picture(values: Tensor, like: Tensor) -> Tensor:
    """(N H W, C) as (N, C, H, W), with the N, H and W of another picture."""
    count, _, rows, columns = like.shape
    return values.view(count, rows, columns, -1).permute(0, 3, 1, 2)
