"""Training the ablations side by side: each a part of the way, then each the next part.

So all are equally far whenever it is stopped. They are trained as `lowexp lab train` does for their plans.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.enhancing.devices import Device
from lowexp_gui.evaluation.reproduction.ablations import Training
from lowexp_gui.paths import temporary_folder
from lowexp_gui.training.checkpoint import read_step, with_recipe
from lowexp_gui.training.data.photo_sets import TrainingData
from lowexp_gui.training.loop import Batches, TrainingProgress, train_module
from lowexp_gui.training.module_data import initial_network
from lowexp_gui.training.recipe import Module, Recipe
from lowexp_gui.training.trainings import training_of

PARTS = (1 / 16, 1 / 8, 1 / 4, 3 / 8, 1 / 2, 5 / 8, 3 / 4, 7 / 8, 1.0)
"""How far the trainings are where they are measured, of the whole."""
LIGHT_SHARE = 0.55
"""Of the time for training, what the enhancement networks get; the denoisers get the rest."""
_TRIAL_STEPS = 3

Report = Callable[[Training, TrainingProgress], None]


@dataclass(frozen=True, eq=False)
class AblationSetup:
    """Where and with what the ablations are trained.

    Attributes:
        data: photos to learn from.
        folder: of the checkpoints, one folder a plan.
        device: that computes.
        report: told of each step.
        cancel: stops at the next step.
    """

    data: TrainingData
    folder: Path
    device: Device
    report: Report
    cancel: Event
    _batches: dict[Module, Batches] = field(default_factory=dict)

    def snapshot(self, training: Training, step: int) -> Path:
        """The checkpoint of a training at one of its measured steps."""
        return self.folder / training.plan / f"{training.module}.{step:06}.safetensors"

    def checkpoint(self, training: Training) -> Path:
        """Where a training goes on."""
        return self.folder / training.plan / f"{training.module}.checkpoint.safetensors"

    def batches(self, training: Training) -> Batches:
        """What a module of any plan learns from: the recipes do not differ in what they draw."""
        if training.module not in self._batches:
            recipe = training.recipe(1)
            module_training = training_of(recipe.architecture).modules[training.module]
            self._batches[training.module] = module_training.batches(self.data, recipe, None)
        return self._batches[training.module]


def measured_steps(steps: int) -> tuple[int, ...]:
    """The steps after which a training of so many is measured."""
    return tuple(dict.fromkeys(max(1, round(steps * part)) for part in PARTS))


def steps_for(setup: AblationSetup, trainings: tuple[Training, ...], seconds: float) -> dict[Module, int]:
    """How many steps each module can be trained in some time, all trainings of a module equally many.

    Raises:
        Cancelled: the `cancel` of the set-up was set.
    """
    shares = {Module.ENHANCEMENT: LIGHT_SHARE, Module.DENOISING: 1 - LIGHT_SHARE}
    steps = {}
    for module, share in shares.items():
        each = [_seconds_a_step(setup, training) for training in trainings if training.module is module]
        steps[module] = max(2, int(seconds * share / sum(each)))
    return steps


def train_part(
    setup: AblationSetup,
    trainings: tuple[Training, ...],
    steps: dict[Module, int],
    part: int,
    deadline: float = math.inf,
) -> bool:
    """Train all to the end of one of PARTS, from where they are.

    Args:
        deadline: time at which to give up, in seconds of the monotonic clock.

    Returns:
        Whether all have reached it.

    Raises:
        Cancelled: the `cancel` of the set-up was set; the checkpoints hold what was reached.
        DataError, TrainingDiverged: see `train_module`.
    """
    for training in trainings:
        stops = measured_steps(steps[training.module])
        if part < len(stops) and not _train_to(
            setup, training, steps[training.module], stops[part], deadline
        ):
            return False
    return True


def _train_to(setup: AblationSetup, training: Training, steps: int, stop: int, deadline: float) -> bool:
    """Train to a step and keep the checkpoint there; whether it was reached before a deadline."""
    check(setup.cancel)
    kept, checkpoint = setup.snapshot(training, stop), setup.checkpoint(training)
    recipe = training.recipe(steps)
    if kept.exists():
        return True
    # A run that was killed between reaching the stop and keeping the checkpoint is not to go beyond it.
    if not checkpoint.exists() or read_step(checkpoint) < stop:
        if time.monotonic() > deadline:
            return False
        _train(setup, training, recipe, stop, deadline)
    check(setup.cancel)
    if read_step(checkpoint) < stop:
        return False
    with_recipe(checkpoint, kept, recipe)
    return True


def _train(setup: AblationSetup, training: Training, recipe: Recipe, stop: int, deadline: float) -> None:
    pause = Event()

    def told(progress: TrainingProgress) -> None:
        setup.report(training, progress)
        if progress.step >= stop or setup.cancel.is_set() or time.monotonic() > deadline:
            pause.set()

    train_module(
        training.module,
        recipe,
        initial_network(training.module, recipe),
        training_of(recipe.architecture).modules[training.module].loss,
        setup.batches(training),
        setup.checkpoint(training),
        device=setup.device.torch_device,
        report=told,
        cancel=pause,
        seconds_between_checkpoints=30,
    )


def _seconds_a_step(setup: AblationSetup, training: Training) -> float:
    """Of a training, measured over some steps that are not kept."""
    check(setup.cancel)
    recipe = training.recipe(_TRIAL_STEPS)
    times = [time.monotonic()]
    with temporary_folder("training") as folder:
        train_module(
            training.module,
            recipe,
            initial_network(training.module, recipe),
            training_of(recipe.architecture).modules[training.module].loss,
            setup.batches(training),
            Path(folder) / "trial.safetensors",
            device=setup.device.torch_device,
            report=lambda _: times.append(time.monotonic()),
            cancel=setup.cancel,
        )
    check(setup.cancel)
    return (times[-1] - times[1]) / (len(times) - 2)
