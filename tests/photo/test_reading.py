import io

import imagecodecs
import numpy as np
import pytest
from photo_files import FILES, encoded, file_with_blocks, tiff
from photo_samples import (
    DISPLAY_P3,
    GREY_GAMMA_18,
    MAKER_NOTE,
    SRGB,
    exif_block,
    picture,
    smooth_picture,
    xmp_packet,
)
from PIL import Image

from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.photograph import SRGB_8, SRGB_16, WIDE_16
from lowexp_gui.photo.reading import read_photo, read_photo_bytes

PIL_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@pytest.mark.parametrize("kind", PhotoFormat)
def test_a_format_is_known_by_its_content(kind, tmp_path):
    path = tmp_path / "misnamed.txt"
    path.write_bytes(FILES[kind])
    photo = read_photo(path)
    depth, quantisation = (16, SRGB_16) if kind is PhotoFormat.RAW else (8, SRGB_8)
    assert (photo.format, photo.bit_depth, photo.quantisation) == (kind, depth, quantisation)
    assert (photo.alpha, photo.profile, photo.grey, photo.path) == (None, None, False, path)
    assert not photo.pixels.flags.writeable
    assert photo.pixels.flags.c_contiguous
    if kind in (PhotoFormat.JPEG, PhotoFormat.AVIF, PhotoFormat.HEIC, PhotoFormat.RAW):
        # Next to the edges, a sensor's missing colours are guessed.
        seen = (photo.values(photo.bounds) * 255)[2:-2, 2:-2]
        assert np.abs(seen - smooth_picture()[2:-2, 2:-2]).max() <= 6
    else:
        np.testing.assert_array_equal(photo.pixels, picture())


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_16_bit_png_keeps_all_its_bits(channels):
    codes = picture(channels=channels, dtype=np.uint16)
    photo = read_photo_bytes(imagecodecs.png_encode(codes))
    colour = {1: np.dstack([codes] * 3), 2: codes[..., :1].repeat(3, axis=-1)}.get(channels, codes[..., :3])
    np.testing.assert_array_equal(photo.pixels, colour)
    assert (photo.bit_depth, photo.quantisation, photo.grey) == (16, SRGB_16, channels < 3)
    if channels in (2, 4):
        np.testing.assert_array_equal(photo.alpha, codes[..., -1])
    else:
        assert photo.alpha is None


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA"])
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_pillows_modes_are_read_as_pillow_reads_them(mode, kind):
    image = Image.fromarray(picture(channels=4)).convert(mode if mode != "P" else "RGB")
    if mode == "P":
        image = image.quantize(7)
    photo = read_photo_bytes(encoded(image, kind))
    np.testing.assert_array_equal(photo.pixels, np.asarray(image.convert("RGB")))
    assert photo.grey == (mode in ("1", "L", "LA"))
    if mode in ("LA", "RGBA"):
        np.testing.assert_array_equal(photo.alpha, np.asarray(image.getchannel("A")))
    else:
        assert photo.alpha is None


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_a_transparent_palette_gives_alpha(bits):
    image = Image.fromarray(picture()).quantize(2**bits)
    photo = read_photo_bytes(encoded(image, "PNG", bits=bits, transparency=bytes([0, 99])))
    expected = np.asarray(
        Image.open(io.BytesIO(encoded(image, "PNG", transparency=bytes([0, 99])))).convert("RGBA")
    )
    np.testing.assert_array_equal(photo.pixels, expected[..., :3])
    np.testing.assert_array_equal(photo.alpha, expected[..., 3])


def test_pillows_16_bit_grey_is_exact():
    codes = picture(channels=1, dtype=np.uint16)
    for kind in ("PNG", "TIFF"):
        photo = read_photo_bytes(encoded(Image.fromarray(codes), kind))
        np.testing.assert_array_equal(photo.pixels, np.dstack([codes] * 3))
        assert (photo.grey, photo.bit_depth) == (True, 16)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
