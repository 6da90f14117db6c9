"""How the article's networks are trained."""

from types import MappingProxyType

from lowexp_gui.model.networks import EnhancementNetwork
from lowexp_gui.training.architecture_training import ArchitectureTraining, ModuleTraining
from lowexp_gui.training.data.batches import DenoisingBatches, EnhancementBatches, Sampling
from lowexp_gui.training.data.rehearsal import rehearsal_photos, write_dark_pairs, write_rehearsal_pairs
from lowexp_gui.training.finetuning.prepared_pairs import PreparedPairs
from lowexp_gui.training.finetuning.scene_split import SplitPart
from lowexp_gui.training.loop import Batches
from lowexp_gui.training.losses.article import ARTICLE_DENOISING_LOSS, ARTICLE_ENHANCEMENT_LOSS
from lowexp_gui.training.module_data import article_denoising_batches, article_enhancement_batches
from lowexp_gui.training.plans import PLANS
from lowexp_gui.training.recipe import Module, Recipe


def _own_light(recipe: Recipe, prepared: PreparedPairs, _: EnhancementNetwork | None) -> Batches:
    # Half of each batch is rehearsal: both sets are drawn equally often.
    sets = (
        prepared.copies(SplitPart.TRAINING),
        write_rehearsal_pairs(prepared.folder / "rehearsal", recipe.seed),
    )
    return EnhancementBatches(sets, rehearsal_photos(), Sampling(recipe.seed, recipe.batch, recipe.crop))


def _own_noise(recipe: Recipe, prepared: PreparedPairs, _: EnhancementNetwork | None) -> Batches:
    sampling, pairs = Sampling(recipe.seed, recipe.batch, recipe.crop), prepared.pieces(SplitPart.TRAINING)
    own = [pair.high for pair in pairs if pair.low == pair.high]
    if own:
        pairs = write_dark_pairs(own, prepared.folder / "calculated", recipe.seed, recipe.camera)
    return DenoisingBatches(rehearsal_photos(), pairs, (), sampling)


ARTICLE_TRAINING = ArchitectureTraining(
    name="article",
    modules=MappingProxyType(
        {
            Module.ENHANCEMENT: ModuleTraining(
                ARTICLE_ENHANCEMENT_LOSS, article_enhancement_batches, _own_light
            ),
            Module.DENOISING: ModuleTraining(ARTICLE_DENOISING_LOSS, article_denoising_batches, _own_noise),
        }
    ),
    base=PLANS["article"],
    bounds_light=False,
    knows_cameras=False,
)
