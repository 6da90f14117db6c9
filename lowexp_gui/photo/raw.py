"""Camera raw files, developed by LibRaw as the training photos were: to sRGB, without brightening."""

import io
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any, BinaryIO

import numpy as np
import rawpy
from numpy.typing import NDArray

from lowexp_gui.errors import Sentence
from lowexp_gui.photo.boxes import boxes
from lowexp_gui.photo.jpeg import REDUCED_SIDE, exif_of_jpeg, reduced_jpeg, without_bars
from lowexp_gui.photo.raster import (
    DAMAGED,
    Raster,
    Reduced,
    UnreadableError,
    check_size,
    raster_from_samples,
    read_whole,
)
from lowexp_gui.photo.raw_recognition import CANON_3, TELLING, first_numbers
from lowexp_gui.photo.resizing import resized, size_within
from lowexp_gui.photo.tiff_description import TAGS, Description, described
from lowexp_gui.photo.tiff_tags import (
    EXIF_POINTER,
    GPS_POINTER,
    HEIGHT,
    WIDTH,
    ByteOrder,
    Directory,
    Entry,
    read_block,
    read_directories,
    reading_from,
)
from lowexp_gui.srgb import linear_to_srgb
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_MOST_BYTES_PER_PIXEL = 12
_BLOCKS = {b"CMT1": None, b"CMT2": EXIF_POINTER, b"CMT4": GPS_POINTER}
_PACKET = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_LONGEST_BLOCK = 16 << 20
_DEVELOPMENT: Mapping[str, Any] = MappingProxyType(
    {
        "gamma": (1, 1),
        "no_auto_bright": True,
        "use_camera_wb": True,
        "output_bps": 16,
        "output_color": rawpy.ColorSpace.sRGB,
        "highlight_mode": rawpy.HighlightMode.Clip,
    }
)
# EXIF's orientations by LibRaw's `flip`, and the bit of it that exchanges width and height.
_ORIENTATIONS = (1, 2, 4, 3, 5, 8, 6, 7)
_EXCHANGES = 4
_MOST_RATIONAL = 1_000_000
# LibRaw returns this year if the time is unknown.
_FIRST_YEAR = 1970
_UNSUPPORTED = Sentence(
    QT_TRANSLATE_NOOP("sentences", "{photo} is a raw file of an unknown camera; convert it to TIFF first.")
)


def decode_raw(stream: BinaryIO, max_pixels: int) -> Raster:
    """The photo in a raw file: 16-bit sRGB, upright, at full size.

    Linear conversion to sRGB primaries with the camera's white balance, then sRGB's transfer curve (IEC
    61966-2-1). There is no automatic brightening, because that is the networks' task. Highlights are clipped
    at the level at which the first channel is full, so that they stay white.

    Raises:
        UnreadableError: damaged, too large or from an unknown camera.
        Exception: anything that LibRaw raises for damaged data.
    """
    about = _described(stream)
    with _opened(stream, max_pixels) as raw:
        about = _with_more(about, raw)
        linear = raw.postprocess(**_DEVELOPMENT)
    # A sensor without a colour filter has one channel.
    colour = linear[..., 0] if linear.shape[-1] == 1 else linear
    return Raster(
        _encoded(colour),
        exif=about.exif,
        xmp=about.xmp,
        iptc=about.iptc,
        # LibRaw has already rotated it.
        orientation=1,
        colours_stated=True,
    )


def embedded_in_raw(stream: BinaryIO, max_pixels: int) -> Reduced | None:
    """The preview that the camera stored in a raw file, a JPEG or plain pixels; None for none.

    A large one is made smaller, down to REDUCED_SIDE.

    Raises:
        UnreadableError: damaged, too large or from an unknown camera.
        Exception: anything that LibRaw raises for damaged data.
    """
    with _opened(stream, max_pixels) as raw:
        width, height = raw.sizes.width, raw.sizes.height
        try:
            found = raw.extract_thumb()
        except rawpy.LibRawError:
            return None
        orientation = _ORIENTATIONS[raw.sizes.flip % len(_ORIENTATIONS)]
        if found.format is rawpy.ThumbFormat.JPEG:
            colour = reduced_jpeg(io.BytesIO(bytes(found.data)), max_pixels).raster.colour
        elif isinstance(found.data, np.ndarray):
            rows, columns = found.data.shape[:2]
            check_size(columns, rows, max_pixels)
            colour = resized(found.data, *size_within(columns, rows, REDUCED_SIDE))
        else:
            return None
    # Some cameras turn it themselves.
    is_turned = (colour.shape[1] < colour.shape[0]) != (width < height)
    if is_turned:
        width, height, orientation = height, width, 1
    raster = raster_from_samples(without_bars(colour, width, height), orientation=orientation)
    return Reduced(raster, width, height)


def reduced_raw(stream: BinaryIO, max_pixels: int) -> Reduced:
    """The photo in a raw file as `decode_raw` gives it, with a half of its size or less.

    Raises:
        UnreadableError: damaged, too large or from an unknown camera.
        Exception: anything that LibRaw raises for damaged data.
    """
    with _opened(stream, max_pixels) as raw:
        # Developing changes the sizes.
        width, height = raw.sizes.width, raw.sizes.height
        turned = bool(raw.sizes.flip & _EXCHANGES)
        linear = raw.postprocess(**_DEVELOPMENT, half_size=True)
    while max(linear.shape) >= 2 * REDUCED_SIDE:
        rows, columns = linear.shape[0] // 2, linear.shape[1] // 2
        squares = linear[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2, -1)
        linear = np.rint(squares.mean(axis=(1, 3), dtype=np.float32)).astype(np.uint16)
    colour = linear[..., 0] if linear.shape[-1] == 1 else linear
    if turned:
        width, height = height, width
    return Reduced(raster_from_samples(_encoded(colour), orientation=1, colours_stated=True), width, height)


