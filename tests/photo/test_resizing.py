"""Smaller pictures for export: their sizes, their values, and every door that asks for them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.photo.resizing import resized, size_within

_SIDE = st.integers(1, 65_535)


@given(width=_SIDE, height=_SIDE, long_side=st.integers(0, 65_535))
def test_the_long_side_is_exact_nothing_is_enlarged_and_the_ratio_stays(
    width: int, height: int, long_side: int
) -> None:
    made = size_within(width, height, long_side)
    if not long_side or long_side >= max(width, height):
        assert made == (width, height)
        return
    assert max(made) == long_side
    assert min(made) >= 1
    scale = long_side / max(width, height)
    assert all(
        abs(side - max(1, scale * full)) <= 0.5 for side, full in zip(made, (width, height), strict=True)
    )


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_a_plain_area_keeps_its_code_and_edges_stay_in_range(kind: type) -> None:
    most = np.iinfo(kind).max
    codes = np.zeros((90, 120, 3), kind)
    codes[:, :60] = (most, most // 3, 7)
    made = resized(codes, 40, 30)
    assert made.dtype == kind
    assert made.shape == (30, 40, 3)
    assert (made[:, :15] == (most, most // 3, 7)).all()
    assert (made[:, 25:] == 0).all()


def test_noise_is_averaged_and_the_mean_stays() -> None:
    codes = np.random.default_rng(0).integers(20_000, 40_000, (400, 600), dtype=np.uint16)
    made = resized(codes, 150, 100)
    assert made.mean() == pytest.approx(codes.mean(), rel=2e-3)
    assert made.std() < codes.std() / 3
