"""The denoiser of the whole-scene dual network, which also gets the illumination map.

As in the article, noise is estimated from coarse to fine and subtracted. What is new:

* The denoiser gets the illumination map. Brightening divides the noise of a dark pixel by its light, so
  the map says how strong the noise is.
* Pixels enter and leave in squares of 4 x 4 (space-to-depth), so every layer works on a sixteenth of the
  pixels or fewer.
* The network does not predict the noise directly, which would take as many features as a square has values.
  It predicts an estimate of the clean photo and a gate per value. The noise is gate * (photo - estimate).
"""

import copy

import torch
from torch import Tensor, nn
from torch.nn import functional

from lowexp_gui.model.networks import DenoisingNetwork, SizeLimits

_SIDE = 4
_VALUES = 3 * _SIDE**2
_SCALE1_CHANNELS = 32
_SCALE2_CHANNELS = 64
_SCALE3_CHANNELS = 96
# Larger products do not fit into a processor's cache; smaller ones are dominated by the cost of each call.
_SQUARES_AT_ONCE = 32768
_REACH = 48
_INITIAL_GATE = -2.0
_INITIAL_ESTIMATE = 0.4


def _convolution(channels: int) -> nn.Conv2d:
    """A 3 x 3 convolution without padding of its own; `replicate_pad` pads its input."""
    return nn.Conv2d(channels, channels, 3)


class Refinement(nn.Module):
    """A residual block of two convolutions over squares of 4 x 4 pixels.

    Attributes:
        reach: by how many pixels it widens the receptive field to each side.
    """

    reach = 2 * _SIDE

    def __init__(self) -> None:
        super().__init__()
        self.first = _convolution(_SCALE1_CHANNELS)
        self.second = _convolution(_SCALE1_CHANNELS)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.get_parameter("bias"))

    def forward(self, near: Tensor) -> Tensor:
        """Features (N, C, H, W), none below 0, of the same shape as those given."""
        inner = self.first(replicate_pad(near)).relu_()
        refined: Tensor = near + self.second(replicate_pad(inner))
        return refined.relu_()


