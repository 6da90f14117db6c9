"""JPEG files: their segments read here, their pixels by Pillow."""

import io
import re
import struct
from dataclasses import dataclass, field, replace
from typing import BinaryIO

import imagecodecs
import numpy as np
from PIL import Image, JpegImagePlugin

from lowexp_gui.errors import Counted, Sentence
from lowexp_gui.photo.cmyk import cmyk_to_srgb
from lowexp_gui.photo.extended_xmp import extension_parts, parted, whole_packet
from lowexp_gui.photo.iptc import iptc_of_resources, resources_of_iptc
from lowexp_gui.photo.jpeg_segments import COMMENT, MAGIC, SEGMENT_LIMIT
from lowexp_gui.photo.jpeg_segments import EXIF_HEAD as _EXIF
from lowexp_gui.photo.jpeg_segments import XMP_HEAD as _XMP
from lowexp_gui.photo.pixels import Codes
from lowexp_gui.photo.raster import (
    CUT_SHORT,
    DAMAGED,
    SEVERAL,
    Raster,
    Reduced,
    UnreadableError,
    check_size,
    fill_missing,
    raster_from_samples,
)
from lowexp_gui.photo.resolution import Resolution, per_centimetre, resolution_of
from lowexp_gui.photo.tiff_tags import read_block, read_directories, reading_from
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
_ICC = b"ICC_PROFILE\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
MAX_XMP = SEGMENT_LIMIT - len(_XMP)
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN, _END_OF_IMAGE, _COMMENT = 0xDA, 0xD9, 0xFE
_APP0, _APP1, _APP2, _APP13 = 0xE0, 0xE1, 0xE2, 0xED
_JFIF = b"JFIF\0"
# From CIPA DC-007 (Multi-Picture Format), 5.2: the tag of the list of pictures, the length of its rows, and
# the value of a row's third lowest byte for a thumbnail.
_SEVERAL_PICTURES, _PICTURES, _PICTURE_ROW, _THUMBNAIL = b"MPF\0", 0xB002, 16, 0x01
_MAY_BE_GAIN_MAPS = (b"GainMap", b"hdrgm")
_UNITS = {1: resolution_of, 2: per_centimetre}
_MOST_COMMENTS = 16
_END = b"\xff\xd9"
# Coefficients of a block of 8 x 8 pixels.
_COEFFICIENTS = 64
_COARSE = Sentence(
    QT_TRANSLATE_NOOP(
        "sentences",
        "{photo} is cut short: its fine detail is missing; copy it again from the card or the backup.",
    )
)
# A marker with a length. Markers without one may occur between coded pixels.
_MARKER = re.compile(rb"\xff[\x02-\xcf\xd8-\xfe]")
_SEGMENT_MARKER = re.compile(rb"\xff[\x02-\xcf\xda-\xfe]")
# The most bytes in all segments before the first scan, and the most segments.
_MOST_BEFORE_PIXELS = 64 << 20
_MOST_SEGMENTS = 65536
_MOST_BYTES_PER_PIXEL = 6
# Encoders write about ten. Each takes the decoder a pass over all pixels, even where it has no data.
_MOST_SCANS = 100
# The decoder fills missing pixels with this value.
_NOTHING = 128
# Decoded in place of the missing data, it shows which pixels depend on them. It contains no marker.
_NOISE = bytes(np.random.default_rng(0).integers(1, 255, 4096, np.uint8))
_XMP_CUT = Sentence(QT_TRANSLATE_NOOP("sentences", "{photo} lacks part of its XMP data; the rest is kept."))
# A JPEG's start marker and its JFIF segment.
_JFIF_END, _JFIF_UNIT = 20, 13
# Rows that are copied from Pillow's picture at once.
_BAND = 256
REDUCED_SIDE = 1024
"""The least long side of a reduced picture, pixels; smaller photos keep their size."""
# The most pixels of a small picture in an EXIF block, and the tags of its place and length (Exif 3.0, 4.5.8).
_MOST_EMBEDDED = 4_000_000
_THUMBNAIL_AT, _THUMBNAIL_LENGTH = 0x0201, 0x0202
# The decoder only needs JFIF and Adobe segments, which define the meaning of the channels.
_DECODER_NEEDS = frozenset({0xE0, 0xEE})


