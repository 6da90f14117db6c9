"""JPEG XL files, by libjxl (ISO/IEC 18181): their pixels, and the boxes about them.

The colour profile stands inside of the coded picture, where the library does not give it out: what is read
counts as sRGB, and what is written is sRGB.
"""

import struct
from collections.abc import Iterator

import imagecodecs
import numpy as np

from lowexp_gui.photo.raster import Raster, check_size, raster_from_samples

_CODESTREAM = b"\xff\x0a"
_CONTAINER = b"\0\0\0\x0cJXL \r\n\x87\n"
_AS_SRGB = "is a JPEG XL; its colours are taken as sRGB."
_FIRST_BYTES = 64
# Of the sizes in a codestream's head (ISO/IEC 18181-1, D.2): bits of a side by selector, and ratios.
_SIDE_BITS = (9, 13, 18, 30)
_RATIOS = ((1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1))


def is_jpegxl(head: bytes) -> bool:
    """Whether a file's first 12 bytes are those of a JPEG XL."""
    return head.startswith((_CODESTREAM, _CONTAINER))


def decode_jpegxl(data: bytes, max_pixels: int) -> Raster:
    """The picture, or the first one of an animation; more than 8 bits come out as 16.

    Raises:
        UnreadableError: too large.
        Exception: whatever libjxl raises for damaged data.
    """
    boxes = dict(reversed(list(_boxes(data))))
    check_size(*_size(boxes.get(b"jxlc", boxes.get(b"jxlp", data))), max_pixels)
    samples = imagecodecs.jpegxl_decode(data, index=0)
    if samples.dtype.kind == "f":
        samples = np.rint(np.nan_to_num(samples).clip(0, 1) * 65535).astype(np.uint16)
    exif = boxes.get(b"Exif", b"")
    # Before the block stands where in it the TIFF header is.
    start = 4 + int.from_bytes(exif[:4], "big")
    return raster_from_samples(
        samples,
        exif=exif[start:] or None,
        xmp=boxes.get(b"xml ") or None,
        # libjxl turns the picture.
        orientation=1,
        notices=(_AS_SRGB,),
    )


def encode_jpegxl(raster: Raster, quality: int) -> bytes:
    """A raster in sRGB, 8 or 16 bit, as a JPEG XL; quality 100 is lossless.

    Args:
        raster: its profile is not looked at.
        quality: 1 to 100.
    """
    channels = raster.colour if raster.colour.ndim == 3 else raster.colour[..., None]
    if raster.alpha is not None:
        channels = np.concatenate([channels, raster.alpha[..., None]], axis=2)
    samples = np.ascontiguousarray(channels[..., 0] if channels.shape[2] == 1 else channels)
    lossless = quality == 100
    coded = imagecodecs.jpegxl_encode(
        samples,
        effort=4,
        lossless=lossless,
        distance=None if lossless else _distance(quality),
        usecontainer=True,
    )
    boxes = [_box(b"Exif", bytes(4) + raster.exif)] if raster.exif else []
    boxes += [_box(b"xml ", raster.xmp)] if raster.xmp else []
    return b"".join([bytes(coded), *boxes])


def _distance(quality: int) -> float:
    """Butteraugli distance of a JPEG's quality, as cjxl has it."""
    if quality >= 30:
        return 0.1 + (100 - quality) * 0.09
    return 53 / 3000 * quality**2 - 23 / 20 * quality + 25


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kinds and bodies of a container's boxes, of coded pictures only the head; none of a bare codestream."""
    if not data.startswith(_CONTAINER):
        return
    place = 0
    while place + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        head = 8
        if size == 1 and place + 16 <= len(data):
            size, head = struct.unpack_from(">Q", data, place + 8)[0], 16
        size = size or len(data) - place
        if size < head or place + size > len(data):
            return
        start = place + head + (4 if kind == b"jxlp" else 0)
        end = place + size if kind in (b"Exif", b"xml ") else min(place + size, start + _FIRST_BYTES)
        yield kind, data[start:end]
        place += size


def _size(codestream: bytes) -> tuple[int, int]:
    """Width and height as the head of a codestream has them; 0, 0 where there is none."""
    if not codestream.startswith(_CODESTREAM):
        return 0, 0
    bits = _Bits(codestream[2:_FIRST_BYTES])
    small = bits.take(1)
    height = _side(bits, small)
    ratio = bits.take(3)
    if ratio:
        across, down = _RATIOS[ratio - 1]
        return height * across // down, height
    return _side(bits, small), height


def _side(bits: "_Bits", small: int) -> int:
    if small:
        return 8 * (bits.take(5) + 1)
    return bits.take(_SIDE_BITS[bits.take(2)]) + 1


class _Bits:
    """Bits of some bytes, lowest first."""

    def __init__(self, data: bytes) -> None:
        self._left = int.from_bytes(data, "little")

    def take(self, count: int) -> int:
        """The next bits as a number."""
        taken = self._left & ((1 << count) - 1)
        self._left >>= count
        return taken
