"""Measures against values of others, and the article's names for them; for all: `test_every_measure`."""

import numpy as np
import pytest

from lowexp_gui.measuring.colour_differences import cie76, delta_e_itp
from lowexp_gui.measuring.measures import ms_ssim
from lowexp_gui.measuring.registry import ARTICLE_MEASURES, MEASURES, figures


def noise(height: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).random((height, width, 3), np.float32)


def test_without_a_reference_only_some_are_measurable() -> None:
    found = figures(noise(192, 192))
    assert {name for name, figure in found.items() if figure is not None} == {"niqe", "brisque"}


# By colour-science 0.4: sRGB decoded, taken to BT.2020 and to 100 cd/m², then `delta_E_ITP`.
@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((1, 1, 1), (0, 0, 0), 365.816121),
        ((0.5, 0.5, 0.5), (0.5, 0.5, 0.52), 3.349492),
        ((1, 0, 0), (0, 1, 0), 240.026655),
        ((0.2, 0.1, 0.05), (0.25, 0.1, 0.05), 20.691413),
    ],
)
def test_delta_e_itp_measured_by_others(first: tuple, second: tuple, expected: float) -> None:
    pictures = (np.full((2, 3, 3), colour, np.float32) for colour in (first, second))
    assert delta_e_itp(*pictures) == pytest.approx(expected, rel=1e-3)


def test_cie76_of_white_and_black_is_100() -> None:
    black = np.zeros((2, 2, 3), np.float32)
    assert cie76(black, black + 1) == pytest.approx(100, abs=0.01)


def test_ms_ssim_of_flat_pictures_is_the_luminance_of_its_last_scale() -> None:
    first, second = np.full((176, 192, 3), 0.2, np.float32), np.full((176, 192, 3), 0.6, np.float32)
    luminance = (2 * 0.2 * 0.6 + 1e-4) / (0.2**2 + 0.6**2 + 1e-4)
    assert ms_ssim(first, second) == pytest.approx(luminance**0.1333, abs=1e-3)


def test_the_articles_names_belong_to_other_measures() -> None:
    for other in ARTICLE_MEASURES:
        assert other.measure != other.namesake
        assert {other.measure, other.namesake} <= set(MEASURES)
