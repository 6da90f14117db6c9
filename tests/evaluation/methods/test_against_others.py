"""Compared methods beside other implementations, and beside their papers' formulas."""

from pathlib import Path
from threading import Event

import numpy as np
import pytest
import skimage
from PIL import Image
from scipy.ndimage import gaussian_filter

from lowexp_gui.evaluation.methods import METHODS
from lowexp_gui.evaluation.methods.denoising import noise_deviation
from lowexp_gui.evaluation.methods.exposure_fusion import exposed
from lowexp_gui.evaluation.methods.ghp import GHP
from lowexp_gui.evaluation.methods.lssc import LSSC, pursuit
from lowexp_gui.evaluation.methods.patches import patch_grid, similar_patches
from lowexp_gui.evaluation.methods.singular_values import largest_singular_value
from lowexp_gui.evaluation.methods.smooth_illumination import smoothed
from lowexp_gui.evaluation.methods.surroundings import surrounding
from lowexp_gui.measuring.measures import psnr
from lowexp_gui.photo.pixels import FloatImage

PLACES = ((0, 0), (40, 300), (100, 200), (255, 255), (300, 77), (511, 511))


def run(name: str, photo: FloatImage) -> FloatImage:
    return METHODS[name].run(photo, lambda _share: None, Event())


def camera(dark: int = 1) -> FloatImage:
    """A grey photo that comes with scikit-image, its levels divided."""
    with Image.open(Path(skimage.__file__).parent / "data" / "camera.png") as photo:
        levels = np.asarray(photo) // dark
    return np.repeat(levels[..., None].astype(np.float32) / 255, 3, axis=2)


# OpenCV 4.12: equalizeHist, and createCLAHE(4.0, (8, 8)), of the camera's levels. The latter lies half a
# pixel beside, and hands out what is cut off in whole pixels.
@pytest.mark.parametrize(
    ("name", "expected", "tolerance"),
    [("he", (201, 195, 73, 6, 19, 121), 0.51), ("clahe", (177, 186, 136, 8, 54, 151), 2.5)],
)
def test_equalisation_beside_another(name: str, expected: tuple, tolerance: float) -> None:
    result = run(name, camera())[..., 0] * 255
    assert [float(result[place]) for place in PLACES] == pytest.approx(expected, abs=tolerance)


# PyWavelets 1.9 ("bior4.4", symmetric) and NumPy's full decomposition, of the camera's levels over 4.
def test_singular_value_equalisation_beside_another() -> None:
    result = run("svd", camera(4))[..., 0]
    expected = (0.810873, 0.797101, 0.229412, 0.020085, 0.065994, 0.611909)
    assert [float(result[place]) for place in PLACES] == pytest.approx(expected, abs=0.02)


def test_the_largest_singular_value() -> None:
    plane = np.random.default_rng(0).random((40, 70), np.float32)
    found = largest_singular_value(plane, Event())
    assert found == pytest.approx(np.linalg.svd(plane, compute_uv=False)[0], rel=1e-4)


def test_point_transforms_by_their_formulas() -> None:
    ramp = np.repeat(np.linspace(0, 1, 256, dtype=np.float32)[None, :, None], 3, axis=2)
    assert run("power", ramp)[0, 128, 0] == pytest.approx((128 / 255) ** (1 / 2.2), abs=1e-5)
    logarithms = run("log", ramp)[0, [0, 1, 15, 255], 0]
    assert logarithms == pytest.approx([0, 1 / 8, 1 / 2, 1], abs=1e-5)
    assert run("gamma", camera(8)).mean() == pytest.approx(0.45, abs=0.01)


@pytest.mark.parametrize("deviation", [3.0, 56.6])
def test_surroundings_beside_an_exact_filter(deviation: float) -> None:
    plane = camera()[:300, :400, :1]
    found = surrounding(plane, deviation, Event()).rows(slice(0, 300))[..., 0]
    exact = gaussian_filter(plane[..., 0], deviation, mode="nearest")
    assert np.abs(found - exact).max() < 0.02


