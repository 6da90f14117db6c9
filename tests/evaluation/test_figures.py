"""Figures and their summaries."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.evaluation.figures import article_name, summary
from lowexp_gui.measuring.registry import MEASURES

VALUES = st.lists(st.one_of(st.none(), st.just(math.inf), st.floats(-1e6, 1e6, allow_nan=False)), max_size=20)


def test_what_the_article_calls_by_other_names() -> None:
    names = {measure.name: article_name(measure) for measure in MEASURES.values()}
    assert {name for name, called in names.items() if called} == {"psnr", "ssim", "cie76"}
    assert names["psnr"] == "NIQE (15, 16)"


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
