"""HEIC and AVIF files: HEVC by libheif, AV1 by libavif; both are boxes of ISO/IEC 23008-12.

Only AVIF is written, because the licences of HEVC encoders are incompatible with this program's.
"""

import io
import struct
from dataclasses import dataclass
from typing import BinaryIO

import imagecodecs
import numpy as np
import pi_heif
from PIL import AvifImagePlugin, Image

from lowexp_gui.cores import usable_cores
from lowexp_gui.errors import Counted, Sentence
from lowexp_gui.photo.boxes import Box, boxes
from lowexp_gui.photo.exif_editing import without_orientation
from lowexp_gui.photo.raster import (
    ANIMATED,
    SEVERAL,
    Raster,
    UnreadableError,
    check_size,
    full_scale,
    raster_from_samples,
    read_whole,
)
from lowexp_gui.photo.stated_colours import Colours, colours_of_code_points
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_COMMON_BRANDS = frozenset({b"mif1", b"msf1", b"miaf"})
_FILM, _STILL, _PIXELS = b"moov", b"meta", b"mdat"
# Brands of image sequences, and the matching brands of still pictures.
_STILL_BRANDS = {b"avis": b"avif", b"hevc": b"heic", b"hevx": b"heix", b"msf1": b"mif1"}
_SIZES = b"ispe"
_MOST_BYTES_PER_PIXEL = 4
_MOST_META = 1 << 20
_NCLX = b"colrnclx"
_AV1_SETTINGS = b"av1C"
# The boxes that describe the picture come before the pixels.
_HEAD_SIZE = 1 << 18
# The libraries ignore the CPU limit of a container.
pi_heif.options.DECODE_THREADS = min(pi_heif.options.DECODE_THREADS, usable_cores())
AvifImagePlugin.DEFAULT_MAX_THREADS = usable_cores()


def decode_heic(stream: BinaryIO, max_pixels: int) -> Raster:
    """The main picture of a HEIC file, upright; more than 8 bits come out as 16.

    Raises:
        UnreadableError: too large, or of an unsupported kind.
        Exception: anything that libheif raises for damaged data.
    """
    found = _look(stream, max_pixels)
    if found.film and not found.still:
        raise UnreadableError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "{photo} is a video without a still picture; save one of its frames as JPEG first.",
                )
            )
        )
    file = pi_heif.open_heif(io.BytesIO(found.without_film), convert_hdr_to_8bit=False)
    width, height = file.size
    check_size(width, height, max_pixels)
    colours = _colours(file.info.get("icc_profile"), found.data)
    bits = int(file.info.get("bit_depth", 8))
    # Copied, because closing the file frees the array's memory.
    samples = np.array(file)
    if samples.dtype == np.uint16:
        # libheif shifts the samples up to 16 bits.
        samples = full_scale(samples >> (16 - bits), bits)
    notices = (
        (ANIMATED,)
        if found.film
        else (Sentence(SEVERAL, pictures=Counted(len(file), "picture", "pictures")),)
        if len(file) > 1
        else ()
    )
    # libheif rotates the picture; the orientation tags are to be ignored (ISO/IEC 23008-12, 6.5.10).
    return raster_from_samples(
        samples,
        icc=colours.icc,
        colours_stated=colours.stated,
        exif=(file.info.get("exif") or b"").removeprefix(b"Exif\0\0") or None,
        xmp=file.info.get("xmp") or None,
        orientation=1,
        notices=notices,
    )


def decode_avif(stream: BinaryIO, max_pixels: int) -> Raster:
    """The picture of an AVIF file, or the first one; more than 8 bits come out as 16.

    An animation without a still picture comes out with 8 bits.

    Raises:
        UnreadableError: too large, or of an unsupported kind.
        Exception: anything that libavif raises for damaged data.
    """
    found = _look(stream, max_pixels)
    # imagecodecs would decode all frames of an animation into the buffer of one, so the frames are hidden.
    data = found.without_film if found.still else found.data
    with AvifImagePlugin.AvifImageFile(io.BytesIO(data)) as image:
        check_size(*image.size, max_pixels)
        about = dict(image.info)
        colours = _colours(about.get("icc_profile"), data)
        if found.still and image.n_frames == 1:
            samples = imagecodecs.avif_decode(data, index=0)
        else:
            image.load()
            samples = np.asarray(image)
    if samples.dtype == np.uint16:
        samples = full_scale(samples, _av1_bits(data))
    return raster_from_samples(
        samples,
        icc=colours.icc,
        colours_stated=colours.stated,
        exif=about.get("exif", b"").removeprefix(b"Exif\0\0") or None,
        xmp=about.get("xmp") or None,
        notices=(ANIMATED,) if found.film else (),
    )


