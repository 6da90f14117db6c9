"""Compared methods: what all of them keep, on any photo."""

from collections.abc import Callable
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.evaluation.methods import METHODS, UnknownMethodError, find_method
from lowexp_gui.photo.pixels import FloatImage

FAST = [name for name, method in METHODS.items() if not method.slow]


def run(name: str, photo: FloatImage, progress: Callable[[float], None] = lambda _share: None) -> FloatImage:
    return METHODS[name].run(photo, progress, Event())


def dark(height: int, width: int, seed: int = 0) -> FloatImage:
    """A dark scene of soft light, an edge and noise."""
    rng = np.random.default_rng(seed)
    down, across = np.mgrid[:height, :width] / max(height, width)
    light = 0.05 + 0.2 * across + 0.1 * (down > 0.3)
    colours = rng.random(3) * 0.5 + 0.5
    noisy = light[..., None] * colours + rng.normal(0, 0.02, (height, width, 3))
    return np.clip(noisy, 0, 1).astype(np.float32)


def assert_sound(result: FloatImage, photo: FloatImage) -> None:
    assert result.shape == photo.shape
    assert result.dtype == np.float32
    assert np.isfinite(result).all()
    assert result.min() >= 0
    assert result.max() <= 1


@pytest.mark.parametrize("name", FAST)
@settings(max_examples=15, deadline=None)
@given(height=st.integers(1, 60), width=st.integers(1, 60), seed=st.integers(0, 99))
def test_any_photo_gives_a_sound_picture(name: str, height: int, width: int, seed: int) -> None:
    photo = dark(height, width, seed)
    before = photo.copy()
    assert_sound(run(name, photo), photo)
    assert np.array_equal(photo, before)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("level", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("size", [(1, 1), (1, 40), (40, 1), (30, 20)])
def test_flat_photos(name: str, level: float, size: tuple[int, int]) -> None:
    photo = np.full((*size, 3), level, np.float32)
    assert_sound(run(name, photo), photo)


@pytest.mark.parametrize("name", METHODS)
def test_dark_photos_become_brighter_and_progress_is_reported(name: str) -> None:
    photo, told = dark(50, 70), []
    result = run(name, photo, told.append)
    assert result.mean() > photo.mean()
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)
    assert min(told) >= 0


@pytest.mark.parametrize("name", METHODS)
def test_grey_photos_stay_grey(name: str) -> None:
    photo = np.repeat(dark(40, 50)[..., :1], 3, axis=2)
    result = run(name, photo)
    assert np.ptp(result, axis=2).max() < 1e-4


@pytest.mark.parametrize("name", METHODS)
def test_what_is_cancelled_ends(name: str) -> None:
    cancel = Event()
    cancel.set()
    with pytest.raises(Cancelled):
        METHODS[name].run(dark(40, 40), lambda _share: None, cancel)


@pytest.mark.parametrize("name", METHODS)
def test_each_names_its_paper(name: str) -> None:
    assert METHODS[name].name == name
    assert "(" in METHODS[name].paper
    assert find_method(name) is METHODS[name]


def test_an_unknown_method_is_reported() -> None:
    with pytest.raises(UnknownMethodError, match=r"There is no method “nothing”\. Choose one of: gamma, "):
        find_method("nothing")
