"""One stage of fine-tuning: unstable losses, little memory, and its mean loss."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
import torch
from pair_samples import prepared_pairs
from torch import nn

from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.training.data.batches import Batch
from lowexp_gui.training.finetuning.finetune_batches import finetune_batches, finetune_recipe
from lowexp_gui.training.finetuning.finetune_journal import read_journal
from lowexp_gui.training.finetuning.finetune_order import FinetuneControl, RunRequest
from lowexp_gui.training.finetuning.finetune_stage import FinetuneStage, finetune_module
from lowexp_gui.training.finetuning.held_back_figures import Networks, scene_psnrs
from lowexp_gui.training.finetuning.prepared_pairs import (
    PreparedPairs,
)
from lowexp_gui.training.finetuning.scene_split import SplitPart
from lowexp_gui.training.loop import Batches, TrainingDiverged
from lowexp_gui.training.pair_matching.candidates import Matching
from lowexp_gui.training.recipe import Module, Recipe
from lowexp_gui.training.trainings import training_of


def stage_of(
    matching: Matching, folder: Path, batches: Callable[[Recipe, PreparedPairs], Batches], steps: int = 8
) -> FinetuneStage:
    prepared, model = prepared_pairs(matching, folder / "pairs"), load_model(find_model("open"))
    recipe = finetune_recipe(Module.DENOISING, model.card, 6, steps, 1)
    return FinetuneStage(
        Module.DENOISING,
        recipe,
        lambda: load_model(find_model("open")).denoising.requires_grad_(True).train(),
        training_of(recipe.architecture).modules[Module.DENOISING].loss,
        lambda changed: batches(changed, prepared),
        lambda network: scene_psnrs(
            Networks(model.enhancement, network, model.card.working_size, model.card.bounded),
            prepared,
            SplitPart.VALIDATION,
            Event(),
        ),
        folder,
        torch.device("cpu"),
        60,
    )


class Spoilt:
    """Batches that are not finite from a step on, until they are drawn for the second time."""

    def __init__(self, batches: Batches, first: int, forever: bool) -> None:
        self.batches, self.first, self.forever, self.highest = batches, first, forever, 0

    def at(self, step: int) -> Batch:
        batch = self.batches.at(step)
        again = step < self.highest
        self.highest = max(self.highest, step)
        if step >= self.first and (self.forever or not again) and self.highest < self.first + 60:
            return batch._replace(degraded=batch.degraded * float("nan"))
        return batch


def test_after_a_nan_loss_training_continues_from_the_last_state_with_a_smaller_rate(
    matching: Matching, tmp_path: Path
) -> None:
    def batches(recipe: Recipe, prepared: PreparedPairs) -> Batches:
        return Spoilt(finetune_batches(Module.DENOISING, replace(recipe, batch=1), prepared, None), 16, False)

    stage, told = stage_of(matching, tmp_path, batches, 8 * 70), []
    control = FinetuneControl()

    def report(progress: object, _: object) -> None:
        if told:
            control.send(RunRequest.KEEP)

    finetune_module(stage, report, told.append, control)
    assert list(map(str, told)) == [
        "Fine-tuning became unstable; it continues from the last good state with a smaller learning rate."
    ]
    journal = read_journal(tmp_path, Module.DENOISING)
    assert (journal.slower, journal.done) == (1, True)
    assert journal.notes == tuple(told)


def test_a_loss_that_is_always_nan_ends_with_a_message(matching: Matching, tmp_path: Path) -> None:
    class Nothing:
        def at(self, _step: int) -> Batch:
            return Batch(*(torch.full((1, 3, 8, 8), float("nan")) for _ in range(3)))

    def loss(network: nn.Module, batch: Batch, _: Recipe) -> torch.Tensor:
        return sum(parameter.sum() for parameter in network.parameters()) * batch.degraded.mean()

    # What the network makes of it is of no matter, and takes its time two hundred times.
    stage, told = replace(stage_of(matching, tmp_path, lambda *_: Nothing(), 8 * 60), loss=loss), []
    with pytest.raises(TrainingDiverged, match="every learning rate"):
        finetune_module(stage, lambda *_: None, told.append, FinetuneControl())
    assert len(told) == 4


def test_running_out_of_memory_reduces_the_batch(matching: Matching, tmp_path: Path) -> None:
    class Hungry:
        def __init__(self, batches: Batches) -> None:
            self.batches = batches

        def at(self, step: int) -> Batch:
            batch = self.batches.at(step)
            if step == 1 and len(batch.degraded) > 1:
                raise torch.OutOfMemoryError("CUDA out of memory.")
            return batch

    stage, told = (
        stage_of(
            matching,
            tmp_path,
            lambda recipe, pairs: Hungry(finetune_batches(Module.DENOISING, recipe, pairs, None)),
        ),
        [],
    )
    finetune_module(stage, lambda *_: None, told.append, FinetuneControl())
    assert list(map(str, told)) == [
        "Memory is low: each step uses 2 pictures instead of 4.",
        "Memory is low: each step uses 1 picture instead of 2.",
    ]
    journal = read_journal(tmp_path, Module.DENOISING)
    assert journal.batch == 1
    assert journal.done


def test_the_mean_loss_continues_from_one_stretch_to_the_next(matching: Matching, tmp_path: Path) -> None:
    losses: list[float] = []
    stage = stage_of(
        matching, tmp_path, lambda recipe, pairs: finetune_batches(Module.DENOISING, recipe, pairs, None), 16
    )
    finetune_module(
        stage, lambda progress, _: losses.append(progress.loss), lambda _: None, FinetuneControl()
    )
    # A step counts for two per cent, and losses are within 0..2.
    assert len(losses) >= 8
    assert np.abs(np.diff(losses)).max() < 0.04
