"""TIFF and raw files of many directories: which picture is opened, and what is said of it where."""

import io
import struct
from collections.abc import Sequence

import imagecodecs
import numpy as np
import pytest
import tifffile
from photo_files import box, dng, encoded, tiff
from photo_samples import exif_block, picture, smooth_picture, xmp_packet
from PIL import Image

from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.raw import _described as described_raw
from lowexp_gui.photo.reading import read_photo_bytes
from lowexp_gui.photo.tiff_tags import Directory, Entry, build_block, lay_out

LARGE, SMALL = smooth_picture(48, 80), smooth_picture(12, 20)


def pages(*pictures: np.ndarray, kinds: Sequence[int | None] = (), make: str | None = None) -> bytes:
    stream = io.BytesIO()
    with tifffile.TiffWriter(stream) as writer:
        for number, each in enumerate(pictures):
            writer.write(
                each,
                photometric="rgb",
                metadata=None,
                subfiletype=(kinds[number] or 0) if kinds else 0,
                extratags=[(271, "s", 0, make, True)] if make and number == 0 else [],
            )
    return stream.getvalue()


def exif_of(data: bytes) -> Image.Exif:
    exif = Image.Exif()
    exif.load(read_photo_bytes(data).metadata.exif)
    return exif


@pytest.mark.parametrize("make", [None, "EPSON", "Canon", "NIKON CORPORATION"])
@pytest.mark.parametrize("kinds", [(1, 0), (0, 0), (2, 2), (3, 2), (1, 2)])
def test_the_largest_page_is_opened(make: str | None, kinds: tuple[int, int]) -> None:
    photo = read_photo_bytes(pages(SMALL, LARGE, kinds=kinds, make=make))
    assert photo.format is PhotoFormat.TIFF
    np.testing.assert_array_equal(photo.pixels, LARGE)
    assert tuple(map(str, photo.notices)) == (
        () if kinds[0] & 1 else ("The picture contains several pictures; the largest one was opened.",)
    )
    if make:
        assert exif_of(pages(SMALL, LARGE, kinds=kinds, make=make))[271] == make


def test_of_pages_of_one_size_the_first_is_opened() -> None:
    photo = read_photo_bytes(pages(LARGE, 255 - LARGE, LARGE, kinds=(2, 2, 2), make="EPSON"))
    np.testing.assert_array_equal(photo.pixels, LARGE)
    assert [str(each) for each in photo.notices] == [
        "The picture contains several pictures; the first one was opened."
    ]


def test_masks_and_pages_that_are_damaged_are_not_opened() -> None:
    larger = smooth_picture(60, 100)
    several = pages(SMALL, LARGE, larger, kinds=(1, 0, 2))
    page, mask = (struct.pack("<HHII", 254, 4, 1, kind) for kind in (2, 4))
    assert several.count(page) == 1
    photo = read_photo_bytes(several.replace(page, mask))
    np.testing.assert_array_equal(photo.pixels, LARGE)
    data = pages(LARGE, larger)
    (first,) = struct.unpack_from("<I", data, 4)
    (rows,) = struct.unpack_from("<H", data, first)
    link = first + 2 + 12 * rows
    for broken in (
        data[:link] + b"\xf0\xff\xff\xff" + data[link + 4 :],
        data[:link] + data[4:8] + data[link + 4 :],
    ):
        np.testing.assert_array_equal(read_photo_bytes(broken).pixels, LARGE)


def test_a_picture_beneath_another_is_opened_if_it_is_the_largest() -> None:
    stream = io.BytesIO()
    with tifffile.TiffWriter(stream) as writer:
        writer.write(SMALL, photometric="rgb", metadata=None, subfiletype=1, subifds=1)
        writer.write(LARGE, photometric="rgb", metadata=None)
    np.testing.assert_array_equal(read_photo_bytes(stream.getvalue()).pixels, LARGE)


