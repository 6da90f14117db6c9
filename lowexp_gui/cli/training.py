"""`lowexp lab train` and `lowexp lab validate`: the training program in the terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

import click
import torch

from lowexp_gui.cli.camera_file import read_camera
from lowexp_gui.cli.expected_failures import expected_failures
from lowexp_gui.cli.interrupting import INTERRUPTED, cancelled_by_interrupt
from lowexp_gui.cli.shared_parameters import BOTH_MODULES
from lowexp_gui.cli.terminal import say
from lowexp_gui.counting import counted
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import Device, find_device
from lowexp_gui.errors import Sentence
from lowexp_gui.measuring.measures import Measures
from lowexp_gui.measuring.registry import MEASURES
from lowexp_gui.model.model_library import StoredModel, find_model
from lowexp_gui.model.networks import DenoisingNetwork, EnhancementNetwork
from lowexp_gui.model.weights import DualModel, load_model
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.training.data.photo_sets import TrainingData, read_training_data
from lowexp_gui.training.distributed import is_first, own_device, process_count, together
from lowexp_gui.training.loop import TrainingProgress
from lowexp_gui.training.plans import PLANS, Plan
from lowexp_gui.training.program import TrainingSetup, train_both, train_one, trained_networks
from lowexp_gui.training.publishing import (
    assemble,
    check_names,
    measured_before,
    measured_besides,
    measured_by_set,
    publish,
)
from lowexp_gui.training.recipe import HoldBack, Module, Recipe
from lowexp_gui.training.trainings import training_of
from lowexp_gui.training.validation import (
    UNPAIRED_SIDE,
    SetFigures,
    ShotFigures,
    UnpairedFigures,
    Validation,
    mean_change,
    shots_of,
    splits_of,
    unpaired_of,
    validate_shots,
    validate_split,
    validate_unpaired,
)
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_REPORT_EVERY = 50


@dataclass(frozen=True)
class TrainingChoices:
    """The options of `lowexp lab train`; None is the recipe's own value."""

    data: Path
    output: Path
    plan: str
    module: str
    enhancement_steps: int | None
    denoising_steps: int | None
    batch: int | None
    seed: int | None
    float32: bool
    learning_rate: float | None
    start: str | None
    camera: Path | None
    hold_back: str | None
    device: str
    threads: int | None
    checkpoint_seconds: float
    name: str


def train_and_exit(choices: TrainingChoices) -> None:
    """Train the chosen networks. If both are trained, measure them and write weights and card."""
    with expected_failures(), cancelled_by_interrupt() as cancel:
        if choices.threads:
            torch.set_num_threads(choices.threads)
        check_names(choices.output, choices.name)
        device = find_device(own_device(choices.device))
        data = read_training_data(choices.data, not PLANS[choices.plan].open_photos_only)
        with together(device.torch_device):
            plan = _plan(choices)
            setup = TrainingSetup(plan.photos(data), choices.output, device, choices.checkpoint_seconds)
            try:
                networks = _trained(choices.module, plan.recipes, setup, cancel)
            except Cancelled:
                if is_first():
                    raise
                sys.exit(INTERRUPTED)
            if networks and is_first():
                _publish(choices.name, plan, data, networks, choices.output, device, cancel)


def _trained(
    name: str, recipes: dict[Module, Recipe], setup: TrainingSetup, cancel: Event
) -> tuple[EnhancementNetwork, DenoisingNetwork] | None:
    """Both networks, or None if only one was chosen."""
    if name == BOTH_MODULES:
        return train_both(recipes, setup, _print_progress, cancel)
    module = Module(name)
    if is_first():
        say(f"{module}: {recipes[module]}")
    train_one(module, recipes[module], setup, _print_progress, cancel)
    return None


@dataclass(frozen=True)
class AssemblyChoices:
    """The options of `lowexp lab assemble`.

    Attributes:
        checkpoints: one for each network.
        others: as the options of `lowexp lab assemble`.
    """

    checkpoints: tuple[Path, ...]
    data: Path
    output: Path
    plan: str
    name: str
    device: str


def assemble_and_exit(choices: AssemblyChoices) -> None:
    """Join the networks of two trainings, measure them and write weights and card."""
    with expected_failures(), cancelled_by_interrupt() as cancel:
        check_names(choices.output, choices.name)
        device = find_device(choices.device)
        data = read_training_data(choices.data)
        recipes, networks = trained_networks(choices.checkpoints)
        plan = replace(PLANS[choices.plan], recipes=recipes)
        _publish(choices.name, plan, data, networks, choices.output, device, cancel)


def _publish(
    name: str,
    plan: Plan,
    data: TrainingData,
    networks: tuple[EnhancementNetwork, DenoisingNetwork],
    folder: Path,
    device: Device,
    cancel: Event,
) -> None:
    model, content = assemble(name, plan, plan.photos(data), networks)
    enhancement = plan.recipes[Module.ENHANCEMENT]
    found = _validate(data, enhancement.hold_back, model, device, cancel)
    measured = measured_by_set(found.sets)
    if not measured and enhancement.start:
        measured = measured_before(find_model(enhancement.start).card)
    measured |= measured_besides(found, shots_trained=bool(plan.photos(data).noisy))
    say(f"Written: {publish(folder, model, content, measured)}")


