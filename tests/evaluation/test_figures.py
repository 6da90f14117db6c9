"""Figures and their summaries."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.evaluation.figures import figures_of, summary

VALUES = st.lists(st.one_of(st.none(), st.just(math.inf), st.floats(-1e6, 1e6, allow_nan=False)), max_size=20)


def test_what_is_smaller_than_a_window_is_not_measured() -> None:
    picture = np.full((5, 30, 3), 0.5, np.float32)
    figures = figures_of(picture, picture * np.float32(0.5))
    assert figures["ssim"] is None
    assert figures["psnr"] == pytest.approx(12.04, abs=0.01)


def test_equal_pictures() -> None:
    picture = np.zeros((20, 20, 3), np.float32)
    figures = figures_of(picture, picture)
    assert figures["psnr"] == math.inf
    assert figures["ssim"] == pytest.approx(1)
    assert figures["ciede2000"] == 0


@given(VALUES)
def test_a_summary_accounts_for_all_values(values: list[float | None]) -> None:
    found = summary(values)
    assert found.count + found.infinite + found.missing == len(values)
    finite = [value for value in values if value is not None and math.isfinite(value)]
    if not finite:
        assert found.mean is None
        return
    assert found.mean == pytest.approx(float(np.mean(finite)))
    assert found.quartiles[0] == min(finite)
    assert found.quartiles[-1] == max(finite)
    assert list(found.quartiles) == sorted(found.quartiles)
