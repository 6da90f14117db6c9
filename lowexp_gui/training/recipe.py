"""What a training is: its two modules, and the settings of each run."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional

from lowexp_gui.model.dual_network import DenoisingNetwork, EnhancementNetwork
from lowexp_gui.model.losses import denoising_loss, enhancement_structure_loss, two_way_loss
from lowexp_gui.training.batches import Batch
from lowexp_gui.training.working_size import illumination_in_use


class Module(StrEnum):
    """The two networks of the article, trained separately (Algorithm 1)."""

    ENHANCEMENT = "enhancement"
    DENOISING = "denoising"


@dataclass(frozen=True)
class Recipe:
    """The settings of one module's training.

    Attributes:
        steps: of the whole run.
        batch: pictures a step.
        crop: side of the crops, pixels, a multiple of 4, at least 176.
        learning_rate: of RMSProp at its highest; it rises over the first steps and falls by a cosine.
        seed: of the first weights and of the order of the photos.
        working_size: side of what the enhancement network sees of a scene, pixels; the denoiser ignores it.
        bfloat16: run the networks' convolutions in bfloat16; losses and weights stay in float32.
    """

    steps: int
    batch: int = 8
    crop: int = 192
    learning_rate: float = 1e-3
    seed: int = 1
    working_size: int = 32
    bfloat16: bool = False


LossFunction: TypeAlias = Callable[[nn.Module, Batch, Recipe], Tensor]

WARM_UP_STEPS = 100
CHANNELS = 3
FIDELITY = 10
"""Weight of the mean absolute error beside the denoiser's structure losses."""
MEANS_OVER = 4
"""Side of the squares whose means the two-way loss compares, pixels."""

DEFAULT_RECIPES = {
    Module.ENHANCEMENT: Recipe(steps=5500, crop=176, bfloat16=True),
    Module.DENOISING: Recipe(steps=4500, crop=192, bfloat16=True),
}
"""The recipes of the shipped weights: about half an hour each on one idle core."""


def learning_rate_at(recipe: Recipe, step: int) -> float:
    """The learning rate of a step: a linear rise, then half a cosine down to nearly zero."""
    rise = min(1.0, (step + 1) / WARM_UP_STEPS)
    fall = 0.5 * (1 + math.cos(math.pi * step / recipe.steps))
    return recipe.learning_rate * rise * max(fall, 0.005)


def new_network(module: Module) -> nn.Module:
    """A network with fresh weights; the denoiser begins by predicting almost no noise."""
    if module is Module.ENHANCEMENT:
        return EnhancementNetwork()
    network = DenoisingNetwork()
    *_, (weight, bias) = (
        (layer.weight, layer.bias) for layer in network.step if isinstance(layer, nn.Conv2d)
    )
    nn.init.normal_(weight, std=1e-3)
    if bias is not None:
        nn.init.zeros_(bias)
    return network


def loss_of(module: Module) -> LossFunction:
    """The loss of a module (formula 5 or 6), of a network and a batch."""
    return _enhancement_loss if module is Module.ENHANCEMENT else _denoising_loss


def _enhancement_loss(network: nn.Module, batch: Batch, recipe: Recipe) -> Tensor:
    """Formula 5 for the fine step, and its two-way part (11) for the coarse one.

    Structure alone is best for noisy pictures that are somewhat too dark, since that weakens their noise. So
    the two-way loss is taken of the sum of the three channels, and of means of some pixels, in which noise
    counts for less.
    """
    with _precision(batch, recipe):
        coarse, fine = illumination_in_use(network, batch.degraded, recipe.working_size)
    photo, reference = _means(batch.degraded), _means(batch.reference)
    two_way = two_way_loss(photo, _means(coarse), reference) + two_way_loss(photo, _means(fine), reference)
    structure = enhancement_structure_loss(batch.degraded, fine, batch.reference)
    return structure + CHANNELS * two_way


def _means(picture: Tensor) -> Tensor:
    means: Tensor = functional.avg_pool2d(picture, MEANS_OVER)
    return means


def _denoising_loss(network: nn.Module, batch: Batch, recipe: Recipe) -> Tensor:
    """Formula 6, and FIDELITY times the mean absolute error of the clean photo.

    Structure alone leaves brightness and colour nearly free (MS-SSIM compares means at its coarsest scale
    only, with a weight of 0.13) and likes less contrast, so a denoiser taught by it alone greys photos.
    """
    with _precision(batch, recipe):
        noise: Tensor = network(batch.degraded).float()
    fidelity = (batch.reference - (batch.degraded - noise)).abs().mean()
    structure = denoising_loss(batch.degraded, noise, batch.reference)
    return structure + FIDELITY * fidelity


def _precision(batch: Batch, recipe: Recipe) -> torch.autocast:
    return torch.autocast(batch.degraded.device.type, torch.bfloat16, enabled=recipe.bfloat16)
