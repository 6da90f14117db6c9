import imagecodecs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from photo_samples import (
    ADOBE_RGB,
    DISPLAY_P3,
    GREY_GAMMA_18,
    P3_PRIMARIES,
    PROPHOTO,
    ROMM_CURVE,
    SRGB,
    SRGB_CURVE,
    SRGB_PRIMARIES,
    TABLES,
    picture,
    sampled_curve,
    sampled_profile,
)

from lowexp_gui.photo.colour import from_extended_srgb, profile_is_srgb, to_extended_srgb
from lowexp_gui.photo.photograph import SRGB_8, SRGB_16, WIDE_16
from lowexp_gui.photo.profiles import MatrixProfile, TableProfile, examine_profile
from lowexp_gui.srgb import linear_to_srgb, srgb_to_linear

codes_8 = hnp.arrays(np.uint8, hnp.array_shapes(min_dims=2, max_dims=2, max_side=9).map(lambda s: (*s, 3)))
codes_16 = hnp.arrays(np.uint16, hnp.array_shapes(min_dims=2, max_dims=2, max_side=9).map(lambda s: (*s, 3)))
values = hnp.arrays(np.float32, 20, elements=st.floats(-1, 2, width=32))


@given(values)
def test_the_curve_has_an_inverse_is_odd_and_rises(encoded):
    linear = srgb_to_linear(encoded)
    assert linear.dtype == np.float32
    np.testing.assert_allclose(linear_to_srgb(linear), encoded, atol=2e-6)
    np.testing.assert_array_equal(srgb_to_linear(-encoded), -linear)
    order = np.argsort(encoded)
    assert (np.diff(linear[order]) >= 0).all()


def test_the_curve_meets_known_points():
    np.testing.assert_allclose(
        srgb_to_linear(np.float32([0, 0.04045, 0.5, 1])), [0, 0.0031308, 0.214041, 1], atol=1e-6
    )


@given(codes_8)
def test_srgb_8_bit_comes_back_exactly(codes):
    extended, meaning = to_extended_srgb(codes, SRGB, grey=False)
    assert meaning == SRGB_8
    assert extended is codes
    np.testing.assert_array_equal(from_extended_srgb(meaning.decode(extended), SRGB, 8), codes)


@given(codes_16)
def test_srgb_16_bit_comes_back_exactly(codes):
    extended, meaning = to_extended_srgb(codes, None, grey=False)
    assert meaning == SRGB_16
    np.testing.assert_array_equal(from_extended_srgb(meaning.decode(extended), None, 16), codes)


@pytest.mark.parametrize("icc", [DISPLAY_P3, PROPHOTO], ids=["P3", "ProPhoto"])
@given(codes=codes_8)
def test_wide_8_bit_comes_back_exactly(icc, codes):
    extended, meaning = to_extended_srgb(codes, icc, grey=False)
    assert meaning == WIDE_16
    assert extended.min(initial=1) > 0
    np.testing.assert_array_equal(from_extended_srgb(meaning.decode(extended), icc, 8), codes)


@pytest.mark.parametrize("icc", [DISPLAY_P3, PROPHOTO], ids=["P3", "ProPhoto"])
@given(codes=codes_16)
def test_wide_16_bit_comes_back_within_four_codes_in_photo_like_colours(icc, codes):
    # Where one channel is far below the others, a step of the others shows in it.
    codes = codes // 2 + codes.max(axis=-1, keepdims=True) // 2
    extended, meaning = to_extended_srgb(codes, icc, grey=False)
    back = from_extended_srgb(meaning.decode(extended), icc, 16)
    assert np.abs(back.astype(int) - codes).max() <= 4


def test_all_greys_of_a_wide_profile_come_back_within_four_codes():
    ramp = np.repeat(np.arange(65536, dtype=np.uint16)[None, :, None], 3, axis=2)
    for icc in (DISPLAY_P3, PROPHOTO):
        extended, meaning = to_extended_srgb(ramp, icc, grey=False)
        back = from_extended_srgb(meaning.decode(extended), icc, 16)
        assert np.abs(back.astype(int) - ramp).max() <= 4


