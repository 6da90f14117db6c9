"""The crop frame stays inside the photo, keeps its ratio, and keeps the sides that are not dragged."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.app.editing.crop_frame import CropFrame, Handle
from lowexp_gui.photo.geometry import AS_TAKEN, WHOLE, Crop, Geometry, frame_of
from lowexp_gui.photo.region import Region

HANDLES = [Handle(across, down) for across in (-1, 0, 1) for down in (-1, 0, 1) if across or down]
sizes = st.integers(20, 6000)
places = st.floats(-2000, 8000)
steps = st.one_of(
    st.tuples(st.just("moved"), places, places),
    st.tuples(st.just("dragged"), st.sampled_from(HANDLES), places, places),
    st.tuples(st.just("with_angle"), st.floats(-60, 60)),
    st.tuples(st.just("with_aspect"), st.sampled_from([0.0, 1.0, 1.5, 16 / 9, 0.75])),
    st.tuples(st.just("swapped")),
    st.tuples(st.just("levelled"), places, places),
)


def inside(frame: CropFrame) -> bool:
    left, top, right, bottom = frame.sides
    radians = math.radians(frame.angle)
    room = 1e-3
    for x in (left - frame.width / 2, right - frame.width / 2):
        for y in (top - frame.height / 2, bottom - frame.height / 2):
            across = x * math.cos(radians) + y * math.sin(radians)
            down = y * math.cos(radians) - x * math.sin(radians)
            if abs(across) > frame.width / 2 + room or abs(down) > frame.height / 2 + room:
                return False
            if abs(x) > frame.width / 2 + room or abs(y) > frame.height / 2 + room:
                return False
    return True


@given(width=sizes, height=sizes, turns=st.integers(0, 3), taken=st.lists(steps, max_size=8))
def test_no_sequence_of_changes_leaves_the_photo(
    width: int, height: int, turns: int, taken: list[tuple[object, ...]]
) -> None:
    frame = CropFrame.of(width, height, Geometry(turns))
    for name, *values in taken:
        frame = getattr(frame, str(name))(*values)
        assert inside(frame)
        geometry = frame.geometry(Geometry(turns))
        area = frame_of(width, height, geometry).area
        sides = (area.left, area.top, area.right, area.bottom)
        # The least crop of a long photo is a few pixels.
        assert max(abs(pixel - side) for pixel, side in zip(sides, frame.sides, strict=True)) < 8


@given(
    angle=st.floats(-45, 45),
    aspect=st.sampled_from([1.0, 1.5, 9 / 16]),
    handle=st.sampled_from(HANDLES),
    x=places,
    y=places,
)
def test_a_ratio_holds_whatever_is_dragged(
    angle: float, aspect: float, handle: Handle, x: float, y: float
) -> None:
    frame = CropFrame.of(600, 400, AS_TAKEN).with_angle(angle).with_aspect(aspect).dragged(handle, x, y)
    rectangle = frame.rectangle
    assert rectangle.width / rectangle.height == pytest.approx(aspect)


@given(handle=st.sampled_from(HANDLES), x=st.floats(60, 540), y=st.floats(60, 340))
def test_what_is_opposite_of_a_dragged_side_stays(handle: Handle, x: float, y: float) -> None:
    before = CropFrame.of(600, 400, Geometry(crop=Crop(0.25, 0.25, 0.5, 0.5)))
    left, top, right, bottom = before.dragged(handle, x, y).sides
    assert handle.across == -1 or left == pytest.approx(150)
    assert handle.across == 1 or right == pytest.approx(450)
    assert handle.down == -1 or top == pytest.approx(100)
    assert handle.down == 1 or bottom == pytest.approx(300)


def test_a_side_follows_the_pointer_and_stops_at_the_edge() -> None:
    frame = CropFrame.of(600, 400, AS_TAKEN)
    assert frame.dragged(Handle(1, 0), 420, 0).sides == (0, 0, 420, 400)
    assert frame.dragged(Handle(-1, 1), 100, 250).sides == (100, 0, 600, 250)
    assert frame.dragged(Handle(1, 1), 300, 200).moved(1000, 40).sides == (300, 40, 600, 240)
    assert frame.dragged(Handle(1, 0), -50, 0).sides == (0, 0, 16, 400)


def test_a_moved_frame_slides_along_the_edge_of_a_straightened_photo() -> None:
    frame = CropFrame.of(600, 400, Geometry(angle=10, crop=Crop(0.4, 0.4, 0.2, 0.2)))
    at_edge = frame.moved(0, -500)
    along = at_edge.moved(60, 0)
    assert along.rectangle.x - at_edge.rectangle.x > 50
    assert along.rectangle.width == pytest.approx(120)


def test_back_at_no_angle_all_of_the_photo_is_there_again() -> None:
    frame = CropFrame.of(600, 400, AS_TAKEN).with_angle(12)
    assert frame.rectangle.width < 500
    assert frame.with_angle(0).geometry(AS_TAKEN) == AS_TAKEN
    assert frame.geometry(AS_TAKEN) == Geometry(angle=12)


@pytest.mark.parametrize(
    ("line", "angle"),
    [
        ((100, 5), -math.degrees(math.atan2(5, 100))),
        ((-100, -5), -math.degrees(math.atan2(5, 100))),
        ((5, -100), -math.degrees(math.atan2(5, 100))),
        ((-7, 100), -math.degrees(math.atan2(7, 100))),
        ((100, -3), math.degrees(math.atan2(3, 100))),
        ((100, 0), 0),
        ((0, 0), 0),
    ],
)
def test_a_drawn_line_becomes_level_or_upright(line: tuple[float, float], angle: float) -> None:
    assert CropFrame.of(600, 400, AS_TAKEN).levelled(*line).angle == pytest.approx(angle)
    assert CropFrame.of(600, 400, Geometry(angle=2)).levelled(*line).angle == pytest.approx(angle + 2)


def test_a_ratio_takes_as_much_of_the_photo_as_it_can_and_swaps() -> None:
    square = CropFrame.of(600, 400, AS_TAKEN).with_aspect(1)
    assert square.sides == (100, 0, 500, 400)
    wide = CropFrame.of(600, 400, AS_TAKEN).with_aspect(16 / 9)
    assert wide.rectangle.width == 600
    upright = wide.swapped()
    assert upright.aspect == pytest.approx(9 / 16)
    assert upright.rectangle.height == 400
    free = CropFrame.of(600, 400, Geometry(crop=Crop(0, 0, 0.5, 0.5))).swapped()
    assert free.rectangle.height > free.rectangle.width
    assert free.aspect == 0


def test_whole_pixels_are_kept_exactly() -> None:
    geometry = CropFrame.of(601, 403, AS_TAKEN).dragged(Handle(1, 1), 333.4, 207.6).geometry(AS_TAKEN)
    assert frame_of(601, 403, geometry).area == Region(0, 0, 333, 208)
    again = CropFrame.of(601, 403, geometry).geometry(geometry)
    assert frame_of(601, 403, again).area == Region(0, 0, 333, 208)
    assert CropFrame.of(601, 403, Geometry(aspect=1.0)).geometry(AS_TAKEN).crop != WHOLE
