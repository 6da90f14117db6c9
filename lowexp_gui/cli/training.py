"""`lowexp train` and `lowexp validate`: the training program in the terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

import click
import torch
from torch import nn

from lowexp_gui.cli.interrupting import INTERRUPTED, cancelled_by_interrupt
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import Device, DeviceError, find_device
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.dual_network import DenoisingNetwork, EnhancementNetwork
from lowexp_gui.model.shelf import ShelvedModel
from lowexp_gui.model.weights import DualModel, load_model
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.training.batches import DenoisingBatches, EnhancementBatches, Sampling
from lowexp_gui.training.data import TrainingData, read_training_data
from lowexp_gui.training.loop import Batches, TrainingDiverged, TrainingProgress, train_module
from lowexp_gui.training.pairs import DataError
from lowexp_gui.training.publishing import assemble, publish
from lowexp_gui.training.recipe import DEFAULT_RECIPES, Module, Recipe
from lowexp_gui.training.validation import SetFigures, validate_set

_REPORT_EVERY = 50


@dataclass(frozen=True)
class TrainingChoices:
    """The options of `lowexp train`; None is the recipe's own value."""

    data: Path
    output: Path
    module: str
    enhancement_steps: int | None
    denoising_steps: int | None
    batch: int | None
    seed: int | None
    device: str
    threads: int | None
    checkpoint_seconds: float
    name: str


def train_and_exit(choices: TrainingChoices) -> None:
    """Train what is asked for; with both networks trained, measure them and write weights and card."""
    with _sentences(), cancelled_by_interrupt() as cancel:
        if choices.threads:
            torch.set_num_threads(choices.threads)
        device = find_device(choices.device)
        data = read_training_data(choices.data)
        recipes = {module: _recipe(module, choices) for module in Module}
        networks = {
            module: _train(module, recipes[module], data, choices, device, cancel)
            for module in Module
            if choices.module in (module.value, "both")
        }
        if choices.module != "both":
            return
        enhancement, denoising = networks[Module.ENHANCEMENT], networks[Module.DENOISING]
        if not isinstance(enhancement, EnhancementNetwork) or not isinstance(denoising, DenoisingNetwork):
            raise TypeError("The networks do not belong to their modules.")
        model, content = assemble(choices.name, data, recipes, (enhancement, denoising))
        figures = _validate(data, model, device, cancel)
        click.echo(f"Written: {publish(choices.output, model, content, figures)}")


def validate_and_exit(folder: Path, shelved: ShelvedModel, device_name: str) -> None:
    """Print a model's figures on the validation split of a data folder."""
    with _sentences(), cancelled_by_interrupt() as cancel:
        data = read_training_data(folder)
        _validate(data, load_model(shelved), find_device(device_name), cancel)


def _recipe(module: Module, choices: TrainingChoices) -> Recipe:
    steps = {
        Module.ENHANCEMENT: choices.enhancement_steps,
        Module.DENOISING: choices.denoising_steps,
    }[module]
    changes = {"steps": steps, "batch": choices.batch, "seed": choices.seed}
    given = {name: value for name, value in changes.items() if value is not None}
    return replace(DEFAULT_RECIPES[module], **given)  # type: ignore[arg-type]


def _train(
    module: Module,
    recipe: Recipe,
    data: TrainingData,
    choices: TrainingChoices,
    device: Device,
    cancel: Event,
) -> nn.Module:
    click.echo(f"{module}: {recipe}")
    network = train_module(
        module,
        recipe,
        _batches(module, recipe, data),
        choices.output / f"{module}.checkpoint.safetensors",
        device=device.torch_device,
        report=_print_progress,
        cancel=cancel,
        seconds_between_checkpoints=choices.checkpoint_seconds,
    )
    if cancel.is_set():
        raise Cancelled
    return network


def _batches(module: Module, recipe: Recipe, data: TrainingData) -> Batches:
    sampling = Sampling(recipe.seed, recipe.batch, recipe.crop)
    if module is Module.ENHANCEMENT:
        return EnhancementBatches(data.dark, data.clean, sampling)
    aligned = [pair for each in data.dark if each.name in ALIGNED_SETS for pair in each.training]
    return DenoisingBatches(data.clean, aligned, data.noisy, sampling)


ALIGNED_SETS = ("lol-256",)
"""Sets whose pairs show the same pixels: taken with a fixed camera, of scenes that stand still."""


def _print_progress(progress: TrainingProgress) -> None:
    if progress.step % _REPORT_EVERY and progress.step != progress.steps:
        return
    minutes, seconds = divmod(round(progress.seconds_left), 60)
    skipped = f", {progress.skipped} steps skipped" if progress.skipped else ""
    click.echo(
        f"{progress.module} {progress.step}/{progress.steps}: loss {progress.loss:.4f}, "
        f"{minutes}:{seconds:02} left{skipped}"
    )


def _validate(data: TrainingData, model: DualModel, device: Device, cancel: Event) -> list[SetFigures]:
    results = []
    for pairs in data.dark:
        with click.progressbar(length=len(pairs.validation), label=pairs.name, file=sys.stderr) as bar:
            figures = validate_set(pairs, model, device, lambda _done, _all, bar=bar: bar.update(1), cancel)  # type: ignore[misc]
        click.echo(f"{figures.name}, {figures.pairs} pairs: PSNR dB / SSIM / CIEDE2000")
        for label, measures in (
            ("automatic gamma", figures.gamma),
            ("enhanced", figures.enhanced),
            ("final", figures.final),
        ):
            click.echo(f"  {label:16} {measures.psnr:.2f} / {measures.ssim:.3f} / {measures.ciede2000:.2f}")
        results.append(figures)
    return results


@contextmanager
def _sentences() -> Iterator[None]:
    """Expected failures end the program with one sentence."""
    try:
        yield
    except Cancelled:
        click.echo("Stopped; the same command goes on from here.", err=True)
        sys.exit(INTERRUPTED)
    except (DataError, DeviceError, ModelError, PhotoError, TrainingDiverged) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
