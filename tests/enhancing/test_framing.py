"""Turned, straightened and cropped pictures: exact where pixels are chosen, the same for all tilings."""

from functools import partial
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image
from scenes import dark_scene

from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.exporting import export_codes
from lowexp_gui.enhancing.framing import framed, framed_codes
from lowexp_gui.enhancing.rendering import render_as_whole
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.weights import DualModel
from lowexp_gui.photo.colour import from_extended_srgb
from lowexp_gui.photo.geometry import WHOLE, Crop, Geometry, frame_of
from lowexp_gui.photo.made_profiles import DISPLAY_P3
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.photo.region import Region

WIDTH, HEIGHT = 700, 930
LOOK = Adjustments(brightness=1.1, contrast=1.2, denoise=0.8)
some_crops = st.sampled_from([WHOLE, Crop(0.1, 0.25, 0.5, 0.6), Crop(0.613, 0.2, 0.101, 0.333)])
turns = st.builds(Geometry, st.integers(0, 3), st.booleans(), st.just(0.0), some_crops)
tilted = st.builds(Geometry, st.integers(0, 3), st.booleans(), st.floats(-45, 45).filter(bool), some_crops)


@pytest.fixture(scope="module")
def enhancement(model: DualModel) -> Enhancement:
    """Of several blocks across and down."""
    return enhance_photo(photo_from_srgb(dark_scene(HEIGHT, WIDTH)), model, CPU, Event())


@pytest.fixture(scope="module")
def whole(enhancement: Enhancement) -> NDArray[np.uint16]:
    codes = export_codes(enhancement, Stage.FINAL, LOOK, profile=None, bit_depth=16)
    assert codes.dtype == np.uint16
    return codes


def smooth(width: int, height: int) -> NDArray[np.float32]:
    down, across = np.mgrid[:height, :width]
    waves = np.sin(across / 9) * np.cos(down / 13) / 2 + 0.5
    return np.stack((across / width, down / height, waves), axis=-1).astype(np.float32)


def part_of(pixels: NDArray[np.float32], region: Region) -> NDArray[np.float32]:
    return pixels[region.rows, region.columns]


@given(geometry=turns)
@settings(deadline=None, max_examples=15)
def test_turns_and_crops_are_exact_in_the_file(
    enhancement: Enhancement, whole: NDArray[np.uint16], geometry: Geometry
) -> None:
    exported = export_codes(enhancement, Stage.FINAL, LOOK, profile=None, bit_depth=16, geometry=geometry)
    turned = np.rot90(whole, -geometry.quarter_turns)
    turned = turned[:, ::-1] if geometry.flipped else turned
    area = frame_of(WIDTH, HEIGHT, geometry).area
    assert np.array_equal(exported, turned[area.rows, area.columns])


@pytest.mark.parametrize("angle", [0.0, 4.0])
def test_a_crop_is_exact_with_another_profile_too(enhancement: Enhancement, angle: float) -> None:
    def export(crop: Crop) -> NDArray[np.uint8]:
        geometry = Geometry(1, True, angle, crop)
        return export_codes(
            enhancement, Stage.FINAL, LOOK, profile=DISPLAY_P3, bit_depth=8, geometry=geometry
        )

    inside = Crop(0.2, 0.25, 0.5, 0.5)
    area = frame_of(WIDTH, HEIGHT, Geometry(1, True, angle, inside)).area
    around = frame_of(WIDTH, HEIGHT, Geometry(1, True, angle, WHOLE)).area
    at = area.within(around)
    assert np.array_equal(export(inside), export(WHOLE)[at.rows, at.columns])


@given(geometry=tilted, data=st.data())
@settings(deadline=None, max_examples=12)
def test_a_region_of_a_straightened_file_is_its_part_bit_by_bit(
    enhancement: Enhancement, geometry: Geometry, data: st.DataObject
) -> None:
    exported = export_codes(enhancement, Stage.FINAL, LOOK, profile=None, bit_depth=16, geometry=geometry)
    frame = frame_of(WIDTH, HEIGHT, geometry)
    left, top = data.draw(st.integers(0, frame.width - 1)), data.draw(st.integers(0, frame.height - 1))
    region = Region(
        left,
        top,
        data.draw(st.integers(1, frame.width - left)),
        data.draw(st.integers(1, frame.height - top)),
    )
    values = partial(render_as_whole, enhancement, Stage.FINAL, LOOK)
    part = from_extended_srgb(framed(values, frame, region), None, 16)
    assert np.array_equal(part, exported[region.rows, region.columns])


