"""Even light: no halo around what is bright, whatever the light that a network found."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.bilateral_grid import smooth_light
from lowexp_gui.enhancing.illumination import estimate_illumination, working_copy
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import with_light
from lowexp_gui.model.model_library import DEFAULT_MODEL, find_model
from lowexp_gui.model.networks import ILLUMINATION_FLOOR
from lowexp_gui.model.weights import DualModel, load_model
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.srgb import LUMINANCE, linear_to_srgb

_DISC = 0.9
"""Linear light."""


@pytest.fixture(scope="module")
def default_model() -> DualModel:
    return load_model(find_model(DEFAULT_MODEL))


@pytest.mark.parametrize(("side", "radius"), [(512, 30), (512, 80), (1500, 60)])
@pytest.mark.parametrize("stops", [3, 4, 5, 6])
def test_no_ring_around_a_bright_disc(default_model: DualModel, side: int, radius: int, stops: int) -> None:
    scene, distance = disc_on_texture(side, radius, stops)
    photo = photo_from_srgb(scene)
    copy = working_copy(photo, default_model.card.working_size)
    light = estimate_illumination(
        default_model.enhancement, copy, torch.device("cpu"), bounded=default_model.card.bounded
    )
    enhancement = with_light(photo, copy, light, default_model, "cpu")
    before, after = (
        255 * np.clip(render(enhancement, stage), 0, 1) @ np.array(LUMINANCE)
        for stage in (Stage.BEFORE, Stage.ENHANCED)
    )
    ring = (distance > radius + 2) & (distance < radius + 40)
    away = (distance > radius + 80) & (distance < 0.45 * side)
    expected = before[ring].mean() * after[away].mean() / before[away].mean()
    assert abs(after[ring].mean() - expected) < 2


def disc_on_texture(side: int, radius: int, stops: int) -> tuple[np.ndarray, np.ndarray]:
    """A photo, and each pixel's distance from the disc's middle."""
    random = np.random.default_rng(1)
    squares = torch.from_numpy(random.uniform(0.6, 1.4, (1, 1, side // 8, side // 8)))
    texture = functional.interpolate(squares, (side, side), mode="nearest")[0, 0].numpy()
    down, across = np.mgrid[:side, :side]
    distance = np.hypot(down - side / 2, across - side / 2)
    light = np.where(distance <= radius, _DISC, _DISC * 2.0**-stops * texture)
    codes = np.round(linear_to_srgb(light.astype(np.float32)) * 255).astype(np.uint8)
    return np.repeat(codes[..., None], 3, axis=2), distance


@given(
    height=st.integers(1, 70),
    width=st.integers(1, 70),
    light=st.floats(ILLUMINATION_FLOOR, 1),
    seed=st.integers(0, 99),
)
def test_light_that_is_even_stays(height: int, width: int, light: float, seed: int) -> None:
    photo = torch.rand(2, 3, height, width, generator=torch.Generator().manual_seed(seed))
    even = smooth_light(torch.full_like(photo, light), photo)
    assert even.shape == photo.shape
    torch.testing.assert_close(even, torch.full_like(photo, light), rtol=1e-4, atol=1e-5)


def test_the_light_of_another_brightness_does_not_leak() -> None:
    photo = torch.full((1, 3, 128, 128), 0.02)
    photo[..., 40:80, 40:80] = 0.9
    light = torch.where(photo > 0.5, 1.0, 0.1)
    # What a network sees on a small copy: the lamp's light spreads.
    spread = functional.avg_pool2d(functional.pad(light, (6, 6, 6, 6), "replicate"), 13, 1)
    even = smooth_light(spread, photo)
    ring = torch.zeros(128, 128, dtype=torch.bool)
    ring[34:86, 34:86] = True
    ring[40:80, 40:80] = False
    assert (spread[..., ring] / 0.1).mean() > 2.5
    assert (even[..., ring] / 0.1).mean() < 1.5


def test_gradients_reach_the_light() -> None:
    light = torch.rand(1, 3, 32, 24).clamp(0.1).requires_grad_()
    smooth_light(light, torch.rand(1, 3, 32, 24)).sum().backward()
    assert light.grad is not None
    assert (light.grad > 0).all()
