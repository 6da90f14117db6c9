"""What each module of each architecture learns from, and by which loss."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import nn

from lowexp_gui.model.architectures import (
    ARCHITECTURES,
    ARTICLE,
    ARTICLE_VARIANTS,
    REFINED_SCENE,
    SCENE_ARCHITECTURES,
    WHOLE_SCENE,
)
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.networks import EnhancementNetwork
from lowexp_gui.model.shelf import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.training.article_losses import article_denoising_loss, article_enhancement_loss
from lowexp_gui.training.batches import DenoisingBatches, EnhancementBatches, Sampling
from lowexp_gui.training.data import TrainingData
from lowexp_gui.training.loop import Batches, LossFunction
from lowexp_gui.training.noise_batches import Estimate, NoiseBatches, NoiseSampling
from lowexp_gui.training.pairs import Pair
from lowexp_gui.training.recipe import Module, Recipe
from lowexp_gui.training.scene_batches import SceneBatches, SceneSampling
from lowexp_gui.training.scene_losses import scene_denoising_loss, scene_enhancement_loss

ALIGNED_SETS = ("lol-256",)
"""Sets whose pairs show the same pixels: taken with a fixed camera, of scenes that stand still."""


@dataclass(frozen=True)
class Lesson:
    """What a module is taught.

    Attributes:
        loss: of a network and a batch.
        batches: from a data folder's photos, and for the denoiser, from the light of the enhancement network
            if that is trained.
    """

    loss: LossFunction
    batches: Callable[[TrainingData, Recipe, EnhancementNetwork | None], Batches]


def first_network(module: Module, recipe: Recipe) -> nn.Module:
    """The network that a training starts with: that of another model, or fresh, by the recipe's seed.

    Raises:
        ModelError: the model to start from cannot be used.
    """
    torch.manual_seed(recipe.seed)
    architecture = ARCHITECTURES[recipe.architecture]
    network: nn.Module = (
        architecture.enhancement() if module is Module.ENHANCEMENT else architecture.denoising()
    )
    if recipe.start:
        start = load_model(find_model(recipe.start))
        grown = {start.card.architecture, recipe.architecture} == {WHOLE_SCENE.name, REFINED_SCENE.name}
        if start.card.architecture != recipe.architecture and not grown:
            raise ModelError(
                f"The model “{recipe.start}” has other networks than those that are trained; "
                "start from one of the same kind."
            )
        taught = start.enhancement if module is Module.ENHANCEMENT else start.denoising
        # Fresh refinements of the denoiser change nothing.
        network.load_state_dict(taught.state_dict(), strict=not grown)
    return network


def _article_enhancement(data: TrainingData, recipe: Recipe, _: EnhancementNetwork | None) -> Batches:
    taught = [each.without(recipe.hold_back) for each in data.dark]
    return EnhancementBatches(taught, data.clean, Sampling(recipe.seed, recipe.batch, recipe.crop))


def _article_denoising(data: TrainingData, recipe: Recipe, _: EnhancementNetwork | None) -> Batches:
    aligned, _others = _taught(data, recipe)
    return DenoisingBatches(data.clean, aligned, data.noisy, Sampling(recipe.seed, recipe.batch, recipe.crop))


def _scene_enhancement(data: TrainingData, recipe: Recipe, _: EnhancementNetwork | None) -> Batches:
    sampling = SceneSampling(
        recipe.seed,
        recipe.batch,
        recipe.working_size,
        recipe.synthetic_share,
        recipe.kept_share,
        recipe.exposure_spread,
        recipe.aligned_share,
        recipe.brightness,
        recipe.palest,
        recipe.radiance_share,
        recipe.lit_share,
    )
    return SceneBatches(_taught(data, recipe), data.clean, sampling, data.panoramas)


def _scene_denoising(data: TrainingData, recipe: Recipe, light: EnhancementNetwork | None) -> Batches:
    sampling = NoiseSampling(
        recipe.seed,
        recipe.batch,
        recipe.crop,
        recipe.synthetic_share,
        recipe.aligned_share,
        recipe.noisier_stops,
        recipe.camera,
        recipe.camera_share,
        recipe.processed_share,
    )
    estimate = Estimate(light.cpu(), recipe.working_size, recipe.bounded) if light is not None else None
    return NoiseBatches(data.clean, _taught(data, recipe), data.noisy, sampling, estimate)


def _taught(data: TrainingData, recipe: Recipe) -> tuple[list[Pair], list[Pair]]:
    """The real dark pairs that are taught: those of ALIGNED_SETS, and the others."""
    aligned, others = (
        [
            pair
            for each in data.dark
            if (each.name in ALIGNED_SETS) is wanted
            for pair in each.without(recipe.hold_back)
        ]
        for wanted in (True, False)
    )
    return aligned, others


_SCENE_LESSONS = {
    Module.ENHANCEMENT: Lesson(scene_enhancement_loss, _scene_enhancement),
    Module.DENOISING: Lesson(scene_denoising_loss, _scene_denoising),
}
_ARTICLE_LESSONS = {
    Module.ENHANCEMENT: Lesson(article_enhancement_loss, _article_enhancement),
    Module.DENOISING: Lesson(article_denoising_loss, _article_denoising),
}
LESSONS = {
    (architecture.name, module): lesson
    for architectures, lessons in (
        ((ARTICLE, *ARTICLE_VARIANTS), _ARTICLE_LESSONS),
        (SCENE_ARCHITECTURES, _SCENE_LESSONS),
    )
    for architecture in architectures
    for module, lesson in lessons.items()
}
