"""RAW, HEIC, AVIF, JPEG XL and deep TIFF: what cameras, telephones and scanners give."""

import imagecodecs
import numpy as np
import pytest
from photo_files import DATA, dng, encoded, tiff
from photo_samples import (
    DISPLAY_P3,
    P3_PRIMARIES,
    SRGB_CURVE,
    exif_block,
    parametric_profile,
    smooth_picture,
    xmp_packet,
)
from PIL import Image

from lowexp_gui.photo.colour import from_extended_srgb
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.reading import read_photo, read_photo_bytes
from lowexp_gui.srgb import srgb_to_linear

SCENE = smooth_picture(48, 80) / 255


def inner(picture: np.ndarray) -> np.ndarray:
    """Without the edges, where a sensor's missing colours are guessed."""
    return picture[3:-3, 3:-3]


def test_a_raw_file_is_developed_to_srgb_without_brightening() -> None:
    photo = read_photo_bytes(dng(srgb_to_linear(SCENE)))
    assert (photo.format, photo.bit_depth, photo.profile) == (PhotoFormat.RAW, 16, None)
    assert np.abs(inner(photo.values(photo.bounds)) - inner(SCENE)).max() < 0.02


def test_a_dark_raw_file_stays_as_dark_as_it_is() -> None:
    dark = srgb_to_linear(SCENE) / 64
    photo = read_photo_bytes(dng(dark))
    assert np.abs(srgb_to_linear(inner(photo.values(photo.bounds))) - inner(dark)).max() < 4e-4
    assert len(np.unique(photo.pixels)) > 200


def test_burnt_parts_of_a_raw_file_are_white() -> None:
    scene = srgb_to_linear(SCENE)
    scene[10:30, 20:50] = 4.0
    photo = read_photo_bytes(dng(scene))
    assert photo.values(photo.bounds)[14:26, 24:46].min() > 0.99


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_raw_file_comes_upright(orientation: int) -> None:
    photo = read_photo_bytes(dng(srgb_to_linear(SCENE), orientation=orientation))
    turned = np.rot90(SCENE, {1: 0, 3: 2, 6: 3, 8: 1}[orientation])
    assert np.abs(inner(photo.values(photo.bounds)) - inner(turned)).max() < 0.02
    exif = Image.Exif()
    exif.load(photo.metadata.exif)
    assert exif[0x010F] == "Lowlight Cameras"
    assert exif.get(0x0112, 1) == 1


def test_a_raw_file_is_saved_as_a_deep_tiff() -> None:
    assert read_photo_bytes(dng(srgb_to_linear(SCENE))).saved_format is PhotoFormat.TIFF


def test_a_raw_file_with_too_many_pixels_is_refused() -> None:
    with pytest.raises(PhotoError, match="too large"):
        read_photo_bytes(dng(np.zeros((48, 80, 3))), max_pixels=48 * 80 - 1)


def test_a_heic_keeps_its_colours_and_what_it_says() -> None:
    photo = read_photo(DATA / "display-p3.heic")
    assert photo.format is PhotoFormat.HEIC
    assert photo.saved_format is PhotoFormat.JPEG
    # Its tags say that it lies, but its boxes do not, and these alone count.
    assert photo.pixels.shape == (48, 80, 3)
    codes = from_extended_srgb(photo.values(photo.bounds), photo.profile, 8)
    assert np.abs(codes.astype(int) - smooth_picture(48, 80)).max() <= 6
    exif = Image.Exif()
    exif.load(photo.metadata.exif)
    assert exif[0x0110] == "Model 1"
    assert exif[0x0112] == 1


def test_ten_bits_of_a_heic_come_out_as_sixteen() -> None:
    photo = read_photo(DATA / "ten-bits.heic")
    assert (photo.bit_depth, photo.saved_format) == (16, PhotoFormat.TIFF)
    assert np.abs(photo.values(photo.bounds) - SCENE).max() < 0.02


@pytest.mark.parametrize("bits", [10, 12])
def test_deep_avif(bits: int) -> None:
    codes = np.rint(SCENE * ((1 << bits) - 1)).astype(np.uint16)
    photo = read_photo_bytes(imagecodecs.avif_encode(codes, level=98, bitspersample=bits))
    assert (photo.format, photo.bit_depth) == (PhotoFormat.AVIF, 16)
    assert np.abs(photo.values(photo.bounds) - SCENE).max() < 0.02


def test_an_avif_keeps_profile_exif_and_xmp_and_comes_upright() -> None:
    image = Image.fromarray(smooth_picture(48, 80))
    options = {"icc_profile": DISPLAY_P3, "exif": b"Exif\0\0" + exif_block(6), "xmp": xmp_packet()}
    photo = read_photo_bytes(encoded(image, "AVIF", quality=98, subsampling="4:4:4", **options))
    assert photo.pixels.shape == (80, 48, 3)
    assert photo.profile == DISPLAY_P3
    assert photo.metadata.xmp == xmp_packet()
    assert photo.metadata.exif is not None


@pytest.mark.parametrize("container", [False, True])
@pytest.mark.parametrize("size", [(8, 8), (31, 257), (300, 400), (1, 5), (1025, 9)])
def test_a_jpeg_xl_is_measured_before_it_is_unpacked(container: bool, size: tuple[int, int]) -> None:
    data = imagecodecs.jpegxl_encode(np.zeros((*size, 3), np.uint8), lossless=True, usecontainer=container)
    assert read_photo_bytes(data, max_pixels=size[0] * size[1]).pixels.shape[:2] == size
    with pytest.raises(PhotoError, match=f"{size[1]} x {size[0]}"):
        read_photo_bytes(data, max_pixels=size[0] * size[1] - 1)


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_floating_point_tiff(kind: type) -> None:
    photo = read_photo_bytes(tiff(SCENE.astype(kind), photometric="rgb"))
    assert photo.bit_depth == 16
    assert np.abs(photo.values(photo.bounds) - SCENE).max() < (1e-3 if kind is np.float16 else 2e-5)
    assert photo.notices == ()


def test_linear_floating_point_tiff_goes_through_its_profile() -> None:
    linear = imagecodecs.cms_profile(
        "rgb", whitepoint=[0.3127, 0.329, 1.0], primaries=P3_PRIMARIES, gamma=1.0
    )
    curved = parametric_profile(P3_PRIMARIES, SRGB_CURVE)
    light = srgb_to_linear(SCENE).astype(np.float32)
    found = read_photo_bytes(tiff(light, photometric="rgb", iccprofile=linear))
    codes = np.rint(SCENE * 65535).astype(np.uint16)
    wanted = read_photo_bytes(tiff(codes, photometric="rgb", iccprofile=curved))
    assert np.abs(found.values(found.bounds) - wanted.values(wanted.bounds)).max() < 2e-3


def test_values_above_white_are_clipped_and_that_is_said() -> None:
    scene = (SCENE * 3).astype(np.float32)
    scene[0, 0], scene[0, 1] = np.nan, -np.inf
    photo = read_photo_bytes(tiff(scene, photometric="rgb"))
    assert "above white" in str(photo.notices[0])
    assert photo.pixels.max() == 65535
    assert photo.pixels[0, :2].max() == 0


def test_32_bit_integers_keep_their_upper_half() -> None:
    codes = np.rint(SCENE * 65535).astype(np.uint32) << 16
    photo = read_photo_bytes(tiff(codes, photometric="rgb"))
    assert np.array_equal(photo.pixels, (codes >> 16).astype(np.uint16))
