"""Geometry: which pixels it chooses, and that it never leaves the photo."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from lowexp_gui.field_coding import from_json, to_json
from lowexp_gui.photo.geometry import (
    AS_TAKEN,
    LEAST_CROP,
    WHOLE,
    Crop,
    Frame,
    Geometry,
    GeometryError,
    frame_of,
)
from lowexp_gui.photo.processing import (
    Processing,
    geometry_fields,
    geometry_of,
    processing_of,
    with_processing,
)
from lowexp_gui.photo.region import Region

sides = st.integers(1, 90)
angles = st.just(0.0) | st.floats(-45, 45)


@st.composite
def crops(draw: st.DrawFn) -> Crop:
    width, height = draw(st.floats(LEAST_CROP, 1)), draw(st.floats(LEAST_CROP, 1))
    left, top = draw(st.floats(0, 1 - width)), draw(st.floats(0, 1 - height))
    return Crop(left, top, width, height)


exact = st.builds(Geometry, st.integers(0, 3), st.booleans(), st.just(0.0), crops())
geometries = st.builds(
    Geometry, st.integers(0, 3), st.booleans(), angles, crops(), st.just(0.0) | st.floats(0.1, 10)
)


def numbered(width: int, height: int) -> NDArray[np.int64]:
    return np.arange(width * height).reshape(height, width, 1)


def picture(pixels: NDArray[np.int64], geometry: Geometry) -> NDArray[np.int64]:
    """What NumPy makes of it, without straightening."""
    turned = np.rot90(pixels, -geometry.quarter_turns)
    turned = turned[:, ::-1] if geometry.flipped else turned
    area = frame_of(pixels.shape[1], pixels.shape[0], geometry).area
    return turned[area.rows, area.columns]


def shown(pixels: NDArray[np.int64], frame: Frame, region: Region) -> NDArray[np.int64]:
    source, covered = frame.part(region, 0)
    assert covered == region
    return frame.turned(pixels[source.rows, source.columns])


@given(width=sides, height=sides, geometry=exact, data=st.data())
def test_a_region_is_its_part_of_the_turned_photo(
    width: int, height: int, geometry: Geometry, data: st.DataObject
) -> None:
    frame, pixels = frame_of(width, height, geometry), numbered(width, height)
    whole = picture(pixels, geometry)
    assert whole.shape[:2] == (frame.height, frame.width)
    assert np.array_equal(frame.turned(pixels[frame.source.rows, frame.source.columns]), whole)
    assert np.array_equal(frame.turned_back(whole), pixels[frame.source.rows, frame.source.columns])
    left, top = data.draw(st.integers(0, frame.width - 1)), data.draw(st.integers(0, frame.height - 1))
    region = Region(
        left,
        top,
        data.draw(st.integers(1, frame.width - left)),
        data.draw(st.integers(1, frame.height - top)),
    )
    assert np.array_equal(shown(pixels, frame, region), whole[region.rows, region.columns])
    assert frame.around(region) == frame.part(region, 0)[0]


@given(width=sides, height=sides, geometry=exact, level=st.integers(0, 5), data=st.data())
def test_at_a_level_it_covers_the_region_by_less_than_a_pixel_more(
    width: int, height: int, geometry: Geometry, level: int, data: st.DataObject
) -> None:
    frame = frame_of(width, height, geometry)
    left, top = data.draw(st.integers(0, frame.width - 1)), data.draw(st.integers(0, frame.height - 1))
    region = Region(left, top, frame.width - left, frame.height - top)
    around, covered = frame.part(region, level)
    assert around.left >= 0
    assert around.top >= 0
    assert around.right <= -(-width >> level)
    assert around.bottom <= -(-height >> level)
    for over in (
        region.left - covered.left,
        region.top - covered.top,
        covered.right - region.right,
        covered.bottom - region.bottom,
    ):
        assert 0 <= over < 1 << level


@given(width=sides, height=sides, geometry=geometries)
@example(width=3000, height=2, geometry=Geometry(angle=45))
@example(width=2, height=3000, geometry=Geometry(angle=-45, crop=Crop(0, 0, 1, LEAST_CROP)))
@example(width=1, height=1, geometry=Geometry(1, True, 45, WHOLE, 0.1))
def test_the_picture_never_leaves_the_straightened_photo(width: int, height: int, geometry: Geometry) -> None:
    frame = frame_of(width, height, geometry)
    a, b, c, d, e, f = frame.to_photo()
    area = frame.area
    assert min(area.width, area.height) >= 1
    for x in (area.left + 0.5, area.right - 0.5):
        for y in (area.top + 0.5, area.bottom - 0.5):
            # A picture has a pixel at least, and a photo of a few may have no room for it.
            room = 1e-3 if min(area.width, area.height) > 1 else 1.0
            assert -room <= a * x + b * y + c <= width + room
            assert -room <= d * x + e * y + f <= height + room


@given(width=sides, height=sides, geometry=geometries)
def test_four_rotations_and_two_flips_change_nothing(width: int, height: int, geometry: Geometry) -> None:
    for same in (
        geometry.rotated(1).rotated(3),
        geometry.rotated(2).rotated(2),
        geometry.mirrored().mirrored(),
        geometry.mirrored(vertically=True).mirrored(vertically=True),
        geometry.mirrored().mirrored(vertically=True).rotated(2),
    ):
        assert (same.quarter_turns, same.flipped) == (geometry.quarter_turns, geometry.flipped)
        assert same.angle == geometry.angle
        assert np.allclose(dataclasses.astuple(same.crop), dataclasses.astuple(geometry.crop))


@given(turns=st.integers(0, 3), flipped=st.booleans(), more=st.integers(0, 3), crop=st.booleans())
def test_rotating_and_flipping_turn_the_picture_as_it_is_seen(
    turns: int, flipped: bool, more: int, crop: bool
) -> None:
    pixels = numbered(20, 12)
    before = Geometry(turns, flipped, 0.0, Crop(0.25, 0.5, 0.5, 0.25) if crop else WHOLE)
    seen = picture(pixels, before)
    assert np.array_equal(picture(pixels, before.rotated(more)), np.rot90(seen, -more))
    assert np.array_equal(picture(pixels, before.mirrored()), seen[:, ::-1])
    assert np.array_equal(picture(pixels, before.mirrored(vertically=True)), seen[::-1])


def test_a_ratio_is_the_largest_in_the_middle() -> None:
    assert frame_of(400, 300, Geometry(aspect=1.0)).area == Region(50, 0, 300, 300)
    assert frame_of(400, 300, Geometry(aspect=16 / 9)).area == Region(0, 38, 400, 225)
    assert frame_of(400, 300, Geometry(1, aspect=1.0)).area == Region(0, 50, 300, 300)


def test_straightening_alone_keeps_the_ratio_and_the_middle() -> None:
    frame = frame_of(6000, 4000, Geometry(angle=3))
    assert frame.width / frame.height == pytest.approx(1.5, abs=1e-3)
    assert frame.area.left + frame.area.right == 6000
    # Of all rectangles of this ratio it is the largest: its corners are at the edges of the photo.
    _, _, _, d, e, f = frame.to_photo()
    area = frame.area
    down = [d * x + e * y + f for x in (area.left, area.right) for y in (area.top, area.bottom)]
    assert min(down) < 2
    assert max(down) > 3998


@pytest.mark.parametrize(
    "wrong",
    [
        {"quarter_turns": 4},
        {"quarter_turns": -1},
        {"angle": 45.1},
        {"angle": math.nan},
        {"angle": math.inf},
        {"aspect": -1.0},
        {"aspect": math.nan},
        {"aspect": 1e9},
    ],
)
def test_values_out_of_range_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(GeometryError):
        Geometry(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [(0, 0, 0, 1), (0.5, 0, 0.6, 1), (-0.1, 0, 1, 1), (0, math.nan, 1, 1)])
def test_crops_beyond_the_picture_are_refused(wrong: tuple[float, ...]) -> None:
    with pytest.raises(GeometryError):
        Crop(*wrong)


@given(geometries)
def test_a_geometry_is_kept_exactly(geometry: Geometry) -> None:
    assert from_json(Geometry, to_json(geometry)) == geometry
    assert geometry_of(geometry_fields(geometry)) == geometry
    done = Processing("Lowexp", geometry=geometry)
    assert processing_of(with_processing(None, done)) == done


def test_nothing_is_written_for_a_photo_as_it_was_taken() -> None:
    assert geometry_fields(AS_TAKEN) == {}


@given(
    st.dictionaries(
        st.sampled_from(list(geometry_fields(Geometry(1)))),
        st.text(max_size=6) | st.just("1e999"),
        min_size=1,
    )
)
def test_foreign_fields_give_a_geometry_or_none(fields: dict[str, str]) -> None:
    geometry = geometry_of(fields)
    if geometry is not None:
        assert geometry_of(geometry_fields(geometry)) == geometry


@given(angle=st.floats(-45, 45), width=sides, height=sides)
def test_the_whole_photo_straightened_stays_in_the_middle(angle: float, width: int, height: int) -> None:
    """Rounding errors once left less than no room for it."""
    area = frame_of(width, height, Geometry(angle=angle)).area
    assert abs(area.left + area.right - width) <= 2
    assert abs(area.top + area.bottom - height) <= 2
