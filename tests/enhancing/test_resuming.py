"""A run that was stopped goes on where it stood."""

from collections.abc import Iterable
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import dark_scene

from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.partial import PartialResult
from lowexp_gui.enhancing.running import RunCallbacks, enhance_photo
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import DualModel, load_model
from lowexp_gui.photo.photograph import Photo, photo_from_srgb
from lowexp_gui.photo.region import Region

SIDE = 64


def _run(
    photo: Photo, model: DualModel, partial: PartialResult, stop_after: int | None = None
) -> tuple[Enhancement | None, list[tuple[Region, int, int]]]:
    """A run that is stopped after so many tiles: its result if it had one, and what it told of tiles."""
    cancel, told = Event(), []
    if stop_after == 0:
        cancel.set()

    def on_tile(region: Region, done: int, total: int) -> None:
        told.append((region, done, total))
        if len(told) == stop_after:
            cancel.set()

    try:
        callbacks = RunCallbacks(on_tile=on_tile)
        return enhance_photo(photo, model, CPU, cancel, callbacks, tile=SIDE, partial=partial), told
    except Cancelled:
        return None, told


def _assert_same(first: Enhancement, second: Enhancement) -> None:
    assert np.array_equal(first.illumination, second.illumination)
    assert np.array_equal(first.field.rows, second.field.rows)
    for one, other in zip(first.noise.levels, second.noise.levels, strict=True):
        assert np.array_equal(one, other)


@given(stops=st.lists(st.integers(0, 5), max_size=6))
@settings(max_examples=8)
def test_no_tile_is_done_twice_and_the_result_is_the_same(model: DualModel, stops: Iterable[int]) -> None:
    photo = photo_from_srgb(dark_scene(141, 203))
    uninterrupted = enhance_photo(photo, model, CPU, Event(), tile=SIDE)
    partial, told = PartialResult(), []
    for stop in [*stops, None]:
        result, tiles = _run(photo, model, partial, stop)
        told += tiles
        if result is not None:
            break
    assert result is not None
    assert [tile[1:] for tile in told] == [(number, 12) for number in range(1, 13)]
    assert len({tile[0] for tile in told}) == 12
    _assert_same(result, uninterrupted)


def test_the_light_that_was_found_is_kept(photo: Photo, model: DualModel) -> None:
    partial, seen = PartialResult(), []
    _run(photo, model, partial, stop_after=3)
    enhance_photo(photo, model, CPU, Event(), RunCallbacks(on_light=seen.append), partial=partial)
    assert seen == [partial.enhancement]


@pytest.mark.parametrize("other", ["photo", "weights"])
def test_what_belongs_to_another_photo_or_model_is_begun_anew(
    photo: Photo, model: DualModel, other: str
) -> None:
    partial = PartialResult()
    if other == "photo":
        _run(photo_from_srgb(dark_scene(141, 203, seed=1)), model, partial, stop_after=5)
    else:
        _run(photo, load_model(find_model("open")), partial, stop_after=5)
    result, told = _run(photo, model, partial)
    assert len(told) == 12
    assert result is not None
    _assert_same(result, enhance_photo(photo, model, CPU, Event(), tile=SIDE))
