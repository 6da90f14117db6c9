"""Measures against values that are known."""

import numpy as np
import pytest

from lowexp_gui.measuring.colour_differences import ciede2000
from lowexp_gui.measuring.measures import mean_measures, measure, psnr, ssim


@pytest.fixture
def picture() -> np.ndarray:
    return np.random.default_rng(0).random((32, 40, 3), dtype=np.float32)


def test_psnr_of_a_known_error() -> None:
    black = np.zeros((8, 8, 3), np.float32)
    assert psnr(black, black + np.float32(0.1)) == pytest.approx(20.0, abs=1e-4)


def test_ssim_of_constant_pictures_is_its_luminance_term() -> None:
    first, second = np.full((20, 20, 3), 0.2, np.float32), np.full((20, 20, 3), 0.6, np.float32)
    constant = 0.01**2
    expected = (2 * 0.2 * 0.6 + constant) / (0.2**2 + 0.6**2 + constant)
    assert ssim(first, second) == pytest.approx(expected, abs=1e-4)


def test_ciede2000_of_white_and_black_is_100() -> None:
    shape = (4, 4, 3)
    assert ciede2000(np.zeros(shape, np.float32), np.ones(shape, np.float32)) == pytest.approx(100, abs=0.01)


def test_the_mean_is_of_each_measure(picture: np.ndarray) -> None:
    first, second = measure(picture, picture * 0.9), measure(picture, picture * 0.5)
    mean = mean_measures([first, second])
    assert mean.psnr == pytest.approx((first.psnr + second.psnr) / 2)
    assert mean.ciede2000 == pytest.approx((first.ciede2000 + second.ciede2000) / 2)
    with pytest.raises(ValueError, match="nothing"):
        mean_measures([])
