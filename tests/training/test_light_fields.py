"""Photos in another light: radiance of any kind of scene, without negatives, and finite."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training_samples import picture

from lowexp_gui.training.data.light_fields import hazed, random_colour, relight

PHOTO = picture(3, 48).astype(np.float32) / 255


@given(seed=st.integers(0, 100_000), height=st.integers(16, 48), width=st.integers(16, 48))
@settings(max_examples=60, deadline=None)
def test_radiance_is_finite_and_not_negative(seed: int, height: int, width: int) -> None:
    scene = relight(PHOTO[:height, :width], np.random.default_rng(seed))
    assert scene.radiance.shape == (height, width, 3)
    assert scene.radiance.dtype == np.float32
    assert np.isfinite(scene.radiance).all()
    assert scene.radiance.min() >= 0
    assert scene.radiance.max() > 0
    if scene.sky is not None:
        assert scene.sky.shape == (height, width, 1)
        assert 0 <= scene.sky.min() <= scene.sky.max() <= 1


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 1.5])
@pytest.mark.parametrize("seed", range(8))
def test_black_white_and_clipped_photos_have_a_light_too(level: float, seed: int) -> None:
    scene = relight(np.full((20, 24, 3), level, np.float32), np.random.default_rng(seed))
    assert np.isfinite(scene.radiance).all()
    assert scene.radiance.min() >= 0


def test_the_light_is_a_function_of_the_random_state_alone() -> None:
    first, again, other = (relight(PHOTO, np.random.default_rng(seed)).radiance for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_all_kinds_of_scenes_come_up_and_a_photo_is_not_changed() -> None:
    before = PHOTO.copy()
    scenes = [relight(PHOTO, np.random.default_rng(seed)) for seed in range(60)]
    assert np.array_equal(PHOTO, before)
    assert 5 < sum(scene.sky is not None for scene in scenes) < 30
    # Some scenes have lights that are many stops above the rest.
    ranges = [np.percentile(scene.radiance, 99.9) / np.median(scene.radiance) for scene in scenes]
    assert max(ranges) > 30


def test_under_a_black_sky_the_street_has_light() -> None:
    scene = next(
        found
        for seed in range(100)
        if (found := relight(PHOTO, np.random.default_rng(seed))).sky is not None and found.sky.max() > 0.99
    )
    inside, outside = scene.sky[..., 0] > 0.99, scene.sky[..., 0] < 0.01
    assert scene.radiance[inside].mean() < 0.05 * scene.radiance[outside].mean()


@given(haze=st.floats(0, 7 / 255))
def test_haze_is_in_the_sky_alone(haze: float) -> None:
    dark, sky = np.zeros((10, 8, 3), np.float32), np.zeros((10, 8, 1), np.float32)
    sky[:6] = 1
    made = hazed(dark, sky, haze, np.ones(3, np.float32))
    assert not made[6:].any()
    assert made.max() <= haze + 1e-7
    # Half as much at the zenith as at the horizon.
    assert made[0, 0, 0] == pytest.approx(haze / 2, rel=1e-5, abs=1e-9)
    assert (np.diff(made[:6, 0, 0]) >= 0).all()


@given(seed=st.integers(0, 1000))
def test_lamps_have_colours(seed: int) -> None:
    colour = random_colour(np.random.default_rng(seed))
    assert colour.shape == (3,)
    assert 0.2 < colour.min() <= colour.max() < 2.2
