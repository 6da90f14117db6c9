"""Scenes in another light: dark frames with a goal, with and without noise."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from training_samples import picture

from lowexp_gui.training.data.light_fields import LitScene, relight
from lowexp_gui.training.data.nights import night_or_day
from lowexp_gui.training.data.noise_batches import NoiseBatches, NoiseSampling, _noisy_night

PHOTO = picture(4, 64).astype(np.float32) / 255
NIGHTS = NoiseSampling(seed=1, size=3, crop=64, synthetic_share=1.0, lit_share=1.0)


RAMP = LitScene(np.repeat(np.linspace(0, 1, 64 * 64, dtype=np.float32), 3).reshape(64, 64, 3))
GREY = LitScene(np.full((64, 64, 3), 0.2, np.float32))


@given(seed=st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_frames_and_goals_are_pictures_of_which_the_frame_is_darker(seed: int) -> None:
    random = np.random.default_rng(seed)
    dark, goal = night_or_day(relight(PHOTO, random), random, noiseless=True)
    assert dark.shape == goal.shape == PHOTO.shape
    assert 0 <= dark.min() <= dark.max() <= 1
    assert 0 <= goal.min() <= goal.max() <= 1
    assert dark.mean() < goal.mean()


@pytest.mark.parametrize("seed", range(8))
def test_noise_is_there_unless_the_frame_is_noiseless(seed: int) -> None:
    def spread(noiseless: bool) -> float:
        dark, _ = night_or_day(GREY, np.random.default_rng(seed), noiseless=noiseless)
        return float(np.ptp(dark, axis=(0, 1)).max())

    assert spread(noiseless=True) == 0
    assert spread(noiseless=False) > 0


@pytest.mark.parametrize("seed", range(8))
def test_a_noiseless_frame_has_more_levels_than_eight_bits(seed: int) -> None:
    dark, _ = night_or_day(RAMP, np.random.default_rng(seed), noiseless=True)
    levels = len(np.unique(dark[..., 1]))
    # The ramp has 4096 steps, of which bright ones may fall together.
    assert levels > min(2000, 32 * 255 * float(np.ptp(dark[..., 1])))


@pytest.mark.parametrize("seed", range(4))
def test_the_noiseless_frame_is_that_of_the_same_scene(seed: int) -> None:
    def frames(noiseless: bool) -> tuple[np.ndarray, np.ndarray]:
        random = np.random.default_rng(seed)
        return night_or_day(relight(PHOTO, random), random, noiseless=noiseless)

    (clean, goal), (noisy, same_goal) = frames(noiseless=True), frames(noiseless=False)
    assert np.array_equal(goal, same_goal)
    assert abs(float((noisy - clean).mean())) < 0.5 / 255
    assert 0 < float(np.abs(noisy - clean).mean()) < 3 / 255


@pytest.mark.parametrize("seed", range(8))
def test_the_denoiser_learns_what_the_frame_was_without_noise(seed: int) -> None:
    random = np.random.default_rng(seed)
    clean, _ = night_or_day(relight(PHOTO, random), random, noiseless=True)
    _, target, light = (
        each.permute(1, 2, 0).numpy() for each in _noisy_night(PHOTO, np.random.default_rng(seed))
    )
    # Where the light is darker than the frame, the target is clipped at 1.
    assert np.abs(target * light - np.minimum(clean, light)).max() < 1e-5


def test_the_noise_of_nights_is_from_weak_to_strong() -> None:
    def noise(seed: int) -> float:
        dark, target, light = _noisy_night(PHOTO, np.random.default_rng(seed))
        return 255 * float(((dark / light).clamp(0, 1) - target).square().mean().sqrt())

    found = sorted(noise(seed) for seed in range(40))
    # Rounding to 8 bits alone, divided by the light, would give 3 to 4 in the middle.
    assert 0.7 < found[0] < 4
    assert 12 < found[20] < 40
    assert 30 < found[-1] < 80


def test_batches_hold_the_frame_divided_by_its_light(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    Image.fromarray(picture(4, 96)).save(path)
    batch = NoiseBatches((path,), ((), ()), (), NIGHTS).at(0)
    assert batch.degraded.shape == batch.reference.shape == batch.illumination.shape == (3, 3, 64, 64)
    assert 0 < float(batch.illumination.min()) <= float(batch.illumination.max()) <= 1
    # JPEG and rounding leave the dark frame in codes of 8 bits, unless the division passed 1.
    codes = 255 * batch.degraded * batch.illumination
    assert float((codes - codes.round()).abs()[batch.degraded < 1].max()) < 1e-2