@pytest.mark.parametrize("bigtiff", [False, True])
@pytest.mark.parametrize("byteorder", ["<", ">"])
def test_what_a_tiff_says_is_kept_from_bigtiff_too(bigtiff: bool, byteorder: str) -> None:
    extra = [
        (271, "s", 0, "Lowlight Cameras", True),
        (270, "s", 0, "A night", True),
        (700, "B", len(xmp_packet()), xmp_packet(), True),
        (33723, 7, 8, b"\x1c\x02\x05\0\x03Now", True),
    ]
    data = tiff(
        picture(),
        photometric="rgb",
        bigtiff=bigtiff,
        byteorder=byteorder,
        extratags=extra,
        resolution=(300, 300),
    )
    photo = read_photo_bytes(data)
    exif = exif_of(data)
    assert (exif[271], exif[270], exif[282], exif[296]) == ("Lowlight Cameras", "A night", 300, 2)
    assert photo.metadata.xmp == xmp_packet()
    assert photo.metadata.iptc == b"\x1c\x02\x05\0\x03Now"


def _to_lab(pixels: np.ndarray) -> np.ndarray:
    return imagecodecs.cms_transform(
        pixels.astype(np.float32) / 255,
        imagecodecs.cms_profile("srgb"),
        imagecodecs.cms_profile("lab4"),
        colorspace="rgb",
        outcolorspace="lab",
        outdtype="float32",
    )


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("alpha", [True, False])
def test_lab_is_read(bits: int, signed: bool, alpha: bool) -> None:
    lab, scale = _to_lab(LARGE), 1 if bits == 8 else 256
    kind = np.uint8 if bits == 8 else np.uint16
    white = {(8, True): 255, (8, False): 255, (16, True): 65535, (16, False): 0xFF00}[bits, signed]
    lightness = np.rint(lab[..., :1] / 100 * white).astype(kind)
    colour = np.rint(lab[..., 1:] * scale)
    colour = colour.astype(np.int32) if signed else colour + 128 * scale
    codes = np.concatenate([lightness, colour.astype(np.int64).astype(kind)], axis=2)
    if alpha:
        codes = np.concatenate([codes, np.full((48, 80, 1), 99, kind)], axis=2)
    data = tiff(codes, photometric="cielab", extrasamples=["unassalpha"] if alpha else None)
    if not signed:
        data = data.replace(struct.pack("<HHIHH", 262, 3, 1, 8, 0), struct.pack("<HHIHH", 262, 3, 1, 9, 0))
    photo = read_photo_bytes(data)
    assert (photo.bit_depth, photo.profile) == (bits, None)
    assert (photo.alpha is not None) == alpha
    far = np.abs(photo.values(photo.bounds) * 255 - LARGE)
    assert far.mean() < (1.5 if bits == 8 else 0.1)
    assert far.max() < (12 if bits == 8 else 0.6)


def test_exposure_in_the_main_directory_of_a_dng_is_kept() -> None:
    more = [
        (33434, "2I", 1, (667, 10000), True),
        (33437, "2I", 1, (17, 10), True),
        (34855, "H", 1, 3200, True),
        (36867, "s", 0, "2025:11:02 23:10:11", True),
        (37386, "2I", 1, (69, 10), True),
        (50736, "2I", 4, (24, 1, 70, 1, 28, 10, 28, 10), True),
        (50735, "s", 0, "12345", True),
    ]
    exif = exif_of(dng(np.full((48, 80, 3), 0.2), more=more))
    inner = exif.get_ifd(0x8769)
    assert exif[271] == "Lowlight Cameras"
    assert (inner[0x829A], inner[0x829D], inner[0x8827]) == (pytest.approx(0.0667), pytest.approx(1.7), 3200)
    assert inner[0x9003] == "2025:11:02 23:10:11"
    assert inner[0x920A] == pytest.approx(6.9)
    assert inner[0xA432] == (24, 70, pytest.approx(2.8), pytest.approx(2.8))
    assert inner[0xA431] == "12345"
    assert 36867 not in exif


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("beneath", [True, False])
def test_exif_elsewhere_in_a_raw_file_is_found(order: str, beneath: bool) -> None:
    """In a directory beneath the main one, or in the next one, in Panasonic's kind of TIFF."""
    inner = Directory((Entry(0x829A, 5, 1, struct.pack(order + "II", 1, 30)),))
    far = Directory((), {0x8769: inner})
    make = Entry(271, 2, 10, b"Panasonic\0")
    start = 400
    entries = (make, Entry(0x014A, 4, 1, struct.pack(order + "I", start))) if beneath else (make,)
    block = build_block(Directory(entries), order)
    link = 8 + 2 + 12 * len(entries)
    next_one = 0 if beneath else start
    block = block[:link] + struct.pack(order + "I", next_one) + block[link + 4 :]
    block = block.ljust(start, b"\0") + lay_out(far, start, order)
    block = block[:2] + struct.pack(order + "H", 0x55) + block[4:]
    exif = Image.Exif()
    exif.load(described_raw(io.BytesIO(block)).exif)
    assert exif[271] == "Panasonic"
    assert exif.get_ifd(0x8769)[0x829A] == pytest.approx(1 / 30)


