"""The denoiser of the whole-scene dual network with its convolutions in bfloat16."""

import copy
from typing import TypeVar

import torch
from torch import Tensor, nn

from lowexp_gui.model.networks import DenoisingNetwork
from lowexp_gui.model.scene_denoising import (
    SceneDenoising,
    add_pixel_shuffled,
    flatten_pixels,
    group_by_position,
    replicate_pad,
    unflatten_pixels,
)

Layers = TypeVar("Layers", bound=nn.Module)


class Bfloat16Denoising(DenoisingNetwork):
    """A `SceneDenoising` for inference whose convolutions compute in bfloat16.

    The 1 x 1 layers that decide the value of each pixel stay in float32: the entrance, the estimate and the
    gate.
    """

    def __init__(self, network: SceneDenoising) -> None:
        """Copy the layers of a network.

        Args:
            network: in float32; it is not changed.
        """
        super().__init__()
        self.limits, self.square, self.reach = network.limits, network.square, network.reach
        self.plain = network
        self.to_scale2 = _rounded(network.to_scale2)
        self.scale2 = _rounded(network.scale2)
        self.to_scale3 = _rounded(network.to_scale3)
        self.scale3 = _rounded(network.scale3)
        self.from_scale3 = _rounded(group_by_position(network.from_scale3))
        self.from_scale2 = _rounded(group_by_position(network.from_scale2))
        self.near = _rounded(network.near)
        self.refinements = _rounded(network.refinements)

    def forward(self, squares: Tensor, illumination: Tensor) -> Tensor:
        """The noise; see `DenoisingNetwork`."""
        near = flatten_pixels(self.features(squares, illumination))
        return unflatten_pixels(self.plain.gated_noise(flatten_pixels(squares), near.float()), squares)

    def features(self, squares: Tensor, illumination: Tensor) -> Tensor:
        """As `SceneDenoising.features`, in bfloat16."""
        embedded = self.plain.embedded(flatten_pixels(squares), flatten_pixels(illumination))
        scale1 = unflatten_pixels(embedded.bfloat16().relu_(), squares)
        scale2 = self.to_scale2(scale1).relu_()
        scale2 = self.scale2(replicate_pad(scale2)).relu_()
        scale3 = self.to_scale3(scale2).relu_()
        scale3 = self.scale3(replicate_pad(scale3)).relu_()
        scale2 = add_pixel_shuffled(scale2, self.from_scale3(scale3)).relu_()
        scale1 = add_pixel_shuffled(scale1, self.from_scale2(scale2)).relu_()
        near: Tensor = self.refinements(self.near(replicate_pad(scale1)).relu_())
        return near


def _rounded(layers: Layers) -> Layers:
    rounded: Layers = copy.deepcopy(layers).bfloat16().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return rounded.requires_grad_(False)
