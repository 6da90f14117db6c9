"""The article's experiments from beginning to end; finished steps are not repeated."""

import logging
import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event

from lowexp_gui.enhancing.cancelling import Cancelled, check
from lowexp_gui.enhancing.devices import Device
from lowexp_gui.errors import Sentence, UserError, in_quotes
from lowexp_gui.evaluation.reproduction.ablations import FIGURE_6, READINGS, Ablation, Training, trainings
from lowexp_gui.evaluation.reproduction.chosen_pairs import ChosenPair, choose_pairs, some_of
from lowexp_gui.evaluation.reproduction.comparison import compare_on, compared
from lowexp_gui.evaluation.reproduction.experiment import (
    TRAINING_SHARE,
    Experiment,
    extent_of,
    read_experiment,
    write_experiment,
)
from lowexp_gui.evaluation.reproduction.measurement_store import Fields, MeasurementStore
from lowexp_gui.evaluation.reproduction.scenes import given, scenes_of, show
from lowexp_gui.evaluation.reproduction.trained_ablations import (
    CURVE_MEASURES,
    ablation_at,
    figures_of_ablation,
    sets_of,
    steps_at,
)
from lowexp_gui.evaluation.reproduction.training_steps import (
    AblationSetup,
    measured_steps,
    steps_for,
    train_part,
)
from lowexp_gui.evaluation.subjects import EvaluationSubject
from lowexp_gui.model.weights import encode_weights
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.training.data.photo_sets import TrainingData, read_training_data
from lowexp_gui.training.loop import TrainingProgress
from lowexp_gui.training.publishing import publish
from lowexp_gui.training.recipe import Module
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_TOLD_EVERY = 50
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Order:
    """What is to be reproduced, and where.

    Attributes:
        data: folder of the photo sets.
        output: folder that keeps what is done.
        minutes: the budget.
        device: that computes.
    """

    data: Path
    output: Path
    minutes: float
    device: Device


def reproduce(order: Order, tell: Callable[[str], None], cancel: Event) -> Fields:
    """All that the report is written from.

    Args:
        tell: told what is being done, in lines.

    Raises:
        Cancelled: `cancel` was set; started again, it goes on.
        DataError, ModelError, PhotoError, TrainingDiverged: it cannot be done, with a sentence.
    """
    order.output.mkdir(parents=True, exist_ok=True)
    experiment = read_experiment(order.output, order.minutes)
    data = read_training_data(order.data)
    if not choose_pairs(data, 1):
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "{folder} has no pairs for measuring; add pairs of several scenes."
                ),
                folder=in_quotes(order.data),
            )
        )
    setup = AblationSetup(data, order.output / "trainings", order.device, _teller(tell), cancel)
    if experiment is None:
        tell("timing the trainings")
        steps = steps_for(setup, trainings(), order.minutes * 60 * TRAINING_SHARE)
        experiment = Experiment(order.minutes, steps[Module.ENHANCEMENT], steps[Module.DENOISING])
        write_experiment(order.output, experiment)
    experiment, parts = _trained(setup, experiment, order.output)
    store = MeasurementStore(order.output / "measured")
    extent = extent_of(order.minutes)
    subjects = compared(order.device, extent.slow > 0)
    return {
        "experiment": asdict(experiment) | _reached(experiment, parts),
        "figure 6": _figure_6(setup, experiment, parts, choose_pairs(data, extent.curve), store, tell),
        "forms": _forms(setup, experiment, parts, choose_pairs(data, extent.final), store, order, tell),
        "figure 5": _figure_5(
            subjects, choose_pairs(data, extent.compared), extent.slow, store, tell, cancel
        ),
        "figure 4": _figure_4(subjects, data, store, tell, cancel),
    }


def _reached(experiment: Experiment, parts: int) -> Fields:
    steps = steps_at(experiment.steps, parts - 1)
    return {f"{module.value}_reached": reached for module, reached in steps.items()}


def _trained(setup: AblationSetup, experiment: Experiment, folder: Path) -> tuple[Experiment, int]:
    """Train part after part, until the end or the time is reached; what was spent, and parts that are done.

    Steps were counted out by a short trial, and a machine may have become busier since.
    """
    last = len(measured_steps(experiment.enhancement_steps))
    done = 0
    while done < (experiment.parts or last):
        started = time.monotonic()
        left = experiment.training_seconds - experiment.trained_seconds
        # Finished parts take no time, and without the first there is nothing to measure.
        deadline = started + left if done and not experiment.parts else math.inf
        reached = False
        try:
            reached = train_part(setup, trainings(), experiment.steps, done, deadline)
        finally:
            seconds = experiment.trained_seconds + time.monotonic() - started
            experiment = replace(experiment, trained_seconds=seconds)
            write_experiment(folder, experiment)
        done += reached
        if not reached or done == last:
            experiment = replace(experiment, parts=done)
            write_experiment(folder, experiment)
    return experiment, done