@contextmanager
def _opened(stream: BinaryIO, max_pixels: int) -> Iterator[rawpy.RawPy]:
    """A raw file of a known camera whose size has been checked."""
    data = io.BytesIO(read_whole(stream, _told_pixels(stream), _MOST_BYTES_PER_PIXEL))
    try:
        with rawpy.imread(data) as raw:
            check_size(raw.sizes.raw_width, raw.sizes.raw_height, max_pixels)
            check_size(raw.sizes.width, raw.sizes.height, max_pixels)
            yield raw
    except rawpy.LibRawFileUnsupportedError as error:
        raise UnreadableError(_UNSUPPORTED) from error
    except rawpy.LibRawError as error:
        raise UnreadableError(DAMAGED) from error


@cache
def _curve() -> NDArray[np.uint16]:
    """sRGB codes of linear codes, both 16 bit."""
    curve = np.rint(linear_to_srgb(np.arange(65536) / 65535) * 65535).astype(np.uint16)
    curve.flags.writeable = False
    return curve


def _encoded(linear: NDArray[Any]) -> NDArray[np.uint16]:
    codes: NDArray[np.uint16] = _curve()[linear]
    return codes


def _told_pixels(stream: BinaryIO) -> int:
    """The number of pixels of the largest picture stated in the directories; 0 without directories."""
    directories = read_directories(reading_from(stream), TELLING)
    numbers = (first_numbers(order, each) for order, each in directories)
    return max((each.get(WIDTH, 0) * each.get(HEIGHT, 0) for each in numbers), default=0)


def _described(stream: BinaryIO) -> Description:
    """The photo's description from the file's own directories, wherever they are."""
    stream.seek(0)
    if stream.read(12)[4:] == CANON_3:
        return replace(described(_directories_of_boxes(stream)), xmp=_packet_of_boxes(stream))
    return described(read_directories(reading_from(stream), TAGS))


def _packet_of_boxes(stream: BinaryIO) -> bytes | None:
    """The XMP packet of a CR3, which is in a separate box."""
    for box in boxes(stream):
        if box.kind == b"uuid" and box.end - box.body < _LONGEST_BLOCK:
            stream.seek(box.body)
            content = stream.read(box.end - box.body)
            if content.startswith(_PACKET):
                return content.removeprefix(_PACKET).rstrip(b"\0") or None
    return None


def _directories_of_boxes(stream: BinaryIO) -> Iterator[tuple[ByteOrder, Directory]]:
    """The directories in a CR3, each in a box of its own: the main one, EXIF's and the position."""
    blocks: dict[bytes, bytes] = {}
    for film in boxes(stream):
        for own in boxes(stream, film.body, film.end) if film.kind == b"moov" else ():
            # Canon's boxes begin with a UUID of 16 bytes.
            for box in boxes(stream, own.body + 16, own.end) if own.kind == b"uuid" else ():
                if box.kind in _BLOCKS and box.end - box.body < _LONGEST_BLOCK:
                    stream.seek(box.body)
                    blocks.setdefault(box.kind, stream.read(box.end - box.body))
    found = {kind: read_block(block) for kind, block in blocks.items()}
    for kind, pointer in _BLOCKS.items():
        content = found.get(kind)
        if content is not None:
            order, directory = content
            yield order, directory if pointer is None else Directory((), {pointer: directory})


def _with_more(about: Description, raw: rawpy.RawPy) -> Description:
    """The description completed from the embedded JPEG and from LibRaw."""
    exif = _thumbnail_exif(raw)
    content = read_block(exif) if exif else None
    if content is not None:
        about = about.with_more(*content)
    return about.with_more("<", _known_to_libraw(raw))


def _known_to_libraw(raw: rawpy.RawPy) -> Directory:
    shot, lens = raw.other, raw.lens
    numbers = {0x829A: shot.shutter_speed, 0x829D: shot.aperture, 0x920A: shot.focal_length}
    inner = [_rational(tag, number) for tag, number in numbers.items() if 0 < number < _MOST_RATIONAL]
    if 0 < shot.iso_speed < 65535:
        inner.append(Entry(0x8827, 3, 1, struct.pack("<H", round(shot.iso_speed))))
    inner += [_text(tag, text) for tag, text in {0xA433: lens.make, 0xA434: lens.model}.items() if text]
    if shot.timestamp is not None and shot.timestamp.year > _FIRST_YEAR:
        inner.append(_text(0x9003, shot.timestamp.strftime("%Y:%m:%d %H:%M:%S")))
    main = [_text(0x013B, shot.artist)] if shot.artist else []
    return Directory(tuple(main), {EXIF_POINTER: Directory(tuple(inner))} if inner else {})


def _rational(tag: int, number: float) -> Entry:
    ratio = Fraction(number).limit_denominator(100_000)
    return Entry(tag, 5, 1, struct.pack("<II", ratio.numerator, ratio.denominator))


def _text(tag: int, text: str) -> Entry:
    value = text.encode("ascii", "replace") + b"\0"
    return Entry(tag, 2, len(value), value)


def _thumbnail_exif(raw: rawpy.RawPy) -> bytes | None:
    """The EXIF block of the JPEG embedded in a raw file."""
    try:
        thumbnail = raw.extract_thumb()
    except rawpy.LibRawError:
        return None
    return exif_of_jpeg(bytes(thumbnail.data)) if thumbnail.format is rawpy.ThumbFormat.JPEG else None