class SceneDenoising(DenoisingNetwork):
    """Estimates the clean photo, and a gate for the deviation of each value from that estimate.

    Features have three scales: squares of 4 x 4 (scale 1), 8 x 8 (scale 2) and 16 x 16 pixels (scale 3).
    These are too coarse to hold details, but fast. Details come from the photo itself: where the gate is 1,
    the estimate replaces the pixel, as on a smooth wall; where it is 0, the pixel stays. No layer depends on
    the whole photo, so tiles give the same result as the whole.
    """

    limits = SizeLimits(multiple=16)
    square = _SIDE

    def __init__(self, refinements: int = 0) -> None:
        """A fresh network.

        Args:
            refinements: how many residual blocks follow at scale 1; fresh ones are the identity.
        """
        super().__init__()
        self.reach = _REACH + refinements * Refinement.reach
        self.entrance = nn.Conv2d(_VALUES, _SCALE1_CHANNELS, 1)
        self.amplification = nn.Conv2d(3, _SCALE1_CHANNELS, 1)
        self.to_scale2 = nn.Conv2d(_SCALE1_CHANNELS, _SCALE2_CHANNELS, 2, stride=2)
        self.scale2 = _convolution(_SCALE2_CHANNELS)
        self.to_scale3 = nn.Conv2d(_SCALE2_CHANNELS, _SCALE3_CHANNELS, 2, stride=2)
        self.scale3 = _convolution(_SCALE3_CHANNELS)
        self.from_scale3 = nn.Conv2d(_SCALE3_CHANNELS, 4 * _SCALE2_CHANNELS, 1)
        self.from_scale2 = nn.Conv2d(_SCALE2_CHANNELS, 4 * _SCALE1_CHANNELS, 1)
        self.near = _convolution(_SCALE1_CHANNELS)
        self.refinements = nn.Sequential(*(Refinement() for _ in range(refinements)))
        # Their input is the features and the square's own pixels, of which there are more than features.
        self.estimate = nn.Conv2d(_SCALE1_CHANNELS + _VALUES, _VALUES, 1)
        self.gate = nn.Conv2d(_SCALE1_CHANNELS + _VALUES, _VALUES, 1)
        # A fresh network estimates grey, with gates that are nearly closed.
        for layer, initial in ((self.estimate, _INITIAL_ESTIMATE), (self.gate, _INITIAL_GATE)):
            nn.init.normal_(layer.weight, std=1e-2)
            nn.init.constant_(layer.get_parameter("bias"), initial)

    def forward(self, squares: Tensor, illumination: Tensor) -> Tensor:
        """The noise; see `DenoisingNetwork`. H and W are multiples of 16."""
        near = self.features(squares, illumination)
        return unflatten_pixels(self.gated_noise(flatten_pixels(squares), flatten_pixels(near)), squares)

    def features(self, squares: Tensor, illumination: Tensor) -> Tensor:
        """The features at scale 1 after all scales are merged, (N, C, H, W), none below 0.

        The arguments are those of `forward`.
        """
        embedded = self.embedded(flatten_pixels(squares), flatten_pixels(illumination))
        scale1 = unflatten_pixels(embedded.relu_(), squares)
        scale2 = self.to_scale2(scale1).relu_()
        scale2 = self.scale2(replicate_pad(scale2)).relu_()
        scale3 = self.to_scale3(scale2).relu_()
        scale3 = self.scale3(replicate_pad(scale3)).relu_()
        scale2 = functional.pixel_shuffle(self.from_scale3(scale3), 2).add_(scale2).relu_()
        scale1 = functional.pixel_shuffle(self.from_scale2(scale2), 2).add_(scale1).relu_()
        near: Tensor = self.refinements(self.near(replicate_pad(scale1)).relu_())
        return near

    def embedded(self, pixels: Tensor, illumination: Tensor) -> Tensor:
        """The first features, of any sign, (squares, channels).

        Args:
            pixels: (squares, values).
            illumination: (squares, 3).
        """
        stops = illumination.log2().div_(4)
        precision = self.entrance.weight.dtype
        bias = self.entrance.get_parameter("bias") + self.amplification.get_parameter("bias")
        embedded = functional.linear(pixels.to(precision), self.entrance.weight.flatten(1), bias)
        return _add_linear(embedded, stops.to(precision), self.amplification.weight.flatten(1))

    def gated_noise(self, pixels: Tensor, features: Tensor) -> Tensor:
        """The gate times the deviation from the estimate, (squares, values), in the pixels' memory.

        Args:
            pixels: (squares, values).
            features: those of `features`, (squares, channels).
        """
        if torch.is_grad_enabled() or pixels.device.type != "cpu":
            return torch.mul(*self._deviation_and_gate(pixels, features))
        parts = (torch.split(each, _SQUARES_AT_ONCE) for each in (pixels, features))
        for some_pixels, some_features in zip(*parts, strict=True):
            torch.mul(*self._deviation_and_gate(some_pixels, some_features), out=some_pixels)
        return pixels

    def _deviation_and_gate(self, pixels: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        weight, bias = self.estimate.weight.flatten(1), self.estimate.get_parameter("bias")
        # Pixels minus the estimate, as one product.
        identity = torch.eye(_VALUES, dtype=weight.dtype, device=weight.device)
        deviation = _linear_of_both(
            pixels, features, -weight[:, :_SCALE1_CHANNELS], identity - weight[:, _SCALE1_CHANNELS:], -bias
        )
        weight, bias = self.gate.weight.flatten(1), self.gate.get_parameter("bias")
        gate = _linear_of_both(
            pixels, features, weight[:, :_SCALE1_CHANNELS], weight[:, _SCALE1_CHANNELS:], bias
        )
        return deviation, gate.sigmoid_()


def _linear_of_both(
    pixels: Tensor, features: Tensor, feature_weight: Tensor, pixel_weight: Tensor, bias: Tensor
) -> Tensor:
    """A linear layer of features and pixels concatenated."""
    result = functional.linear(features, feature_weight, bias)
    return _add_linear(result, pixels.to(result.dtype), pixel_weight)


def _add_linear(values: Tensor, inputs: Tensor, weight: Tensor) -> Tensor:
    """Values plus a linear layer of the inputs, without bias; in inference the values are overwritten."""
    # Autocast does not support the in-place product.
    if torch.is_grad_enabled():
        return torch.addmm(values, inputs, weight.T)
    return values.addmm_(inputs, weight.T)


def group_by_position(layer: nn.Conv2d) -> nn.Conv2d:
    """A copy of a layer before a pixel shuffle by 2, whose output channels are grouped by target pixel."""
    ordered = copy.deepcopy(layer).requires_grad_(False)
    order = torch.arange(layer.out_channels).view(-1, 4).T.flatten()
    ordered.weight.copy_(layer.weight[order])
    ordered.get_parameter("bias").copy_(layer.get_parameter("bias")[order])
    return ordered


def add_pixel_shuffled(features: Tensor, coarse: Tensor) -> Tensor:
    """Features (N, C, H, W) plus the pixel shuffle of coarser ones; all channels-last.

    Args:
        coarse: (N, 4 C, H / 2, W / 2), the output of a layer that `group_by_position` reordered.
    """
    count, channels, height, width = features.shape
    own = features.permute(0, 2, 3, 1).view(count, height // 2, 2, width // 2, 2 * channels)
    places = coarse.permute(0, 2, 3, 1).view(count, height // 2, width // 2, 2, 2 * channels)
    return (own + places.transpose(2, 3)).view(count, height, width, channels).permute(0, 3, 1, 2)


def replicate_pad(features: Tensor) -> Tensor:
    """Features (N, C, H, W) with their border values repeated around them: (N, C, H + 2, W + 2).

    Padding with zeros would shift the colour of a photo's outermost pixels.
    """
    return functional.pad(features, (1, 1, 1, 1), mode="replicate")


def flatten_pixels(picture: Tensor) -> Tensor:
    """A picture (N, C, H, W) as (N H W, C), so that 1 x 1 convolutions are products of matrices."""
    return picture.permute(0, 2, 3, 1).flatten(0, 2)


def unflatten_pixels(values: Tensor, like: Tensor) -> Tensor:
    """(N H W, C) as (N, C, H, W), with the N, H and W of another picture."""
    count, _, rows, columns = like.shape
    return values.view(count, rows, columns, -1).permute(0, 3, 1, 2)