def test_retinex_does_not_see_how_light_the_scene_is() -> None:
    # At levels well above 1 the logarithm's own offset does not count.
    scene = camera()[:200, :200] * np.float32(0.5) + np.float32(0.4)
    assert run("ssr", scene) == pytest.approx(run("ssr", scene * np.float32(0.7)), abs=0.02)


def test_smoothing_solves_its_equations() -> None:
    rng = np.random.default_rng(0)
    plane, across, down = rng.random((5, 4)), rng.random((5, 3)), rng.random((4, 4))
    found = smoothed(plane, across, down)
    flow_across, flow_down = across * np.diff(found, axis=1), down * np.diff(found, axis=0)
    divergence = np.diff(flow_across, axis=1, prepend=0, append=0) + np.diff(
        flow_down, axis=0, prepend=0, append=0
    )
    assert found - divergence == pytest.approx(plane)


def test_an_exposure_of_once_the_time_is_the_photo() -> None:
    values = np.linspace(0, 1, 9, dtype=np.float32)
    assert exposed(values, 1.0) == pytest.approx(values)
    assert (exposed(values[1:-1], 4.0) > values[1:-1]).all()


def test_fusion_leaves_what_is_light() -> None:
    photo = np.full((40, 50, 3), 0.8, np.float32)
    assert run("fusion", photo) == pytest.approx(photo)


def test_lime_lights_dark_parts_more() -> None:
    photo = camera(4)
    gain = run("lime", photo)[..., 0] / np.maximum(photo[..., 0], 1 / 255)
    level = photo[..., 0]
    assert gain[level < 0.05].mean() > 1.5 * gain[level > 0.2].mean()


def test_patches_come_back_as_the_picture() -> None:
    plane = np.random.default_rng(0).random((31, 45), np.float32)
    grid = patch_grid(31, 45, 8, 3)
    assert grid.picture(grid.patches(plane)) == pytest.approx(plane, abs=1e-6)


def test_similar_patches_are_the_nearest_ones() -> None:
    plane = np.random.default_rng(0).random((20, 20), np.float32)
    grid = patch_grid(20, 20, 6, 2)
    patches = grid.patches(plane)
    found = similar_patches(patches, grid, len(grid.tops), 4)
    distances = ((patches[:, None] - patches[None]) ** 2).sum(axis=2)
    assert np.take_along_axis(distances, found, 1).max(axis=1) == pytest.approx(np.sort(distances, 1)[:, 3])


def test_pursuit_finds_the_atoms_that_a_group_was_made_of() -> None:
    rng = np.random.default_rng(0)
    dictionary = np.linalg.qr(rng.normal(size=(64, 64)))[0].astype(np.float32)
    codes = rng.uniform(1, 2, (5, 3)).astype(np.float32)
    group = codes @ dictionary.T[[4, 20, 33]]
    support, found = pursuit(dictionary, group[None], 1e-4, lambda: None)
    assert set(support[0, :3].tolist()) == {4, 20, 33}
    assert found[0] @ dictionary.T[support[0]] == pytest.approx(group, abs=1e-3)


def test_the_deviation_of_noise() -> None:
    noise = np.random.default_rng(0).normal(0.5, 0.04, (200, 200)).astype(np.float32)
    assert noise_deviation(noise) == pytest.approx(0.04, rel=0.05)


@pytest.mark.parametrize("method", [GHP, LSSC])
def test_denoisers_take_noise_away(method) -> None:
    clean = camera()[100:180, 200:290]
    # Of the mean that the automatic gamma aims at, so that it changes nothing.
    clean = (clean * (0.45 / clean.mean())).clip(0, 1)
    noisy = clean + np.random.default_rng(0).normal(0, 0.06, clean.shape).astype(np.float32)
    noisy = noisy.clip(0, 1)
    result = method.run(noisy, lambda _share: None, Event())
    assert psnr(result, clean) > psnr(noisy, clean) + 4
