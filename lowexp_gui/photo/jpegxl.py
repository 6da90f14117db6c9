"""JPEG XL files (ISO/IEC 18181): pixels by libjxl, and the metadata boxes.

Enumerated colour spaces are supported. The library does not return an ICC profile that is packed inside the
codestream, so such pixels count as sRGB. Written files are in sRGB.
"""

import io
import struct
from dataclasses import replace
from typing import BinaryIO

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from lowexp_gui.errors import Sentence
from lowexp_gui.photo.boxes import boxes
from lowexp_gui.photo.jpegxl_header import (
    CONTAINER_MAGIC,
    FIRST_BYTES,
    Header,
    read_header,
    with_srgb_transfer,
)
from lowexp_gui.photo.pixels import Codes
from lowexp_gui.photo.raster import (
    ANIMATED,
    DAMAGED,
    Raster,
    UnreadableError,
    check_size,
    full_scale,
    raster_from_samples,
    read_whole,
)
from lowexp_gui.photo.stated_colours import Colours, colours_of_code_points
from lowexp_gui.srgb import srgb_to_linear
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_AS_SRGB = Sentence(
    QT_TRANSLATE_NOOP(
        "sentences",
        "{photo} is a JPEG XL whose colour profile cannot be read; its colours are treated as sRGB.",
    )
)
_MOST_BYTES_PER_PIXEL = 20
_BLOCKS = (b"Exif", b"xml ")
# A box that holds one of these, packed by Brotli (ISO/IEC 18181-2, 9.7).
_PACKED = b"brob"
_LARGEST_BLOCK = 32 << 20
_RUBBISH = bytes(4) + b"damaged"


def decode_jpegxl(stream: BinaryIO, max_pixels: int) -> Raster:
    """The picture, or the first one of an animation; more than 8 bits come out as 16.

    Raises:
        UnreadableError: too large, or of an unsupported kind.
        Exception: anything that libjxl raises for damaged data.
    """
    header = _header(stream)
    check_size(header.width, header.height, max_pixels)
    colours = _colours(header)
    data = read_whole(stream, header.width * header.height, _MOST_BYTES_PER_PIXEL)
    about = _blocks(data)
    samples = imagecodecs.jpegxl_decode(data, index=0)
    if samples.dtype.kind == "f":
        samples = np.rint(np.nan_to_num(samples).clip(0, 1) * 65535).astype(np.uint16)
    elif samples.dtype == np.uint16:
        samples = full_scale(samples, header.bits)
    exif = about.get(b"Exif", b"")
    # The block is preceded by the offset of the TIFF header.
    start = 4 + int.from_bytes(exif[:4], "big")
    return raster_from_samples(
        samples,
        icc=colours.icc,
        exif=exif[start:] or None,
        xmp=about.get(b"xml ") or None,
        # libjxl rotates the picture.
        orientation=1,
        notices=((ANIMATED,) if header.animated else ()) + (() if colours.stated else (_AS_SRGB,)),
        colours_stated=True,
    )


def _colours(header: Header) -> Colours:
    """The colours of the pixels that libjxl returns."""
    if header.has_profile:
        return Colours(stated=header.converted)
    if header.primaries is None or header.transfer is None:
        return Colours()
    return replace(colours_of_code_points(header.primaries, header.transfer, bool(header.grey)), stated=True)


def _header(stream: BinaryIO) -> Header:
    """The header of the codestream, which may be inside a box."""
    stream.seek(0)
    start = 0
    if stream.read(len(CONTAINER_MAGIC)) == CONTAINER_MAGIC:
        # Partial codestreams begin with an index.
        places = {b"jxlc": 0, b"jxlp": 4}
        start = next((box.body + places[box.kind] for box in boxes(stream) if box.kind in places), 0)
    stream.seek(start)
    header = read_header(stream.read(FIRST_BYTES))
    if header is None:
        raise UnreadableError(DAMAGED)
    return header


def _blocks(data: bytes) -> dict[bytes, bytes]:
    """The first EXIF and XMP blocks."""
    found: dict[bytes, bytes] = {}
    for box in boxes(io.BytesIO(data)) if data.startswith(CONTAINER_MAGIC) else ():
        kind, block = box.kind, data[box.body : box.end]
        if kind == _PACKED and block[:4] in _BLOCKS and block[:4] not in found:
            kind, block = block[:4], _unpacked(block[4:])
        if kind in _BLOCKS and block:
            found.setdefault(kind, block)
    return found


def _unpacked(block: bytes) -> bytes:
    """A decompressed block. A damaged or too large one gives invalid data, which is reported later."""
    try:
        return bytes(imagecodecs.brotli_decode(block, out=_LARGEST_BLOCK))
    except imagecodecs.BrotliError:
        return _RUBBISH


def encode_jpegxl(raster: Raster, quality: int) -> bytes:
    """A raster in sRGB, 8 or 16 bit, as a JPEG XL; quality 100 is lossless.

    Args:
        raster: its profile is ignored.
        quality: 1 to 100.
    """
    channels = raster.colour if raster.colour.ndim == 3 else raster.colour[..., None]
    if raster.alpha is not None:
        channels = np.concatenate([channels, raster.alpha[..., None]], axis=2)
    lossless = quality == 100
    if channels.dtype == np.uint16 and not lossless:
        channels = _linear(channels, raster.alpha is not None)
    samples = np.ascontiguousarray(channels[..., 0] if channels.shape[2] == 1 else channels)
    coded = imagecodecs.jpegxl_encode(
        samples,
        effort=4,
        lossless=lossless,
        distance=None if lossless else _distance(quality),
        usecontainer=True,
    )
    blocks = [_box(b"Exif", bytes(4) + raster.exif)] if raster.exif else []
    blocks += [_box(b"xml ", raster.xmp)] if raster.xmp else []
    return b"".join([_saying_srgb(bytes(coded)), *blocks])


def _linear(codes: Codes, with_alpha: bool) -> NDArray[np.uint16]:
    """Linear light, which imagecodecs expects in 16 bit; an alpha channel stays unchanged."""
    curve = np.rint(srgb_to_linear(np.arange(65536, dtype=np.float32) / 65535) * 65535).astype(np.uint16)
    light = curve[codes]
    if with_alpha:
        light[..., -1] = codes[..., -1]
    return light


def _saying_srgb(file: bytes) -> bytes:
    """The file with sRGB's curve in its header instead of the linear light that imagecodecs states.

    In lossless files, the pixels are then as the header says. Lossy files use XYB, and decoders convert it to
    the colours in the header.
    """
    for box in boxes(io.BytesIO(file)):
        if box.kind == b"jxlc":
            return file[: box.body] + with_srgb_transfer(file[box.body : box.end]) + file[box.end :]
    raise ValueError("libjxl wrote its codestream in parts")


def _distance(quality: int) -> float:
    """The Butteraugli distance for a JPEG quality, as in cjxl."""
    if quality >= 30:
        return 0.1 + (100 - quality) * 0.09
    return 53 / 3000 * quality**2 - 23 / 20 * quality + 25


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body
