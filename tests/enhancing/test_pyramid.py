"""Pyramids: made in parts, of a picture that changes, and shared by all who look at a photo."""

import weakref

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import dark_scene

from lowexp_gui.enhancing.pyramid import Pyramid, halve, level_region, level_size, pyramid_of
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.photo.region import Region


@given(width=st.integers(1, 700), height=st.integers(1, 700), data=st.data())
@settings(deadline=None, max_examples=30)
def test_a_pyramid_written_in_tiles_equals_one_made_at_once(
    width: int, height: int, data: st.DataObject
) -> None:
    random = np.random.default_rng(data.draw(st.integers(0, 99)))
    picture = random.integers(-30000, 30000, (height, width, 3), dtype=np.int16)
    tiled = Pyramid.zeros(width, height, np.int16)
    for top in range(0, height, 256):
        for left in range(0, width, 256):
            region = Region(left, top, min(256, width - left), min(256, height - top))
            tiled.write(region, picture[region.rows, region.columns])
    for level, (first, second) in enumerate(zip(Pyramid.of(picture).levels, tiled.levels, strict=True)):
        assert first.shape[1::-1] == level_size(width, height, level)
        assert np.array_equal(first, second)


@given(width=st.integers(1, 1500), height=st.integers(1, 1500), data=st.data())
@settings(deadline=None, max_examples=20)
def test_parts_of_levels_follow_a_picture_that_changes(width: int, height: int, data: st.DataObject) -> None:
    random = np.random.default_rng(data.draw(st.integers(0, 99)))
    picture, pyramid = np.zeros((height, width, 3), np.int16), Pyramid.zeros(width, height, np.int16)
    for _ in range(6):
        written = _some_region(data, width, height)
        codes = random.integers(-30000, 30000, (written.height, written.width, 3), dtype=np.int16)
        picture[written.rows, written.columns] = codes
        pyramid.write(written, codes)
        level = data.draw(st.integers(0, pyramid.deepest))
        asked = _some_region(data, *level_size(width, height, level))
        expected = picture
        for _ in range(level):
            expected = halve(expected)
        assert np.array_equal(pyramid.part(level, asked), expected[asked.rows, asked.columns])


def _some_region(data: st.DataObject, width: int, height: int) -> Region:
    left, top = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    return Region(left, top, data.draw(st.integers(1, width - left)), data.draw(st.integers(1, height - top)))


def test_a_pyramid_is_that_of_its_photo_and_goes_with_it() -> None:
    photo = photo_from_srgb(dark_scene(40, 30))
    levels = pyramid_of(photo)
    assert levels is pyramid_of(photo)
    assert levels is not pyramid_of(photo_from_srgb(photo.pixels))
    gone = weakref.ref(levels)
    del photo, levels
    assert gone() is None


def test_a_level_region_covers_what_it_touches() -> None:
    assert level_region(Region(3, 5, 2, 1), 1) == Region(1, 2, 2, 1)
    assert level_region(Region(0, 0, 419, 301), 2) == Region(0, 0, 105, 76)
