"""Virtual brackets: their fusion, beside one written otherwise, and the dark frame."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import convolve, convolve1d

from lowexp_gui.training.data.brackets import Bracket, mertens_fusion, photographed, random_bracket

PLAIN = Bracket(steps=(-2.0, 0.0, 2.0), middle=0.38, dark=0.1)


def scene(height: int = 60, width: int = 84, seed: int = 0) -> np.ndarray:
    """Smooth radiance over ten stops, with a lamp."""
    random = np.random.default_rng(seed)
    down, across = np.meshgrid(np.linspace(0, 1, height), np.linspace(0, 1, width), indexing="ij")
    stops = -6 + 6 * across[..., None] + np.sin(9 * down)[..., None] + random.random(3)
    radiance = np.exp2(stops).astype(np.float32)
    radiance[20:30, 30:40] = np.array((40, 25, 12)) * random.uniform(0.7, 1, (10, 10, 1))
    return radiance


def slow_fusion(exposures: np.ndarray) -> np.ndarray:
    """The fusion of (K, H, W, 3), one exposure and one axis after the other."""
    weights = []
    for picture in exposures:
        grey = picture @ np.array((0.2126, 0.7152, 0.0722))
        contrast = np.abs(convolve(grey, np.array(((0, 1, 0), (1, -4, 1), (0, 1, 0))), mode="mirror"))
        mean = picture.mean(axis=-1, keepdims=True)
        weights.append(contrast * np.sqrt(((picture - mean) ** 2).sum(axis=-1)) + 1e-12)
    total = sum(weights)
    levels = max(1, int(np.log2(min(exposures.shape[1:3]))))
    result: list[np.ndarray] = []
    for picture, weight in zip(exposures, weights, strict=True):
        pictures, shares = [picture], [(weight / total)[..., None]]
        for _ in range(levels - 1):
            pictures.append(halved(pictures[-1]))
            shares.append(halved(shares[-1]))
        bands = [fine - doubled(coarse, fine.shape) for fine, coarse in itertools.pairwise(pictures)]
        parts = [band * share for band, share in zip((*bands, pictures[-1]), shares, strict=True)]
        result = parts if not result else [so_far + part for so_far, part in zip(result, parts, strict=True)]
    fused = result[-1]
    for band in reversed(result[:-1]):
        fused = band + doubled(fused, band.shape)
    return fused.clip(0, 1)


def halved(picture: np.ndarray) -> np.ndarray:
    mode = "mirror" if min(picture.shape[:2]) > 2 else "nearest"
    for axis in (0, 1):
        picture = convolve1d(picture, (0.05, 0.25, 0.4, 0.25, 0.05), axis=axis, mode=mode)
    return picture[::2, ::2]


def doubled(picture: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    for axis in (0, 1):
        have, want = picture.shape[axis], shape[axis]
        places = ((np.arange(want) + 0.5) * have / want - 0.5).clip(0, have - 1)
        before = np.floor(places).astype(int).clip(0, max(0, have - 2))
        share = (places - before).reshape([-1 if each == axis else 1 for each in range(3)])
        after = np.minimum(before + 1, have - 1)
        picture = picture.take(before, axis) * (1 - share) + picture.take(after, axis) * share
    return picture


def fused(exposures: np.ndarray) -> np.ndarray:
    made = mertens_fusion(torch.from_numpy(exposures.astype(np.float32)).permute(0, 3, 1, 2).contiguous())
    return made.permute(1, 2, 0).numpy()


@pytest.mark.parametrize(("height", "width", "count"), [(32, 48, 3), (17, 23, 2), (40, 9, 5), (8, 8, 1)])
def test_the_fusion_is_that_of_a_program_written_otherwise(height: int, width: int, count: int) -> None:
    exposures = np.random.default_rng(height).random((count, height, width, 3))
    assert np.abs(fused(exposures) - slow_fusion(exposures)).max() < 1e-4


@given(count=st.integers(1, 6), height=st.integers(4, 40), width=st.integers(4, 40), seed=st.integers(0, 9))
@settings(max_examples=20, deadline=None)
def test_a_bracket_of_equal_frames_is_fused_to_that_frame(
    count: int, height: int, width: int, seed: int
) -> None:
    frame = np.random.default_rng(seed).random((height, width, 3), np.float32)
    assert np.abs(fused(np.stack([frame] * count)) - frame).max() < 1e-5


@given(seed=st.integers(0, 1000), level=st.floats(0, 1))
@settings(max_examples=20, deadline=None)
def test_nothing_is_above_white_or_below_black(seed: int, level: float) -> None:
    exposures = (np.random.default_rng(seed).random((3, 20, 24, 3)) > level).astype(np.float32)
    made = fused(exposures)
    assert 0 <= made.min() <= made.max() <= 1


def test_the_order_of_a_bracket_does_not_matter() -> None:
    exposures = np.random.default_rng(3).random((4, 24, 24, 3), np.float32)
    assert np.abs(fused(exposures) - fused(exposures[::-1].copy())).max() < 1e-5


@pytest.mark.parametrize("dark", [0.02, 0.1, 0.25])
def test_the_dark_frame_has_the_mean_asked_for(dark: float) -> None:
    frame, goal = photographed(scene(), replace(PLAIN, dark=dark), np.random.default_rng(0))
    assert frame.mean() == pytest.approx(dark, rel=0.05)
    assert goal.mean() > dark


def test_a_dark_frame_is_never_as_bright_as_the_fusion() -> None:
    frame, goal = photographed(scene(), replace(PLAIN, dark=0.9), np.random.default_rng(0))
    assert frame.mean() == pytest.approx(0.85 * goal.mean(), rel=0.05)


def test_a_lamp_that_is_burnt_in_the_middle_exposure_is_not_in_the_goal() -> None:
    wide = replace(PLAIN, steps=(-9.0, -6.0, -3.0, 0.0, 3.0))
    _, goal = photographed(scene(), wide, np.random.default_rng(0))
    _, alone = photographed(scene(), replace(wide, steps=(0.0,)), np.random.default_rng(0))
    assert alone[22:28, 32:38].min() > 0.999
    assert goal[22:28, 32:38].mean() < 0.95


@pytest.mark.parametrize("scale", [1e-3, 100.0])
def test_the_scale_of_radiance_means_nothing(scale: float) -> None:
    first = photographed(scene(), PLAIN, np.random.default_rng(0))
    second = photographed(scene() * np.float32(scale), PLAIN, np.random.default_rng(0))
    for some, others in zip(first, second, strict=True):
        assert np.abs(some - others).max() < 0.01


def test_photos_are_a_function_of_the_random_state_alone() -> None:
    def made(seed: int) -> tuple[np.ndarray, np.ndarray]:
        random = np.random.default_rng(seed)
        return photographed(scene(), random_bracket(random), random)

    first, again, other = made(5), made(5), made(6)
    assert all(np.array_equal(one, same) for one, same in zip(first, again, strict=True))
    assert not np.array_equal(first[0], other[0])


@given(seed=st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_random_brackets_are_as_photographers_take_them(seed: int) -> None:
    bracket = random_bracket(np.random.default_rng(seed))
    assert 3 <= len(bracket.steps) <= 8
    assert list(bracket.steps) == sorted(bracket.steps)
    assert 0.01 < bracket.dark < 0.4
    assert bracket.shot > 0
    assert bracket.read > 0


def test_the_dark_frame_is_as_noisy_as_asked() -> None:
    flat = np.ones((120, 120, 3), np.float32)
    quiet, noisy = (
        photographed(flat, replace(PLAIN, dark=0.3, shot=shot), np.random.default_rng(1))[0]
        for shot in (0.0, 4e-3)
    )
    assert quiet.std() < 1e-6
    # 0.3 encoded is 0.0732 of light, where the curve's slope is 1.055 / 2.4 x light^(1 / 2.4 - 1).
    light, slope = 0.0732, 2.02
    assert noisy.std() == pytest.approx(slope * np.sqrt(light * 4e-3), rel=0.1)
