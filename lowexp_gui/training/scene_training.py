"""How the whole-scene networks are trained."""

from types import MappingProxyType

from lowexp_gui.model.networks import EnhancementNetwork
from lowexp_gui.training.architecture_training import ArchitectureTraining, ModuleTraining
from lowexp_gui.training.data.noise_batches import EstimatedLight, NoiseBatches
from lowexp_gui.training.data.rehearsal import rehearsal_photos
from lowexp_gui.training.data.scene_batches import SceneBatches
from lowexp_gui.training.data.whole_light import WholeLight
from lowexp_gui.training.finetuning.prepared_pairs import PreparedPairs
from lowexp_gui.training.finetuning.scene_split import SplitPart
from lowexp_gui.training.loop import Batches
from lowexp_gui.training.losses.scene import SCENE_DENOISING_LOSS, SCENE_ENHANCEMENT_LOSS
from lowexp_gui.training.module_data import (
    noise_sampling,
    scene_denoising_batches,
    scene_enhancement_batches,
    scene_sampling,
)
from lowexp_gui.training.plans import PLANS
from lowexp_gui.training.recipe import Module, Recipe


def _own_light(recipe: Recipe, prepared: PreparedPairs, _: EnhancementNetwork | None) -> Batches:
    return SceneBatches((prepared.copies(SplitPart.TRAINING), ()), rehearsal_photos(), scene_sampling(recipe))


def _own_noise(recipe: Recipe, prepared: PreparedPairs, light: EnhancementNetwork | None) -> Batches:
    pieces = prepared.pieces(SplitPart.TRAINING)
    own = [pair.high for pair in pieces] if recipe.camera is not None else []
    # Clean photos have no dark ones.
    pairs = [pair for pair in pieces if pair.low != pair.high]
    estimate = EstimatedLight(light, recipe.working_size, recipe.bounded) if light and pairs else None
    source = WholeLight(prepared, SplitPart.TRAINING, estimate) if estimate else None
    return NoiseBatches(rehearsal_photos(), (pairs, ()), (), noise_sampling(recipe), source, own)


SCENE_TRAINING = ArchitectureTraining(
    name="whole scene",
    modules=MappingProxyType(
        {
            Module.ENHANCEMENT: ModuleTraining(SCENE_ENHANCEMENT_LOSS, scene_enhancement_batches, _own_light),
            Module.DENOISING: ModuleTraining(SCENE_DENOISING_LOSS, scene_denoising_batches, _own_noise),
        }
    ),
    base=PLANS["open"],
    bounds_light=True,
    knows_cameras=True,
)
