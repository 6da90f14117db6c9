"""A camera's noise: measured, refused if it cannot be measured, and used for training."""

import json
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training_samples import picture

from lowexp_gui.field_coding import from_fields
from lowexp_gui.photo.photograph import Photo, photo_from_srgb
from lowexp_gui.srgb import linear_to_srgb
from lowexp_gui.training.camera_noise.noise_estimation import (
    estimate_of_pairs,
    estimate_of_photos,
    estimate_of_repeats,
    fitted_line,
)
from lowexp_gui.training.camera_noise.profile import (
    CameraNoise,
    camera_noise_from_json,
)
from lowexp_gui.training.data.degradation import FloatImage
from lowexp_gui.training.data.pairs import DataError, to_unit
from lowexp_gui.training.data.synthetic import Degradation, degrade, random_degradation

CAMERA = Degradation(stops=0.5, shot=4e-4, read=1e-3, channel_gain=(1.8, 1.0, 1.5), blur=0.4)
SHOTS, READS = st.floats(-4.3, -2.7).map(lambda x: 10**x), st.floats(-3.5, -2.5).map(lambda x: 10**x)
GAINS = st.tuples(st.floats(0.7, 2.5), st.just(1.0), st.floats(0.7, 2.5))
CAMERAS = st.builds(
    lambda shot, read, gain, blur: Degradation(shot=shot, read=read, channel_gain=gain, blur=blur),
    SHOTS,
    READS,
    GAINS,
    st.floats(0, 1),
)
LIGHTS = (0.06, 0.1, 0.2, 0.4)


def even_scene() -> FloatImage:
    """A wall in uneven light, darker to the left, (320, 320, 3)."""
    light = np.linspace(0.03, 0.6, 320, dtype=np.float32)[None, :, None]
    return linear_to_srgb(np.broadcast_to(light, (320, 320, 3)).copy())


def rich_scene(seed: int = 1) -> FloatImage:
    """Half smooth, half covered with fine drawing."""
    scene = to_unit(picture(seed, 320)) * np.float32(0.8)
    drawing = np.random.default_rng(seed).uniform(0.5, 1.2, (320, 160, 3)).astype(np.float32)
    scene[:, :160] *= drawing
    return scene.clip(0, 1)


def shot(scene: FloatImage, camera: Degradation, seed: int) -> Photo:
    dark = degrade(scene, camera, np.random.default_rng(seed)).dark
    return photo_from_srgb(np.rint(dark * 255).astype(np.uint8))


def clean(scene: FloatImage) -> Photo:
    return photo_from_srgb(np.rint(scene * 255).astype(np.uint8))


def check_like(found: CameraNoise, camera: Degradation, factor: float) -> None:
    """The noise of all channels at all brightnesses within a factor."""
    true = CameraNoise(camera.shot, camera.read, camera.channel_gain)
    for channel in range(3):
        for light in LIGHTS:
            ratio = found.deviation(light, channel) / true.deviation(light, channel)
            assert 1 / factor < ratio < factor, (channel, light, ratio, found)


@settings(max_examples=25)
@given(camera=CAMERAS, seed=st.integers(0, 1000))
def test_repeated_shots_tell_any_camera_to_a_sixth(camera: Degradation, seed: int) -> None:
    scene = even_scene()
    found = estimate_of_repeats([(shot(scene, camera, seed), shot(scene, camera, seed + 1))])
    check_like(found, camera, 1.17)
    assert found.blur == pytest.approx(camera.blur, abs=0.15)


@settings(max_examples=25)
@given(camera=CAMERAS, seed=st.integers(0, 1000), stops=st.floats(0, 2))
def test_pairs_tell_any_camera_to_a_fifth(camera: Degradation, seed: int, stops: float) -> None:
    scene = rich_scene()
    found = estimate_of_pairs([(shot(scene, replace(camera, stops=stops), seed), clean(scene))])
    check_like(found, camera, 1.2)


@settings(max_examples=25)
@given(camera=CAMERAS, seed=st.integers(0, 1000))
def test_flat_parts_of_one_photo_tell_any_camera_to_a_third(camera: Degradation, seed: int) -> None:
    check_like(estimate_of_photos([shot(rich_scene(), camera, seed)]), camera, 1.33)


def test_shot_and_read_noise_are_told_apart() -> None:
    scene = even_scene()
    repeats = [(shot(scene, CAMERA, 2 * index), shot(scene, CAMERA, 2 * index + 1)) for index in range(4)]
    found = estimate_of_repeats(repeats)
    assert found.shot == pytest.approx(CAMERA.shot, rel=0.15)
    assert found.read == pytest.approx(CAMERA.read, rel=0.3)
    assert found.channel_gain == pytest.approx(CAMERA.channel_gain, rel=0.1)
    assert found.source == "8 repeated shots"
    # Few squares of one brightness tell less.
    level = np.full((128, 128, 3), 0.5, np.float32)
    doubtful = estimate_of_repeats([(shot(level, CAMERA, 0), shot(level, CAMERA, 1))])
    assert doubtful.shot_spread + doubtful.read_spread > found.shot_spread + found.read_spread


