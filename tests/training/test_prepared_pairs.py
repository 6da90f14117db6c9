"""Pairs prepared for fine-tuning: split by scene, cut into pieces, aligned, and measured."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pair_samples import darkened, prepared_pairs, save, scene

from lowexp_gui.enhancing.adjustments import Stage as PhotoStage
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.measuring.measures import psnr
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.training.camera_noise.noise_of_pairs import noise_of_pairs
from lowexp_gui.training.data.pairs import DataError, read_pixels, to_unit
from lowexp_gui.training.finetuning.finetune import (
    _about_many,
)
from lowexp_gui.training.finetuning.finetune_batches import finetune_batches, finetune_recipe
from lowexp_gui.training.finetuning.held_back_figures import Networks, scene_psnrs
from lowexp_gui.training.finetuning.prepared_pairs import (
    ALL_PIXELS,
    PIECE,
    _places,
    _Shares,
    prepare,
)
from lowexp_gui.training.finetuning.scene_split import SplitPart, split_scenes
from lowexp_gui.training.pair_matching.candidates import Candidate, MatchedBy, Matching, Verdict
from lowexp_gui.training.recipe import Module


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


def test_a_large_photo_is_trained_in_pieces_with_the_light_of_the_whole(
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


def test_if_photos_exceed_memory_some_train_the_denoiser(tmp_path: Path) -> None:
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


def test_shifts_are_undone_and_exchanged_pairs_swapped(tmp_path: Path) -> None:
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


def test_messages_about_skipped_pairs_are_repeated(tmp_path: Path) -> None:
    gone = Candidate(tmp_path / "low.png", tmp_path / "high.png", MatchedBy.NAME, Verdict.ALIGNED)
    chosen = ((gone, SplitPart.TRAINING),)
    first = prepare(chosen, tmp_path / "prepared", 1, lambda *_: None, Event())
    again = prepare(chosen, tmp_path / "prepared", 1, lambda *_: None, Event())
    assert len(first.notes) == 1
    assert again.notes == first.notes


def test_pairs_without_noise_have_no_measured_camera_noise(matching: Matching, tmp_path: Path) -> None:
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
