"""Fine-tunes one module in stretches of steps; held-back scenes are measured after each stretch.

A stretch is a call of `train_module`, which continues exactly from its checkpoint. Decisions between two
stretches depend on the journal and the weights alone, so a run that was killed ends with the same weights as
one that was not.
"""

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

import numpy as np
import torch
from torch import nn

from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import is_out_of_memory
from lowexp_gui.errors import Counted, Sentence, in_quotes
from lowexp_gui.paths import temporary_folder
from lowexp_gui.training.checkpoint import read_recipe, read_step, read_weights, with_recipe
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.training.finetuning.finetune_journal import ModuleJournal, read_journal, write_journal
from lowexp_gui.training.finetuning.finetune_order import FinetuneControl, RunRequest
from lowexp_gui.training.finetuning.finetune_progress import Measured
from lowexp_gui.training.loop import (
    SMOOTHING,
    Batches,
    LossFunction,
    TrainingDiverged,
    TrainingProgress,
    train_module,
)
from lowexp_gui.training.recipe import Module, Recipe
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_log = logging.getLogger(__name__)

STRETCHES = 8
"""Measurements in a run that is not stopped early."""
PATIENCE = 3
"""Clearly worse measurements in a row after which a module is done."""
_MOST_SLOWER = 4
_FALLEN = 6.0
"""If a figure is this many dB below the start model's, the training has become unstable."""


@dataclass(frozen=True, eq=False)
class FinetuneStage:
    """What is needed to fine-tune a module.

    Attributes:
        module: which.
        recipe: its settings.
        network: makes the network with the start model's weights.
        loss: what training minimises.
        batches: by settings: they may get smaller.
        measure: PSNR of each held-back scene that decides when to stop, dB, with a network, on the CPU.
        folder: of checkpoints and journal.
        device: that computes.
        seconds_between_checkpoints: at most.
    """

    module: Module
    recipe: Recipe
    network: Callable[[], nn.Module]
    loss: LossFunction
    batches: Callable[[Recipe], Batches]
    measure: Callable[[nn.Module], tuple[float, ...]]
    folder: Path
    device: torch.device
    seconds_between_checkpoints: float

    @property
    def checkpoint(self) -> Path:
        """The checkpoint from which training continues."""
        return self.folder / f"{self.module}.checkpoint.safetensors"

    @property
    def good(self) -> Path:
        """The checkpoint at the last measurement."""
        return self.folder / f"{self.module}.good.safetensors"

    def weights_at(self, step: int) -> Path:
        """The checkpoint of a measurement that was chosen when it was made."""
        return self.folder / f"{self.module}.{step:06}.safetensors"


StageReport = Callable[[TrainingProgress, tuple[Measured, ...]], None]


def finetune_module(
    stage: FinetuneStage, report: StageReport, tell: Callable[[Sentence], None], control: FinetuneControl
) -> nn.Module:
    """Train a module until its held-back figures no longer rise; return the best network.

    Raises:
        Cancelled: the request was LEAVE or DISCARD; the checkpoint holds the last state.
        PhotoError: a checkpoint could not be written; started again, the run goes on.
        TrainingDiverged: no smaller step helped.
    """
    journal = read_journal(stage.folder, stage.module)
    if not journal.measured:
        first = _figure(stage, 0, stage.network().eval(), math.nan)
        journal = _noted(stage, replace(journal, measured=(first,)))
    batches: Batches | None = None
    while not journal.done:
        batches = batches or stage.batches(_recipe(stage, journal))
        try:
            loss = _stretch(stage, journal, batches, report, control)
        except TrainingDiverged:
            journal = _slower(stage, journal, tell)
            continue
        except (RuntimeError, MemoryError) as error:
            journal, batches = _smaller(stage, journal, tell, error), None
            continue
        if control.request is RunRequest.PAUSE:
            control.wait_while_paused()
            continue
        if control.request in (RunRequest.LEAVE, RunRequest.DISCARD):
            raise Cancelled
        if stage.checkpoint.exists() and read_step(stage.checkpoint) > journal.measured[-1].step:
            journal = _measured(stage, journal, loss, tell)
        if control.request is RunRequest.KEEP:
            journal = replace(journal, done=True)
        write_journal(stage.folder, stage.module, journal)
        _forget_others(stage, journal)
    return best_network(stage, journal)


