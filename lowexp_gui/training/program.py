"""The training program: Algorithm 1 of the article, two separate trainings, from a data folder to a model."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from torch import nn

from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import Device
from lowexp_gui.model.dual_network import DenoisingNetwork, EnhancementNetwork
from lowexp_gui.training.batches import DenoisingBatches, EnhancementBatches, Sampling
from lowexp_gui.training.data import TrainingData
from lowexp_gui.training.loop import Batches, TrainingProgress, train_module
from lowexp_gui.training.recipe import Module, Recipe

ALIGNED_SETS = ("lol-256",)
"""Sets whose pairs show the same pixels: taken with a fixed camera, of scenes that stand still."""


@dataclass(frozen=True)
class Workshop:
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


def batches_for(module: Module, recipe: Recipe, data: TrainingData) -> Batches:
    """What a module learns from."""
    sampling = Sampling(recipe.seed, recipe.batch, recipe.crop)
    if module is Module.ENHANCEMENT:
        return EnhancementBatches(data.dark, data.clean, sampling)
    aligned = [pair for each in data.dark if each.name in ALIGNED_SETS for pair in each.training]
    return DenoisingBatches(data.clean, aligned, data.noisy, sampling)


def train_one(
    module: Module,
    recipe: Recipe,
    workshop: Workshop,
    report: Callable[[TrainingProgress], None],
    cancel: Event,
) -> nn.Module:
    """Train one module to its end, from its checkpoint where there is one.

    Raises:
        Cancelled: `cancel` was set; the checkpoint holds what was reached.
        DataError, TrainingDiverged: see `train_module`.
    """
    network = train_module(
        module,
        recipe,
        batches_for(module, recipe, workshop.data),
        workshop.folder / f"{module}.checkpoint.safetensors",
        device=workshop.device.torch_device,
        report=report,
        cancel=cancel,
        seconds_between_checkpoints=workshop.seconds_between_checkpoints,
    )
    if cancel.is_set():
        raise Cancelled
    return network


def train_both(
    recipes: dict[Module, Recipe],
    workshop: Workshop,
    report: Callable[[TrainingProgress], None],
    cancel: Event,
) -> tuple[EnhancementNetwork, DenoisingNetwork]:
    """Train the module for light, then the one for noise; see `train_one`."""
    networks = [train_one(module, recipes[module], workshop, report, cancel) for module in Module]
    enhancement, denoising = networks
    if not isinstance(enhancement, EnhancementNetwork) or not isinstance(denoising, DenoisingNetwork):
        raise TypeError("The networks do not belong to their modules.")
    return enhancement, denoising
