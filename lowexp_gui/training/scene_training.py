"""How the whole-scene networks are trained."""

from types import MappingProxyType

from lowexp_gui.model.networks import EnhancementNetwork
from lowexp_gui.training.architecture_training import ArchitectureTraining, ModuleTraining
from lowexp_gui.training.data.noise_batches import EstimatedLight, NoiseBatches, NoiseSampling
from lowexp_gui.training.data.rehearsal import rehearsal_photos
from lowexp_gui.training.data.scene_batches import SceneBatches, SceneSampling
from lowexp_gui.training.data.whole_light import WholeLight
from lowexp_gui.training.finetuning.prepared_pairs import PreparedPairs
from lowexp_gui.training.finetuning.scene_split import SplitPart
from lowexp_gui.training.loop import Batches
from lowexp_gui.training.losses.scene import SCENE_DENOISING_LOSS, SCENE_ENHANCEMENT_LOSS
from lowexp_gui.training.module_data import scene_denoising_batches, scene_enhancement_batches
from lowexp_gui.training.plans import PLANS
from lowexp_gui.training.recipe import Module, Recipe


def _own_light(recipe: Recipe, prepared: PreparedPairs, _: EnhancementNetwork | None) -> Batches:
    sampling = SceneSampling(
        recipe.seed,
        recipe.batch,
        recipe.working_size,
        recipe.synthetic_share,
        recipe.kept_share,
        recipe.exposure_spread,
        brightness=recipe.brightness,
        palest=recipe.palest,
        lit_share=recipe.lit_share,
    )
    return SceneBatches((prepared.copies(SplitPart.TRAINING), ()), rehearsal_photos(), sampling)


def _own_noise(recipe: Recipe, prepared: PreparedPairs, light: EnhancementNetwork | None) -> Batches:
    sampling = NoiseSampling(
        recipe.seed,
        recipe.batch,
        recipe.crop,
        recipe.synthetic_share,
        noisier_stops=recipe.noisier_stops,
        camera=recipe.camera,
        camera_share=recipe.camera_share,
        processed_share=recipe.processed_share,
    )
    pieces = prepared.pieces(SplitPart.TRAINING)
    own = [pair.high for pair in pieces] if recipe.camera is not None else []
    # Clean photos have no dark ones.
    pairs = [pair for pair in pieces if pair.low != pair.high]
    estimate = EstimatedLight(light, recipe.working_size, recipe.bounded) if light and pairs else None
    source = WholeLight(prepared, SplitPart.TRAINING, estimate) if estimate else None
    return NoiseBatches(rehearsal_photos(), (pairs, ()), (), sampling, source, own)


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
