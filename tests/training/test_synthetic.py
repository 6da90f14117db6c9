"""Synthetic dark photos: physical, reproducible, and of the kinds that there are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from training_samples import picture

from lowexp_gui.srgb import linear_to_srgb, srgb_to_linear
from lowexp_gui.training.camera_noise.camera import decoded, encoded
from lowexp_gui.training.data.degradation import FloatImage
from lowexp_gui.training.data.pairs import to_unit
from lowexp_gui.training.data.synthetic import (
    Degradation,
    DegradedPair,
    Shadow,
    degrade,
    light_map,
    random_degradation,
)

SEEDS = st.integers(0, 2**32 - 1)


def generator(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def scene(side: int = 96) -> FloatImage:
    return to_unit(picture(3, side))


def grey(linear: float, side: int = 300) -> FloatImage:
    return linear_to_srgb(np.full((side, side, 3), linear, np.float32))


def without_noise(degradation: Degradation) -> Degradation:
    return replace(degradation, black=0.0, shot=0.0, read=0.0, jpeg_quality=None)


def dark(degradation: Degradation, photo: FloatImage) -> FloatImage:
    return degrade(photo, degradation, generator()).dark


def check_ranges(pair: DegradedPair, shape: tuple[int, ...]) -> None:
    for part in (pair.dark, pair.reference, pair.illumination):
        assert part.shape == shape
        assert part.dtype == np.float32
        assert part.flags.c_contiguous
        assert part.min() >= 0
        assert part.max() <= 1
    assert pair.illumination.min() > 0
    assert np.allclose(pair.dark * 255, np.round(pair.dark * 255), atol=1e-4)


@given(seed=SEEDS, height=st.integers(1, 40), width=st.integers(1, 40), darkest=st.floats(0, 7))
def test_any_draw_of_any_scene_is_in_range_and_repeats(
    seed: int, height: int, width: int, darkest: float
) -> None:
    photo = generator(seed).random((height, width, 3), dtype=np.float32)
    degradation = random_degradation(generator(seed), darkest)
    assert degradation == random_degradation(generator(seed), darkest)
    assert 0 <= degradation.stops <= darkest
    assert np.mean(degradation.colour) == pytest.approx(1)
    assert 0 <= len(degradation.shadows) <= 3
    assert abs(degradation.black) <= 0.002
    pair, again = (degrade(photo, degradation, generator(seed)) for _ in range(2))
    check_ranges(pair, photo.shape)
    assert np.array_equal(pair.dark, again.dark)
    assert np.array_equal(pair.illumination, again.illumination)


@given(seed=SEEDS)
def test_without_noise_the_dark_photo_is_the_reference_times_the_illumination(seed: int) -> None:
    photo = generator(seed).random((24, 32, 3), dtype=np.float32)
    pair = degrade(photo, without_noise(random_degradation(generator(seed))), generator())
    assert np.abs(pair.dark - pair.reference * pair.illumination).max() <= 0.501 / 255


@given(curve=st.floats(0.8, 1.25))
def test_nothing_wrong_changes_nothing(curve: float) -> None:
    pair = degrade(scene(), Degradation(curve=curve), generator())
    assert np.abs(pair.dark - scene()).max() < 0.5 / 255
    assert pair.illumination.min() > 0.999


def test_a_neutral_camera_is_srgb() -> None:
    values = np.linspace(0, 1, 10_001, dtype=np.float32)[None]
    assert np.abs(decoded(values, 1) - srgb_to_linear(values)).max() < 1e-6
    assert np.abs(encoded(values, 1) - linear_to_srgb(values)).max() < 1e-6


@given(curve=st.floats(0.8, 1.25))
def test_what_a_camera_rendered_is_decoded_again(curve: float) -> None:
    values = np.linspace(0, 1, 1001, dtype=np.float32)[None]
    assert np.abs(encoded(decoded(values, curve), curve) - values).max() < 1e-4


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_black_and_white_scenes_are_photos_too(value: float) -> None:
    photo = np.full((8, 8, 3), value, np.float32)
    for seed in range(30):
        check_ranges(degrade(photo, random_degradation(generator(seed)), generator(seed)), photo.shape)


@given(stops=st.floats(0, 5), linear=st.floats(0.05, 1))
def test_each_stop_halves_the_light(stops: float, linear: float) -> None:
    pair = degrade(grey(linear, 4), Degradation(stops=stops), generator())
    light = srgb_to_linear(pair.reference * pair.illumination)
    assert light == pytest.approx(linear / 2**stops, rel=1e-3)


def test_coloured_light_weakens_each_channel_by_its_factor() -> None:
    colour = (1.3, 1.0, 0.7)
    pair = degrade(grey(0.4, 4), Degradation(stops=2, colour=colour), generator())
    light = srgb_to_linear(pair.reference * pair.illumination)
    assert light[0, 0] == pytest.approx(0.1 * np.array(colour), rel=1e-3)


def test_vignetting_takes_its_stops_in_the_corners_and_nothing_in_the_middle() -> None:
    light = light_map((401, 601), Degradation(vignetting=(0.5, 1.0, 2.0)))
    assert light[:, 200, 300] == pytest.approx(1)
    for corner in (light[:, 0, 0], light[:, -1, -1]):
        assert -np.log2(corner) == pytest.approx([0.5, 1, 2], rel=0.01)
    moved = light_map((401, 601), Degradation(vignetting=(1, 1, 1), centre=(0.25, 0.5)))
    assert moved[0, 200, 150] == pytest.approx(1)
    assert moved[0, 0, -1] < moved[0, 0, 0]


@given(
    centre=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    size=st.tuples(st.floats(0.05, 0.4), st.floats(0.05, 0.4)),
    angle=st.floats(0, 6.3),
    softness=st.floats(0.01, 0.5),
)
def test_shadows_stay_where_they_are(
    centre: tuple[float, float], size: tuple[float, float], angle: float, softness: float
) -> None:
    side = 100
    shadow = Shadow(2, centre, size, angle, softness)
    light = light_map((side, side), Degradation(shadows=(shadow,)))[0]
    down, across = (np.indices((side, side)) + 0.5) / side
    away = np.hypot(across - centre[0], down - centre[1])
    # The edge lies half its softness outside of the ellipse, along the shorter axis.
    reach = max(size) * (1 + softness / (2 * min(size)))
    assert np.all(light[away > reach + 1e-4] == 1)
    assert light.min() >= 0.25 - 1e-6


def test_a_straight_shadow_covers_the_side_that_it_points_to() -> None:
    shadow = Shadow(3, (0.5, 0.5), angle=0, softness=0.1, straight=True)
    light = light_map((20, 100), Degradation(shadows=(shadow,)))[1]
    assert np.all(light[:, :45] == 1)
    assert light[:, 56:] == pytest.approx(1 / 8)
    assert np.all(np.diff(light, axis=1) <= 0)


def test_shadows_multiply() -> None:
    shadow = Shadow(1, (0.5, 0.5), (0.4, 0.4))
    light = light_map((50, 50), Degradation(stops=1, shadows=(shadow, shadow)))
    assert light[:, 25, 25] == pytest.approx(1 / 8)


def test_a_steeper_curve_sinks_the_shadows() -> None:
    means = [dark(Degradation(stops=3, curve=curve), scene()).mean() for curve in (0.8, 1.0, 1.25)]
    assert means[0] > 1.1 * means[1] > 1.2 * means[2]


def test_a_black_level_error_shifts_the_light() -> None:
    photo, exposure = grey(0.2, 4), Degradation(stops=4)
    for black in (-0.002, 0.002):
        light = srgb_to_linear(dark(replace(exposure, black=black), photo))
        assert light == pytest.approx(0.2 / 16 + black, abs=2e-4)


@pytest.mark.parametrize("blur", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("stops", [0, 2])
def test_noise_in_linear_light_is_shot_and_read_noise_times_the_gain(blur: float, stops: int) -> None:
    shot, read, gain = 4e-4, 3e-3, (2.0, 1.0, 1.5)
    degradation = Degradation(stops=stops, shot=shot, read=read, channel_gain=gain, blur=blur)
    light = 0.4 / 2**stops
    seen = srgb_to_linear(dark(degradation, grey(0.4)))
    for channel, factor in enumerate(gain):
        expected = factor * shot * light + (factor * read) ** 2
        assert seen[..., channel].var() == pytest.approx(expected, rel=0.08)
        assert seen[..., channel].mean() == pytest.approx(light, rel=0.01)


def test_blurred_noise_is_shared_by_neighbours() -> None:
    def likeness(blur: float) -> float:
        noise = dark(Degradation(shot=1e-3, blur=blur), grey(0.3))[..., 1]
        return float(np.corrcoef(noise[:, :-1].ravel(), noise[:, 1:].ravel())[0, 1])

    assert abs(likeness(0)) < 0.02
    assert 0.2 < likeness(0.5) < likeness(1) == pytest.approx(2 / 3, abs=0.03)


def test_jpeg_leaves_its_traces() -> None:
    plain, fine, coarse = (
        dark(Degradation(stops=2, shot=1e-4, jpeg_quality=quality), scene()) for quality in (None, 95, 70)
    )
    assert 0 < np.abs(fine - plain).mean() < np.abs(coarse - plain).mean() < 0.03


def test_another_generator_gives_other_noise_of_the_same_light() -> None:
    degradation = Degradation(stops=3, shot=1e-4)
    first, second = (degrade(scene(), degradation, generator(seed)) for seed in (1, 2))
    assert not np.array_equal(first.dark, second.dark)
    assert np.array_equal(first.illumination, second.illumination)


def test_draws_are_as_various_as_real_dark_photos() -> None:
    random = generator(5)
    draws = [random_degradation(random) for _ in range(2000)]
    good = [each for each in draws if each.stops < 0.16 and not each.shadows]
    assert 0.05 < len(good) / len(draws) < 0.12
    assert all(each.colour == (1, 1, 1) for each in good)
    stops = np.array([each.stops for each in draws])
    assert 0.3 < np.mean(stops > 4) < 0.6
    assert 0.2 < np.mean((stops > 1) & (stops < 4)) < 0.6
    assert {len(each.shadows) for each in draws} == {0, 1, 2, 3}
    assert {each.jpeg_quality is None for each in draws} == {True, False}


def test_means_of_camera_pixels_have_less_noise_and_finer_steps() -> None:
    scene = np.full((64, 64, 3), 0.5, np.float32)
    noisy = Degradation(stops=4, shot=1e-4, read=1e-3)
    one = degrade(scene, noisy, generator()).dark
    many = degrade(scene, replace(noisy, averaged=16), generator()).dark
    assert many.std() == pytest.approx(one.std() / 4, rel=0.1)
    steps = many * 255 * 16
    assert np.abs(steps - np.round(steps)).max() < 1e-3
    assert np.abs(many * 255 - np.round(many * 255)).max() > 0.1


@given(seed=SEEDS, stops=st.floats(0, 3), toe=st.floats(0, 2), shoulder=st.floats(0, 3))
def test_finished_blacks_and_highlights_lose_fewer_stops(
    seed: int, stops: float, toe: float, shoulder: float
) -> None:
    even = Degradation(stops=stops)
    finished = replace(even, toe=toe, shoulder=shoulder)
    photo = generator(seed).random((16, 16, 3), dtype=np.float32)
    plain, lifted = (degrade(photo, how, generator()).illumination for how in (even, finished))
    assert lifted.max() <= 1
    assert np.all(lifted >= plain - 1e-6)
    middle = np.full((8, 8, 3), 0.4, np.float32)
    assert np.allclose(dark(finished, middle), dark(even, middle), atol=1.1 / 255)


@given(stops=st.floats(0, 4), lifted=st.floats(0, 4))
def test_white_loses_the_shoulders_stops_less(stops: float, lifted: float) -> None:
    seen = dark(Degradation(stops=stops, shoulder=lifted), np.ones((4, 4, 3), np.float32))
    expected = linear_to_srgb(np.float32(2.0) ** -np.float32(max(stops - lifted, 0)))
    assert seen == pytest.approx(float(expected), abs=0.6 / 255)
