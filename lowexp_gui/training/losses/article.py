"""The losses of the article's two modules: formulas 5 and 6, and terms that trainings showed to be needed."""

from collections.abc import Sequence
from types import MappingProxyType

from torch import Tensor
from torch.nn import functional

from lowexp_gui.model.losses import (
    STANDARD_SCALES,
    denoising_loss,
    enhancement_structure_loss,
    two_way_loss,
)
from lowexp_gui.model.networks import DenoisingNetwork, EnhancementNetwork
from lowexp_gui.training.data.batches import Batch
from lowexp_gui.training.losses.terms import Loss, LossTerm, precision
from lowexp_gui.training.recipe import Recipe
from lowexp_gui.training.working_size import illumination_in_use

CHANNELS = 3
FIDELITY = 10
"""Weight of the mean absolute error beside the denoiser's structure losses."""
MEANS_OVER = 4
"""Side of the squares whose means the two-way loss compares, pixels."""

_Light = tuple[Tensor, Tensor]
"""That of the coarse step, and that of the fine one."""


def _light(network: EnhancementNetwork, batch: Batch, recipe: Recipe) -> _Light:
    with precision(batch, recipe):
        return illumination_in_use(network, batch.degraded, recipe.working_size)


def _structure(light: _Light, batch: Batch) -> Tensor:
    """Formula 9, of the fine step."""
    return enhancement_structure_loss(batch.degraded, light[1], batch.reference)


def _two_way(light: _Light, batch: Batch) -> Tensor:
    """Formula 11, of both steps.

    Structure alone is best for noisy pictures that are somewhat too dark, since that weakens their noise. So
    the two-way loss is taken of the sum of the three channels, and of means of some pixels, in which noise
    counts for less.
    """
    photo, reference = _means(batch.degraded), _means(batch.reference)
    coarse, fine = light
    return two_way_loss(photo, _means(coarse), reference) + two_way_loss(photo, _means(fine), reference)


def _means(picture: Tensor) -> Tensor:
    means: Tensor = functional.avg_pool2d(picture, MEANS_OVER)
    return means


ARTICLE_ENHANCEMENT_LOSS = Loss(
    _light,
    (
        LossTerm(_structure, lambda _: 1.0),
        LossTerm(
            _two_way,
            lambda recipe: recipe.two_way_weight * CHANNELS,
            MappingProxyType(
                {
                    "two-way loss": f"of means of {MEANS_OVER} x {MEANS_OVER} pixels, summed over channels",
                }
            ),
        ),
    ),
)
"""Formula 5 for the fine step, and its two-way part (11) for the coarse one."""


def _noise(network: DenoisingNetwork, batch: Batch, recipe: Recipe) -> Tensor:
    with precision(batch, recipe):
        return network.noise(batch.degraded, batch.illumination).float()


def _fidelity(noise: Tensor, batch: Batch) -> Tensor:
    """The mean absolute error of the clean photo.

    Structure alone leaves brightness and colour nearly free (MS-SSIM compares means at its coarsest scale
    only, with a weight of 0.13) and likes less contrast, so a denoiser trained with it alone greys photos.
    """
    return (batch.reference - (batch.degraded - noise)).abs().mean()


def faithful_denoising_loss(scales: Sequence[float]) -> Loss:
    """Formula 6 with given weights of MS-SSIM's scales, and FIDELITY times the error of the clean photo."""

    def structure(noise: Tensor, batch: Batch) -> Tensor:
        return denoising_loss(batch.degraded, noise, batch.reference, scales)

    return Loss(
        _noise,
        (
            LossTerm(structure, lambda _: 1.0, MappingProxyType({"scales of formula 6": list(scales)})),
            LossTerm(
                _fidelity,
                lambda recipe: recipe.fidelity_weight * FIDELITY,
                MappingProxyType({"fidelity": f"{FIDELITY} x mean absolute error, added to formula 6"}),
            ),
        ),
    )


ARTICLE_DENOISING_LOSS = faithful_denoising_loss(STANDARD_SCALES)
