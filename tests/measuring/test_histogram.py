"""Histograms: every pixel counts once, and light is linear."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.measuring.histogram import black_is_lost, histogram, stops_between, white_is_lost
from lowexp_gui.srgb import linear_to_srgb


def flat(*colour: int) -> np.ndarray:
    return np.full((6, 9, 3), colour, np.uint8)


@given(seed=st.integers(0, 99), height=st.integers(1, 30), width=st.integers(1, 30))
def test_every_pixel_counts_once_in_each_channel(seed: int, height: int, width: int) -> None:
    picture = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    counts = histogram(picture).counts
    assert counts.shape == (4, 256)
    assert (counts.sum(axis=1) == height * width).all()
    assert counts[2, 77] == (picture[..., 1] == 77).sum()


def test_grey_has_its_own_luminance() -> None:
    for level in (0, 1, 128, 255):
        assert histogram(flat(level, level, level)).counts[0, level] == 54


def test_what_is_clipped_is_a_share_of_the_pixels() -> None:
    picture = flat(100, 100, 100)
    # White is lost where any channel is; black only where nothing is left of the pixel.
    picture[0, :, 0], picture[1:3, :, 2], picture[3:5] = 255, 0, 0
    picture[3, 0, 1] = 1
    measured = histogram(picture)
    assert measured.white == pytest.approx(1 / 6)
    assert measured.black == pytest.approx(17 / 54)
    assert measured.white == white_is_lost(picture).mean()
    assert measured.black == black_is_lost(picture).mean()


def test_twice_the_light_is_one_stop() -> None:
    dark, bright = (round(255 * float(linear_to_srgb(np.float32(light)))) for light in (0.2, 0.4))
    stops = stops_between(histogram(flat(dark, dark, dark)), histogram(flat(bright, bright, bright)))
    assert stops == pytest.approx(1, abs=0.02)
    assert stops_between(histogram(flat(0, 0, 0)), histogram(flat(9, 9, 9))) is None
