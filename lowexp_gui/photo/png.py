"""PNG files: their chunks read and written here, their pixels unpacked by libpng and packed by zlib."""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from lowexp_gui.photo.file_content import FileContent
from lowexp_gui.photo.photograph import Codes
from lowexp_gui.photo.raster import DAMAGED, Raster, UnreadableError, check_size, raster_from_samples
from lowexp_gui.photo.strips import of_height

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_XMP_KEYWORD = b"XML:com.adobe.xmp"
_PIXEL_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_MAX_BLOCK = 64 << 20
# By the number of channels.
_COLOUR_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}
_FILTER_SUB = 1
_STRIP_ROWS = 64


def decode_png(data: bytes, max_pixels: int) -> Raster:
    """The picture in a PNG file, 8 or 16 bit; palettes and fewer bits come out as 8 bit.

    Raises:
        UnreadableError: damaged or too large.
        Exception: whatever the decoder raises for damaged data.
    """
    blocks: dict[bytes, bytes | None] = {}
    # libpng sees nothing but pixels: it complains of unsound blocks on the standard error stream.
    pixels: list[bytes | memoryview] = [SIGNATURE]
    for kind, body, whole in _chunks(data):
        if kind in _PIXEL_CHUNKS:
            pixels.append(whole)
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
            check_size(width, height, max_pixels)
        elif kind == b"iCCP":
            blocks[kind] = _unpacked_profile(bytes(body))
        elif kind == b"eXIf":
            blocks[kind] = bytes(body).removeprefix(b"Exif\0\0")
        elif kind == b"iTXt" and body[: len(_XMP_KEYWORD) + 1] == _XMP_KEYWORD + b"\0":
            blocks[kind] = _text(bytes(body))
    samples = imagecodecs.png_decode(b"".join(pixels))
    return raster_from_samples(
        samples, icc=blocks.get(b"iCCP"), exif=blocks.get(b"eXIf"), xmp=blocks.get(b"iTXt")
    )


def write_png(content: FileContent, software: str | None, stream: BinaryIO) -> None:
    """Write content of 8 or 16 bit as a PNG with its profile, EXIF, XMP and the program's name."""
    kind = _COLOUR_TYPES[content.channels]
    stream.write(SIGNATURE)
    stream.write(
        _chunk(
            b"IHDR", struct.pack(">IIBBBBB", content.width, content.height, content.bit_depth, kind, 0, 0, 0)
        )
    )
    if content.icc:
        stream.write(_chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(content.icc)))
    if content.exif:
        stream.write(_chunk(b"eXIf", content.exif))
    if content.xmp:
        stream.write(_chunk(b"iTXt", _XMP_KEYWORD + b"\0\0\0\0\0" + content.xmp))
    if software:
        stream.write(_chunk(b"tEXt", b"Software\0" + software.encode("latin-1", "replace")))
    # Runs of sideways differences: for noisy photos as small as the best setting, and several times as fast.
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    for strip in of_height(content.strips(), _STRIP_ROWS):
        if packed := packer.compress(_sideways_differences(strip).data):
            stream.write(_chunk(b"IDAT", packed))
    stream.write(_chunk(b"IDAT", packer.flush()))
    stream.write(_chunk(b"IEND", b""))


def _sideways_differences(strip: Codes) -> NDArray[np.uint8]:
    """Rows as they stand in a file: the filter's number, then each byte less that of the pixel before."""
    samples = strip.astype(strip.dtype.newbyteorder(">"), copy=False)
    codes = samples.view(np.uint8).reshape(len(samples), -1)
    pixel = codes.shape[1] // strip.shape[1]
    rows = np.empty((len(codes), 1 + codes.shape[1]), np.uint8)
    rows[:, 0] = _FILTER_SUB
    rows[:, 1 : 1 + pixel] = codes[:, :pixel]
    np.subtract(codes[:, pixel:], codes[:, :-pixel], out=rows[:, 1 + pixel :])
    return rows


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(body, zlib.crc32(kind)))


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview, memoryview]]:
    """Kind, body and the whole of each sound chunk up to the end; the header is the first.

    Raises:
        UnreadableError: there is no end, the header does not come first, or pixels are damaged.
    """
    view = memoryview(data)
    place = len(SIGNATURE)
    while place + 12 <= len(data):
        size, kind = struct.unpack(">I4s", view[place : place + 8])
        end = place + 12 + size
        if (place == len(SIGNATURE)) != (kind == b"IHDR") or end > len(data):
            break
        sound = zlib.crc32(view[place + 4 : end - 4]) == int.from_bytes(view[end - 4 : end], "big")
        if not sound and kind in _PIXEL_CHUNKS:
            break
        if sound:
            yield kind, view[place + 8 : end - 4], view[place:end]
        if kind == b"IEND":
            return
        place = end
    raise UnreadableError(DAMAGED)


def _unpacked_profile(body: bytes) -> bytes | None:
    name, _, packed = body.partition(b"\0")
    return _inflated(packed[1:]) if len(name) < 80 else None


def _text(body: bytes) -> bytes | None:
    """The text of an iTXt chunk: keyword, compression flag and method, language, translated keyword, text."""
    rest = body[len(_XMP_KEYWORD) + 1 :]
    parts = rest[2:].split(b"\0", 2)
    if len(rest) < 2 or len(parts) < 3:
        return None
    return _inflated(parts[2]) if rest[0] == 1 else parts[2]


def _inflated(packed: bytes) -> bytes | None:
    """Unpacked data, or None if damaged or suspiciously large."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, _MAX_BLOCK)
    except zlib.error:
        return None
    return data if unpacker.eof else None
