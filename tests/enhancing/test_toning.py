"""Tones: what each adjustment means, by formulas in float64."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.enhancing.adjusting.contrast import MIDDLE_GREY
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.enhancing.toning import tone
from lowexp_gui.srgb import LUMINANCE, linear_to_srgb, srgb_to_linear

strengths = st.floats(-1, 1)


def picture(low: float = -0.2, high: float = 1.5) -> np.ndarray:
    return np.random.default_rng(0).uniform(low, high, (20, 30, 3)).astype(np.float32)


def toned(before: np.ndarray, **adjustments: float) -> np.ndarray:
    return tone(torch.from_numpy(before.copy()), Adjustments(**adjustments)).numpy()


def test_neutral_tones_change_nothing() -> None:
    assert np.array_equal(toned(picture()), picture())
    assert not Adjustments(brightness=0.5, shadows=0.5, denoise=0.5).changes_tones
    for name in ("temperature", "tint", "contrast", "highlights", "saturation"):
        assert Adjustments(**{name: ADJUSTMENTS[name].most}).changes_tones


@given(temperature=strengths, tint=strengths)
def test_white_balance_is_stops_of_linear_light_and_keeps_the_luminance_of_grey(
    temperature: float, tint: float
) -> None:
    before = picture(0.01, 1)
    after = toned(before, temperature=temperature, tint=tint)
    stops = np.log2(srgb_to_linear(after) / srgb_to_linear(before))
    assert np.allclose(stops[..., 0] - stops[..., 2], temperature, atol=2e-3)
    assert np.allclose(stops[..., 0] + stops[..., 2] - 2 * stops[..., 1], tint, atol=2e-3)
    grey = toned(np.full((1, 1, 3), 0.5, np.float32), temperature=temperature, tint=tint)
    assert srgb_to_linear(grey)[0, 0] @ LUMINANCE == pytest.approx(srgb_to_linear(0.5), rel=1e-4)


@given(contrast=st.floats(0.1, 2))
def test_contrast_multiplies_stops_from_middle_grey(contrast: float) -> None:
    before = picture(0.02, 1)
    after = toned(before, contrast=contrast)
    expected = MIDDLE_GREY * (srgb_to_linear(before) / MIDDLE_GREY) ** contrast
    assert np.allclose(srgb_to_linear(after), expected, rtol=2e-3, atol=1e-5)
    grey = linear_to_srgb(np.float32(MIDDLE_GREY))
    assert toned(np.full((1, 1, 3), grey, np.float32), contrast=contrast) == pytest.approx(grey, abs=1e-5)


@given(strength=st.floats(0.01, 1))
def test_held_highlights_stay_below_white_in_order_and_in_colour(strength: float) -> None:
    before = np.sort(picture(0.01, 1.5), axis=1)
    after = toned(before, highlights=strength)
    assert after.max() <= 1
    below = before.max(-1) <= 1 - strength / 2
    assert np.allclose(after[below], before[below], atol=1e-6)
    largest = after.max(-1)
    assert (np.diff(largest, axis=1) >= -1e-6).all()
    assert np.allclose(after / largest[..., None], before / before.max(-1, keepdims=True), atol=1e-5)


@given(saturation=st.floats(0, 2))
def test_saturation_keeps_luminance(saturation: float) -> None:
    before = picture()
    after = toned(before, saturation=saturation)
    assert np.allclose(after @ LUMINANCE, before @ LUMINANCE, atol=1e-5)
    assert np.allclose(np.ptp(after, axis=-1), saturation * np.ptp(before, axis=-1), atol=1e-5)