def test_p3_primaries_stay_outside_srgb():
    primaries = np.eye(3, dtype=np.uint8)[None] * 255
    extended, meaning = to_extended_srgb(primaries, DISPLAY_P3, grey=False)
    encoded = meaning.decode(extended)[0]
    # Display P3 red, green and blue in extended sRGB, as published for CSS Color 4.
    expected = [[1.0930, -0.2267, -0.1501], [-0.5116, 1.0183, -0.3107], [0, 0, 1.0420]]
    np.testing.assert_allclose(encoded, expected, atol=2e-3)


def test_the_matrix_path_says_what_littlecms_says():
    codes = picture(40, 50)
    examined = examine_profile(DISPLAY_P3)
    assert isinstance(examined, MatrixProfile)
    extended, meaning = to_extended_srgb(codes, DISPLAY_P3, grey=False)
    exact = linear_to_srgb(
        TableProfile(DISPLAY_P3).to_linear((codes / 255).astype(np.float32).reshape(-1, 3))
    )
    np.testing.assert_allclose(meaning.decode(extended).reshape(-1, 3), exact, atol=WIDE_16.step)


def test_the_matrix_path_encodes_what_littlecms_encodes():
    inside = np.random.default_rng(1).random((30, 40, 3), dtype=np.float32)
    exact = TableProfile(DISPLAY_P3).from_linear(srgb_to_linear(inside).reshape(-1, 3)).reshape(inside.shape)
    codes = from_extended_srgb(inside, DISPLAY_P3, 16)
    assert np.abs(codes - exact * 65535).max() < 4


@pytest.mark.parametrize("icc", [None, SRGB, DISPLAY_P3, ADOBE_RGB, GREY_GAMMA_18])
@pytest.mark.parametrize("bit_depth", [8, 16])
def test_values_beyond_the_file_are_clipped_and_nan_is_black(icc, bit_depth):
    extremes = np.float32([[[-3, -3, -3], [9, 9, 9], [np.nan, np.nan, np.nan], [np.inf] * 3]])
    codes = from_extended_srgb(extremes, icc, bit_depth)
    top = (1 << bit_depth) - 1
    assert codes.dtype.itemsize * 8 == bit_depth
    np.testing.assert_array_equal(codes[0, :3], [[0] * 3, [top] * 3, [0] * 3])


def test_profiles_that_are_srgb():
    assert profile_is_srgb(SRGB)
    assert profile_is_srgb(sampled_profile(SRGB_PRIMARIES, np.stack([sampled_curve(SRGB_CURVE)] * 3)))
    for other in (DISPLAY_P3, PROPHOTO, ADOBE_RGB, GREY_GAMMA_18, b"", b"no profile", SRGB[:200]):
        assert not profile_is_srgb(other)


def test_a_profile_with_the_primaries_but_another_curve_is_not_srgb():
    gamma = imagecodecs.cms_profile("rgb", whitepoint=[0.3127, 0.329, 1], primaries=SRGB_PRIMARIES, gamma=2.2)
    assert not profile_is_srgb(gamma)


@pytest.mark.parametrize("icc", [b"", b"abc", DISPLAY_P3[:300], b"\0" * 200, DISPLAY_P3[:128] + bytes(400)])
def test_a_damaged_profile_counts_as_srgb(icc):
    codes = picture()
    extended, meaning = to_extended_srgb(codes, icc, grey=False)
    assert meaning == SRGB_8
    np.testing.assert_array_equal(extended, codes)
    np.testing.assert_array_equal(from_extended_srgb(meaning.decode(extended), icc, 8), codes)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_grey_codes_come_back_through_their_profile(dtype):
    codes = np.arange(np.iinfo(dtype).max + 1, dtype=dtype).reshape(16, -1)
    extended, meaning = to_extended_srgb(codes, GREY_GAMMA_18, grey=True)
    assert meaning == WIDE_16
    assert extended.shape == (*codes.shape, 3)
    assert (extended == extended[..., :1]).all()
    back = from_extended_srgb(meaning.decode(extended), GREY_GAMMA_18, dtype().itemsize * 8)
    away = np.abs(back.astype(int) - codes[..., None])
    if dtype is np.uint8:
        assert away.max() == 0
    else:
        # Near black the curve of gamma 1.8 is too steep for WIDE_16 to follow 16 bit.
        assert away[1:].max() <= 4


