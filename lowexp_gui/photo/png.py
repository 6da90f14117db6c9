"""PNG files: their chunks read and written here, their pixels by libpng."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import BinaryIO

import imagecodecs
import numpy as np

from lowexp_gui.errors import Sentence
from lowexp_gui.photo.png_chunks import HEADER_END, chunk, read_chunks
from lowexp_gui.photo.png_texts import inflated, read_texts, text_chunks
from lowexp_gui.photo.raster import ANIMATED, CUT_SHORT, Raster, fill_missing, raster_from_samples
from lowexp_gui.photo.resolution import Resolution, per_metre, pixels_per_metre
from lowexp_gui.photo.stated_colours import Colours, colours_of_code_points, colours_of_gamma

_METRE = 1
_LONGEST_PROFILE = 16 << 20


def decode_png(stream: BinaryIO, max_pixels: int) -> Raster:
    """The picture in a PNG file, 8 or 16 bit; palettes and fewer bits come out as 8 bit.

    A truncated file is read as far as possible; missing rows get the mean colour of the others.

    Raises:
        UnreadableError: damaged or too large.
        Exception: anything that the decoder raises for damaged data.
    """
    found = read_chunks(stream, max_pixels)
    texts = read_texts(found.texts)
    colours = _colours(found.first, found.grey)
    # libpng only gets the pixels, because it prints warnings about damaged blocks to standard error.
    samples = imagecodecs.png_decode(found.pixels)
    samples = fill_missing(samples, found.missing)
    notices: tuple[Sentence, ...] = (ANIMATED,) if b"acTL" in found.first else ()
    if found.missing:
        notices += (Sentence(CUT_SHORT, missing=found.missing, height=found.height),)
    raster = raster_from_samples(
        samples,
        icc=colours.icc or (None if colours.stated else texts.icc),
        colours_stated=colours.stated,
        exif=found.first.get(b"eXIf", b"").removeprefix(b"Exif\0\0") or texts.exif,
        xmp=texts.xmp,
        iptc=texts.iptc,
        notices=notices + texts.notices,
    )
    return replace(
        raster,
        cut_short=found.missing > 0,
        resolution=_resolution(found.first.get(b"pHYs", b"")),
        texts=texts.plain,
    )


def _colours(chunks: Mapping[bytes, bytes], grey: bool) -> Colours:
    """The colours by the chunk with the highest priority (PNG Specification, third edition, 4.3).

    Raises:
        UnreadableError: the picture is HDR.
    """
    if len(points := chunks.get(b"cICP", b"")) == 4:
        return colours_of_code_points(points[0], points[1], grey)
    if icc := _unpacked_profile(chunks.get(b"iCCP", b"")):
        return Colours(icc, stated=True)
    if b"sRGB" in chunks:
        return Colours(stated=True)
    exponent, points = chunks.get(b"gAMA", b""), chunks.get(b"cHRM", b"")
    return colours_of_gamma(
        struct.unpack(">I", exponent)[0] if len(exponent) == 4 else None,
        struct.unpack(">8I", points) if len(points) == 32 else None,
        grey,
    )


def encode_png(raster: Raster, software: str | None) -> bytes:
    """Encode an 8- or 16-bit raster as a PNG, with the program's name."""
    channels = raster.colour if raster.colour.ndim == 3 else raster.colour[..., None]
    if raster.alpha is not None:
        channels = np.concatenate([channels, raster.alpha[..., None]], axis=2)
    samples = np.ascontiguousarray(channels[..., 0] if channels.shape[2] == 1 else channels)
    # Run-length coding of horizontal differences: as small as the best setting for noisy photos, and much
    # faster.
    plain = imagecodecs.png_encode(
        samples,
        level=1,
        strategy=imagecodecs.PNG.STRATEGY.RLE,
        filter=imagecodecs.PNG.FILTER.SUB,
    )
    chunks = []
    if raster.icc:
        chunks.append(chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(raster.icc)))
    if raster.exif:
        chunks.append(chunk(b"eXIf", raster.exif))
    if raster.resolution:
        chunks.append(chunk(b"pHYs", struct.pack(">IIB", *pixels_per_metre(raster.resolution), _METRE)))
    chunks += text_chunks(raster.texts, raster.xmp, raster.iptc)
    if software:
        chunks.append(chunk(b"tEXt", b"Software\0" + software.encode("latin-1", "replace")))
    return b"".join([plain[:HEADER_END], *chunks, memoryview(plain)[HEADER_END:]])


def _unpacked_profile(body: bytes) -> bytes | None:
    name, _, packed = body.partition(b"\0")
    return inflated(packed[1:], _LONGEST_PROFILE) if 0 < len(name) < 80 else None


def _resolution(body: bytes) -> Resolution | None:
    """The resolution in a pHYs chunk, if its unit is the metre."""
    if len(body) != 9 or body[8] != _METRE:
        return None
    return per_metre(*struct.unpack(">II", body[:8]))