def test_shifted_flickering_and_moving_scenes_are_no_noise() -> None:
    scene = rich_scene()
    moved = np.roll(scene, (3, -5), (0, 1))
    moved[100:180, 200:280] = moved[20:100, 200:280]
    second = shot(moved, replace(CAMERA, stops=CAMERA.stops + 0.05), 1)
    check_like(estimate_of_repeats([(shot(scene, CAMERA, 0), second)]), CAMERA, 1.25)


def test_clipped_parts_are_left_out() -> None:
    scene = even_scene()
    scene[:120] = 0
    scene[200:] = 1
    camera = replace(CAMERA, stops=0)
    check_like(estimate_of_repeats([(shot(scene, camera, 0), shot(scene, camera, 1))]), camera, 1.25)
    check_like(estimate_of_photos([shot(scene, camera, 0)]), camera, 1.4)


def test_rounding_to_8_bits_is_no_noise() -> None:
    camera = Degradation(shot=2e-5, read=1e-4)
    scene = even_scene()
    shots = [shot(scene, camera, seed) for seed in range(2)]
    true = CameraNoise(camera.shot, camera.read)
    found = estimate_of_repeats([(shots[0], shots[1])])
    assert found.deviation(0.05) == pytest.approx(true.deviation(0.05), rel=0.15)


@pytest.mark.parametrize(
    ("scene", "expected"),
    [
        (np.full((40, 40, 3), 0.5, np.float32), "too small, too dark or too bright"),
        (np.zeros((320, 320, 3), np.float32), "too small, too dark or too bright"),
        (np.ones((320, 320, 3), np.float32), "too small, too dark or too bright"),
        (np.full((3, 500, 3), 0.5, np.float32), "too small, too dark or too bright"),
    ],
)
def test_photos_without_usable_squares_are_a_sentence(scene: FloatImage, expected: str) -> None:
    camera = replace(CAMERA, stops=0)
    photo = shot(scene, camera, 0)
    with pytest.raises(DataError, match=expected):
        estimate_of_photos([photo])
    with pytest.raises(DataError, match=expected):
        estimate_of_repeats([(photo, shot(scene, camera, 1))])


def test_photos_without_noise_are_a_sentence() -> None:
    with pytest.raises(DataError, match="No noise was found"):
        estimate_of_photos([clean(even_scene())])


def test_a_line_goes_through_the_middle_of_its_points() -> None:
    light, count = np.array([0.1, 0.2, 0.3, 0.4, 0.5]), np.ones(5)
    variance = 2e-4 * light + 1e-5
    variance[3] *= 30
    assert fitted_line(light, variance, count, 0.5) == pytest.approx((2e-4, 1e-5), rel=1e-6)
    slope, offset = fitted_line(light[:1], variance[:1], count[:1], 0.5)
    assert slope > 0
    assert offset > 0


def test_noise_is_written_and_read_again() -> None:
    noise = CameraNoise(1e-4, 1e-3, (1.5, 1.0, 1.2), 0.5, 0.2, 0.3, "2 repeated shots", 99)
    assert camera_noise_from_json(noise.to_json()) == noise
    assert from_fields(CameraNoise, json.loads(json.dumps(asdict(noise)))) == noise


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "3",
        "{}",
        '{"shot": 1e-4, "read": 1e-3, "channel_gain": [1, 1]}',
        '{"shot": 1e-4, "read": 1e-3, "channel_gain": 1}',
        '{"shot": NaN, "read": 1e-3, "channel_gain": [1, 1, 1]}',
        '{"shot": "a", "read": 1e-3, "channel_gain": [1, 1, 1]}',
        '{"shot": 1e-4, "read": 0, "channel_gain": [1, 1, 1]}',
        '{"shot": 1e-4, "read": 1e-3, "channel_gain": [1, 1, 1], "surprise": 1}',
    ],
)
def test_what_is_no_camera_s_noise_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"camera|Expecting|NaN"):
        camera_noise_from_json(text)


def test_synthetic_photos_get_the_camera_s_noise() -> None:
    camera = CameraNoise(3e-5, 4e-4, (1.7, 1.0, 1.3), 0.6)
    drawn = [random_degradation(np.random.default_rng(seed), camera=camera) for seed in range(300)]
    others = [random_degradation(np.random.default_rng(seed)) for seed in range(300)]
    of_camera = [each for each in drawn if each.channel_gain == camera.channel_gain]
    assert 0.85 < len(of_camera) / 300 < 0.97
    assert np.median([each.shot for each in of_camera]) == pytest.approx(camera.shot, rel=0.05)
    assert np.median([each.read for each in of_camera]) == pytest.approx(camera.read, rel=0.05)
    assert np.std([np.log10(each.shot) for each in of_camera]) == pytest.approx(0.1, abs=0.02)
    assert [each.stops for each in drawn] == [each.stops for each in others]
    for each, other in zip(drawn, others, strict=True):
        assert each == other or each in of_camera