def test_a_grey_profile_gives_its_own_light():
    half = np.full((1, 1), 128, np.uint8)
    extended, meaning = to_extended_srgb(half, GREY_GAMMA_18, grey=True)
    np.testing.assert_allclose(srgb_to_linear(meaning.decode(extended)), (128 / 255) ** 1.8, rtol=1e-3)


def test_grey_without_a_profile_gets_three_equal_channels():
    codes = picture(channels=1)
    extended, meaning = to_extended_srgb(codes, None, grey=True)
    assert meaning == SRGB_8
    np.testing.assert_array_equal(extended, np.dstack([codes] * 3))


@given(codes=codes_8)
def test_adobe_rgb_comes_back_in_photo_like_colours(codes):
    # Its curve is infinitely steep at black, so only there saturated colours may move by a code.
    codes = np.maximum(codes, 32)
    extended, meaning = to_extended_srgb(codes, ADOBE_RGB, grey=False)
    np.testing.assert_array_equal(from_extended_srgb(meaning.decode(extended), ADOBE_RGB, 8), codes)


def test_a_picture_larger_than_a_strip_is_converted_throughout():
    codes = picture(700, 500)
    extended, meaning = to_extended_srgb(codes, DISPLAY_P3, grey=False)
    np.testing.assert_array_equal(from_extended_srgb(meaning.decode(extended), DISPLAY_P3, 8), codes)
    row, _ = to_extended_srgb(codes[650:651], DISPLAY_P3, grey=False)
    np.testing.assert_array_equal(extended[650:651], row)


def test_profiles_with_unequal_curves_are_converted_channel_by_channel():
    curves = [sampled_curve(SRGB_CURVE), sampled_curve(ROMM_CURVE), np.linspace(0, 1, 4096) ** 2.2]
    icc = sampled_profile(P3_PRIMARIES, np.stack(curves))
    codes = np.maximum(picture(), 40)
    extended, meaning = to_extended_srgb(codes, icc, grey=False)
    exact = linear_to_srgb(TableProfile(icc).to_linear((codes / 255).astype(np.float32).reshape(-1, 3)))
    np.testing.assert_allclose(meaning.decode(extended).reshape(-1, 3), exact, atol=WIDE_16.step)
    np.testing.assert_array_equal(from_extended_srgb(meaning.decode(extended), icc, 8), codes)


def test_a_profile_of_tables_goes_through_littlecms():
    assert isinstance(examine_profile(TABLES), TableProfile)
    nodes = np.stack(np.meshgrid(*[np.arange(9)] * 3), axis=-1).reshape(27, 27, 3) / 8
    codes = np.rint(nodes * 65535).astype(np.uint16)
    extended, meaning = to_extended_srgb(codes, TABLES, grey=False)
    assert meaning == WIDE_16
    light = nodes**2.2 * (1 - 0.2 * nodes[..., 1] * nodes[..., 2])[..., None]
    np.testing.assert_allclose(srgb_to_linear(meaning.decode(extended)), light, atol=5e-4)


@pytest.mark.parametrize("bit_depth", [8, 16])
def test_a_profile_of_tables_is_written_through_littlecms(bit_depth):
    light = np.random.default_rng(2).uniform(0.05, 0.95, (300, 400, 3))
    codes = from_extended_srgb(linear_to_srgb(light), TABLES, bit_depth)
    assert codes.dtype == (np.uint8 if bit_depth == 8 else np.uint16)
    np.testing.assert_allclose(codes / ((1 << bit_depth) - 1), light ** (1 / 2.2), atol=4e-3)


def test_adobe_green_is_outside_srgb():
    green = np.uint8([[[0, 255, 0]]])
    extended, meaning = to_extended_srgb(green, ADOBE_RGB, grey=False)
    assert meaning.decode(extended)[0, 0, 0] < -0.3