@dataclass
class _Header:
    """The segments before the first scan."""

    frame: tuple[int, int, int, int, int] | None = None
    exif: bytearray = field(default_factory=bytearray)
    xmp: bytes | None = None
    xmp_parts: list[bytes] = field(default_factory=list)
    photoshop: bytearray = field(default_factory=bytearray)
    icc: dict[int, bytes] = field(default_factory=dict)
    icc_parts: int = 0
    pictures: int = 1
    resolution: Resolution | None = None
    comments: list[str] = field(default_factory=list)
    for_decoder: list[bytes] = field(default_factory=list)

    def take(self, marker: int, body: bytes) -> None:
        """Store the content of one segment."""
        if marker in _START_OF_FRAME and len(body) >= 6:
            self.frame = (marker, *struct.unpack(">BHHB", body[:6]))
        if marker == _APP1 and body.startswith(_EXIF):
            self.exif += body[len(_EXIF) :]
        elif marker == _APP1 and body.startswith(_XMP) and self.xmp is None:
            self.xmp = body[len(_XMP) :]
        elif marker == _APP1 and body.startswith(_EXTENSION):
            self.xmp_parts.append(body[len(_EXTENSION) :])
        elif marker == _APP2 and body.startswith(_SEVERAL_PICTURES):
            self.pictures = _pictures(body[len(_SEVERAL_PICTURES) :])
        elif marker == _APP13 and body.startswith(_PHOTOSHOP):
            self.photoshop += body[len(_PHOTOSHOP) :]
        elif marker == _APP2 and body.startswith(_ICC) and len(body) > len(_ICC) + 2:
            self.icc[body[len(_ICC)]] = body[len(_ICC) + 2 :]
            self.icc_parts = body[len(_ICC) + 1]
        elif marker == _APP0 and body.startswith(_JFIF) and len(body) >= 12 and self.resolution is None:
            unit, across, down = struct.unpack_from(">BHH", body, len(_JFIF) + 2)
            if unit in _UNITS:
                self.resolution = _UNITS[unit](across, down)
        elif marker == _COMMENT and len(self.comments) < _MOST_COMMENTS:
            self.comments.append(_text_of(body))
        if not 0xE0 <= marker <= 0xEF or marker in _DECODER_NEEDS:
            self.for_decoder.append(_segment(marker, body))

    @property
    def width(self) -> int:
        """Pixels across; 0 without a frame."""
        return 0 if self.frame is None else self.frame[3]

    @property
    def height(self) -> int:
        """Pixels down; 0 without a frame."""
        return 0 if self.frame is None else self.frame[2]

    @property
    def channels(self) -> int:
        """The number of channels; 0 without a frame."""
        return 0 if self.frame is None else self.frame[4]

    @property
    def profile(self) -> bytes | None:
        """The ICC profile, or None if a part is missing."""
        numbers = range(1, self.icc_parts + 1)
        return b"".join(self.icc[number] for number in numbers) if set(numbers) == set(self.icc) else None


def decode_jpeg(stream: BinaryIO, max_pixels: int) -> Raster:
    """The first picture of a JPEG file; CMYK comes out as sRGB.

    A truncated file is read as far as possible; missing rows get the mean colour of the others.

    Raises:
        UnreadableError: damaged, too large or of an unsupported kind.
        Exception: anything that Pillow raises for damaged data.
    """
    data, header, start = _opened(stream, max_pixels)
    scans = _checked_scans(data, start, header.channels)
    samples, icc, converted = _decoded(header, [memoryview(data)[start : scans.end]])
    missing = _missing_rows(header, memoryview(data)[start : scans.end], scans, samples)
    if scans.count < 2:
        # In a progressive file, these rows are coarse, which is better than nothing.
        samples = fill_missing(samples, missing)
    xmp, complete = whole_packet(header.xmp, header.xmp_parts)
    coarse = scans.count > 1 and not scans.marked and not scans.refined
    notices: tuple[Sentence, ...] = ()
    if coarse:
        notices = (_COARSE,)
    elif missing:
        notices = (Sentence(CUT_SHORT, missing=missing, height=header.height),)
    if header.pictures > 1 and not any(each in (header.xmp or b"") for each in _MAY_BE_GAIN_MAPS):
        notices += (Sentence(SEVERAL, pictures=Counted(header.pictures, "picture", "pictures")),)
    raster = raster_from_samples(
        samples,
        icc=icc,
        exif=bytes(header.exif) or None,
        xmp=xmp,
        iptc=iptc_of_resources(bytes(header.photoshop)),
        notices=notices if complete else (*notices, _XMP_CUT),
    )
    return replace(
        raster,
        cut_short=coarse or missing > 0,
        colours_stated=converted,
        resolution=header.resolution,
        texts=tuple((COMMENT, text) for text in header.comments if text),
    )


