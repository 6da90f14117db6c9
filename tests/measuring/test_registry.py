"""All measures on any pictures."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lowexp_gui.measuring import strips
from lowexp_gui.measuring.colour_differences import cie76, ciede2000, delta_e_itp
from lowexp_gui.measuring.measures import ms_ssim, psnr, ssim
from lowexp_gui.measuring.registry import ARTICLE_MEASURES, MEASURES, figures

COMPARING = [name for name, measure in MEASURES.items() if measure.needs_reference]


def noise(height: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).random((height, width, 3), np.float32)


@pytest.fixture
def narrow_strips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strips, "_PIXELS", 600)


@settings(max_examples=25, deadline=None)
@given(height=st.integers(1, 40), width=st.integers(1, 40), level=st.sampled_from([0.0, 0.3, 1.0]))
def test_any_picture_gives_finite_figures_or_none(height: int, width: int, level: float) -> None:
    picture = noise(height, width) * np.float32(level)
    for name, figure in figures(picture, 1 - picture, before=picture / 8).items():
        assert figure is None or math.isfinite(figure), name
        if figure is None and level == 0.3 and not MEASURES[name].needs_before:
            assert min(height, width) < MEASURES[name].smallest


def test_equal_pictures() -> None:
    picture = noise(192, 200)
    found = figures(picture, picture, COMPARING)
    assert found["psnr"] == math.inf
    assert (found["ssim"], found["ms_ssim"]) == pytest.approx((1, 1))
    assert [found[name] for name in ("ciede2000", "cie76", "delta_e_itp")] == pytest.approx(
        [0, 0, 0], abs=1e-5
    )


def test_without_a_reference_only_some_are_measurable() -> None:
    found = figures(noise(192, 192))
    assert {name for name, figure in found.items() if figure is not None} == {"niqe", "brisque"}


@pytest.mark.parametrize("name", MEASURES)
def test_sizes_must_agree(name: str) -> None:
    with pytest.raises(ValueError, match=r"40 × 30 pixels and its reference 30 × 40; bring both"):
        MEASURES[name].of(noise(30, 40), noise(40, 30))
    with pytest.raises(ValueError, match=r"40 × 30 pixels and the photo before 30 × 40; bring both"):
        MEASURES[name].of(noise(30, 40), before=noise(40, 30))


@pytest.mark.parametrize("measure", MEASURES.values())
def test_each_measure_measures_in_one_way(measure) -> None:
    assert [measure.compare, measure.judge, measure.change].count(None) == 2


@pytest.mark.parametrize("name", COMPARING)
def test_worse_pictures_have_worse_figures(name: str) -> None:
    reference = noise(170, 180) * np.float32(0.5) + np.float32(0.25)
    measure = MEASURES[name]
    near, far = (measure.of(reference + noise(170, 180, 1) * np.float32(by), reference) for by in (0.02, 0.2))
    assert near is not None
    assert far is not None
    assert (near > far) is measure.more_is_better


@pytest.mark.usefixtures("narrow_strips")
@pytest.mark.parametrize("measure", [psnr, ssim, ciede2000, cie76, delta_e_itp])
def test_strips_measure_what_the_whole_does(measure, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = noise(61, 50), noise(61, 50, 1)
    in_strips = measure(first, second)
    monkeypatch.undo()
    assert in_strips == pytest.approx(measure(first, second), rel=1e-6)


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
