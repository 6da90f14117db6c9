"""The batches and the recipe of fine-tuning: a user's prepared photos, and rehearsal photos."""

from dataclasses import replace

from lowexp_gui.model.card import ModelCard
from lowexp_gui.model.networks import EnhancementNetwork
from lowexp_gui.model.weights import architecture_of
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.finetuning.prepared_pairs import PreparedPairs
from lowexp_gui.training.loop import Batches
from lowexp_gui.training.recipe import Module, Recipe
from lowexp_gui.training.trainings import TRAININGS, training_of

# weights/experiments.md says how these were chosen: with larger steps, or more weight on the brightness of
# the whole photo, the network overfits the few scenes, and others get worse.
_CHANGES = {
    Module.ENHANCEMENT: {
        "batch": 8,
        "learning_rate": 2e-4,
        "synthetic_share": 0.25,
        "lit_share": 0.25,
        "radiance_share": 0.0,
        "exposure_spread": 0.6,
        "whole_weight": 0.0,
        "averaging": 0.99,
    },
    Module.DENOISING: {
        "batch": 4,
        "learning_rate": 5e-4,
        "synthetic_share": 0.3,
        "lit_share": 0.0,
        "noisier_stops": 1.0,
        "averaging": 0.99,
    },
}
_STEPS = {Module.ENHANCEMENT: 300, Module.DENOISING: 600}
_MOST_STEPS = {Module.ENHANCEMENT: 3000, Module.DENOISING: 6000}
_USUAL_PAIRS = 20
_CAMERA_SHARE, _CAMERA_SHARE_WITH_PAIRS = 0.7, 0.5
"""How many of the synthetic photos have the noise of the user's camera; the others are rehearsal."""


def finetune_recipe(
    module: Module,
    start: ModelCard,
    pairs: int,
    steps: int | None,
    seed: int,
    camera: CameraNoise | None = None,
    *,
    clean: bool = False,
) -> Recipe:
    """The settings of a module.

    Args:
        start: card of the model that is fine-tuned.
        pairs: how many pairs or clean photos are used for training; more of them take more steps.
        steps: at most; None for as many as suit the pairs.
        camera: its noise is added to synthetic samples made of the user's photos.
        clean: whether these are clean photos alone, not pairs.

    Raises:
        ModelError: this version of the program does not have its networks.
    """
    plan = TRAININGS[architecture_of(start).training].base
    usual = round(_STEPS[module] * max(1.0, (pairs / _USUAL_PAIRS) ** 0.5))
    return replace(
        plan.recipes[module],
        steps=steps or min(usual, _MOST_STEPS[module]),
        seed=seed,
        working_size=start.working_size,
        start=start.name,
        architecture=start.architecture,
        bounded=start.bounded,
        bfloat16=False,
        camera=camera,
        camera_share=1.0 if camera is None else _CAMERA_SHARE if clean else _CAMERA_SHARE_WITH_PAIRS,
        **_CHANGES[module],  # type: ignore[arg-type]
    )


def finetune_batches(
    module: Module, recipe: Recipe, prepared: PreparedPairs, light: EnhancementNetwork | None
) -> Batches:
    """The batches of a module.

    Args:
        light: for the denoiser, the fine-tuned enhancement network, on the CPU.
    """
    return training_of(recipe.architecture).modules[module].finetune_batches(recipe, prepared, light)
