"""Fine-tuning of the denoiser with clean photos and a camera's noise alone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
import torch
from pair_samples import darkened, save, scene

from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.data.noise_batches import NoiseBatches, NoiseSampling
from lowexp_gui.training.data.pairs import DataError, read_pixels
from lowexp_gui.training.finetuning.finetune import FinetunedModel, estimate_seconds, fine_tune
from lowexp_gui.training.finetuning.finetune_order import FinetuneControl, FinetuneOrder
from lowexp_gui.training.finetuning.finetune_progress import FinetuneProgress
from lowexp_gui.training.finetuning.prepared_pairs import prepare
from lowexp_gui.training.finetuning.scene_split import SplitPart, split_scenes
from lowexp_gui.training.pair_matching.candidates import Matching, Verdict, check_enough
from lowexp_gui.training.pair_matching.matching import check_clean_photos
from lowexp_gui.training.recipe import Module

CAMERA = CameraNoise(shot=3e-4, read=2e-3, channel_gain=(1.8, 1.0, 1.5), blur=0.4)
STEPS = 4


def looked_at(*paths: Path) -> Matching:
    return check_clean_photos(paths, lambda *_: None, Event())


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    for number in range(8):
        save(scene(number), folder / f"{number:02}.png")
    return folder


@pytest.fixture
def order(photos: Path, tmp_path: Path) -> FinetuneOrder:
    found = looked_at(photos).candidates
    return FinetuneOrder(
        found,
        "open",
        "mine",
        tmp_path / "run",
        "cpu",
        noise_steps=STEPS,
        camera=CAMERA,
        seconds_between_checkpoints=0,
    )


def finetuned(
    order: FinetuneOrder, report: Callable[[FinetuneProgress], None] = lambda _: None
) -> FinetunedModel:
    return fine_tune(order, report, lambda _: None, FinetuneControl())


def test_clean_photos_are_distinguished_from_useless_ones(tmp_path: Path) -> None:
    good = save(scene(1), tmp_path / "a.png")
    save(scene(1), tmp_path / "b.png")
    save(darkened(scene(2)), tmp_path / "c.png")
    save(np.full((80, 90, 3), 255, np.uint8), tmp_path / "d.png")
    (tmp_path / "e.png").write_bytes(b"no photo")
    found = looked_at(tmp_path)
    assert [each.verdict for each in found.candidates] == [
        Verdict.CLEAN,
        Verdict.DUPLICATE,
        Verdict.TOO_DARK,
        Verdict.CLIPPED,
        Verdict.UNREADABLE,
    ]
    assert [each.high for each in found.used] == [good]
    assert [str(each.sentence) for each in found.candidates[:3]] == [
        "“a.png” is well exposed.",
        "“b.png” is a duplicate; it is left out.",
        "“c.png” is too dark for training; choose a well-exposed photo.",
    ]
    with pytest.raises(DataError, match="clean photos show 1 scene, but at least 4"):
        check_enough(found.candidates)
    with pytest.raises(DataError, match="clean photos show 0 scenes"):
        check_enough(looked_at(tmp_path / "c.png").candidates)


def test_only_the_denoiser_is_trained_and_the_card_names_the_photos(order: FinetuneOrder) -> None:
    told: list[FinetuneProgress] = []
    result, start = finetuned(order, told.append), load_model(find_model("open"))
    assert {progress.module for progress in told} == {Module.DENOISING}
    assert told[-1].seconds_left == 0
    light, noise = (
        [
            torch.equal(first, second)
            for first, second in zip(
                getattr(start, name).state_dict().values(),
                getattr(result.model, name).state_dict().values(),
                strict=True,
            )
        ]
        for name in ("enhancement", "denoising")
    )
    assert all(light)
    card = result.model.card
    assert all(noise) == (card.sha256 == start.card.sha256)
    assert card.description.endswith(
        "its denoiser fine-tuned with 6 clean photos of your own and the noise of your camera."
    )
    assert (
        card.measured["own pairs"]["split"] == "held-back clean photos of your own, made dark by calculation"
    )
    assert list(card.recipe) == ["denoising", "sha256 of the start"]
    assert card.recipe["denoising"]["camera"]["shot"] == CAMERA.shot
    assert result.verdict.own.scenes == 1
    assert result.verdict.better is None


def test_killed_every_other_step_it_ends_in_the_same_weights(order: FinetuneOrder, tmp_path: Path) -> None:
    class PowerCut(Exception):
        pass

    def cut(progress: FinetuneProgress) -> None:
        if progress.step % 2 == 0:
            raise PowerCut

    parts, cuts = replace(order, folder=tmp_path / "parts"), 0
    while True:
        try:
            result = finetuned(parts, cut if cuts < 2 else lambda _: None)
            break
        except PowerCut:
            cuts += 1
    assert cuts == 2
    whole = finetuned(order)
    assert result.content == whole.content
    assert result.verdict == whole.verdict


def test_held_back_photos_are_darkened_and_training_photos_are_not(photos: Path, tmp_path: Path) -> None:
    chosen = split_scenes(looked_at(photos).used, 1)
    prepared = prepare(chosen, tmp_path / "run", 1, lambda *_: None, Event(), CAMERA)
    again = prepare(chosen, tmp_path / "again", 1, lambda *_: None, Event(), CAMERA)
    for pair, same in zip(prepared.pairs, again.pairs, strict=True):
        (piece,) = pair.pieces
        low, high = (read_pixels(prepared.folder / name).astype(float) for name in (piece.low, piece.high))
        assert (
            high == read_pixels(next(path for path in photos.iterdir() if path.name == pair.source))
        ).all()
        if pair.part is SplitPart.TRAINING:
            assert piece.low == piece.high
        else:
            assert low.mean() < 0.8 * high.mean()
            assert (low == read_pixels(again.folder / same.pieces[0].low)).all()


def test_too_few_photos_and_no_noise_are_sentences(order: FinetuneOrder) -> None:
    with pytest.raises(DataError, match="needs the noise of your camera"):
        finetuned(replace(order, camera=None))
    with pytest.raises(DataError, match="clean photos show 3 scenes, but at least 4 are needed"):
        finetuned(replace(order, candidates=order.candidates[:3]))
    finetuned(replace(order, noise_steps=1))
    with pytest.raises(DataError, match="other pairs or settings"):
        finetuned(replace(order, noise_steps=1, camera=replace(CAMERA, shot=1e-3)))


def test_the_articles_denoiser_learns_from_clean_photos_too(order: FinetuneOrder) -> None:
    order = replace(order, start="article", noise_steps=2)
    assert estimate_seconds(order, Event()) > 0
    assert finetuned(order).model.card.architecture == find_model("article").card.architecture


def test_a_share_of_lessons_has_the_cameras_noise_on_the_persons_photos(photos: Path, tmp_path: Path) -> None:
    grey = save(np.full((200, 200, 3), 200, np.uint8), tmp_path / "grey.png")
    others = sorted(photos.iterdir())[:2]

    def batches(share: float) -> NoiseBatches:
        sampling = NoiseSampling(1, 2, 192, 1.0, camera=CAMERA, camera_share=share)
        return NoiseBatches(others, ((), ()), (), sampling, own=[grey])

    def flat(batch: torch.Tensor) -> list[bool]:
        return [bool(picture.max() == picture.min()) for picture in batch]

    drawn = {
        share: [flat(batches(share).at(step).reference) for step in range(6)] for share in (0.0, 0.5, 1.0)
    }
    assert not np.any(drawn[0.0])
    assert np.all(drawn[1.0])
    assert 0 < np.mean(drawn[0.5]) < 1