def test_exif_in_the_boxes_of_a_cr3_is_found() -> None:
    main = build_block(Directory((Entry(271, 2, 6, b"Canon\0"),)), "<")
    inner = build_block(
        Directory((Entry(0x8827, 3, 1, b"\x80\x0c"), Entry(0x829A, 5, 1, struct.pack("<II", 1, 8)))), "<"
    )
    place = build_block(Directory((Entry(1, 2, 2, b"N\0"),)), "<")
    own = box(b"uuid", bytes(16), box(b"CMT1", main), box(b"CMT2", inner), box(b"CMT4", place))
    file = box(b"ftyp", b"crx ", bytes(4), b"crx isom") + box(b"moov", own) + box(b"mdat", bytes(100))
    exif = Image.Exif()
    exif.load(described_raw(io.BytesIO(file)).exif)
    assert exif[271] == "Canon"
    assert (exif.get_ifd(0x8769)[0x8827], exif.get_ifd(0x8769)[0x829A]) == (3200, pytest.approx(1 / 8))
    assert exif.get_ifd(0x8825)[1] == "N"


def test_the_xmp_of_a_cr3_is_found() -> None:
    name = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
    packet = box(b"uuid", name, xmp_packet(), bytes(9))
    head = box(b"ftyp", b"crx ", bytes(4), b"crx isom") + box(b"moov", bytes(20)) + box(b"uuid", bytes(40))
    for file, found in ((head + packet, xmp_packet()), (head, None), (head + box(b"uuid", name), None)):
        assert described_raw(io.BytesIO(file)).xmp == found


def test_a_description_goes_over_to_another_order_of_bytes() -> None:
    """A raw file in one order with a JPEG in the other."""
    main = Directory((Entry(271, 2, 6, b"Canon\0"),))
    little = described_raw(io.BytesIO(build_block(main, "<").ljust(64, b"\0")))
    content = little.with_more(
        ">", Directory((), {0x8769: Directory((Entry(0x829A, 5, 1, struct.pack(">II", 1, 8)),))})
    )
    exif = Image.Exif()
    exif.load(content.exif)
    assert exif[271] == "Canon"
    assert exif.get_ifd(0x8769)[0x829A] == pytest.approx(1 / 8)
    assert exif_block(1)


def test_the_tags_of_a_scan_stay_with_its_largest_page() -> None:
    data = encoded(
        Image.fromarray(SMALL),
        "TIFF",
        save_all=True,
        append_images=[Image.fromarray(LARGE)],
        tiffinfo={271: "EPSON"},
    )
    np.testing.assert_array_equal(read_photo_bytes(data).pixels, LARGE)


@pytest.mark.parametrize("tag", [270, 273, 258])
def test_values_of_gigabytes_are_refused_before_they_are_read(tag: int) -> None:
    entry = struct.pack("<HHI", tag, 4 if tag != 270 else 2, 200_000_000)
    data = tiff(picture(), photometric="rgb", description="short of words", colormap=None)
    place = data.find(struct.pack("<H", tag), 8)
    changed = data[:place] + entry + data[place + 8 :]
    with pytest.raises(PhotoError, match="damaged"):
        read_photo_bytes(changed)