def best_network(stage: FinetuneStage, journal: ModuleJournal) -> nn.Module:
    """The network of the chosen held-back figure so far, ready for use."""
    if journal.measured and journal.chosen.step:
        return _in_use(stage, stage.weights_at(journal.chosen.step))
    return stage.network().eval().requires_grad_(False)


def _forget_others(stage: FinetuneStage, journal: ModuleJournal) -> None:
    """Delete the weights of measurements that were chosen before: the chosen one only ever moves on."""
    chosen = stage.weights_at(journal.chosen.step)
    for path in stage.folder.glob(f"{stage.module}.{'[0-9]' * 6}.safetensors"):
        if path != chosen:
            path.unlink(missing_ok=True)


def _in_use(stage: FinetuneStage, checkpoint: Path) -> nn.Module:
    """The network of a checkpoint, ready for use."""
    network = stage.network()
    try:
        network.load_state_dict(read_weights(checkpoint))
    except RuntimeError as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "The checkpoint {file} is damaged; delete the run to start again."
                ),
                file=in_quotes(checkpoint),
            )
        ) from error
    return network.eval().requires_grad_(False)


def _recipe(stage: FinetuneStage, journal: ModuleJournal) -> Recipe:
    return replace(
        stage.recipe,
        learning_rate=stage.recipe.learning_rate / 2**journal.slower,
        batch=journal.batch or stage.recipe.batch,
    )


def _next_stop(stage: FinetuneStage, journal: ModuleJournal) -> int:
    """The step of the next measurement."""
    length = max(1, math.ceil(stage.recipe.steps / STRETCHES))
    return min(stage.recipe.steps, journal.measured[-1].step + length)


def _stretch(
    stage: FinetuneStage,
    journal: ModuleJournal,
    batches: Batches,
    report: StageReport,
    control: FinetuneControl,
) -> float:
    """Train to the next measurement or to a request to stop; return the last mean loss."""
    stop, cancel, last = _next_stop(stage, journal), Event(), math.nan
    _fit_checkpoint(stage, _recipe(stage, journal))
    if stage.checkpoint.exists() and read_step(stage.checkpoint) >= stop:
        return last

    continued = _ContinuedMean(journal.measured[-1].loss)

    def told(progress: TrainingProgress) -> None:
        nonlocal last
        last = continued.after(progress.loss)
        report(replace(progress, loss=last), journal.measured)
        if progress.step >= stop or control.request is not RunRequest.GO_ON:
            cancel.set()

    if control.request is not RunRequest.GO_ON:
        return last
    train_module(
        stage.module,
        _recipe(stage, journal),
        stage.network(),
        stage.loss,
        batches,
        stage.checkpoint,
        device=stage.device,
        report=told,
        cancel=cancel,
        seconds_between_checkpoints=stage.seconds_between_checkpoints,
    )
    return last


class _ContinuedMean:
    """The running mean of the loss, continued over stretches, each of which starts its own."""

    def __init__(self, before: float) -> None:
        self._before, self._ahead = before, math.nan

    def after(self, mean: float) -> float:
        """What it is after another step, by the mean of this stretch alone; that one may be nan at first."""
        if math.isnan(self._ahead) and not math.isnan(mean):
            self._ahead = 0.0 if math.isnan(self._before) else self._before - mean
        self._ahead *= SMOOTHING
        return mean if math.isnan(self._ahead) else mean + self._ahead


