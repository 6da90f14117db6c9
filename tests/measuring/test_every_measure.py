"""The tests that every measure must pass."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tolerances import TOLERANCES

from lowexp_gui.measuring import strips
from lowexp_gui.measuring.measure import Measure
from lowexp_gui.measuring.registry import MEASURES

Pixels = NDArray[np.float32]
PERFECT = {"psnr": math.inf, "ssim": 1, "ms_ssim": 1}
"""Figures of a picture that equals its reference; all others are 0."""
VALUES = {
    "psnr": 35.428,
    "ssim": 0.87361,
    "ms_ssim": 0.98403,
    "ciede2000": 3.7463,
    "cie76": 3.6353,
    "delta_e_itp": 13.86,
    "niqe": 17.608,
    "brisque": 25.213,
    "new_burnt_pixels": 1.8544,
    "noise_in_black": 2.5952,
    "black_becomes": 4.2422,
    "halo": 0.15296,
}
"""Figures of the scene below with more grain, as first measured."""


def noise(height: int, width: int, seed: int = 0) -> Pixels:
    return np.random.default_rng(seed).random((height, width, 3), np.float32)


def scene(height: int = 208, width: int = 224) -> Pixels:
    """A picture with black, light, edges and grain, (height, width, 3), 0.01..0.99."""
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    stripes = 0.15 + 0.1 * np.sin(down / 7) * np.cos(across / 11)
    stripes[:60] = 0.01
    stripes[90:130, 20:60] = 0.95
    picture = stripes[..., None] * np.float32([1, 0.9, 0.8]) + 0.04 * (noise(height, width) - 0.5)
    return picture.clip(0.01, 0.99).astype(np.float32)


def figure_of(measure: Measure, picture: Pixels) -> float | None:
    """The figure of a picture with the scene as reference and a darker scene as the photo before."""
    height, width = picture.shape[:2]
    reference = scene(height, width).astype(picture.dtype)
    return measure.of(picture, reference, before=reference * picture.dtype.type(0.55))


@pytest.fixture(params=MEASURES.values(), ids=lambda each: each.name)
def measure(request: pytest.FixtureRequest) -> Measure:
    return request.param


@pytest.fixture
def picture() -> Pixels:
    """The scene with more grain, a little brighter."""
    return (1.05 * scene() + 0.05 * (noise(208, 224, 1) - 0.5)).clip(0, 1).astype(np.float32)


class TestEveryMeasure:
    """The tests."""

    def test_smoke(self, measure: Measure, picture: Pixels) -> None:
        figure = figure_of(measure, picture)
        assert isinstance(figure, float)
        assert math.isfinite(figure)
        assert [measure.compare, measure.judge, measure.change].count(None) == 2

    def test_exceptions(self, measure: Measure) -> None:
        with pytest.raises(ValueError, match=r"40 × 30 pixels and its reference 30 × 40; bring both"):
            measure.of(noise(30, 40), noise(40, 30))
        with pytest.raises(ValueError, match=r"40 × 30 pixels and the photo before 30 × 40; bring both"):
            measure.of(noise(30, 40), before=noise(40, 30))
        if measure.judge is None:
            assert measure.of(noise(192, 192)) is None

    @settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(height=st.integers(1, 40), width=st.integers(1, 40), level=st.sampled_from([0.0, 0.3, 1.0]))
    def test_shapes(self, measure: Measure, height: int, width: int, level: float) -> None:
        picture = noise(height, width) * np.float32(level)
        figure = measure.of(picture, 1 - picture, before=picture / 8)
        assert figure is None or math.isfinite(figure)
        if figure is None and level == 0.3 and not measure.needs_before:
            assert min(height, width) < measure.smallest

    def test_size_limits(self, measure: Measure) -> None:
        if measure.smallest > 1:
            assert figure_of(measure, noise(measure.smallest - 1, 300)) is None
        if not measure.needs_before:
            assert figure_of(measure, noise(measure.smallest, measure.smallest + 40)) is not None

    def test_values(self, measure: Measure, picture: Pixels) -> None:
        assert figure_of(measure, picture) == pytest.approx(VALUES[measure.name], rel=1e-3)

    def test_the_perfect_value(self, measure: Measure) -> None:
        if measure.needs_reference:
            figure = measure.of(scene(), scene())
            assert figure == pytest.approx(PERFECT.get(measure.name, 0), abs=1e-5)

    def test_worse_pictures_have_worse_figures(self, measure: Measure) -> None:
        if not measure.needs_reference:
            return
        near, far = (
            figure_of(measure, (scene() + noise(208, 224, 1) * np.float32(by))) for by in (0.02, 0.2)
        )
        assert near is not None
        assert far is not None
        assert (near > far) is measure.more_is_better

    def test_dtype(self, measure: Measure, picture: Pixels) -> None:
        expected = figure_of(measure, picture)
        for same in (picture.astype(np.float64), np.asfortranarray(picture)):
            same.flags.writeable = False
            assert figure_of(measure, same) == pytest.approx(expected, rel=TOLERANCES["float32"].rtol)

    def test_strips(self, measure: Measure, picture: Pixels, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = figure_of(measure, picture)
        monkeypatch.setattr(strips, "_PIXELS", 40 * 224)
        assert figure_of(measure, picture) == pytest.approx(whole, rel=TOLERANCES["float32"].rtol)
