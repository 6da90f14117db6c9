"""The initial network and the batches of each module, from the photos of a data folder."""

import torch
from torch import nn

from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.model.architectures import ARCHITECTURES
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.networks import EnhancementNetwork
from lowexp_gui.model.weights import architecture_of, load_model
from lowexp_gui.training.data.batches import DenoisingBatches, EnhancementBatches, Sampling
from lowexp_gui.training.data.noise_batches import EstimatedLight, NoiseBatches, NoiseSampling
from lowexp_gui.training.data.pairs import Pair
from lowexp_gui.training.data.photo_sets import TrainingData
from lowexp_gui.training.data.scene_batches import SceneBatches, SceneSampling
from lowexp_gui.training.loop import Batches
from lowexp_gui.training.recipe import Module, Recipe
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

ALIGNED_SETS = ("lol-256", "lol-600")
"""Sets whose pairs show the same pixels: taken with a fixed camera, of scenes that stand still."""


def initial_network(module: Module, recipe: Recipe) -> nn.Module:
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
        grown = architecture.takes_weights_of(architecture_of(start.card))
        if start.card.architecture != recipe.architecture and not grown:
            raise ModelError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences",
                        "The model {model} has other networks than this training; start from a "
                        "model of the same kind.",
                    ),
                    model=in_quotes(recipe.start),
                )
            )
        trained = start.enhancement if module is Module.ENHANCEMENT else start.denoising
        # The denoiser's new refinement layers have no effect until they are trained.
        network.load_state_dict(trained.state_dict(), strict=not grown)
    return network


def article_enhancement_batches(data: TrainingData, recipe: Recipe, _: EnhancementNetwork | None) -> Batches:
    """Real dark pairs of all sets, and clean photos, for the article's enhancement network."""
    sets = [each.without(recipe.hold_back) for each in data.dark]
    return EnhancementBatches(sets, data.clean, Sampling(recipe.seed, recipe.batch, recipe.crop))


def article_denoising_batches(data: TrainingData, recipe: Recipe, _: EnhancementNetwork | None) -> Batches:
    """Clean photos, aligned pairs and real noise, for the article's denoiser."""
    aligned, _others = _training_pairs(data, recipe)
    return DenoisingBatches(data.clean, aligned, data.noisy, Sampling(recipe.seed, recipe.batch, recipe.crop))


def scene_sampling(recipe: Recipe) -> SceneSampling:
    """How the whole-scene enhancement network's samples are drawn, by a recipe."""
    return SceneSampling(
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


def noise_sampling(recipe: Recipe) -> NoiseSampling:
    """How the whole-scene denoiser's samples are drawn, by a recipe."""
    return NoiseSampling(
        recipe.seed,
        recipe.batch,
        recipe.crop,
        recipe.synthetic_share,
        recipe.aligned_share,
        recipe.noisier_stops,
        recipe.camera,
        recipe.camera_share,
        recipe.processed_share,
        recipe.lit_share,
    )


def scene_enhancement_batches(data: TrainingData, recipe: Recipe, _: EnhancementNetwork | None) -> Batches:
    """Real and synthetic pairs, for the whole-scene enhancement network."""
    return SceneBatches(_training_pairs(data, recipe), data.clean, scene_sampling(recipe), data.panoramas)


def scene_denoising_batches(data: TrainingData, recipe: Recipe, light: EnhancementNetwork | None) -> Batches:
    """Synthetic and real noise, for the whole-scene denoiser.

    Args:
        light: the trained enhancement network. If given, half of the samples of real pairs are divided by its
            light.
    """
    estimate = EstimatedLight(light.cpu(), recipe.working_size, recipe.bounded) if light is not None else None
    pairs = _training_pairs(data, recipe)
    return NoiseBatches(data.clean, pairs, data.noisy, noise_sampling(recipe), estimate)


def _training_pairs(data: TrainingData, recipe: Recipe) -> tuple[list[Pair], list[Pair]]:
    """The real dark pairs that are not held back: those of ALIGNED_SETS, and the others."""
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