def _fit_checkpoint(stage: FinetuneStage, recipe: Recipe) -> None:
    """Adapt the checkpoint to the journal.

    If the learning rate was reduced, go back to the last good state; if the batch was, continue.

    This depends on the files alone, not on when the journal was written, so a run can be killed in between.
    """
    if not stage.checkpoint.exists():
        return
    _, found = read_recipe(stage.checkpoint)
    if found.learning_rate == recipe.learning_rate:
        if found.batch != recipe.batch:
            with_recipe(stage.checkpoint, stage.checkpoint, recipe)
    elif stage.good.exists():
        with_recipe(stage.good, stage.checkpoint, recipe)
    else:
        stage.checkpoint.unlink()


def _measured(
    stage: FinetuneStage, journal: ModuleJournal, loss: float, tell: Callable[[Sentence], None]
) -> ModuleJournal:
    """The journal after a stretch: with its figure, or with a smaller learning rate if it became unstable."""
    step = read_step(stage.checkpoint)
    figure = _figure(stage, step, _in_use(stage, stage.checkpoint), loss)
    if not figure.psnr > journal.measured[0].psnr - _FALLEN:
        return _slower(stage, journal, tell)
    longer = replace(journal, measured=(*journal.measured, figure))
    if longer.chosen.step == step:
        with_recipe(stage.checkpoint, stage.weights_at(step), _recipe(stage, longer))
    with_recipe(stage.checkpoint, stage.good, _recipe(stage, longer))
    return replace(longer, done=step >= stage.recipe.steps or longer.since_chosen >= PATIENCE)


def _figure(stage: FinetuneStage, step: int, network: nn.Module, loss: float) -> Measured:
    scenes = stage.measure(network)
    return Measured(step, float(np.mean(scenes)), loss, scenes)


def _slower(stage: FinetuneStage, journal: ModuleJournal, tell: Callable[[Sentence], None]) -> ModuleJournal:
    """Go back to the last measurement, with half the learning rate."""
    if journal.slower >= _MOST_SLOWER:
        raise TrainingDiverged(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "Fine-tuning failed with every learning rate; check your pairs."
                )
            )
        )
    sentence = Sentence(
        QT_TRANSLATE_NOOP(
            "sentences",
            "Fine-tuning became unstable; it continues from the last good state "
            "with a smaller learning rate.",
        )
    )
    tell(sentence)
    return _noted(stage, replace(journal, slower=journal.slower + 1, notes=(*journal.notes, sentence)))


def _smaller(
    stage: FinetuneStage, journal: ModuleJournal, tell: Callable[[Sentence], None], error: Exception
) -> ModuleJournal:
    """Continue from the last checkpoint with half the batch, if the memory was full."""
    batch = _recipe(stage, journal).batch
    if not is_out_of_memory(error) or batch == 1:
        raise error
    _log.warning("Memory ran out with %d pictures a step.", batch, exc_info=error)
    fewer = Counted(batch // 2, "picture", "pictures")
    sentence = Sentence(
        QT_TRANSLATE_NOOP("sentences", "Memory is low: each step uses {fewer} instead of {batch}."),
        fewer=fewer,
        batch=batch,
    )
    tell(sentence)
    if stage.device.type == "cuda":
        torch.cuda.empty_cache()
    return _noted(stage, replace(journal, batch=batch // 2, notes=(*journal.notes, sentence)))


def _noted(stage: FinetuneStage, journal: ModuleJournal) -> ModuleJournal:
    stage.folder.mkdir(parents=True, exist_ok=True)
    write_journal(stage.folder, stage.module, journal)
    return journal


def seconds_for(stage: FinetuneStage, steps: int) -> float:
    """The median seconds of some steps, without the first; nothing of them is kept.

    Args:
        steps: at least 2.
    """
    times = [time.monotonic()]
    cancel = Event()

    def told(progress: TrainingProgress) -> None:
        times.append(time.monotonic())
        if progress.step >= steps:
            cancel.set()

    with temporary_folder("training") as folder:
        train_module(
            stage.module,
            replace(stage.recipe, steps=steps),
            stage.network(),
            stage.loss,
            stage.batches(stage.recipe),
            Path(folder) / "trial.safetensors",
            device=stage.device,
            report=told,
            cancel=cancel,
        )
    return float(np.median(np.diff(times)[1:]))
