"""Noise as processing leaves it: as strong as asked, around the scene's own mean, in 8 bits."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training_samples import picture

from lowexp_gui.model.formation import LUMINANCE
from lowexp_gui.training.camera_noise.camera import decoded, encoded
from lowexp_gui.training.camera_noise.processed_noise import Processing, processed, random_processing

RAW = Processing(light=1.0, shot=0.0, read=0.02)
FLAT = np.full((160, 160, 3), 0.5, np.float32)
SOFT = replace(RAW, grain=0.8, blotch=2.0, coarse=(0.2, 0.4), mixing=0.5, left=(0.8, 0.6))
"""All of it but JPEG."""


def light_of(photo: np.ndarray) -> np.ndarray:
    """Linear light in float64, by way of the camera's own curve."""
    return decoded(np.ascontiguousarray(photo), 1.0).astype(np.float64)


@pytest.mark.parametrize("processing", [RAW, SOFT, replace(SOFT, sharpening=0.6)])
@pytest.mark.parametrize("level", [0.3, 0.6])
def test_the_mean_is_kept_within_the_noise(processing: Processing, level: float) -> None:
    scene = np.full((480, 480, 3), level, np.float32)
    light = light_of(processed(scene, processing, np.random.default_rng(0)))
    # The coarsest blotches have a blur of 6 pixels, so there are about 480² / (4 pi 6²) = 509 of them.
    independent = light[..., 0].size if processing is RAW else 509
    assert light.mean() == pytest.approx(
        float(light_of(scene).mean()), abs=3 * light.std() / np.sqrt(independent)
    )


@pytest.mark.parametrize(("shot", "read"), [(0.0, 0.02), (2e-3, 0.0), (1e-3, 0.01), (4e-3, 0.02)])
def test_the_variance_is_as_asked(shot: float, read: float) -> None:
    light = light_of(processed(FLAT, replace(RAW, shot=shot, read=read), np.random.default_rng(1)))
    there = float(light_of(FLAT)[0, 0, 0])
    assert light.var() == pytest.approx(shot * there + read**2, rel=0.05)


@given(factor=st.floats(1.5, 4))
@settings(max_examples=8, deadline=None)
def test_more_noise_is_asked_for_more_there_is(factor: float) -> None:
    less, more = (
        light_of(processed(FLAT, replace(SOFT, read=read), np.random.default_rng(2))).std()
        for read in (0.01, 0.01 * factor)
    )
    assert more == pytest.approx(factor * less, rel=0.06)


def test_gains_make_channels_noisier() -> None:
    light = light_of(processed(FLAT, replace(RAW, gains=(2.0, 1.0, 1.5)), np.random.default_rng(3)))
    assert light.std(axis=(0, 1)) == pytest.approx((0.04, 0.02, 0.03), rel=0.05)


def test_less_light_is_a_darker_photo() -> None:
    light = light_of(processed(FLAT, replace(RAW, light=0.25, read=0.001), np.random.default_rng(4)))
    assert light.mean() == pytest.approx(0.25 * float(light_of(FLAT).mean()), rel=0.01)


def test_smoothed_noise_is_coarser() -> None:
    def likeness(processing: Processing) -> float:
        noise = light_of(processed(FLAT, processing, np.random.default_rng(5)))[..., 1]
        noise = noise - noise.mean()
        return float((noise[:, 1:] * noise[:, :-1]).mean() / noise.var())

    assert abs(likeness(RAW)) < 0.05
    assert likeness(SOFT) > 0.4


def test_a_colour_matrix_leaves_greys_and_strengthens_colours() -> None:
    plain, mixed = (
        light_of(processed(FLAT, replace(RAW, mixing=mixing), np.random.default_rng(6)))
        for mixing in (0.0, 1.0)
    )

    def colour(photo: np.ndarray) -> float:
        return float((photo[..., 0] - photo[..., 1]).std())

    assert colour(mixed) > 1.5 * colour(plain)
    grey = replace(RAW, left=(1.0, 0.0))
    plain, mixed = (
        processed(FLAT, replace(grey, mixing=mixing), np.random.default_rng(6)) for mixing in (0.0, 1.0)
    )
    assert np.abs(mixed - plain).max() <= 1 / 255
    assert np.ptp(plain) > 0.1


