"""WebP files: their chunks read here, their pixels by libwebp."""

import io
import struct
from typing import BinaryIO

import imagecodecs
import numpy as np
from PIL import Image

from lowexp_gui.photo.raster import (
    ANIMATED,
    DAMAGED,
    Raster,
    UnreadableError,
    check_size,
    raster_from_samples,
    read_whole,
)

_HEAD_SIZE = 64
_MOST_BYTES_PER_PIXEL = 6
_MOST_CHUNKS = 65536


def decode_webp(stream: BinaryIO, max_pixels: int) -> Raster:
    """The picture in a WebP file, or the first one of an animation.

    Raises:
        UnreadableError: damaged or too large.
        Exception: anything that the decoder raises for damaged data.
    """
    stream.seek(0)
    head = stream.read(_HEAD_SIZE)
    # The first chunk contains the size, whatever its kind.
    width, height = _size({head[12:16]: head[20:]})
    check_size(width, height, max_pixels)
    length = 8 + int.from_bytes(head[4:8], "little")
    data = read_whole(stream, width * height, _MOST_BYTES_PER_PIXEL, length)
    chunks = _chunks(data)
    samples = imagecodecs.webp_decode(data, index=0)
    exif = chunks.get(b"EXIF", b"").removeprefix(b"Exif\0\0")
    return raster_from_samples(
        samples,
        icc=chunks.get(b"ICCP"),
        exif=exif or None,
        xmp=chunks.get(b"XMP "),
        notices=(ANIMATED,) if b"ANMF" in chunks else (),
    )


def encode_webp(raster: Raster, quality: int) -> bytes:
    """An 8-bit raster as a WebP, with alpha where it has one."""
    colour = raster.colour if raster.colour.ndim == 3 else np.repeat(raster.colour[..., None], 3, axis=2)
    samples = colour if raster.alpha is None else np.dstack([colour, raster.alpha])
    stream = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(samples)).save(
        stream,
        "WEBP",
        quality=quality,
        exact=True,
        icc_profile=raster.icc or b"",
        exif=raster.exif or b"",
        xmp=raster.xmp or b"",
    )
    return stream.getvalue()


def _chunks(data: bytes) -> dict[bytes, bytes]:
    """The first chunk of each kind; only the header of the pixel data."""
    found: dict[bytes, bytes] = {}
    place = 12
    for _ in range(_MOST_CHUNKS):
        if place + 8 > len(data):
            break
        kind, size = struct.unpack("<4sI", data[place : place + 8])
        kept = min(size, 32) if kind in (b"VP8 ", b"VP8L", b"ANMF", b"ALPH") else size
        found.setdefault(kind, data[place + 8 : place + 8 + kept])
        place += 8 + size + size % 2
    return found


def _size(chunks: dict[bytes, bytes]) -> tuple[int, int]:
    """Width and height from the extended, the lossless or the lossy header."""
    if len(head := chunks.get(b"VP8X", b"")) >= 10:
        return 1 + int.from_bytes(head[4:7], "little"), 1 + int.from_bytes(head[7:10], "little")
    if len(head := chunks.get(b"VP8L", b"")) >= 5:
        bits = int.from_bytes(head[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if len(head := chunks.get(b"VP8 ", b"")) >= 10:
        width, height = struct.unpack("<HH", head[6:10])
        return width & 0x3FFF, height & 0x3FFF
    raise UnreadableError(DAMAGED)
