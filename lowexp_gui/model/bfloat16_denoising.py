"""The denoiser of the whole-scene dual network with its convolutions in bfloat16."""

import copy
from typing import TypeVar

import torch
from torch import Tensor, nn

from lowexp_gui.model.networks import DenoisingNetwork
from lowexp_gui.model.scene_denoising import (
    Features,
    SceneDenoising,
    add_places,
    as_picture,
    bordered,
    one_by_one,
    places_together,
)

Layers = TypeVar("Layers", bound=nn.Module)


class Bfloat16Denoising(DenoisingNetwork):
    """A `SceneDenoising` for inference whose convolutions compute in bfloat16.

    What sees one square, and so decides how each pixel looks, stays in float32: the entrance, the guess and
    the share.
    """

    def __init__(self, network: SceneDenoising) -> None:
        """Take over a network, which is not changed.

        Args:
            network: in float32.
        """
        super().__init__()
        self.limits, self.square, self.reach = network.limits, network.square, network.reach
        self.plain = network
        self.to_blotches = _rounded(network.to_blotches)
        self.blotches = _rounded(network.blotches)
        self.to_clouds = _rounded(network.to_clouds)
        self.clouds = _rounded(network.clouds)
        self.from_clouds = _rounded(places_together(network.from_clouds))
        self.from_blotches = _rounded(places_together(network.from_blotches))
        self.near = _rounded(network.near)
        self.refinements = _rounded(network.refinements)

    def forward(self, squares: Tensor, illumination: Tensor) -> Tensor:
        """The noise; see `DenoisingNetwork`."""
        near = one_by_one(self.features(squares, illumination).near)
        return as_picture(self.plain.noise_of(one_by_one(squares), near.float()), squares)

    def features(self, squares: Tensor, illumination: Tensor) -> Features:
        """What the layers make of a photo, all in bfloat16."""
        entered = self.plain.entered(one_by_one(squares), one_by_one(illumination))
        square = as_picture(entered.bfloat16().relu_(), squares)
        seen_blotches = self.to_blotches(square).relu_()
        blotches = self.blotches(bordered(seen_blotches)).relu_()
        seen_clouds = self.to_clouds(blotches).relu_()
        clouds = self.clouds(bordered(seen_clouds)).relu_()
        told_blotches = add_places(blotches, self.from_clouds(clouds)).relu_()
        told_square = add_places(square, self.from_blotches(told_blotches)).relu_()
        near = self.refinements(self.near(bordered(told_square)).relu_())
        return Features(
            square, seen_blotches, blotches, seen_clouds, clouds, told_blotches, told_square, near
        )


def _rounded(layers: Layers) -> Layers:
    rounded: Layers = copy.deepcopy(layers).bfloat16().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return rounded.requires_grad_(False)
