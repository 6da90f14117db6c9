"""NIQE and BRISQUE beside independent implementations, and where they cannot be measured."""

from pathlib import Path

import numpy as np
import pytest
import skimage
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lowexp_gui.bundled import bundled_folder
from lowexp_gui.measuring import brisque as brisque_module
from lowexp_gui.measuring.brisque import brisque
from lowexp_gui.measuring.niqe import niqe
from lowexp_gui.measuring.scene_statistics import asymmetric_fit, halved, side_sums

# NIQE by BasicSR 1.4.2 (of luminance by MATLAB's rgb2gray, rounded), BRISQUE by IQA-PyTorch 0.1.16 with the
# support vectors of the authors' release, both on the photos that come with scikit-image 0.26.
INDEPENDENT = {
    "astronaut.png": (3.067256, 2.875583),
    "camera.png": (3.096391, -7.250527),
    "chelsea.png": (2.572089, 2.572359),
    "coffee.png": (4.058458, 30.059522),
    "coins.png": (3.622679, -0.632259),
    "moon.png": (9.113459, 13.267783),
    "motorcycle_left.png": (2.606743, 17.594170),
    "motorcycle_right.png": (2.689822, 18.766885),
    "rocket.jpg": (7.036032, 9.940979),
}
OF_THE_SAMPLE = (5.132845, 16.292570)


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as photo:
        return np.asarray(photo.convert("RGB"), np.float32) / 255


@pytest.mark.parametrize("name", INDEPENDENT)
def test_a_photo_measured_by_others(name: str) -> None:
    photo = pixels(Path(skimage.__file__).parent / "data" / name)
    assert (niqe(photo), brisque(photo)) == pytest.approx(INDEPENDENT[name], rel=0.02)


def test_the_bundled_photo_measured_by_others() -> None:
    photo = pixels(bundled_folder("resources") / "sample.jpg")
    assert (niqe(photo), brisque(photo)) == pytest.approx(OF_THE_SAMPLE, rel=0.02)


@pytest.mark.parametrize("level", [0.0, 1.0])
def test_a_photo_without_structure_is_not_measurable(level: float) -> None:
    photo = np.full((200, 200, 3), level, np.float32)
    assert niqe(photo) is None
    assert brisque(photo) is None


def test_a_photo_that_is_flat_in_part_is_measured_by_the_rest() -> None:
    photo = np.random.default_rng(0).random((288, 288, 3), np.float32)
    photo[:96] = 0
    assert niqe(photo) is not None


@pytest.mark.parametrize(("measure", "smallest"), [(niqe, 192), (brisque, 32)])
def test_the_smallest_photo(measure, smallest: int) -> None:
    photo = np.random.default_rng(0).random((smallest, smallest + 7, 3), np.float32)
    assert np.isfinite(measure(photo))
    assert measure(photo[1:]) is None
    assert measure(photo[:, : smallest - 1]) is None


def test_distributions_that_are_known() -> None:
    rng = np.random.default_rng(0)
    gaussian, laplace = rng.normal(0, 2, 400_000), rng.laplace(0, 1, 400_000)
    shape, left, right = asymmetric_fit(side_sums(np.stack((gaussian, laplace))))
    assert shape == pytest.approx([2, 1], rel=0.02)
    assert left == pytest.approx([2, 2**0.5], rel=0.02)
    assert right == pytest.approx([2, 2**0.5], rel=0.02)


@settings(max_examples=30, deadline=None)
@given(height=st.integers(1, 20), width=st.integers(1, 20), level=st.floats(0, 255))
def test_half_of_a_flat_picture(height: int, width: int, level: float) -> None:
    half = halved(np.full((height, width), level))
    assert half.shape == ((height + 1) // 2, (width + 1) // 2)
    assert half == pytest.approx(np.full_like(half, level), abs=1e-9)


def test_half_of_a_ramp_lies_between_its_pixels() -> None:
    half = halved(np.tile(np.arange(40.0), (40, 1)))
    assert half[10, 3:-3] == pytest.approx(np.arange(20)[3:-3] * 2 + 0.5)


def test_the_height_of_strips_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = np.random.default_rng(0).random((200, 210, 3), np.float32)
    whole = brisque(photo)
    monkeypatch.setattr(brisque_module, "_STRIP", 7)
    assert brisque(photo) == pytest.approx(whole)
