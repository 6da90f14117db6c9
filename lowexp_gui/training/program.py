"""The training program: Algorithm 1 of the article, two separate trainings, from a data folder to a model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from torch import nn

from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import Device
from lowexp_gui.errors import Sentence
from lowexp_gui.model.architectures import ARCHITECTURES
from lowexp_gui.model.networks import DenoisingNetwork, EnhancementNetwork
from lowexp_gui.training.checkpoint import read_recipe, read_weights
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.training.data.photo_sets import TrainingData
from lowexp_gui.training.loop import TrainingProgress, train_module
from lowexp_gui.training.module_data import initial_network
from lowexp_gui.training.recipe import Module, Recipe
from lowexp_gui.training.trainings import training_of
from lowexp_gui.translatable import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class TrainingSetup:
    """Where and with what a training takes place.

    Attributes:
        data: photos to learn from.
        folder: of the checkpoints.
        device: that computes.
        seconds_between_checkpoints: of each training.
    """

    data: TrainingData
    folder: Path
    device: Device
    seconds_between_checkpoints: float = 60


def train_one(
    module: Module,
    recipe: Recipe,
    setup: TrainingSetup,
    report: Callable[[TrainingProgress], None],
    cancel: Event,
) -> nn.Module:
    """Train one module to its end, from its checkpoint where there is one.

    Raises:
        Cancelled: `cancel` was set; the checkpoint holds what was reached.
        DataError, TrainingDiverged: see `train_module`.
        ModelError: the model to start from cannot be used.
    """
    module_training = training_of(recipe.architecture).modules[module]
    network = train_module(
        module,
        recipe,
        initial_network(module, recipe),
        module_training.loss,
        module_training.batches(setup.data, recipe, _trained_light(module, recipe, setup)),
        _checkpoint(setup, module),
        device=setup.device.torch_device,
        report=report,
        cancel=cancel,
        seconds_between_checkpoints=setup.seconds_between_checkpoints,
    )
    if cancel.is_set():
        raise Cancelled
    return network


def _checkpoint(setup: TrainingSetup, module: Module) -> Path:
    return setup.folder / f"{module}.checkpoint.safetensors"


def _trained_light(module: Module, recipe: Recipe, setup: TrainingSetup) -> EnhancementNetwork | None:
    """For the denoiser, the enhancement network of the same folder, as far as it is trained."""
    path = _checkpoint(setup, Module.ENHANCEMENT)
    if module is Module.ENHANCEMENT or not path.exists():
        return None
    network = ARCHITECTURES[recipe.architecture].enhancement()
    network.load_state_dict(read_weights(path))
    return network.eval()


def trained_networks(
    checkpoints: Sequence[Path],
) -> tuple[dict[Module, Recipe], tuple[EnhancementNetwork, DenoisingNetwork]]:
    """The networks of two checkpoints, one of each module, with the recipes that they were trained by.

    Raises:
        DataError: a file is damaged, or they are not one of each module of one architecture.
    """
    found = {module: (recipe, path) for path in checkpoints for module, recipe in [read_recipe(path)]}
    if set(found) != set(Module) or len({recipe.architecture for recipe, _ in found.values()}) != 1:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "A model needs two checkpoints of one architecture: one of an "
                    "enhancement training and one of a denoising training.",
                )
            )
        )
    architecture = ARCHITECTURES[found[Module.ENHANCEMENT][0].architecture]
    networks = architecture.enhancement(), architecture.denoising()
    for network, module in zip(networks, Module, strict=True):
        network.load_state_dict(read_weights(found[module][1]))
    return {module: recipe for module, (recipe, _) in found.items()}, networks


def train_both(
    recipes: dict[Module, Recipe],
    setup: TrainingSetup,
    report: Callable[[TrainingProgress], None],
    cancel: Event,
) -> tuple[EnhancementNetwork, DenoisingNetwork]:
    """Train the module for light, then the one for noise; see `train_one`."""
    networks = [train_one(module, recipes[module], setup, report, cancel) for module in Module]
    enhancement, denoising = networks
    if not isinstance(enhancement, EnhancementNetwork) or not isinstance(denoising, DenoisingNetwork):
        raise TypeError("The networks do not belong to their modules.")
    return enhancement, denoising
