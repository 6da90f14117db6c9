"""JPEG files: their segments read here, their pixels by Pillow."""

import io
import struct
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, JpegImagePlugin

from lowexp_gui.photo.cmyk import cmyk_to_srgb
from lowexp_gui.photo.file_content import FileContent
from lowexp_gui.photo.photograph import Codes
from lowexp_gui.photo.raster import DAMAGED, Raster, UnreadableError, check_size, raster_from_samples
from lowexp_gui.photo.strips import of_height

MAX_SIDE = 65500
_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_ICC = b"ICC_PROFILE\0"
# What a segment holds besides its own length.
_SEGMENT_LIMIT = 65533
MAX_EXIF = _SEGMENT_LIMIT - len(_EXIF)
MAX_XMP = _SEGMENT_LIMIT - len(_XMP)
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN, _APP1, _APP2 = 0xDA, 0xE1, 0xE2
# JFIF and Adobe tell what the channels mean; the rest is none of the decoder's business.
_DECODER_NEEDS = frozenset({0xE0, 0xEE})
_STRIP_ROWS = 256
# What a JPEG is made of at full colour resolution: squares of so many pixels a side.
_CELL = 8
# Between two restarts.
_MOST_CELLS = 65535
_DEFINE_RESTARTS, _FIRST_RESTART, _RESTARTS = 0xDD, 0xD0, 8
# After the marker come the size of the segment and the bits of a sample.
_HEIGHT_IN_FRAME = 5
_END = b"\xff\xd9"


@dataclass
class _Header:
    """The segments before the first scan."""

    frame: tuple[int, int, int, int, int] | None = None
    frame_place: int = 0
    exif: bytearray = field(default_factory=bytearray)
    xmp: bytes | None = None
    icc: dict[int, bytes] = field(default_factory=dict)
    icc_parts: int = 0
    for_decoder: list[bytes] = field(default_factory=list)

    def take(self, marker: int, body: bytes) -> None:
        """Sort one segment in."""
        if marker in _START_OF_FRAME and len(body) >= 6:
            self.frame = (marker, *struct.unpack(">BHHB", body[:6]))
        if marker == _APP1 and body.startswith(_EXIF):
            self.exif += body[len(_EXIF) :]
        elif marker == _APP1 and body.startswith(_XMP) and self.xmp is None:
            self.xmp = body[len(_XMP) :]
        elif marker == _APP2 and body.startswith(_ICC) and len(body) > len(_ICC) + 2:
            self.icc[body[len(_ICC)]] = body[len(_ICC) + 2 :]
            self.icc_parts = body[len(_ICC) + 1]
        if not 0xE0 <= marker <= 0xEF or marker in _DECODER_NEEDS:
            self.for_decoder.append(b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body)

    @property
    def profile(self) -> bytes | None:
        """The ICC profile if all its parts are there."""
        numbers = range(1, self.icc_parts + 1)
        return b"".join(self.icc[number] for number in numbers) if set(numbers) == set(self.icc) else None


