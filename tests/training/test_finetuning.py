"""Fine-tuning: it resumes exactly, stops on request, and reports errors."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest
import torch

from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.training.finetuning.finetune import (
    FinetunedModel,
    estimate_seconds,
    fine_tune,
    publish_finetuned,
)
from lowexp_gui.training.finetuning.finetune_journal import read_journal
from lowexp_gui.training.finetuning.finetune_order import FinetuneControl, FinetuneOrder, RunRequest
from lowexp_gui.training.finetuning.finetune_progress import FinetuneProgress
from lowexp_gui.training.finetuning.finetune_stage import STRETCHES
from lowexp_gui.training.pair_matching.candidates import Matching
from lowexp_gui.training.recipe import Module


@pytest.fixture
def order(matching: Matching, tmp_path: Path) -> FinetuneOrder:
    return FinetuneOrder(matching.candidates, "open", "mine", tmp_path / "run", "cpu", 10, 2)


def finetuned(
    order: FinetuneOrder,
    report: Callable[[FinetuneProgress], None] = lambda _: None,
    control: FinetuneControl | None = None,
) -> FinetunedModel:
    return fine_tune(order, report, lambda _: None, control or FinetuneControl())


class PowerCut(Exception):
    """Nothing more is written."""


def weights(result: FinetunedModel) -> dict[str, torch.Tensor]:
    model = result.model
    return {
        f"{module}.{name}": value
        for module, network in (("light", model.enhancement), ("noise", model.denoising))
        for name, value in network.state_dict().items()
    }


@pytest.mark.slow
@pytest.mark.parametrize(("start", "steps"), [("open", 6), ("article", 3)])
def test_killed_at_random_moments_it_ends_in_the_same_weights(
    order: FinetuneOrder, tmp_path: Path, start: str, steps: int
) -> None:
    order = replace(order, start=start, seconds_between_checkpoints=0, light_steps=steps, noise_steps=steps)
    whole, random = finetuned(order), np.random.default_rng(3)
    parts = replace(order, folder=tmp_path / "parts")
    cuts = 0
    while True:
        steps_left = int(random.integers(1, 4))

        def report(_: FinetuneProgress) -> None:
            nonlocal steps_left
            steps_left -= 1
            if steps_left == 0:
                raise PowerCut

        try:
            result = finetuned(parts, report)
        except PowerCut:
            cuts += 1
            continue
        break
    assert cuts >= 3
    first, second = weights(whole), weights(result)
    assert all(torch.equal(first[name], second[name]) for name in first)
    assert whole.model.card.sha256 == result.model.card.sha256
    assert whole.verdict == result.verdict


def test_a_fine_tuned_model_has_its_own_card(order: FinetuneOrder, tmp_path: Path) -> None:
    told: list[FinetuneProgress] = []
    result = finetuned(order, told.append)
    card = publish_finetuned(result, tmp_path / "library")
    found = load_model(find_model(str(card)))
    start = find_model("open").card
    assert found.card == result.model.card
    assert (found.card.name, found.card.start, found.card.pairs) == ("mine", "open", 6)
    assert (found.card.terms, found.card.commercial_use) == (start.terms, start.commercial_use)
    assert found.card.sha256 != start.sha256
    assert found.card.measured["own pairs"]["verdict"] == result.verdict.sentence
    assert result.verdict.own.scenes == 1
    assert result.verdict.better is None
    assert [progress.step for progress in told] == [*range(1, 11), 1, 2]
    assert told[0].seconds_left > told[-1].seconds_left == 0
    assert told[-1].measured[0].step == 0
    assert told[-1].card is not None
    assert load_model(find_model(str(told[-1].card))).card.architecture == start.architecture


def test_the_duration_is_estimated_from_a_few_steps(order: FinetuneOrder) -> None:
    short = estimate_seconds(order, Event())
    assert 0 < short < 120
    long = estimate_seconds(replace(order, light_steps=1000, folder=order.folder / "long"), Event())
    assert long > 5 * short


def test_a_run_of_other_pairs_is_refused(order: FinetuneOrder) -> None:
    finetuned(replace(order, light_steps=2, noise_steps=2))
    with pytest.raises(DataError, match="other pairs or settings"):
        finetuned(replace(order, light_steps=2, noise_steps=2, seed=2))


def test_a_missing_start_model_is_reported(order: FinetuneOrder, tmp_path: Path) -> None:
    model = load_model(find_model("open"))
    card = tmp_path / "gone.json"
    card.write_text(replace(model.card, name="gone").to_json())
    with pytest.raises(ModelError, match="The weights of the model “gone” cannot be read"):
        finetuned(replace(order, start=str(card)))


@pytest.mark.parametrize("wish", [RunRequest.KEEP, RunRequest.DISCARD, RunRequest.LEAVE])
def test_a_run_stops_as_requested(order: FinetuneOrder, wish: RunRequest) -> None:
    control, told = FinetuneControl(), []

    def report(progress: FinetuneProgress) -> None:
        told.append(progress)
        if progress.step == 3:
            control.send(wish)

    if wish is RunRequest.KEEP:
        result = finetuned(order, report, control)
        assert read_journal(order.folder, Module.ENHANCEMENT).measured[-1].step == 3
        assert result.model.card.name == "mine"
    else:
        with pytest.raises(Cancelled):
            finetuned(order, report, control)
        assert order.folder.exists() is (wish is RunRequest.LEAVE)
    assert len(told) == 3
    if wish is RunRequest.LEAVE:
        again: list[FinetuneProgress] = []
        finetuned(order, again.append)
        assert again[0].step == 4


def test_a_pause_waits_until_it_is_over(order: FinetuneOrder) -> None:
    control, paused, steps = FinetuneControl(), Event(), []

    def report(progress: FinetuneProgress) -> None:
        steps.append(progress.step)
        if len(steps) == 3:
            control.send(RunRequest.PAUSE)
            paused.set()

    run = Thread(target=lambda: finetuned(order, report, control))
    run.start()
    assert paused.wait(60)
    checkpoint = order.folder / "enhancement.checkpoint.safetensors"
    run.join(1.0)
    assert run.is_alive()
    assert steps == [1, 2, 3]
    assert checkpoint.exists()
    control.send(RunRequest.GO_ON)
    run.join(120)
    assert steps == [*range(1, 11), 1, 2]


def test_a_checkpoint_that_cannot_be_written_is_a_sentence_and_the_run_goes_on_later(
    order: FinetuneOrder,
) -> None:
    checkpoint = order.folder / "enhancement.checkpoint.safetensors"

    def block(progress: FinetuneProgress) -> None:
        if progress.step == 5:
            # No program can replace a folder that is not empty by a file, as on a full disk.
            checkpoint.rename(order.folder / "kept")
            (checkpoint / "inside").mkdir(parents=True)

    with pytest.raises(PhotoError, match=r"enhancement\.checkpoint\.safetensors” was not saved"):
        finetuned(replace(order, seconds_between_checkpoints=0), block)
    (checkpoint / "inside").rmdir()
    checkpoint.rmdir()
    (order.folder / "kept").rename(checkpoint)
    told: list[FinetuneProgress] = []
    finetuned(replace(order, seconds_between_checkpoints=0), told.append)
    assert told[0].step == 5


def test_fine_tuning_stops_early_when_held_back_scenes_stop_improving(order: FinetuneOrder) -> None:
    order = replace(order, light_steps=STRETCHES * 2, noise_steps=1)
    finetuned(order)
    journal = read_journal(order.folder, Module.ENHANCEMENT)
    assert journal.done
    steps = [each.step for each in journal.measured]
    assert steps == [*range(0, steps[-1] + 1, 2)]
    assert journal.since_chosen == 3 or steps[-1] == STRETCHES * 2


def test_a_damaged_journal_is_reported(order: FinetuneOrder) -> None:
    finetuned(replace(order, light_steps=1, noise_steps=1))
    (order.folder / "denoising.journal.json").write_text(json.dumps({"measured": 3}))
    with pytest.raises(DataError, match="is damaged; delete the folder"):
        finetuned(replace(order, light_steps=1, noise_steps=1))


def test_the_noise_of_the_pairs_is_measured_for_training(order: FinetuneOrder) -> None:
    recipe = finetuned(replace(order, light_steps=1, noise_steps=1)).model.card.recipe["denoising"]
    camera = recipe["camera"]
    # The card claims no scenes in another light: the denoiser is not fine-tuned with them.
    assert recipe["lit_share"] == 0
    # The pairs' noise has a standard deviation of 2 in 8-bit values, whatever the light.
    found = CameraNoise(**camera | {"channel_gain": tuple(camera["channel_gain"])})
    assert 255 * found.encoded_deviation(16 / 255) == pytest.approx(2, rel=0.25)