def _tried(make: Callable[[], Fields], what: str, tell: Callable[[str], None]) -> Fields | None:
    """A measurement, or None where it fails in a way that nobody foresaw: hours are not to be lost for it.

    It is not kept, so that the next run tries it again.
    """
    try:
        return make()
    except (Cancelled, UserError):
        raise
    except Exception:
        _log.exception("%s", what)
        tell(f"{what}: failed and is left out; the log says why")
        return None


def _without_failures(found: dict[str, Fields | None]) -> dict[str, Fields]:
    return {name: fields for name, fields in found.items() if fields is not None}


def _teller(tell: Callable[[str], None]) -> Callable[[Training, TrainingProgress], None]:
    def told(training: Training, progress: TrainingProgress) -> None:
        if progress.step % _TOLD_EVERY == 0 or progress.step == progress.steps:
            how_far = f"{progress.step}/{progress.steps}: loss {progress.loss:.4f}"
            tell(f"{training.plan} {progress.module} {how_far}")

    return told


def _figure_6(
    setup: AblationSetup,
    experiment: Experiment,
    parts: int,
    pairs: tuple[ChosenPair, ...],
    store: MeasurementStore,
    tell: Callable[[str], None],
) -> Fields:
    curves = {}
    for form in FIGURE_6 + READINGS:
        points = []
        for part in range(parts):
            tell(f"figure 6: {form.title}, {part + 1} of {parts}")
            figures = store.entry(
                f"curves/{form.name}-{part}",
                partial(_curve_point, setup, experiment, form, part, pairs),
            )
            step = steps_at(experiment.steps, part)[Module.ENHANCEMENT]
            points.append({"step": step, "figures": figures[form.stage.value]})
        curves[form.name] = points
    return {"sets": sets_of(pairs), "curves": curves}


def _curve_point(
    setup: AblationSetup, experiment: Experiment, form: Ablation, part: int, pairs: tuple[ChosenPair, ...]
) -> Fields:
    model = ablation_at(setup, form, experiment.steps, part)
    return figures_of_ablation(model, pairs, setup.device, setup.cancel, CURVE_MEASURES)


def _forms(
    setup: AblationSetup,
    experiment: Experiment,
    parts: int,
    pairs: tuple[ChosenPair, ...],
    store: MeasurementStore,
    order: Order,
    tell: Callable[[str], None],
) -> Fields:
    """All ablations at the end of their training, measured on more pairs and kept as models."""
    found = {}
    for form in FIGURE_6 + READINGS:
        tell(f"at the end: {form.title}")
        model = ablation_at(setup, form, experiment.steps, parts - 1)
        found[form.name] = store.entry(
            f"forms/{form.name}",
            partial(figures_of_ablation, model, pairs, setup.device, setup.cancel),
        )
        content = encode_weights(model.enhancement, model.denoising)
        publish(order.output / "models", model, content, {})
    return {"sets": sets_of(pairs), "figures": found}


def _figure_5(
    subjects: tuple[EvaluationSubject, ...],
    pairs: tuple[ChosenPair, ...],
    slow: int,
    store: MeasurementStore,
    tell: Callable[[str], None],
    cancel: Event,
) -> Fields:
    found = []
    for subject in subjects:
        tell(f"figure 5: {subject.title}")
        chosen = some_of(pairs, slow) if subject.slow else pairs
        records = {
            pair.key: _tried(
                partial(
                    store.entry,
                    f"compared/{subject.kind}-{subject.name}/{pair.key}",
                    partial(compare_on, subject, pair, cancel),
                ),
                f"{subject.title}, pair {pair.key}",
                tell,
            )
            for pair in chosen
        }
        about = {"kind": subject.kind.value, "name": subject.name, "title": subject.title}
        found.append(about | {"paper": subject.paper, "records": _without_failures(records)})
    return {"sets": sets_of(pairs), "contenders": found}


def _figure_4(
    subjects: tuple[EvaluationSubject, ...],
    data: TrainingData,
    store: MeasurementStore,
    tell: Callable[[str], None],
    cancel: Event,
) -> Fields:
    found = []
    for scene in scenes_of(data):
        shown = {}
        for subject in subjects:
            check(cancel)
            tell(f"figure 4: {scene.path.stem}, {subject.title}")
            shown[subject.title] = _tried(
                partial(
                    store.entry,
                    f"scenes/{scene.key}-{subject.kind}-{subject.name}",
                    partial(show, scene, subject, cancel),
                ),
                f"{subject.title}, scene {scene.key}",
                tell,
            )
        found.append(given(scene) | {"shown": _without_failures(shown)})
    return {"scenes": found}