def validate_and_exit(folder: Path, stored: StoredModel, hold_back: HoldBack, device_name: str) -> None:
    """Print a model's figures for the held-back part of a data folder, and for photos without pairs."""
    with expected_failures(), cancelled_by_interrupt() as cancel:
        data = read_training_data(folder)
        model, device = load_model(stored), find_device(device_name)
        _validate(data, hold_back, model, device, cancel)
        if data.held_back:
            change = mean_change(data.held_back, model, device, cancel)
            say(f"well-exposed photos as they are ({len(data.held_back)}): CIEDE2000 {change:.2f}")


def _plan(choices: TrainingChoices) -> Plan:
    plan = PLANS[choices.plan]
    recipes = {module: _recipe(recipe, module, choices) for module, recipe in plan.recipes.items()}
    return replace(plan, recipes=recipes)


def _camera(choices: TrainingChoices) -> CameraNoise | None:
    if choices.camera is None:
        return None
    if not training_of(PLANS[choices.plan].architecture).knows_cameras:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The plan article cannot use the noise of a camera; choose the plan studio or open.",
                )
            )
        )
    return read_camera(choices.camera)


def _recipe(recipe: Recipe, module: Module, choices: TrainingChoices) -> Recipe:
    steps = {
        Module.ENHANCEMENT: choices.enhancement_steps,
        Module.DENOISING: choices.denoising_steps,
    }[module]
    changes = {
        "steps": steps,
        # The total of all processes.
        "batch": (choices.batch or recipe.batch) * process_count(),
        "bfloat16": recipe.bfloat16 and not choices.float32,
        "seed": choices.seed,
        "learning_rate": choices.learning_rate,
        "start": choices.start,
        "camera": _camera(choices) if module is Module.DENOISING else None,
        "hold_back": HoldBack(choices.hold_back) if choices.hold_back else None,
    }
    given = {name: value for name, value in changes.items() if value is not None}
    return replace(recipe, **given)  # type: ignore[arg-type]


def _print_progress(progress: TrainingProgress) -> None:
    if not is_first():
        return
    if progress.step % _REPORT_EVERY and progress.step != progress.steps:
        return
    minutes, seconds = divmod(round(progress.seconds_left), 60)
    skipped = f", {counted(progress.skipped, 'step', 'steps')} skipped" if progress.skipped else ""
    say(
        f"{progress.module} {progress.step}/{progress.steps}: loss {progress.loss:.4f}, "
        f"{minutes}:{seconds:02} left{skipped}"
    )


def _validate(
    data: TrainingData, hold_back: HoldBack, model: DualModel, device: Device, cancel: Event
) -> Validation:
    """Measure a model on all validation data and print the figures."""
    sets = []
    for split in splits_of(data, hold_back):
        with _bar(len(split.pairs), split.name) as report:
            sets.append(validate_split(split, model, device, report, cancel))
        _print_set(sets[-1])
    shots = []
    for name, pairs in shots_of(data).items():
        with _bar(len(pairs), name) as report:
            shots.append(validate_shots(name, pairs, model, device, report, cancel))
        _print_shots(shots[-1])
    photos, unpaired = unpaired_of(data), None
    if photos:
        with _bar(len(photos), "unpaired") as report:
            unpaired = validate_unpaired(photos, model, device, report, cancel)
        _print_unpaired(unpaired)
    return Validation(tuple(sets), tuple(shots), unpaired)


@contextmanager
def _bar(length: int, label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error. Yields a function to call after each step."""
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda _done, _all: bar.update(1)


def _print_set(figures: SetFigures) -> None:
    say(f"{figures.name}, {counted(figures.pairs, 'pair', 'pairs')}: PSNR dB / SSIM / CIEDE2000")
    _print_measures("automatic gamma", figures.gamma)
    _print_measures("enhanced", figures.enhanced)
    _print_measures("final", figures.final)


def _print_shots(figures: ShotFigures) -> None:
    say(
        f"{figures.name}, {counted(figures.pairs, 'repeated shot', 'repeated shots')} with brightness 0: "
        "PSNR dB / SSIM / CIEDE2000"
    )
    _print_measures("as it is", figures.original)
    _print_measures("final", figures.final)


def _print_measures(label: str, measures: Measures) -> None:
    say(f"  {label:16} {measures.psnr:.2f} / {measures.ssim:.3f} / {measures.ciede2000:.2f}")


def _print_unpaired(figures: UnpairedFigures) -> None:
    say(
        f"unpaired, {counted(figures.photos, 'dark photo', 'dark photos')} without references, "
        f"long side at most {UNPAIRED_SIDE} pixels:"
    )
    for name, mean in figures.means.items():
        about = MEASURES[name]
        value = "not measurable" if mean is None else f"{mean:.{about.digits}f} {about.unit}".rstrip()
        say(f"  {about.title:16} {value}")
