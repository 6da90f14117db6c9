"""Camera raw files, developed by LibRaw to what the networks were taught with: sRGB, without brightening."""

import struct
from functools import cache
from typing import Any, BinaryIO

import numpy as np
import rawpy
from numpy.typing import NDArray

from lowexp_gui.photo.jpeg import exif_of_jpeg
from lowexp_gui.photo.photograph import Metadata
from lowexp_gui.photo.raster import DAMAGED, Raster, UnreadableError, check_size
from lowexp_gui.photo.tiff_tags import (
    DESCRIPTIVE_TAGS,
    DNG_VERSION,
    EXIF_POINTER,
    GPS_POINTER,
    IPTC,
    SUB_FILE_TYPE,
    ByteOrder,
    Directory,
    build_block,
    read_directory,
)
from lowexp_gui.photo.transfer import linear_to_srgb

_HEADS = (
    b"FUJIFILMCCD-RAW",
    b"IIRO",
    b"IIRS",
    b"MMOR",
    b"IIU\0",
    b"FOVb",
    b"\0MRM",
)
"""Fujifilm, three of Olympus, Panasonic, Sigma, Minolta."""
_CANON_2, _CANON_3 = b"CR", b"ftypcrx "
_TIFF_HEADS = (b"II*\0", b"MM\0*")
_MAKE, _XMP = 0x010F, 0x02BC
_REDUCED = 1
_UNSUPPORTED = "is a raw file of a camera that is not known; develop it to TIFF first."


def is_raw(head: bytes, stream: BinaryIO) -> bool:
    """Whether a file is a camera's raw file, by its first 16 bytes and, if these are a TIFF's, by its tags.

    Raw files of most makers are TIFF files whose first picture is a small one, or that have a DNG version.
    """
    if head.startswith(_HEADS) or head[4:12] == _CANON_3:
        return True
    if not head.startswith(_TIFF_HEADS):
        return False
    if head[8:10] == _CANON_2:
        return True
    main = _directory(stream, {DNG_VERSION, SUB_FILE_TYPE, _MAKE})
    tags = {entry.tag: entry.value for entry in main.entries}
    reduced = SUB_FILE_TYPE in tags and any(tags[SUB_FILE_TYPE])
    return DNG_VERSION in tags or (reduced and _MAKE in tags)


def decode_raw(stream: BinaryIO, max_pixels: int) -> Raster:
    """The photo in a raw file: 16-bit sRGB, upright, at full size.

    Linear to sRGB primaries with the camera's white balance, then sRGB's transfer curve (IEC 61966-2-1); no
    automatic brightening, for light is the networks' task. Highlights are clipped where the first channel is
    full, so that they stay white.

    Raises:
        UnreadableError: damaged, too large or of an unknown camera.
        Exception: whatever LibRaw raises for damaged data.
    """
    stream.seek(0)
    try:
        with rawpy.imread(stream) as raw:
            check_size(raw.sizes.raw_width, raw.sizes.raw_height, max_pixels)
            check_size(raw.sizes.width, raw.sizes.height, max_pixels)
            said = _described(stream)
            exif = said.exif or _thumbnail_exif(raw)
            linear = raw.postprocess(
                gamma=(1, 1),
                no_auto_bright=True,
                use_camera_wb=True,
                output_bps=16,
                output_color=rawpy.ColorSpace.sRGB,
                highlight_mode=rawpy.HighlightMode.Clip,
            )
    except rawpy.LibRawFileUnsupportedError as error:
        raise UnreadableError(_UNSUPPORTED) from error
    except rawpy.LibRawError as error:
        raise UnreadableError(DAMAGED) from error
    # A sensor without a colour filter has one channel.
    colour = linear[..., 0] if linear.shape[-1] == 1 else linear
    # LibRaw has turned it, whatever the tags say.
    return Raster(
        _encoded(colour), exif=exif, xmp=said.xmp, iptc=said.iptc, orientation=1, colours_stated=True
    )


@cache
def _curve() -> NDArray[np.uint16]:
    """sRGB codes of linear codes, both 16 bit."""
    curve = np.rint(linear_to_srgb(np.arange(65536) / 65535) * 65535).astype(np.uint16)
    curve.flags.writeable = False
    return curve


def _encoded(linear: NDArray[Any]) -> NDArray[np.uint16]:
    codes: NDArray[np.uint16] = _curve()[linear]
    return codes


def _directory(stream: BinaryIO, wanted: set[int]) -> Directory:
    def read_at(place: int, size: int) -> bytes:
        stream.seek(place)
        return stream.read(size)

    order = _order(read_at(0, 2))
    return read_directory(read_at, order, struct.unpack(order + "I", read_at(4, 4))[0], wanted)


def _order(head: bytes) -> ByteOrder:
    return ">" if head == b"MM" else "<"


def _described(stream: BinaryIO) -> Metadata:
    """What a raw file that is built like a TIFF says of the photo; nothing of others."""
    stream.seek(0)
    head = stream.read(4)
    if head[:2] not in (b"II", b"MM"):
        return Metadata()
    main = _directory(stream, set(DESCRIPTIVE_TAGS) | {EXIF_POINTER, GPS_POINTER, _XMP})
    values = {entry.tag: entry.value for entry in main.entries}
    described = main.without(_XMP).without(IPTC)
    exif = build_block(described, _order(head[:2])) if described.entries or described.children else None
    return Metadata(exif, values.get(_XMP), values.get(IPTC))


def _thumbnail_exif(raw: rawpy.RawPy) -> bytes | None:
    """What the JPEG inside of a raw file says of the photo."""
    try:
        thumbnail = raw.extract_thumb()
    except rawpy.LibRawError:
        return None
    return exif_of_jpeg(bytes(thumbnail.data)) if thumbnail.format is rawpy.ThumbFormat.JPEG else None
