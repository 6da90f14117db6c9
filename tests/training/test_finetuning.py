"""Fine-tuning: it resumes exactly, stops on request, and reports errors."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from pair_samples import darkened, save, scene, write_pairs
from torch import nn

from lowexp_gui.enhancing.adjustments import Stage as PhotoStage
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.measuring.measures import psnr
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.training.camera_noise.noise_of_pairs import noise_of_pairs
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.data.batches import Batch
from lowexp_gui.training.data.pairs import DataError, read_pixels, to_unit
from lowexp_gui.training.finetuning.finetune import (
    FinetunedModel,
    _about_many,
    estimate_seconds,
    fine_tune,
    publish_finetuned,
)
from lowexp_gui.training.finetuning.finetune_batches import finetune_batches, finetune_recipe
from lowexp_gui.training.finetuning.finetune_journal import read_journal
from lowexp_gui.training.finetuning.finetune_order import FinetuneControl, FinetuneOrder, RunRequest
from lowexp_gui.training.finetuning.finetune_progress import FinetuneProgress
from lowexp_gui.training.finetuning.finetune_stage import STRETCHES, FinetuneStage, finetune_module
from lowexp_gui.training.finetuning.held_back_figures import Networks, scene_psnrs
from lowexp_gui.training.finetuning.prepared_pairs import (
    ALL_PIXELS,
    PIECE,
    PreparedPairs,
    _places,
    _Shares,
    prepare,
)
from lowexp_gui.training.finetuning.scene_split import SplitPart, split_scenes
from lowexp_gui.training.loop import Batches, TrainingDiverged
from lowexp_gui.training.pair_matching.candidates import Candidate, MatchedBy, Matching, Verdict
from lowexp_gui.training.pair_matching.matching import match_photos
from lowexp_gui.training.recipe import Module, Recipe
from lowexp_gui.training.trainings import training_of


@pytest.fixture(scope="module")
def matching(tmp_path_factory: pytest.TempPathFactory) -> Matching:
    low, high = write_pairs(tmp_path_factory.mktemp("pairs"))
    return match_photos([low], [high], lambda *_: None, Event())


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


def test_a_taught_model_is_another_one_with_a_card_of_its_own(order: FinetuneOrder, tmp_path: Path) -> None:
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


def test_the_time_is_estimated_by_a_few_steps(order: FinetuneOrder) -> None:
    short = estimate_seconds(order, Event())
    assert 0 < short < 120
    long = estimate_seconds(replace(order, light_steps=1000, folder=order.folder / "long"), Event())
    assert long > 5 * short


def test_held_back_scenes_are_in_one_part_only(matching: Matching) -> None:
    several = [
        replace(each, scene=number // 3) for number, each in enumerate((*matching.used, *matching.used))
    ]
    parts = split_scenes(several, 1)
    assert len(parts) == len(several)
    by_part = {part: {each.scene for each, other in parts if other is part} for part in SplitPart}
    assert {part: len(scenes) for part, scenes in by_part.items()} == {
        SplitPart.TRAINING: 4,
        SplitPart.VALIDATION: 1,
        SplitPart.TEST: 1,
    }
    assert not by_part[SplitPart.TRAINING] & (by_part[SplitPart.VALIDATION] | by_part[SplitPart.TEST])
    assert parts == split_scenes(several, 1)


def prepared_pairs(matching: Matching, folder: Path) -> PreparedPairs:
    return prepare(split_scenes(matching.used, 1), folder, 1, lambda *_: None, Event())


def test_held_back_scenes_are_measured_as_photos_are_enhanced(matching: Matching, tmp_path: Path) -> None:
    prepared, model = prepared_pairs(matching, tmp_path), load_model(find_model("open"))
    networks = Networks(model.enhancement, model.denoising, model.card.working_size, model.card.bounded)
    (pair,) = prepared.of(SplitPart.VALIDATION)
    (piece,) = pair.pieces
    low, high = (read_pixels(tmp_path / name) for name in (piece.low, piece.high))
    final = render(enhance_photo(photo_from_srgb(low), model, CPU, Event()), PhotoStage.FINAL)
    expected = psnr(np.clip(final, 0, 1), to_unit(high))
    (found,) = scene_psnrs(networks, prepared, SplitPart.VALIDATION, Event())
    assert found == pytest.approx(expected, abs=0.05)


def test_a_large_photo_is_taught_in_pieces_with_the_light_of_the_whole(
    matching: Matching, tmp_path: Path
) -> None:
    bright = np.kron(scene(20, 200, 160), np.ones((8, 8, 1), np.uint8))
    large = Candidate(
        save(darkened(bright), tmp_path / "low.png"),
        save(bright, tmp_path / "high.png"),
        MatchedBy.NAME,
        Verdict.ALIGNED,
        scene=99,
    )
    chosen = [(large, SplitPart.TRAINING), *((each, SplitPart.VALIDATION) for each in matching.used[:1])]
    prepared = prepare(chosen, tmp_path / "run", 1, lambda *_: None, Event())
    pair = prepared.of(SplitPart.TRAINING)[0]
    assert (pair.width, pair.height) == (1600, 1280)
    assert len(pair.pieces) == 4
    for piece in pair.pieces:
        cut = (slice(piece.top, piece.top + 512), slice(piece.left, piece.left + 512))
        assert (read_pixels(tmp_path / "run" / piece.high) == bright[cut]).all()
    recipe = finetune_recipe(Module.DENOISING, find_model("open").card, 1, 5, 1)
    light = load_model(find_model("open")).enhancement
    batch = finetune_batches(Module.DENOISING, replace(recipe, synthetic_share=0.0), prepared, light).at(0)
    assert batch.degraded.shape == (recipe.batch, 3, recipe.crop, recipe.crop)


def test_of_more_photos_than_fit_into_memory_some_teach_the_denoiser(tmp_path: Path) -> None:
    bright = np.kron(scene(20, 110, 90), np.ones((6, 6, 1), np.uint8))
    low, high = save(darkened(bright), tmp_path / "low.png"), save(bright, tmp_path / "high.png")
    each = Candidate(low, high, MatchedBy.NAME, Verdict.ALIGNED)
    # Two of each scene, in turn.
    chosen = [(replace(each, scene=number // 2), SplitPart.TRAINING) for number in range(6)]
    prepared = prepare(chosen, tmp_path / "run", 1, lambda *_: None, Event(), all_pixels=4 * PIECE**2)
    with_pieces = [pair for pair in prepared.of(SplitPart.TRAINING) if pair.pieces]
    assert len(with_pieces) == 4
    assert len({pair.scene for pair in with_pieces}) == 3
    recipe = replace(finetune_recipe(Module.DENOISING, find_model("open").card, 6, 5, 1), synthetic_share=0.0)
    light = load_model(find_model("open")).enhancement
    batch = finetune_batches(Module.DENOISING, recipe, prepared, light).at(0)
    assert batch.degraded.shape == (recipe.batch, 3, recipe.crop, recipe.crop)
    (note,) = _about_many(9, 6, prepared)[1:]
    assert "4 are used to train the denoiser" in str(note)
    with pytest.raises(DataError, match="cannot be used to train the denoiser"):
        _about_many(6, 6, replace(prepared, pairs=tuple(replace(p, pieces=()) for p in prepared.pairs)))


@given(
    pairs=st.lists(
        st.tuples(st.integers(0, 300), st.integers(1, 5000), st.integers(1, 5000)), min_size=1, max_size=1000
    )
)
def test_pieces_fit_into_memory_and_no_number_of_pairs_leaves_all_without(
    pairs: list[tuple[int, int, int]],
) -> None:
    each = Candidate(Path("a"), Path("b"), MatchedBy.NAME, Verdict.ALIGNED)
    shares = _Shares([replace(each, scene=scene) for scene, _, _ in pairs], ALL_PIXELS)
    taken = []
    for _, width, height in pairs:
        places = _places(width, height, shares.next(), np.random.default_rng(0))
        taken.append(sum(columns * rows for _, _, columns, rows in places))
        shares.take(taken[-1])
    assert sum(taken) <= ALL_PIXELS
    assert sum(pixels > 0 for pixels in taken) >= min(len(pairs), ALL_PIXELS // PIECE**2)


def test_shifts_are_taken_back_and_exchanged_pairs_turned(tmp_path: Path) -> None:
    wide = scene(3, 250, 220)
    bright, dark = wide[10:190, 14:224], darkened(wide[14:194, 10:220])
    low, high = save(dark, tmp_path / "low.png"), save(bright, tmp_path / "high.png")
    moved = Candidate(low, high, MatchedBy.NAME, Verdict.SHIFTED, (-4.0, 4.0))
    exchanged = Candidate(high, low, MatchedBy.NAME, Verdict.EXCHANGED, (0.0, 0.0), chosen=True)
    prepared = prepare(
        [(moved, SplitPart.TRAINING), (exchanged, SplitPart.TEST)],
        tmp_path / "run",
        1,
        lambda *_: None,
        Event(),
    )
    first, second = prepared.pairs
    assert (first.width, first.height) == (206, 176)
    (piece,) = first.pieces
    pictures = [read_pixels(prepared.folder / name).astype(float) for name in (piece.low, piece.high)]
    assert np.abs(pictures[0] - 0.2 * pictures[1]).mean() < 3
    assert second.source == "low.png"


def test_what_was_left_out_is_read_again(tmp_path: Path) -> None:
    gone = Candidate(tmp_path / "low.png", tmp_path / "high.png", MatchedBy.NAME, Verdict.ALIGNED)
    chosen = ((gone, SplitPart.TRAINING),)
    first = prepare(chosen, tmp_path / "prepared", 1, lambda *_: None, Event())
    again = prepare(chosen, tmp_path / "prepared", 1, lambda *_: None, Event())
    assert len(first.notes) == 1
    assert again.notes == first.notes


def test_a_run_of_other_pairs_is_refused(order: FinetuneOrder) -> None:
    finetuned(replace(order, light_steps=2, noise_steps=2))
    with pytest.raises(DataError, match="other pairs or settings"):
        finetuned(replace(order, light_steps=2, noise_steps=2, seed=2))


def test_a_start_model_that_disappears_is_a_sentence(order: FinetuneOrder, tmp_path: Path) -> None:
    model = load_model(find_model("open"))
    card = tmp_path / "gone.json"
    card.write_text(replace(model.card, name="gone").to_json())
    with pytest.raises(ModelError, match="The weights of the model “gone” cannot be read"):
        finetuned(replace(order, start=str(card)))


@pytest.mark.parametrize("wish", [RunRequest.KEEP, RunRequest.DISCARD, RunRequest.LEAVE])
def test_a_run_stops_as_is_wished(order: FinetuneOrder, wish: RunRequest) -> None:
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


def test_a_loss_that_is_no_number_goes_back_and_on_in_smaller_steps(
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


def test_a_loss_that_is_never_a_number_ends_with_a_sentence(matching: Matching, tmp_path: Path) -> None:
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


def test_memory_that_runs_out_makes_the_batch_smaller(matching: Matching, tmp_path: Path) -> None:
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


def test_teaching_stops_early_when_held_back_scenes_get_no_better(order: FinetuneOrder) -> None:
    order = replace(order, light_steps=STRETCHES * 2, noise_steps=1)
    finetuned(order)
    journal = read_journal(order.folder, Module.ENHANCEMENT)
    assert journal.done
    steps = [each.step for each in journal.measured]
    assert steps == [*range(0, steps[-1] + 1, 2)]
    assert journal.since_chosen == 3 or steps[-1] == STRETCHES * 2


def test_a_damaged_journal_is_a_sentence(order: FinetuneOrder) -> None:
    finetuned(replace(order, light_steps=1, noise_steps=1))
    (order.folder / "denoising.journal.json").write_text(json.dumps({"measured": 3}))
    with pytest.raises(DataError, match="is damaged; delete the folder"):
        finetuned(replace(order, light_steps=1, noise_steps=1))


def test_the_noise_in_the_pairs_is_taught_too(order: FinetuneOrder) -> None:
    recipe = finetuned(replace(order, light_steps=1, noise_steps=1)).model.card.recipe["denoising"]
    camera = recipe["camera"]
    # The card claims no scenes in another light: the denoiser is not fine-tuned with them.
    assert recipe["lit_share"] == 0
    # The pairs' noise has a standard deviation of 2 in 8-bit values, whatever the light.
    found = CameraNoise(**camera | {"channel_gain": tuple(camera["channel_gain"])})
    assert 255 * found.encoded_deviation(16 / 255) == pytest.approx(2, rel=0.25)


def test_pairs_without_noise_are_taught_all_the_same(matching: Matching, tmp_path: Path) -> None:
    bright = [scene(number) for number in range(2)]
    candidates = [
        Candidate(
            save((picture * 0.2).astype(np.uint8), tmp_path / f"{number}.low.png"),
            save(picture, tmp_path / f"{number}.high.png"),
            MatchedBy.NAME,
            Verdict.ALIGNED,
            scene=90 + number,
        )
        for number, picture in enumerate(bright)
    ]
    prepared = prepare(
        [(each, SplitPart.TRAINING) for each in candidates], tmp_path / "run", 1, lambda *_: None, Event()
    )
    assert noise_of_pairs(prepared, tmp_path / "camera.json") is None
    noisy = prepared_pairs(matching, tmp_path / "noisy")
    found = noise_of_pairs(noisy, tmp_path / "camera.json")
    assert found is not None
    assert noise_of_pairs(prepared, tmp_path / "camera.json") == found


def test_the_mean_loss_goes_on_from_one_stretch_to_the_next(matching: Matching, tmp_path: Path) -> None:
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
