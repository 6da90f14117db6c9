"""EXIF and XMP of a JPEG XL, as they are and packed."""

import struct

import imagecodecs
import pytest
from photo_samples import exif_block, smooth_picture, xmp_packet

from lowexp_gui.photo.reading import read_photo_bytes

PLAIN = imagecodecs.jpegxl_encode(smooth_picture(), lossless=True, usecontainer=True)
EXIF = bytes(4) + exif_block(1)


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def packed(kind: bytes, body: bytes) -> bytes:
    return box(b"brob", kind + imagecodecs.brotli_encode(body))


@pytest.mark.parametrize("boxed", [box, packed])
def test_blocks_are_read(boxed) -> None:
    told = read_photo_bytes(PLAIN + boxed(b"Exif", EXIF) + boxed(b"xml ", xmp_packet())).metadata
    assert (told.exif, told.xmp) == (exif_block(1), xmp_packet())


def test_the_first_one_counts() -> None:
    told = read_photo_bytes(PLAIN + packed(b"xml ", xmp_packet()) + box(b"xml ", xmp_packet(3))).metadata
    assert told.xmp == xmp_packet()


@pytest.mark.timeout(30)
@pytest.mark.parametrize("kind", [b"xml ", b"Exif"])
@pytest.mark.parametrize("content", ["rubbish", "cut", "a bomb"])
def test_damaged_ones_are_left_out_and_said(kind: bytes, content: str) -> None:
    whole = imagecodecs.brotli_encode(b" " * (400 << 20 if content == "a bomb" else 4000))
    body = {"rubbish": b"rubbish", "cut": whole[:-2], "a bomb": whole}[content]
    photo = read_photo_bytes(PLAIN + box(b"brob", kind + body))
    assert (photo.metadata.exif, photo.metadata.xmp) == (None, None)
    assert sum("damaged" in str(notice) for notice in photo.notices) == 1


@pytest.mark.parametrize("body", [b"", b"xml", b"brobxml ", b"jbrd" + bytes(9)])
def test_boxes_that_hold_something_else_are_nothing(body: bytes) -> None:
    photo = read_photo_bytes(PLAIN + box(b"brob", body))
    assert (photo.metadata.exif, photo.metadata.xmp) == (None, None)
    assert not any("damaged" in str(notice) for notice in photo.notices)