def decode_jpeg(data: bytes, max_pixels: int) -> Raster:
    """The first picture of a JPEG file; CMYK comes out as sRGB.

    Raises:
        UnreadableError: damaged, too large or of a kind that is not supported.
        Exception: whatever Pillow raises for damaged data.
    """
    header, scans = _read_header(data)
    if header.frame is None:
        raise UnreadableError(DAMAGED)
    marker, precision, height, width, _ = header.frame
    check_size(width, height, max_pixels)
    if precision != 8 or marker not in (0xC0, 0xC1, 0xC2, 0xC9, 0xCA):
        raise UnreadableError("is a JPEG of a rare kind (12-bit or lossless); save it as PNG or TIFF first.")
    stream = io.BytesIO(b"".join([b"\xff\xd8", *header.for_decoder, memoryview(data)[scans:]]))
    # Opened by its own class: no search for the format and no limit but ours.
    with JpegImagePlugin.JpegImageFile(stream) as image:
        image.load()
        samples, icc = _samples(image, header.profile)
    return raster_from_samples(samples, icc=icc, exif=bytes(header.exif) or None, xmp=header.xmp)


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height that a JPEG stream claims; UnreadableError if it has no sound header."""
    header, _ = _read_header(data)
    if header.frame is None:
        raise UnreadableError(DAMAGED)
    return header.frame[3], header.frame[2]


def _samples(image: Image.Image, icc: bytes | None) -> tuple[Codes, bytes | None]:
    if image.mode == "CMYK":
        return cmyk_to_srgb(image, icc), None
    if image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    return _codes(image), icc


def _codes(image: Image.Image) -> NDArray[np.uint8]:
    """The pixels of an image, strip by strip: NumPy and Pillow together would copy all of them twice."""
    codes = np.empty((image.height, image.width, 3) if image.mode == "RGB" else image.size[::-1], np.uint8)
    for top in range(0, image.height, _STRIP_ROWS):
        bottom = min(top + _STRIP_ROWS, image.height)
        codes[top:bottom] = np.asarray(image.crop((0, top, image.width, bottom)))
    return codes


def _read_header(data: bytes) -> tuple[_Header, int]:
    """The segments, and where the first scan's marker stands."""
    header = _Header()
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise UnreadableError(DAMAGED)
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == _START_OF_SCAN:
            return header, place
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            place += 2
            continue
        size = int.from_bytes(data[place + 2 : place + 4], "big")
        body = data[place + 4 : place + 2 + size]
        if size < 2 or len(body) != size - 2:
            break
        header.take(marker, body)
        if marker in _START_OF_FRAME:
            header.frame_place = place
        place += 2 + size
    raise UnreadableError(DAMAGED)


def write_jpeg(content: FileContent, quality: int, stream: BinaryIO) -> None:
    """Write 8-bit content without alpha as a JPEG with full colour resolution.

    The EXIF and XMP blocks must not exceed MAX_EXIF and MAX_XMP bytes.

    A large picture is encoded in strips, for which the format has restart markers: after one, the code goes
    on as at the beginning of a picture. So the scans of strips by themselves, with a marker between, are the
    scan of the whole.
    """
    cells = -(-content.width // _CELL)
    cell_rows = max(1, min(_STRIP_ROWS // _CELL, _MOST_CELLS // cells))
    strips = of_height(content.strips(), _CELL * cell_rows)
    for number, strip in enumerate(strips):
        if number == 0:
            file = _encoded(strip, quality, content)
            if content.height > len(strip):
                file = _of_many_strips(file, content.height, cells * cell_rows)
            stream.write(file[: -len(_END)])
        else:
            stream.write(bytes((0xFF, _FIRST_RESTART + (number - 1) % _RESTARTS)))
            stream.write(_scan(_encoded(strip, quality)))
    stream.write(_END)


def _encoded(strip: Codes, quality: int, content: FileContent | None = None) -> bytes:
    """A strip as a file by itself, with the blocks of the content."""
    blocks = {}
    if content is not None:
        exif = _EXIF + content.exif if content.exif else b""
        blocks = {"icc_profile": content.icc, "exif": exif, "xmp": content.xmp}
    stream = io.BytesIO()
    image = Image.fromarray(strip[..., 0] if strip.shape[2] == 1 else strip)
    image.save(stream, "JPEG", quality=quality, subsampling=0, **blocks)
    return stream.getvalue()


def _of_many_strips(file: bytes, height: int, cells: int) -> bytes:
    """A file whose picture goes on after its first strip: with its height, and a restart every `cells`."""
    header, scan = _read_header(file)
    place = header.frame_place + _HEIGHT_IN_FRAME
    restarts = struct.pack(">HHH", 0xFF00 | _DEFINE_RESTARTS, 4, cells)
    return b"".join([file[:place], struct.pack(">H", height), file[place + 2 : scan], restarts, file[scan:]])


def _scan(file: bytes) -> bytes:
    """The code of a file's only scan, without what stands around it."""
    _, place = _read_header(file)
    size = int.from_bytes(file[place + 2 : place + 4], "big")
    return file[place + 2 + size : -len(_END)]
