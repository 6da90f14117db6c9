"""Panoramas of radiance: read as they are, refused with a sentence, and looked into where geometry says."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from panoramas import write_exr

from lowexp_gui.training.data import radiance
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.training.data.radiance import perspective_view, random_contrast, random_view, read_panorama

ROWS, COLUMNS = 32, 64


def lamp(row: int, column: int) -> np.ndarray:
    """A black panorama with one bright pixel."""
    panorama = np.zeros((ROWS, COLUMNS, 3), np.float32)
    panorama[row, column] = (3, 2, 1)
    return panorama


def seen_at(
    place: tuple[float, float], direction: tuple[float, float, float], shape: tuple[int, int], field: float
) -> tuple[float, float]:
    """Row and column at which a camera sees a place (longitude and latitude), by vectors in space."""
    longitude, latitude = place
    heading, pitch, roll = direction
    towards = np.array(
        (np.cos(latitude) * np.sin(longitude), np.sin(latitude), np.cos(latitude) * np.cos(longitude))
    )
    right = np.array((np.cos(heading), 0, -np.sin(heading)))
    ahead = np.array((np.cos(pitch) * np.sin(heading), np.sin(pitch), np.cos(pitch) * np.cos(heading)))
    up = np.array((-np.sin(pitch) * np.sin(heading), np.cos(pitch), -np.sin(pitch) * np.cos(heading)))
    x, y = towards @ right / (towards @ ahead), -(towards @ up) / (towards @ ahead)
    across, down = x * np.cos(roll) + y * np.sin(roll), y * np.cos(roll) - x * np.sin(roll)
    focal = max(shape) / 2 / np.tan(field / 2)
    return down * focal + shape[0] / 2 - 0.5, across * focal + shape[1] / 2 - 0.5


@given(row=st.integers(8, 23), column=st.integers(0, COLUMNS - 1))
@settings(max_examples=20, deadline=None)
def test_a_camera_that_points_at_a_lamp_sees_it_in_the_middle(row: int, column: int) -> None:
    longitude, latitude = (column + 0.5) / COLUMNS * 2 * np.pi, (0.5 - (row + 0.5) / ROWS) * np.pi
    view = perspective_view(lamp(row, column), (41, 61), (longitude, latitude, 0.0), np.radians(70))
    assert view[20, 30] == pytest.approx((3, 2, 1), rel=1e-4)
    assert view.max() == pytest.approx(3, rel=1e-4)


@given(
    row=st.integers(9, 22),
    column=st.integers(0, COLUMNS - 1),
    aside=st.floats(-0.45, 0.45),
    pitch=st.floats(-0.4, 0.4),
    roll=st.floats(-0.5, 0.5),
)
@settings(max_examples=40, deadline=None)
def test_a_lamp_is_where_geometry_says(
    row: int, column: int, aside: float, pitch: float, roll: float
) -> None:
    shape, field = (81, 121), np.radians(100)
    longitude, latitude = (column + 0.5) / COLUMNS * 2 * np.pi, (0.5 - (row + 0.5) / ROWS) * np.pi
    direction = (longitude + aside, pitch, roll)
    down, across = seen_at((longitude, latitude), direction, shape, field)
    view = perspective_view(lamp(row, column), shape, direction, field)[..., 0]
    if not (2 < down < shape[0] - 3 and 2 < across < shape[1] - 3):
        return
    found = np.unravel_index(int(view.argmax()), shape)
    assert found == pytest.approx((down, across), abs=1.5)


def test_an_even_panorama_is_even_in_every_direction() -> None:
    random = np.random.default_rng(0)
    for _ in range(10):
        view = random_view(np.full((ROWS, COLUMNS, 3), 7, np.float32), (24, 16), random)
        assert view.shape == (24, 16, 3)
        assert view == pytest.approx(7, rel=1e-5)


def test_views_are_a_function_of_the_random_state_alone() -> None:
    panorama = np.random.default_rng(1).random((ROWS, COLUMNS, 3), np.float32) * 50
    first, again, other = (
        random_contrast(random_view(panorama, (16, 24), random), random)
        for random in map(np.random.default_rng, (3, 3, 4))
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert first.min() >= 0
    assert np.isfinite(first).all()


def test_a_scene_without_light_has_none_in_any_contrast() -> None:
    assert not random_contrast(np.zeros((4, 6, 3), np.float32), np.random.default_rng(0)).any()


def test_a_panorama_is_read_as_it_was_written(tmp_path: Path) -> None:
    pixels = np.random.default_rng(2).random((ROWS, COLUMNS, 3), np.float32) * 1000
    assert np.array_equal(read_panorama(write_exr(tmp_path / "sky.exr", pixels)), pixels)


def test_values_that_are_no_light_are_taken_for_some(tmp_path: Path) -> None:
    pixels = np.ones((ROWS, COLUMNS, 3), np.float32)
    pixels[0, :3, 0] = (np.nan, np.inf, -5)
    read = read_panorama(write_exr(tmp_path / "odd.exr", pixels))
    assert read[0, :3, 0].tolist() == [0, 65504, 0]
    assert np.isfinite(read).all()


@pytest.mark.parametrize("shape", [(32, 32, 3), (32, 65, 3), (64, 32, 3)])
def test_what_is_no_panorama_is_refused(tmp_path: Path, shape: tuple[int, int, int]) -> None:
    with pytest.raises(DataError, match="twice as wide as high"):
        read_panorama(write_exr(tmp_path / "square.exr", np.ones(shape, np.float32)))


def test_files_that_are_none_or_lack_colour_are_refused(tmp_path: Path) -> None:
    text, whole = tmp_path / "text.exr", write_exr(tmp_path / "whole.exr", lamp(3, 3))
    text.write_text("no picture")
    cut = tmp_path / "cut.exr"
    cut.write_bytes(whole.read_bytes()[:200])
    depth = write_exr(tmp_path / "depth.exr", np.ones((ROWS, COLUMNS), np.float32), "Z")
    for path in (text, cut, depth, tmp_path / "missing.exr"):
        with pytest.raises(DataError, match="cannot be read as a panorama"):
            read_panorama(path)


def test_too_large_a_panorama_is_refused_by_its_header(tmp_path: Path, monkeypatch) -> None:
    path = write_exr(tmp_path / "large.exr", lamp(0, 0))
    monkeypatch.setattr(radiance, "LARGEST_PANORAMA", ROWS * COLUMNS - 1)
    with pytest.raises(DataError, match="too large for a panorama: 64 x 32 pixels"):
        read_panorama(path)