@pytest.mark.parametrize("icc", [None, b"rubbish" * 30, DISPLAY_P3], ids=["none", "damaged", "unfit"])
def test_cmyk_becomes_srgb(kind, icc):
    image = Image.fromarray(smooth_picture()).convert("CMYK")
    photo = read_photo_bytes(
        encoded(image, kind, icc_profile=icc, **({"quality": 95} if kind == "JPEG" else {}))
    )
    assert photo.profile is None
    assert photo.quantisation == SRGB_8
    assert np.abs(photo.pixels.astype(int) - smooth_picture()).max() <= 12


def test_the_first_of_several_pictures_is_read():
    first, second = Image.fromarray(smooth_picture()), Image.fromarray(255 - smooth_picture())
    several = {"save_all": True, "append_images": [second]}
    for kind, options in {"TIFF": {}, "WEBP": {"lossless": True}, "PNG": {}, "MPO": {"quality": 95}}.items():
        photo = read_photo_bytes(encoded(first, kind, **several, **options))
        assert np.abs(photo.pixels.astype(int) - smooth_picture()).max() <= (12 if kind == "MPO" else 0), kind
        assert photo.format is (PhotoFormat.JPEG if kind == "MPO" else PhotoFormat(kind.lower()))
        assert len(photo.notices) == 1, kind


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "JPEG"])
def test_orientation_turns_pixels_and_alpha(orientation, kind):
    image = Image.fromarray(picture(channels=4))
    if kind == "JPEG":
        image = Image.fromarray(smooth_picture())
    options = {"lossless": True, "exact": True} if kind == "WEBP" else {}
    if kind == "TIFF":
        data = tiff(np.asarray(image), photometric="rgb", extratags=[(274, 3, 1, orientation, True)])
    else:
        data = encoded(image, kind, exif=b"Exif\0\0" + exif_block(orientation), **options)
    turned = image.transpose(PIL_TURNS[orientation]) if orientation > 1 else image
    photo = read_photo_bytes(data)
    expected = np.asarray(turned)
    assert np.abs(photo.pixels.astype(int) - expected[..., :3]).max() <= (20 if kind == "JPEG" else 0)
    if kind == "JPEG":
        assert photo.alpha is None
    else:
        np.testing.assert_array_equal(photo.alpha, expected[..., 3])
    assert photo.pixels.flags.c_contiguous
    if photo.metadata.exif and kind != "TIFF":
        assert photo.metadata.exif == exif_block(1)


def test_xmp_orientation_counts_where_exif_says_nothing():
    image = Image.fromarray(smooth_picture())
    photo = read_photo_bytes(encoded(image, "JPEG", xmp=xmp_packet(6), quality=95))
    assert (photo.height, photo.width) == (40, 24)
    assert photo.metadata.xmp == xmp_packet(1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_profile_exif_and_xmp_are_kept(kind):
    photo = read_photo_bytes(file_with_blocks(kind))
    assert photo.profile == DISPLAY_P3
    assert photo.quantisation == WIDE_16
    assert photo.bit_depth == 8
    assert photo.metadata.xmp == xmp_packet()
    if kind == "TIFF":
        found = Image.Exif()
        found.load(photo.metadata.exif)
        assert found[0x010F] == "Lowlight Cameras"
        assert found.get_ifd(0x8769)[0x927C] == MAKER_NOTE
        assert found.get_ifd(0x8825)[2] == (52.0, 30.0, 15.5)
    else:
        assert photo.metadata.exif == exif_block(1)


def test_an_srgb_profile_costs_no_conversion():
    photo = read_photo_bytes(encoded(Image.fromarray(picture()), "PNG", icc_profile=SRGB))
    assert photo.quantisation == SRGB_8
    assert photo.profile == SRGB
    np.testing.assert_array_equal(photo.pixels, picture())


def test_a_grey_profile_is_applied():
    photo = read_photo_bytes(encoded(Image.fromarray(picture(channels=1)), "TIFF", icc_profile=GREY_GAMMA_18))
    assert (photo.quantisation, photo.grey, photo.profile) == (WIDE_16, True, GREY_GAMMA_18)


@pytest.mark.parametrize("size", [(1, 1), (2, 30000), (30000, 1)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_odd_shapes(size, kind):
    codes = np.full((*size, 3), 77, np.uint8)
    photo = read_photo_bytes(encoded(Image.fromarray(codes), kind))
    np.testing.assert_array_equal(photo.pixels, codes)
