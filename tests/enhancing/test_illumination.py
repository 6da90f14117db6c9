"""The light: at its working size, and brought up along edges."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scenes import dark_scene

from lowexp_gui.enhancing.illumination import (
    FORMULA,
    estimate_illumination,
    fit_guided_illumination,
    guided_lines,
    luminance,
    working_copy,
)
from lowexp_gui.model.article_network import ArticleEnhancement
from lowexp_gui.model.model_library import DEFAULT_MODEL, find_model
from lowexp_gui.model.networks import EnhancementNetwork, Illumination, SizeLimits
from lowexp_gui.model.weights import DualModel, load_model
from lowexp_gui.photo.photograph import SRGB_16, WIDE_16, Photo, photo_from_srgb

CPU = torch.device("cpu")


@pytest.mark.parametrize(
    ("height", "width", "expected"),
    [(600, 400, (96, 64)), (400, 600, (64, 96)), (50, 40, (50, 40)), (1, 1, (1, 1)), (2, 3000, (1, 96))],
)
def test_the_working_copy_keeps_the_aspect_and_never_enlarges(
    height: int, width: int, expected: tuple[int, int]
) -> None:
    assert working_copy(photo_from_srgb(dark_scene(height, width)), 96).shape == (*expected, 3)


def test_the_working_copy_has_the_photo_s_means() -> None:
    photo = photo_from_srgb(dark_scene(600, 900))
    copy = working_copy(photo, 90)
    exact = photo.pixels.reshape(60, 10, 90, 10, 3).mean((1, 3)) / 255
    assert np.allclose(copy, exact, atol=1e-5)


@given(
    height=st.integers(1, 90),
    width=st.integers(1, 90),
    size=st.integers(1, 60),
    seed=st.integers(0, 99),
)
def test_the_working_copy_is_the_mean_over_exact_areas(height: int, width: int, size: int, seed: int) -> None:
    photo = photo_from_srgb(dark_scene(height, width, seed))
    copy = working_copy(photo, size)
    rows, columns = copy.shape[:2]
    # Each pixel repeated until the areas are whole pixels.
    fine = np.repeat(np.repeat(photo.pixels / 255, rows, axis=0), columns, axis=1)
    exact = fine.reshape(rows, height, columns, width, 3).mean((1, 3))
    assert np.allclose(copy, exact, atol=1e-5)


def test_the_light_does_not_depend_on_bit_depth_or_quantisation(model: DualModel) -> None:
    codes = dark_scene(200, 300)
    wide = np.round((codes / 255 - WIDE_16.lowest) / WIDE_16.step).astype(np.uint16)
    photos = [
        Photo(codes),
        Photo(codes.astype(np.uint16) * 257, SRGB_16, 16),
        Photo(wide, WIDE_16, 16),
    ]
    lights = [
        estimate_illumination(model.enhancement, working_copy(photo, model.card.working_size), CPU)
        for photo in photos
    ]
    assert np.abs(lights[0] - lights[1]).max() < 1e-4
    assert np.abs(lights[0] - lights[2]).max() < 1e-3


def test_the_same_scene_has_the_same_light_at_every_size(model: DualModel) -> None:
    small = dark_scene(192, 288)
    large = np.repeat(np.repeat(small, 4, axis=0), 4, axis=1)
    first, second = (
        estimate_illumination(
            model.enhancement, working_copy(photo_from_srgb(each), model.card.working_size), CPU
        )
        for each in (small, large)
    )
    assert np.abs(first - second).max() < 1e-3


class _EvenlySpread(EnhancementNetwork):
    """Light that anybody can compute."""

    limits = SizeLimits(4)

    def estimate(self, photo: torch.Tensor) -> Illumination:
        light = 0.1 + 0.9 * photo
        return Illumination(light, light)


def test_the_formula_of_the_light_has_its_version() -> None:
    down, across, channel = np.meshgrid(range(30), range(41), range(3), indexing="ij")
    copy = ((3 * down + 5 * across + 40 * channel) % 97 / 200).astype(np.float32)
    lights = [estimate_illumination(_EvenlySpread(), copy, CPU, bounded=bounded) for bounded in (False, True)]
    found = [[float(light.mean()), float(light[7, 19, 1]), float(light[29, 0, 2])] for light in lights]
    # Other numbers need another FORMULA, so that results on disk are not used again.
    assert FORMULA == 2
    assert np.allclose(found, [[0.31571, 0.3655, 0.415], [0.30079, 0.31235, 0.31924]], atol=1e-4)


@pytest.fixture(scope="module")
def default_light() -> Callable[[np.ndarray], np.ndarray]:
    """The light of the default model at its working size, by a working copy."""
    default = load_model(find_model(DEFAULT_MODEL))
    return lambda copy: estimate_illumination(default.enhancement, copy, CPU, bounded=True)


def test_a_mirrored_photo_has_nearly_the_same_light(
    default_light: Callable[[np.ndarray], np.ndarray],
) -> None:
    copy = working_copy(photo_from_srgb(dark_scene(400, 600)), 128)
    mirrored = default_light(np.ascontiguousarray(copy[:, ::-1]))[:, ::-1]
    assert np.abs(np.log2(mirrored / default_light(copy))).mean() < 0.01


@pytest.mark.parametrize("size", [(1, 1), (1, 128), (2, 3), (9, 17), (127, 5), (128, 85)])
def test_copies_of_every_size_have_light(
    default_light: Callable[[np.ndarray], np.ndarray], size: tuple[int, int]
) -> None:
    copy = dark_scene(*size).astype(np.float32) / 255
    light = default_light(copy)
    assert light.shape == copy.shape
    assert 0 < light.min() <= light.max() <= 1


def test_light_that_follows_the_luminance_is_brought_up_sharply() -> None:
    step = np.zeros((512, 512, 3), np.uint8)
    step[:, :200] = 40
    step[:, 200:] = 160
    photo = photo_from_srgb(step)
    copy = working_copy(photo, 64)
    light = 0.2 + 0.8 * copy
    field = fit_guided_illumination(light.astype(np.float32), copy, 512, 512, ArticleEnhancement().edge)
    full = field.at(torch.from_numpy(photo.values(photo.bounds)), 0, 0).numpy()
    expected = 0.2 + 0.8 * step / 255
    # No halo: right beside the edge the light is that of its own side.
    bilinear_error = abs(0.2 + 0.8 * 100 / 255 - expected[0, 199, 0])
    assert np.abs(full - expected).max() < bilinear_error / 3


def test_a_photo_of_the_working_size_has_exactly_the_network_s_light() -> None:
    copy = np.random.default_rng(0).random((40, 60, 3), dtype=np.float32)
    light = np.clip(copy[::-1] + 0.1, 0.01, 1).astype(np.float32)
    field = fit_guided_illumination(light, copy, 60, 40, ArticleEnhancement().edge)
    assert np.allclose(field.at(torch.from_numpy(copy), 0, 0).numpy(), light, atol=1e-6)


def test_light_that_was_used_can_be_taught() -> None:
    # Of a size that no other test has asked for.
    light, guide = torch.rand(1, 3, 11, 117), torch.rand(1, 1, 11, 117)
    with torch.inference_mode():
        guided_lines(light, guide, torch.full((1, 1, 1, 1), 0.1))
    light.requires_grad_(True)
    slope, offset = guided_lines(light, guide, torch.full((1, 1, 1, 1), 0.1))
    (slope + offset).sum().backward()
    assert light.grad is not None
    assert light.grad.abs().sum() > 0


def test_luminance_weighs_green_most_and_stays_in_range() -> None:
    colours = torch.tensor([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [2, 2, 2], [-1, -1, -1]])
    red, green, blue, over, under = luminance(colours).tolist()
    assert blue < red < green
    assert over == pytest.approx(1)
    assert under == 0
