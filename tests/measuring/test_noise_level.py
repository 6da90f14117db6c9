"""How noisy a picture is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.measuring.noise_level import fine_error, noise_level


@given(st.floats(0.001, 0.1), st.integers(0, 100))
def test_the_noise_that_was_added_is_found(deviation: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    slope = np.linspace(0, 1, 120)[:, None, None] + np.linspace(0, 0.5, 120)[None, :, None]
    picture = (slope + random.normal(0, deviation, (120, 120, 3))).astype(np.float32)
    assert noise_level(picture) == pytest.approx(deviation, rel=0.05)


def test_pictures_without_a_neighbourhood() -> None:
    assert noise_level(np.zeros((2, 50, 3), np.float32)) is None
    assert noise_level(np.zeros((3, 3, 3), np.float32)) == 0


def test_wrong_brightness_is_no_fine_error_and_noise_is() -> None:
    random = np.random.default_rng(1)
    reference = random.uniform(0, 1, (60, 60, 3)).astype(np.float32)
    assert fine_error(reference + np.float32(0.2), reference) == pytest.approx(0, abs=1e-6)
    noisy = reference + random.normal(0, 0.1, reference.shape).astype(np.float32)
    assert fine_error(noisy, reference) == pytest.approx(0.1, rel=0.05)