@given(geometry=tilted, data=st.data())
@settings(deadline=None, max_examples=60)
def test_any_tiles_of_a_straightened_picture_make_the_whole(geometry: Geometry, data: st.DataObject) -> None:
    pixels = np.random.default_rng(0).random((60, 90, 3), np.float32)
    frame = frame_of(90, 60, geometry, uncropped=data.draw(st.booleans()))
    values = partial(part_of, pixels)
    picture = framed(values, frame, frame.bounds)
    step = data.draw(st.integers(1, 40))
    for top in range(0, frame.height, step):
        tile = Region(0, top, frame.width, min(step, frame.height - top))
        left = data.draw(st.integers(0, frame.width - 1))
        for part in (Region(0, top, left, tile.height), Region(left, top, frame.width - left, tile.height)):
            if not part.is_empty:
                assert np.array_equal(framed(values, frame, part), picture[part.rows, part.columns])


@pytest.mark.parametrize("angle", [-45, -10, -0.3, 0.01, 1.5, 30])
def test_a_positive_angle_turns_clockwise_as_other_programs_do(angle: float) -> None:
    pixels = smooth(301, 207)
    frame = frame_of(301, 207, Geometry(angle=angle))
    picture = framed(partial(part_of, pixels), frame, frame.bounds)
    planes = [Image.fromarray(pixels[..., number]) for number in range(3)]
    expected = np.stack([plane.rotate(-angle, Image.Resampling.BICUBIC) for plane in planes], axis=-1)
    inside = expected[frame.area.rows, frame.area.columns]
    assert np.abs(picture - inside)[3:-3, 3:-3].max() < 0.008


@pytest.mark.parametrize("quarter_turns", range(4))
@pytest.mark.parametrize("flipped", [False, True])
def test_a_tiny_angle_is_the_exact_picture(quarter_turns: int, flipped: bool) -> None:
    pixels = np.random.default_rng(1).random((40, 70, 3), np.float32)
    plain = frame_of(70, 40, Geometry(quarter_turns, flipped))
    tiny = frame_of(70, 40, Geometry(quarter_turns, flipped, 1e-9), uncropped=True)
    values = partial(part_of, pixels)
    assert np.array_equal(framed(values, plain, plain.bounds), framed(values, tiny, plain.bounds))


def test_flat_colours_and_ramps_stay_as_they_are() -> None:
    """A cubic with a of -1/2 reproduces polynomials of the second degree; others do not."""
    down, across = np.mgrid[:80, :120].astype(np.float32)
    pixels = np.stack((np.full_like(across, 0.3), across / 120, (down / 80) ** 2), axis=-1)
    frame = frame_of(120, 80, Geometry(angle=7))
    picture = framed(partial(part_of, pixels), frame, frame.bounds)[4:-4, 4:-4]
    a, b, c, d, e, f = frame.to_photo()
    y, x = np.mgrid[:80, :120][:, frame.area.rows, frame.area.columns][:, 4:-4, 4:-4] + 0.5
    assert np.abs(picture[..., 0] - 0.3).max() < 1e-6
    assert np.abs(picture[..., 1] - (a * x + b * y + c - 0.5) / 120).max() < 1e-4
    assert np.abs(picture[..., 2] - ((d * x + e * y + f - 0.5) / 80) ** 2).max() < 1e-3


def test_beyond_the_photo_an_uncropped_picture_is_black() -> None:
    pixels = np.ones((50, 80, 3), np.float32)
    frame = frame_of(80, 50, Geometry(angle=20), uncropped=True)
    picture = framed(partial(part_of, pixels), frame, frame.bounds)
    assert not picture[0, 0].any()
    assert np.allclose(picture[25, 40], 1)
    straight = frame_of(80, 50, Geometry(angle=20))
    assert np.allclose(framed(partial(part_of, pixels), straight, straight.bounds), 1)


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_opacity_is_turned_and_straightened_too(kind: type[np.uint8 | np.uint16]) -> None:
    most = np.iinfo(kind).max
    opacity = np.zeros((40, 60), kind)
    opacity[:, 30:] = most
    frame = frame_of(60, 40, Geometry(1, crop=Crop(0, 0, 1, 0.5)))
    assert np.array_equal(framed_codes(opacity, frame), np.zeros((30, 40), kind))
    tilted_frame = frame_of(60, 40, Geometry(angle=10))
    straightened = framed_codes(opacity, tilted_frame)
    assert straightened.dtype == kind
    assert straightened.shape == (tilted_frame.height, tilted_frame.width)
    assert straightened.min() == 0
    assert straightened.max() == most