@given(seed=st.integers(0, 100_000), side=st.integers(8, 40))
@settings(max_examples=40, deadline=None)
def test_any_camera_gives_8_bits(seed: int, side: int) -> None:
    random = np.random.default_rng(seed)
    scene = picture(1, 40)[:side].astype(np.float32) / 255
    processing = random_processing(random, 6.5)
    photo = processed(scene, processing, random)
    assert photo.shape == scene.shape
    assert photo.dtype == np.float32
    codes = photo * 255
    assert np.abs(codes - np.rint(codes)).max() < 1e-4
    assert 0 <= photo.min() <= photo.max() <= 1
    assert 2.0**-6.5 <= processing.light <= 1


@pytest.mark.parametrize("dark", [1.0, 0.25])
def test_brightened_noise_is_as_strong_as_a_random_camera_asks_for(dark: float) -> None:
    scene = np.full((64, 64, 3), encoded(np.full(1, 0.17 * dark, np.float32), 1.0)[0])
    found = []
    for seed in range(80):
        random = np.random.default_rng(seed)
        drawn = random_processing(random, 6.5, dark=dark)
        raw = Processing(light=1.0, shot=drawn.shot, read=drawn.read)
        # Of a middle grey divided by its light; 1.17 codes for each of linear light.
        found.append(255 * 1.17 * float(light_of(processed(scene, raw, random)).std()) / dark)
    # 0.7 to 40 of 255, evenly by the logarithm; rounding to 8 bits adds to the weakest.
    assert 0.6 < min(found) < 2
    assert np.median(found) == pytest.approx(np.sqrt(0.7 * 40), rel=0.4)
    assert 25 < max(found) < 42


def test_photos_are_a_function_of_the_random_state_alone() -> None:
    def made(seed: int) -> np.ndarray:
        random = np.random.default_rng(seed)
        return processed(FLAT, random_processing(random, 5), random)

    assert np.array_equal(made(7), made(7))
    assert not np.array_equal(made(7), made(8))


@given(value=st.floats(0, 1), curve=st.floats(0.9, 1.12))
def test_without_noise_a_photo_is_the_scene(value: float, curve: float) -> None:
    scene = np.full((4, 4, 3), value, np.float32)
    photo = processed(scene, replace(RAW, read=0.0, curve=curve), np.random.default_rng(0))
    assert np.abs(photo - scene).max() <= 0.51 / 255 + 1e-3
    assert np.abs(photo - encoded(decoded(scene, curve), curve)).max() <= 0.51 / 255


def octaves(noise: np.ndarray) -> np.ndarray:
    """Shares of the variance that means over 2, 4, 8 and 16 pixels take away, and what is left."""
    shares = []
    for _ in range(4):
        coarse = noise.reshape(noise.shape[0] // 2, 2, noise.shape[1] // 2, 2).mean(axis=(1, 3))
        shares.append(noise.var() - coarse.var())
        noise = coarse
    return np.array([*shares, noise.var()]) / (sum(shares) + noise.var())


def test_noise_is_as_coarse_as_in_photos_of_cameras() -> None:
    # Of 70 camera JPEGs less the means of many shots (PolyU, Xu 2018): medians of luminance and of colours.
    real_grey, real_colours = (0.34, 0.34, 0.16, 0.07, 0.09), (0.05, 0.09, 0.27, 0.27, 0.32)
    flat = np.full((256, 256, 3), 0.5, np.float32)
    grey, colours = [], []
    for seed in range(120):
        random = np.random.default_rng(seed)
        processing = random_processing(random, 6.5, dark=1.0)
        if processing.read * 255 < 1:
            continue
        noise = processed(flat, replace(processing, curve=1.0), random)
        luminance = noise @ np.array(LUMINANCE, np.float32)
        grey.append(octaves(luminance))
        colours.append(octaves(noise[..., 0] - luminance))
    assert np.abs(np.median(grey, axis=0) - real_grey).max() < 0.15
    assert np.abs(np.median(colours, axis=0) - real_colours).max() < 0.15


def test_some_photos_are_clean() -> None:
    drawn = [random_processing(np.random.default_rng(seed), 6.5) for seed in range(300)]
    clean = [each for each in drawn if each.shot == 0 and each.read == 0]
    assert 20 < len(clean) < 75
    assert all(each.light > 0.7 and (each.jpeg_quality or 100) >= 92 for each in clean)
    scene = picture(2, 64).astype(np.float32) / 255
    photo = processed(scene, replace(clean[0], light=1.0, jpeg_quality=None), np.random.default_rng(0))
    assert np.abs(photo - scene).max() <= 1 / 255
