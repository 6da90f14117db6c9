"""How an architecture's networks are trained: losses, batches and settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lowexp_gui.model.networks import EnhancementNetwork
from lowexp_gui.training.data.photo_sets import TrainingData
from lowexp_gui.training.finetuning.prepared_pairs import PreparedPairs
from lowexp_gui.training.loop import Batches
from lowexp_gui.training.losses.terms import Loss
from lowexp_gui.training.plans import Plan
from lowexp_gui.training.recipe import Module, Recipe


@dataclass(frozen=True)
class ModuleTraining:
    """How one module is trained.

    Attributes:
        loss: of a network and a batch.
        batches: from a data folder's photos, and for the denoiser, from the light of the enhancement network
            if that is trained.
        finetune_batches: from a user's prepared photos, for fine-tuning; the denoiser's also take the
            fine-tuned enhancement network, on the CPU.
    """

    loss: Loss
    batches: Callable[[TrainingData, Recipe, EnhancementNetwork | None], Batches]
    finetune_batches: Callable[[Recipe, PreparedPairs, EnhancementNetwork | None], Batches]


@dataclass(frozen=True)
class ArchitectureTraining:
    """How the networks of some architectures are trained.

    Attributes:
        name: as architectures give it.
        modules: how each module is trained.
        base: the plan whose settings fine-tuning starts from.
        bounds_light: whether the light can be bounded by the photo (`Recipe.bounded`).
        knows_cameras: whether the denoiser is trained with a camera's noise, not with pairs as they are.
    """

    name: str
    modules: Mapping[Module, ModuleTraining]
    base: Plan
    bounds_light: bool
    knows_cameras: bool

    @property
    def loss_facts(self) -> dict[str, object]:
        """What model cards say of the losses."""
        return {
            name: fact
            for module_training in self.modules.values()
            for name, fact in module_training.loss.facts.items()
        }