def _opened(stream: BinaryIO, max_pixels: int) -> tuple[bytes, _Header, int]:
    """A file's bytes, the segments before its first scan, and the offset of that scan's marker.

    Raises:
        UnreadableError: damaged, too large or of an unsupported kind.
    """
    stream.seek(0)
    data = stream.read(_MOST_BEFORE_PIXELS)
    header, start = _read_header(data)
    if header.frame is None:
        raise UnreadableError(DAMAGED)
    marker, precision, height, width, _ = header.frame
    check_size(width, height, max_pixels)
    if precision != 8 or marker not in (0xC0, 0xC1, 0xC2, 0xC9, 0xCA):
        raise UnreadableError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "{photo} is an unusual kind of JPEG (12-bit or lossless); save it as PNG or TIFF first.",
                )
            )
        )
    if len(data) == _MOST_BEFORE_PIXELS:
        data += stream.read(width * height * _MOST_BYTES_PER_PIXEL)
    return data, header, start


def check_jpeg(stream: BinaryIO, max_pixels: int) -> None:
    """Raise UnreadableError for a JPEG that `decode_jpeg` refuses before it decodes any pixel."""
    data, header, start = _opened(stream, max_pixels)
    _checked_scans(data, start, header.channels)


def embedded_in_jpeg(stream: BinaryIO, max_pixels: int) -> Reduced | None:
    """The small picture in the EXIF block of a JPEG (Exif 3.0, 4.5.8), without black bars; None for none.

    Raises:
        UnreadableError: the photo or the small picture is damaged, too large or of an unsupported kind.
    """
    _, header, _ = _opened(stream, max_pixels)
    exif = bytes(header.exif)
    data = _thumbnail(exif)
    if not data.startswith(MAGIC):
        return None
    small = decode_jpeg(io.BytesIO(data), _MOST_EMBEDDED)
    colour = without_bars(small.colour, header.width, header.height)
    icc = small.icc or header.profile
    return Reduced(raster_from_samples(colour, icc=icc, exif=exif), header.width, header.height)


def reduced_jpeg(stream: BinaryIO, max_pixels: int) -> Reduced:
    """The first picture of a JPEG file with 1/2, 1/4 or 1/8 of its size, but not far below REDUCED_SIDE.

    The decoder computes only the coarse part of each block. Missing rows are grey.

    Raises:
        UnreadableError: damaged, too large or of an unsupported kind.
        Exception: anything that Pillow raises for damaged data.
    """
    data, header, start = _opened(stream, max_pixels)
    wanted = REDUCED_SIDE / max(header.width, header.height)
    size = (max(1, round(header.width * wanted)), max(1, round(header.height * wanted)))
    scans = _checked_scans(data, start, header.channels)
    samples, icc, converted = _decoded(header, [memoryview(data)[start : scans.end]], size)
    raster = raster_from_samples(samples, icc=icc, exif=bytes(header.exif) or None, colours_stated=converted)
    return Reduced(raster, header.width, header.height)


def without_bars(picture: Codes, width: int, height: int) -> Codes:
    """The middle of a small picture with the proportions of a photo; cameras fill the rest with black."""
    rows, columns = picture.shape[:2]
    kept_rows = min(rows, max(1, round(columns * height / width)))
    kept_columns = min(columns, max(1, round(rows * width / height)))
    top, left = (rows - kept_rows) // 2, (columns - kept_columns) // 2
    return picture[top : top + kept_rows, left : left + kept_columns]


def _thumbnail(exif: bytes) -> bytes:
    """The bytes of the small picture in an EXIF block; empty for none."""
    for order, directory in read_directories(
        reading_from(io.BytesIO(exif)), (_THUMBNAIL_AT, _THUMBNAIL_LENGTH)
    ):
        numbers = {
            entry.tag: int.from_bytes(entry.value[:4], "little" if order == "<" else "big")
            for entry in directory.entries
            if len(entry.value) == 4
        }
        if numbers.keys() == {_THUMBNAIL_AT, _THUMBNAIL_LENGTH}:
            at = numbers[_THUMBNAIL_AT]
            return exif[at : at + numbers[_THUMBNAIL_LENGTH]]
    return b""


