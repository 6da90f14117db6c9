"""Scenes in another light: dark frames with a goal, with and without noise."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from training_samples import picture

from lowexp_gui.training.data.light_fields import relight
from lowexp_gui.training.data.nights import night_or_day
from lowexp_gui.training.data.noise_batches import NoiseBatches, NoiseSampling

PHOTO = picture(4, 64).astype(np.float32) / 255
NIGHTS = NoiseSampling(seed=1, size=3, crop=64, synthetic_share=1.0, lit_share=1.0)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_without_noise_a_dark_frame_has_no_steps_either(seed: int) -> None:
    random = np.random.default_rng(seed)
    dark, goal = night_or_day(relight(PHOTO, random), random, noiseless=True)
    assert dark.shape == goal.shape == PHOTO.shape
    assert 0 <= dark.min() <= dark.max() <= 1
    assert 0 <= goal.min() <= goal.max() <= 1
    assert dark.mean() < goal.mean()


def test_the_noiseless_frame_is_that_of_the_same_scene() -> None:
    def frames(noiseless: bool) -> np.ndarray:
        random = np.random.default_rng(5)
        return night_or_day(relight(PHOTO, random), random, noiseless=noiseless)[1]

    assert np.array_equal(frames(noiseless=True), frames(noiseless=False))


@pytest.mark.parametrize("seed", range(4))
def test_the_denoiser_learns_what_the_frame_was_without_noise(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "photo.png"
    Image.fromarray(picture(4, 96)).save(path)
    batch = NoiseBatches((path,), ((), ()), (), replace(NIGHTS, seed=seed)).at(0)
    assert batch.degraded.shape == batch.reference.shape == batch.illumination.shape == (3, 3, 64, 64)
    assert 0 < float(batch.illumination.min()) <= float(batch.illumination.max()) <= 1
    for noisy, clean in zip(batch.degraded, batch.reference, strict=True):
        # Noise has no mean of its own, as long as little of it is clipped.
        assert abs(float(noisy.mean() - clean.mean())) < 0.12
        assert float((noisy - clean).abs().max()) > 0
