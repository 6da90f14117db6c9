"""PNG files: their chunks read and written here, their pixels by libpng."""

import struct
import zlib
from collections.abc import Iterator

import imagecodecs
import numpy as np

from lowexp_gui.photo.iptc import iptc_of_text, text_of_iptc
from lowexp_gui.photo.raster import DAMAGED, Raster, UnreadableError, check_size, raster_from_samples

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_XMP_KEYWORD = b"XML:com.adobe.xmp"
_IPTC_KEYWORD = b"Raw profile type iptc"
_ANIMATED = "is animated; its first picture was opened."
_PIXEL_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_MAX_BLOCK = 64 << 20
_HEADER_END = len(SIGNATURE) + 25


def decode_png(data: bytes, max_pixels: int) -> Raster:
    """The picture in a PNG file, 8 or 16 bit; palettes and fewer bits come out as 8 bit.

    Raises:
        UnreadableError: damaged or too large.
        Exception: whatever the decoder raises for damaged data.
    """
    blocks: dict[bytes, bytes | None] = {}
    notices: tuple[str, ...] = ()
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
        elif kind == b"zTXt" and body[: len(_IPTC_KEYWORD) + 2] == _IPTC_KEYWORD + b"\0\0":
            blocks[kind] = iptc_of_text(_inflated(bytes(body[len(_IPTC_KEYWORD) + 2 :])) or b"")
        elif kind == b"acTL":
            notices = (_ANIMATED,)
    samples = imagecodecs.png_decode(b"".join(pixels))
    return raster_from_samples(
        samples,
        icc=blocks.get(b"iCCP"),
        exif=blocks.get(b"eXIf"),
        xmp=blocks.get(b"iTXt"),
        iptc=blocks.get(b"zTXt"),
        notices=notices,
    )


def encode_png(raster: Raster, software: str | None) -> bytes:
    """A raster of 8 or 16 bit as a PNG with its profile, EXIF, XMP and the program's name."""
    channels = raster.colour if raster.colour.ndim == 3 else raster.colour[..., None]
    if raster.alpha is not None:
        channels = np.concatenate([channels, raster.alpha[..., None]], axis=2)
    samples = np.ascontiguousarray(channels[..., 0] if channels.shape[2] == 1 else channels)
    # Runs of sideways differences: for noisy photos as small as the best setting, and several times as fast.
    plain = imagecodecs.png_encode(
        samples,
        level=1,
        strategy=imagecodecs.PNG.STRATEGY.RLE,
        filter=imagecodecs.PNG.FILTER.SUB,
    )
    chunks = []
    if raster.icc:
        chunks.append(_chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(raster.icc)))
    if raster.exif:
        chunks.append(_chunk(b"eXIf", raster.exif))
    if raster.xmp:
        chunks.append(_chunk(b"iTXt", _XMP_KEYWORD + b"\0\0\0\0\0" + raster.xmp))
    if raster.iptc:
        packed = zlib.compress(text_of_iptc(raster.iptc))
        chunks.append(_chunk(b"zTXt", _IPTC_KEYWORD + b"\0\0" + packed))
    if software:
        chunks.append(_chunk(b"tEXt", b"Software\0" + software.encode("latin-1", "replace")))
    return b"".join([plain[:_HEADER_END], *chunks, memoryview(plain)[_HEADER_END:]])


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
