"""What the article's two modules are taught by: formulas 5 and 6, with what experience adds to them."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from lowexp_gui.model.losses import (
    STANDARD_SCALES,
    denoising_loss,
    enhancement_structure_loss,
    two_way_loss,
)
from lowexp_gui.model.networks import DenoisingNetwork, EnhancementNetwork
from lowexp_gui.training.batches import Batch
from lowexp_gui.training.recipe import Recipe
from lowexp_gui.training.working_size import illumination_in_use

CHANNELS = 3
FIDELITY = 10
"""Weight of the mean absolute error beside the denoiser's structure losses."""
MEANS_OVER = 4
"""Side of the squares whose means the two-way loss compares, pixels."""


def article_enhancement_loss(network: EnhancementNetwork, batch: Batch, recipe: Recipe) -> Tensor:
    """Formula 5 for the fine step, and its two-way part (11) for the coarse one.

    Structure alone is best for noisy pictures that are somewhat too dark, since that weakens their noise. So
    the two-way loss is taken of the sum of the three channels, and of means of some pixels, in which noise
    counts for less.
    """
    with precision(batch, recipe):
        coarse, fine = illumination_in_use(network, batch.degraded, recipe.working_size)
    photo, reference = _means(batch.degraded), _means(batch.reference)
    two_way = two_way_loss(photo, _means(coarse), reference) + two_way_loss(photo, _means(fine), reference)
    structure = enhancement_structure_loss(batch.degraded, fine, batch.reference)
    return structure + recipe.two_way_weight * CHANNELS * two_way


def _means(picture: Tensor) -> Tensor:
    means: Tensor = functional.avg_pool2d(picture, MEANS_OVER)
    return means


def article_denoising_loss(network: DenoisingNetwork, batch: Batch, recipe: Recipe) -> Tensor:
    """Formula 6, and FIDELITY times the mean absolute error of the clean photo."""
    return faithful_denoising_loss(network, batch, recipe, STANDARD_SCALES)


def faithful_denoising_loss(
    network: DenoisingNetwork, batch: Batch, recipe: Recipe, scales: Sequence[float]
) -> Tensor:
    """Formula 6 with given weights of MS-SSIM's scales, and FIDELITY times the error of the clean photo.

    Structure alone leaves brightness and colour nearly free (MS-SSIM compares means at its coarsest scale
    only, with a weight of 0.13) and likes less contrast, so a denoiser taught by it alone greys photos.
    """
    with precision(batch, recipe):
        noise = network.noise(batch.degraded, batch.illumination).float()
    fidelity = (batch.reference - (batch.degraded - noise)).abs().mean()
    structure = denoising_loss(batch.degraded, noise, batch.reference, scales)
    return structure + recipe.fidelity_weight * FIDELITY * fidelity


def precision(batch: Batch, recipe: Recipe) -> torch.autocast:
    """Convolutions in the recipe's precision, within the block."""
    return torch.autocast(batch.degraded.device.type, torch.bfloat16, enabled=recipe.bfloat16)
