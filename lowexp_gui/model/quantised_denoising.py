"""The denoiser of the whole-scene dual network with what looks far in whole numbers of 8 bits."""

import copy
from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional

from lowexp_gui.model.networks import DenoisingNetwork, at_corners, to_squares
from lowexp_gui.model.quantised_convolution import MOST, FineConvolution, QuantisedConvolution
from lowexp_gui.model.scene_denoising import (
    Features,
    SceneDenoising,
    add_places,
    as_picture,
    bordered,
    one_by_one,
    places_together,
)

# Real photos reach further than those that the ranges are taken from.
_MARGIN = 1.15
_LEAST_SHARE = 0.25
_LEAST = 1e-3
_HALF = 0.5

_LIGHTS = (0.01, 0.1, 1.0)
_GRAINS = (0.02, 0.1, 0.4)
_LEVELS = 255
_PART = 48
_TEST_SIDE = 3 * _PART
_DETAILS = (1, 2, 4, 8, 16, 32, 3, 6, 48)
_BLOTCHES = (1, 4, 16)
# Colours and pixels: large parts, and such as letters have.
_SHAPES = ((1, _PART), (3, _PART), (1, 12), (1, 6))


class QuantisedDenoising(DenoisingNetwork):
    """A `SceneDenoising` for inference whose convolutions that look far compute in whole numbers.

    What they see are codes of 8 bits. What looks near, and so decides how each pixel looks, stays in float32:
    the entrance, the squares, what they are told of blotches and clouds, the guess and the share. A tile with
    features beyond the range of their codes is computed in float32 throughout.
    """

    def __init__(self, network: SceneDenoising) -> None:
        """Take over a network, which is not changed.

        Args:
            network: in float32, on the CPU.

        Raises:
            RuntimeError, AttributeError: see `QuantisedConvolution`.
        """
        super().__init__()
        self.stride, self.square, self.reach = network.stride, network.square, network.reach
        self.plain = network
        ranges = _ranges(network)
        self.to_blotches = _coded(network.to_blotches, ranges.seen_blotches)
        self._blotches = FineConvolution(network.blotches, ranges.seen_blotches)
        self._units = (MOST / ranges.blotches)[:, None, None]
        self._to_clouds = QuantisedConvolution(network.to_clouds, ranges.blotches, ranges.seen_clouds)
        self._clouds = QuantisedConvolution(network.clouds, ranges.seen_clouds)
        self.from_clouds = places_together(network.from_clouds)
        self.from_blotches = places_together(network.from_blotches)

    def forward(self, squares: Tensor, illumination: Tensor) -> Tensor:
        """The noise; see `DenoisingNetwork`."""
        features = self.features(squares, illumination)
        if any(int(codes.amax()) == MOST for codes in features if codes.dtype is torch.uint8):
            noise: Tensor = self.plain(squares, illumination)
            return noise
        return as_picture(self.plain.noise_of(one_by_one(squares), one_by_one(features.near)), squares)

    def features(self, squares: Tensor, illumination: Tensor) -> Features:
        """What the layers make of a photo; what is seen of blotches and clouds is in codes."""
        entered = self.plain.entered(one_by_one(squares), one_by_one(illumination))
        square = as_picture(entered.relu_(), squares)
        seen_blotches = _rounded(self.to_blotches(square))
        plain_blotches = self._blotches(bordered(seen_blotches)).relu_()
        blotches = _rounded(plain_blotches * self._units)
        seen_clouds = self._to_clouds(blotches)
        clouds = self._clouds(bordered(seen_clouds)).relu_()
        told_blotches = add_places(plain_blotches, self.from_clouds(clouds)).relu_()
        told_square = add_places(square, self.from_blotches(told_blotches)).relu_()
        near = self.plain.near(bordered(told_square)).relu_()
        return Features(
            square, seen_blotches, blotches, seen_clouds, clouds, told_blotches, told_square, near
        )


def _rounded(features: Tensor) -> Tensor:
    """Codes of features that are in their units."""
    # What is cut off is then what was too much.
    return features.add_(_HALF).clamp_(0, MOST).to(torch.uint8)


def _coded(layer: nn.Conv2d, ranges: Tensor) -> nn.Conv2d:
    """A layer whose output has the unit of codes of these ranges."""
    coded, unit = copy.deepcopy(layer).requires_grad_(False), MOST / ranges
    coded.weight.mul_(unit[:, None, None, None])
    coded.get_parameter("bias").mul_(unit)
    return coded


def _ranges(network: SceneDenoising) -> Features:
    """For each channel of the features what the highest code has to stand for, (C,)."""
    found = []
    with torch.no_grad():
        for photo, light in _test_pictures():
            seen = to_squares(photo, network.square), at_corners(light, network.square)
            found.append([each.amax(dim=(0, 2, 3)) for each in network.features(*seen)])
    highest = (torch.stack(each).amax(dim=0) for each in zip(*found, strict=True))
    # A channel that is silent there may speak elsewhere.
    return Features(
        *(_MARGIN * torch.maximum(each, _LEAST_SHARE * each.max()).clamp_min(_LEAST) for each in highest)
    )


def _test_pictures() -> Iterator[tuple[Tensor, Tensor]]:
    """Photos divided by their light, and that light, both (1, 3, H, W): details, shapes, noise."""
    chance = torch.Generator().manual_seed(0)
    for light in _LIGHTS:
        for grain in _GRAINS:
            shapes = [_shapes(colours, size, chance) for colours, size in _SHAPES]
            for scene in (_details(chance), *shapes):
                contrast = 0.3 + 0.9 * torch.rand(1, generator=chance)
                photo = (scene * contrast + grain * _noise(chance)).clamp(0, 1)
                colour = 0.7 + 0.3 * torch.rand(1, 3, 1, 1, generator=chance)
                there = light * colour.expand_as(photo)
                # In the levels that a dark photo had.
                yield (photo * there * _LEVELS).round_().div_(_LEVELS * there).clamp_(0, 1), there


def _noise(chance: torch.Generator) -> Tensor:
    """Noise that is fine, and noise in blotches."""
    parts = [
        torch.randn(1, 3, _TEST_SIDE // size, _TEST_SIDE // size, generator=chance) for size in _BLOTCHES
    ]
    return torch.stack([functional.interpolate(part, (_TEST_SIDE, _TEST_SIDE)) for part in parts]).sum(0)


def _details(chance: torch.Generator) -> Tensor:
    """Nine mosaics of random colours, each of its own fineness, every other one of pure colours."""
    parts = [_mosaic(_PART, detail, 3, detail % 2 == 0, chance) for detail in _DETAILS]
    return torch.cat([torch.cat(parts[row::3], 3) for row in range(3)], 2)


def _shapes(colours: int, size: int, chance: torch.Generator) -> Tensor:
    """A mosaic of one size: black and white, or the purest colours."""
    return _mosaic(_TEST_SIDE, size, colours, True, chance).expand(-1, 3, -1, -1)


def _mosaic(side: int, detail: int, colours: int, pure: bool, chance: torch.Generator) -> Tensor:
    """Squares of random colours, each some pixels wide, (1, colours, side, side)."""
    count = -(-side // detail)
    values = torch.rand(1, colours, count, count, generator=chance)
    if pure:
        values = (values > _HALF).float()
    return functional.interpolate(values, scale_factor=detail)[..., :side, :side]
