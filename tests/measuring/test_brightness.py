"""The simplest brightening."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.measuring.brightness import automatic_gamma, gamma_for


@given(seed=st.integers(0, 1000), dark=st.floats(0.02, 1), mean=st.floats(0.1, 0.8))
def test_a_picture_gets_the_wanted_mean(seed: int, dark: float, mean: float) -> None:
    picture = np.random.default_rng(seed).random((20, 30, 3), dtype=np.float32) * np.float32(dark)
    assert automatic_gamma(picture, mean).mean() == pytest.approx(mean, abs=1e-3)


def test_a_picture_of_the_wanted_mean_stays() -> None:
    picture = np.full((4, 4, 3), 0.45, np.float32)
    assert gamma_for(picture, 0.45) == pytest.approx(1, abs=1e-4)
