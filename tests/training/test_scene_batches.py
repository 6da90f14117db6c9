"""What the whole-scene network learns from: scenes at the working size, and noise with its light."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from panoramas import write_exr
from PIL import Image
from training_samples import picture

from lowexp_gui.model.article_network import ArticleEnhancement
from lowexp_gui.model.networks import ILLUMINATION_FLOOR
from lowexp_gui.training.data.noise_batches import (
    EstimatedLight,
    NoiseBatches,
    NoiseSampling,
    guided_separating_light,
)
from lowexp_gui.training.data.photo_sets import TrainingData, is_photograph
from lowexp_gui.training.data.scene_batches import SceneBatches, SceneSampling
from lowexp_gui.training.plans import PLANS

SCENES = SceneSampling(
    seed=1, size=4, working_size=128, synthetic_share=0.25, kept_share=0.1, exposure_spread=0.25
)
NOISE = NoiseSampling(seed=1, size=4, crop=96, synthetic_share=0.4)


def test_scenes_are_a_function_of_seed_and_step(data: TrainingData) -> None:
    first, again, other = (
        SceneBatches((data.dark[0].training, ()), data.clean, replace(SCENES, seed=seed)).at(7)
        for seed in (1, 1, 2)
    )
    assert torch.equal(first.degraded, again.degraded)
    assert torch.equal(first.reference, again.reference)
    assert first.degraded.shape != other.degraded.shape or not torch.equal(first.degraded, other.degraded)


def test_scenes_fit_the_network_in_every_shape(data: TrainingData) -> None:
    batches = SceneBatches((data.dark[0].training, ()), data.clean, SCENES)
    shapes = set()
    for step in range(40):
        batch = batches.at(step)
        shapes.add(batch.degraded.shape[2:])
        assert batch.degraded.shape == batch.reference.shape
        assert max(batch.degraded.shape[2:]) == SCENES.working_size
        assert all(side % 8 == 0 and side >= 64 for side in batch.degraded.shape[2:])
        assert 0 <= batch.degraded.min() <= batch.degraded.max() <= 1
    assert len(shapes) > 2


def test_both_pictures_of_a_scene_are_framed_alike(data: TrainingData) -> None:
    sampling = replace(SCENES, synthetic_share=0, kept_share=0, size=8)
    batch = SceneBatches((data.dark[0].training, ()), data.clean, sampling).at(0)
    dark, bright = (part.flatten(1) - part.flatten(1).mean(1, keepdim=True) for part in batch[:2])
    similarity = (dark * bright).sum(1) / (dark.norm(dim=1) * bright.norm(dim=1))
    assert similarity.min() > 0.9


def test_photos_that_are_kept_are_their_own_reference(data: TrainingData) -> None:
    batch = SceneBatches((data.dark[0].training, ()), data.clean, replace(SCENES, kept_share=1)).at(0)
    assert torch.equal(batch.degraded, batch.reference)


def test_scenes_are_made_dark_from_an_even_brightness(data: TrainingData) -> None:
    sampling = replace(SCENES, synthetic_share=1, kept_share=0, brightness=0.3)
    batch = SceneBatches(((), ()), data.clean, sampling).at(0)
    assert torch.allclose(batch.reference.mean(dim=(1, 2, 3)), torch.tensor(0.3), atol=0.02)
    assert (batch.degraded.mean(dim=(1, 2, 3)) < 0.3).all()


def test_scenes_are_made_paler_than_they_are(data: TrainingData) -> None:
    def chroma(palest: float) -> float:
        sampling = replace(SCENES, synthetic_share=1, kept_share=0, palest=palest)
        reference = SceneBatches(((), ()), data.clean, sampling).at(0).reference
        return float((reference.amax(dim=1) - reference.amin(dim=1)).mean())

    assert 0.05 * chroma(1.0) < chroma(0.0) < 0.9 * chroma(1.0)


@pytest.mark.parametrize(("share", "expected"), [(1.0, 0), (0.0, 1)])
def test_the_share_of_aligned_pairs_is_that_of_the_recipe(
    data: TrainingData, share: float, expected: int
) -> None:
    pairs = data.dark[0].training
    sampling = replace(SCENES, synthetic_share=0, kept_share=0, exposure_spread=0, aligned_share=share)
    # Frames are drawn anew in each: many of them show the same on the whole.
    sampling = replace(sampling, size=32)
    drawn = SceneBatches((pairs[:1], pairs[1:2]), data.clean, sampling).at(0)
    alone = SceneBatches((pairs[expected : expected + 1], ()), data.clean, sampling).at(0)
    assert drawn.reference.mean() == pytest.approx(float(alone.reference.mean()), abs=0.02)
    other = SceneBatches((pairs[1 - expected : 2 - expected], ()), data.clean, sampling).at(0)
    assert not torch.equal(drawn.reference, other.reference)


@pytest.mark.parametrize("with_estimate", [False, True])
def test_noise_lies_over_its_reference_with_its_light(data: TrainingData, with_estimate: bool) -> None:
    estimate = EstimatedLight(ArticleEnhancement().eval(), 32) if with_estimate else None
    batches = NoiseBatches(data.clean, ((), data.dark[0].training), data.noisy, NOISE, estimate)
    for step in range(6):
        batch = batches.at(step)
        assert batch.degraded.shape == batch.reference.shape == batch.illumination.shape == (4, 3, 96, 96)
        assert 0 <= batch.degraded.min() <= batch.degraded.max() <= 1
        assert batch.illumination.min() >= np.float32(ILLUMINATION_FLOOR)
        assert batch.illumination.max() <= 1
    assert torch.equal(batches.at(3).degraded, batches.at(3).degraded)


@pytest.mark.parametrize("synthetic_share", [0.0, 1.0])
def test_noisier_cameras_give_more_noise(data: TrainingData, synthetic_share: float) -> None:
    def noise(stops: float) -> float:
        sampling = replace(NOISE, synthetic_share=synthetic_share, noisier_stops=stops)
        batches = NoiseBatches(data.clean, (data.dark[0].training, ()), (), sampling)
        drawn = [batches.at(step) for step in range(8)]
        return float(np.mean([(batch.degraded - batch.reference).abs().mean() for batch in drawn]))

    assert noise(3.0) > 1.01 * noise(0.0)


def test_the_light_between_two_pictures_is_found_and_divides_them() -> None:
    reference = torch.from_numpy(picture(4, 96)).permute(2, 0, 1)[None] / 255
    dark = reference * torch.tensor([0.2, 0.3, 0.25])[:, None, None]
    light = guided_separating_light(dark, reference)
    assert (dark / light - reference).abs().mean() < 0.01


def test_the_open_plan_sees_open_photos_only(data: TrainingData) -> None:
    photos = PLANS["open"].photos(data)
    assert photos.dark == photos.noisy == ()
    assert photos.clean == data.clean
    assert PLANS["studio"].photos(data) is data


def test_charts_are_no_photographs(tmp_path: Path) -> None:
    chart = np.full((100, 100, 3), 255, np.uint8)
    chart[40:60, 10:90] = 30
    noisy = np.random.default_rng(0).integers(0, 255, (100, 100, 3), dtype=np.uint8)
    for name, pixels, expected in (("chart.png", chart, False), ("photo.png", noisy, True)):
        Image.fromarray(pixels).save(tmp_path / name)
        assert is_photograph(tmp_path / name) is expected


@pytest.fixture(scope="module")
def panoramas(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    random = np.random.default_rng(4)
    folder = tmp_path_factory.mktemp("panoramas")
    pixels = [np.exp2(random.normal(0, 2.5, (32, 64, 3))).astype(np.float32) for _ in range(2)]
    return [write_exr(folder / f"{number}.exr", each) for number, each in enumerate(pixels)]


BRACKETS = [{"radiance_share": 1.0}, {"lit_share": 1.0}, {"radiance_share": 0.5, "lit_share": 0.5}]


@pytest.mark.parametrize("shares", BRACKETS)
def test_virtual_brackets_are_dark_frames_and_goals(
    data: TrainingData, panoramas: list[Path], shares: dict[str, float]
) -> None:
    sampling = replace(SCENES, **shares, synthetic_share=0, kept_share=0, size=6, working_size=64)
    for seed in (1, 2):
        batch = SceneBatches(((), ()), data.clean, replace(sampling, seed=seed), panoramas).at(3)
        assert batch.degraded.shape == batch.reference.shape
        assert batch.degraded.shape[:2] == (6, 3)
        assert all(side % 8 == 0 for side in batch.degraded.shape[2:])
        for part in (batch.degraded, batch.reference):
            assert part.dtype == torch.float32
            assert torch.isfinite(part).all()
            assert 0 <= part.min() <= part.max() <= 1
        assert (batch.degraded.mean(dim=(1, 2, 3)) < batch.reference.mean(dim=(1, 2, 3))).all()


def test_virtual_brackets_are_a_function_of_seed_and_step(data: TrainingData, panoramas: list[Path]) -> None:
    sampling = replace(SCENES, radiance_share=0.5, lit_share=0.5, working_size=64)
    first, again = (SceneBatches(((), ()), data.clean, sampling, panoramas) for _ in range(2))
    first.at(0)
    assert torch.equal(first.at(5).degraded, again.at(5).degraded)
    assert torch.equal(first.at(5).reference, again.at(5).reference)
    assert not torch.equal(first.at(5).degraded, first.at(6).degraded[:, :, : first.at(5).degraded.shape[2]])


def test_shares_are_those_of_the_recipe(data: TrainingData, panoramas: list[Path]) -> None:
    """Photos that are kept are the only ones whose reference is the photo itself."""
    sampling = replace(
        SCENES,
        radiance_share=0.25,
        lit_share=0.25,
        kept_share=0.5,
        synthetic_share=0,
        size=96,
        working_size=16,
    )
    batch = SceneBatches(((), ()), data.clean, sampling, panoramas).at(0)
    kept = (batch.degraded == batch.reference).flatten(1).all(dim=1).float().mean()
    # The rest is of no pairs and so made dark as well; three standard errors are 0.15.
    assert float(kept) == pytest.approx(0.5, abs=0.15)


def test_without_panoramas_photos_in_other_light_take_their_place(data: TrainingData) -> None:
    sampling = replace(SCENES, radiance_share=1, kept_share=0, synthetic_share=0)
    batch = SceneBatches(((), ()), data.clean, sampling).at(0)
    assert torch.isfinite(batch.reference).all()
    assert batch.degraded.mean() < batch.reference.mean()