def _pictures(block: bytes) -> int:
    """The number of pictures in a file by its own list, not counting thumbnails."""
    content = read_block(block)
    rows = next((e.value for e in content[1].entries if e.tag == _PICTURES), b"") if content else b""
    order = content[0] if content else "<"
    whole = rows[: len(rows) // _PICTURE_ROW * _PICTURE_ROW]
    kinds = np.frombuffer(whole, np.dtype("u4").newbyteorder(order))[:: _PICTURE_ROW // 4]
    return max(1, int(np.count_nonzero((kinds >> 16) & 0xFF != _THUMBNAIL)))


def _text_of(body: bytes) -> str:
    try:
        return body.rstrip(b"\0").decode()
    except UnicodeDecodeError:
        return body.rstrip(b"\0").decode("latin-1")


@dataclass(frozen=True)
class _Scans:
    """The coded pixels of a picture.

    Attributes:
        end: where they end.
        marked: whether there is an end marker.
        count: number of scans.
        refined: whether the scans, if complete, give every coefficient to its last bit.
    """

    end: int
    marked: bool
    count: int
    refined: bool


def _checked_scans(data: bytes, start: int, channels: int) -> _Scans:
    """As `_find_scans`; raises UnreadableError if there are so many that decoding would take minutes."""
    scans = _find_scans(data, start, channels)
    if scans.count > _MOST_SCANS:
        raise UnreadableError(DAMAGED)
    return scans


def _find_scans(data: bytes, start: int, channels: int) -> _Scans:
    """The coded pixels of a picture with a number of channels, whose first scan marker is at `start`."""
    place, count = start, 0
    told: set[tuple[int, int]] = set()
    for _ in range(_MOST_SEGMENTS):
        found = _MARKER.search(data, place)
        if found is None:
            # A file may end after the first byte of a marker.
            place, marked = len(data) - (data[-1:] == b"\xff"), False
            break
        place, marker = found.start(), data[found.start() + 1]
        marked = marker == _END_OF_IMAGE
        size = int.from_bytes(data[place + 2 : place + 4], "big")
        if marked or marker == 0xD8 or place + 2 + size > len(data):
            break
        if marker == _START_OF_SCAN:
            count += 1
            told |= _told_fully(data[place + 4 : place + 2 + size])
        place += 2 + max(size, 0)
    else:
        marked = False
    return _Scans(place, marked, count, len(told) >= channels * _COEFFICIENTS)


def _told_fully(scan: bytes) -> set[tuple[int, int]]:
    """The (channel, coefficient) pairs whose last bit is in a scan, by the scan's header.

    See ITU-T T.81, B.2.3 and G.1.1.1.
    """
    channels = scan[0] if scan else 0
    if len(scan) != 1 + 2 * channels + 3:
        return set()
    first, last, bits = scan[-3:]
    if bits & 0x0F:
        return set()
    coefficients = range(first, min(last, _COEFFICIENTS - 1) + 1)
    return {(channel, each) for channel in scan[1:-3:2] for each in coefficients}


def _decoded(
    header: _Header, scans: list[memoryview | bytes], size: tuple[int, int] | None = None
) -> tuple[Codes, bytes | None, bool]:
    """The decoded pixels, their profile, and whether they are known to be sRGB.

    Args:
        size: the least width and height; None for the full ones.
    """
    stream = io.BytesIO(b"".join([b"\xff\xd8", *header.for_decoder, *scans, _END]))
    # Opened with the JPEG class, so that Pillow neither tries other formats nor applies its own size limit.
    with JpegImagePlugin.JpegImageFile(stream) as image:
        if size is not None:
            image.draft(None, size)
        image.load()
        return _samples(image, header.profile)


def _missing_rows(header: _Header, coded: memoryview, scans: _Scans, samples: Codes) -> int:
    """The number of rows at the bottom that are missing or, in a progressive file, incomplete.

    Raises:
        UnreadableError: all rows are missing.
    """
    if scans.marked and not (samples[-1] == _NOTHING).all():
        return 0
    noisy, _, _ = _decoded(header, [coded, _NOISE])
    missing = len(samples) - _first_difference(samples, noisy)
    if missing == len(samples) and scans.count < 2:
        raise UnreadableError(DAMAGED)
    return missing


def _first_difference(one: Codes, other: Codes) -> int:
    """The first row in which two pictures differ, or their number of rows if they are equal."""
    for top in range(0, len(one), _BAND):
        rows = slice(top, top + _BAND)
        differ = np.flatnonzero((one[rows] != other[rows]).reshape(len(one[rows]), -1).any(axis=1))
        if differ.size:
            return top + int(differ[0])
    return len(one)


def exif_of_jpeg(data: bytes) -> bytes | None:
    """The EXIF block of a JPEG; None if there is none or the data is no JPEG."""
    try:
        header, _ = _read_header(data)
    except UnreadableError:
        return None
    return bytes(header.exif) or None


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height from the header of a JPEG stream; UnreadableError if the header is invalid."""
    header, _ = _read_header(data)
    if header.frame is None:
        raise UnreadableError(DAMAGED)
    return header.frame[3], header.frame[2]


def _samples(image: Image.Image, icc: bytes | None) -> tuple[Codes, bytes | None, bool]:
    if image.mode == "CMYK":
        return cmyk_to_srgb(image, icc), None, True
    if image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    return _array_of(image), icc, False


def _array_of(image: Image.Image) -> Codes:
    """A picture's pixels, copied in bands to avoid a second full copy."""
    channels = () if image.mode == "L" else (3,)
    pixels = np.empty((image.height, image.width, *channels), np.uint8)
    for top in range(0, image.height, _BAND):
        bottom = min(top + _BAND, image.height)
        pixels[top:bottom] = np.asarray(image.crop((0, top, image.width, bottom)))
    return pixels


def _read_header(data: bytes) -> tuple[_Header, int]:
    """The segments, and the offset of the first scan's marker."""
    header = _Header()
    place = 2
    for _ in range(_MOST_SEGMENTS):
        # Bytes between segments are skipped, as in libjpeg.
        found = _SEGMENT_MARKER.search(data, place)
        if found is None or found.end() + 2 > len(data):
            break
        place, marker = found.end(), data[found.end() - 1]
        if marker == _START_OF_SCAN:
            return header, place - 2
        size = int.from_bytes(data[place : place + 2], "big")
        body = data[place + 2 : place + size]
        if size < 2 or len(body) != size - 2:
            break
        header.take(marker, body)
        place += size
    raise UnreadableError(DAMAGED)


def encode_jpeg(raster: Raster, quality: int, subsampling: str) -> bytes:
    """An 8-bit raster without alpha as a JPEG.

    Args:
        raster: its EXIF block must not exceed the format's `max_exif` bytes.
        quality: 1 to 100.
        subsampling: "444", "422" or "420".

    Raises:
        XmpTooLargeError: the XMP packet cannot be made to fit.
    """
    # Encoded directly from the array; Pillow would first copy it, using four bytes per pixel.
    plain = imagecodecs.jpeg8_encode(
        np.ascontiguousarray(raster.colour), level=quality, subsampling=subsampling
    )
    segments = [_segment(_APP1, _EXIF + raster.exif)] if raster.exif else []
    segments += _xmp_segments(raster.xmp) if raster.xmp else []
    segments += _profile_segments(raster.icc or b"")
    segments += _photoshop_segments(resources_of_iptc(raster.iptc) if raster.iptc else b"")
    segments += [
        _segment(_COMMENT, text.encode()[:SEGMENT_LIMIT])
        for keyword, text in raster.texts
        if keyword == COMMENT
    ]
    first = _JFIF_END if plain[2:4] == b"\xff\xe0" else 2
    head = bytearray(plain[:first])
    if raster.resolution and first == _JFIF_END and max(raster.resolution) < 65535:
        across, down = raster.resolution
        struct.pack_into(">BHH", head, _JFIF_UNIT, 1, round(across), round(down))
    return b"".join([head, *segments, memoryview(plain)[first:]])


def _xmp_segments(xmp: bytes) -> list[bytes]:
    """The segments of an XMP packet and of its extension."""
    packet, extension = parted(xmp, MAX_XMP)
    parts = extension_parts(extension, SEGMENT_LIMIT - len(_EXTENSION)) if extension else []
    return [_segment(_APP1, _XMP + packet), *(_segment(_APP1, _EXTENSION + part) for part in parts)]


def _profile_segments(icc: bytes) -> list[bytes]:
    """An ICC profile in numbered parts (ICC.1:2010, B.4)."""
    most = SEGMENT_LIMIT - len(_ICC) - 2
    parts = [icc[place : place + most] for place in range(0, len(icc), most)]
    heads = (_ICC + bytes([number, len(parts)]) for number in range(1, len(parts) + 1))
    return [_segment(_APP2, head + part) for head, part in zip(heads, parts, strict=True)]


def _photoshop_segments(resources: bytes) -> list[bytes]:
    """Photoshop resources, split into parts that readers join."""
    most = SEGMENT_LIMIT - len(_PHOTOSHOP)
    parts = (resources[place : place + most] for place in range(0, len(resources), most))
    return [_segment(_APP13, _PHOTOSHOP + part) for part in parts]


def _segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body
