import struct

import numpy as np
import pytest
from photo_files import tiff, with_tag
from photo_samples import picture, smooth_picture

from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.reading import read_photo_bytes


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("byteorder", ["<", ">"])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"compression": "lzw", "predictor": True},
        {"compression": "adobe_deflate", "predictor": True, "rowsperstrip": 5},
        {"compression": "packbits"},
        {"tile": (16, 16), "compression": "zstd"},
        {"planarconfig": "separate", "compression": "lzw"},
        {"planarconfig": "separate"},
        {"bigtiff": True},
    ],
    ids=str,
)
def test_tiff_layouts(dtype, channels, byteorder, options):
    codes = picture(channels=channels, dtype=dtype)
    samples = codes
    if options.get("planarconfig"):
        samples = np.ascontiguousarray(np.moveaxis(codes, -1, 0))
    extra = ["unassalpha"] if channels == 4 else None
    photo = read_photo_bytes(
        tiff(samples, photometric="rgb", extrasamples=extra, byteorder=byteorder, **options)
    )
    np.testing.assert_array_equal(photo.pixels, codes[..., :3])
    assert photo.pixels.dtype == dtype
    assert photo.pixels.dtype.isnative
    assert photo.bit_depth == dtype().itemsize * 8
    if channels == 4:
        np.testing.assert_array_equal(photo.alpha, codes[..., 3])


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("byteorder", ["<", ">"])
@pytest.mark.parametrize(
    "options", [{}, {"compression": "lzw", "predictor": True}, {"tile": (16, 16)}], ids=str
)
def test_grey_tiff_layouts(dtype, byteorder, options):
    codes = picture(channels=1, dtype=dtype)
    photo = read_photo_bytes(tiff(codes, photometric="minisblack", byteorder=byteorder, **options))
    np.testing.assert_array_equal(photo.pixels, np.dstack([codes] * 3))
    assert photo.pixels.dtype == dtype
    assert photo.grey


def test_white_may_be_zero_in_a_tiff():
    codes = picture(channels=1)
    photo = read_photo_bytes(tiff(codes, photometric="miniswhite"))
    np.testing.assert_array_equal(photo.pixels[..., 0], 255 - codes)


def test_premultiplied_alpha_is_undone():
    colour, alpha = picture().astype(float), np.full((24, 40, 1), 128.0)
    multiplied = np.rint(np.concatenate([colour * 128 / 255, alpha], axis=-1)).astype(np.uint8)
    photo = read_photo_bytes(tiff(multiplied, photometric="rgb", extrasamples=["assocalpha"]))
    assert np.abs(photo.pixels - colour).max() <= 1
    np.testing.assert_array_equal(photo.alpha, 128)


def test_twelve_bits_fill_sixteen():
    codes = picture(channels=1, dtype=np.uint16) >> 4
    data = bytearray()
    for row in codes:
        for first, second in row.reshape(-1, 2).astype(int):
            data += bytes([first >> 4, (first & 15) << 4 | second >> 8, second & 255])
    file = with_tag(
        tiff(np.frombuffer(bytes(data), np.uint8).reshape(24, 60), photometric="minisblack"), 258, 12
    )
    photo = read_photo_bytes(with_tag(file, 256, 40))
    assert photo.bit_depth == 16
    np.testing.assert_array_equal(photo.pixels[..., 0], np.rint(codes / 4095 * 65535))


def test_a_jpeg_in_a_tiff_cannot_claim_to_be_larger_than_its_place():
    data = bytearray(tiff(smooth_picture(), photometric="rgb", compression="jpeg", rowsperstrip=24))
    place = data.index(b"\xff\xc0") + 5
    assert struct.unpack_from(">HH", data, place) == (24, 40)
    assert read_photo_bytes(bytes(data)).width == 40
    struct.pack_into(">HH", data, place, 60_000, 60_000)
    with pytest.raises(PhotoError, match="damaged"):
        read_photo_bytes(bytes(data))


def test_a_tiff_with_gigantic_tiles_is_refused():
    data = tiff(picture(), photometric="rgb", tile=(16, 16))
    with pytest.raises(PhotoError, match="too large"):
        read_photo_bytes(with_tag(with_tag(data, 322, 65520), 323, 65520))


@pytest.mark.parametrize(
    ("samples", "options", "words"),
    [
        (picture(channels=1).astype(np.uint64), {"photometric": "minisblack"}, "unusual"),
        (picture(channels=1).astype(np.complex64), {"photometric": "minisblack"}, "unusual"),
        (picture(channels=1).astype(np.int16), {"photometric": "minisblack"}, "unusual"),
        (picture(), {"photometric": "itulab"}, "unusual kind"),
    ],
)
def test_tiffs_that_are_not_supported_say_so(samples, options, words):
    with pytest.raises(PhotoError, match=words):
        read_photo_bytes(tiff(samples, **options))


def test_many_channels_are_no_photo():
    stack = np.zeros((20, 30, 12), np.uint8)
    with pytest.raises(PhotoError, match="12 channels"):
        read_photo_bytes(tiff(stack, photometric="minisblack", planarconfig="contig"))