@dataclass(frozen=True)
class _Found:
    """A file and the places of its image sequences.

    Attributes:
        data: all of it.
        brands: the place of its first box, which holds the brands.
        films: the boxes of films and animations.
        still: whether there is a still picture.
    """

    data: bytes
    brands: Box | None
    films: tuple[Box, ...]
    still: bool

    @property
    def film(self) -> bool:
        """Whether there is a film."""
        return bool(self.films)

    @property
    def without_film(self) -> bytes:
        """The file with its films hidden, so that decoders see only the still picture."""
        if not self.films:
            return self.data
        changed = bytearray(self.data)
        for box in self.films:
            changed[box.start + 4 : box.start + 8] = b"free"
        if self.brands is not None:
            for place in (self.brands.body, *range(self.brands.body + 8, self.brands.end - 3, 4)):
                brand = bytes(changed[place : place + 4])
                changed[place : place + 4] = _STILL_BRANDS.get(brand, brand)
        return bytes(changed)


def _look(stream: BinaryIO, max_pixels: int) -> _Found:
    """Read a file with valid boxes whose length fits the size of its pictures."""
    found = []
    try:
        for box in boxes(stream):
            found.append(box)
    except UnreadableError:
        # Some phones append data after the last box.
        if not any(box.kind == _PIXELS for box in found):
            raise
    pixels = 0
    for box in found:
        if box.kind == _STILL:
            stream.seek(box.body)
            pixels = _most_pixels(stream.read(min(box.end - box.body, _MOST_META)))
    data = read_whole(stream, min(pixels, max_pixels), _MOST_BYTES_PER_PIXEL)
    return _Found(
        data[: found[-1].end] if found else data,
        next((box for box in found if box.kind == b"ftyp"), None),
        tuple(box for box in found if box.kind == _FILM),
        any(box.kind == _STILL for box in found),
    )


def _most_pixels(meta: bytes) -> int:
    """The number of pixels of the largest still picture whose size is given in a `meta` box."""
    most, place = 0, meta.find(_SIZES)
    while 0 <= place <= len(meta) - len(_SIZES) - 12:
        width, height = struct.unpack_from(">II", meta, place + len(_SIZES) + 4)
        most = max(most, width * height)
        place = meta.find(_SIZES, place + 1)
    return most


def encode_avif(raster: Raster, quality: int, subsampling: str) -> bytes:
    """An 8-bit raster as an AVIF, with alpha where it has one.

    Args:
        quality: 1 to 100.
        subsampling: "444", "422" or "420".
    """
    colour = raster.colour if raster.colour.ndim == 3 else np.repeat(raster.colour[..., None], 3, axis=2)
    samples = colour if raster.alpha is None else np.dstack([colour, raster.alpha])
    stream = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(samples)).save(
        stream,
        "AVIF",
        quality=quality,
        subsampling=":".join(subsampling),
        icc_profile=raster.icc or b"",
        # If there is an orientation, Pillow rewrites the EXIF block and loses the maker notes.
        exif=without_orientation(raster.exif) if raster.exif else b"",
        xmp=raster.xmp or b"",
    )
    return stream.getvalue()


def _av1_bits(data: bytes) -> int:
    """Bits per sample by the AV1 configuration (AV1-ISOBMFF, 2.3.3)."""
    place = data.find(_AV1_SETTINGS, 0, _HEAD_SIZE)
    flags = data[place + 6] if place >= 0 and place + 6 < len(data) else 0
    return 8 if not flags & 0x40 else 12 if flags & 0x20 else 10


def _colours(icc: bytes | None, data: bytes) -> Colours:
    """The colours by the file's profile, or by its code points (ITU-T H.273).

    Raises:
        UnreadableError: they describe an HDR picture.
    """
    if icc:
        return Colours(icc, stated=True)
    place = data.find(_NCLX, 0, _HEAD_SIZE)
    if place < 0 or place + 12 > len(data):
        return Colours()
    return colours_of_code_points(*struct.unpack_from(">HH", data, place + len(_NCLX)))
