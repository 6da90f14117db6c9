"""TIFF files, written with tifffile; their EXIF directories are added here."""

import io
import struct
from typing import Any

import numpy as np
import tifffile
from numpy.typing import NDArray

from lowexp_gui.photo.encoding import Compression
from lowexp_gui.photo.raster import Raster
from lowexp_gui.photo.tiff_tags import (
    DESCRIPTIVE_TAGS,
    EXIF_POINTER,
    GPS_POINTER,
    IPTC,
    SOFTWARE,
    ByteOrder,
    Directory,
    Entry,
    lay_out,
    read_block,
    read_directory,
)

_XMP = 700
_BYTE, _UNDEFINED = 1, 7
_COMPRESSIONS = {Compression.NONE: None, Compression.LZW: "lzw", Compression.DEFLATE: "adobe_deflate"}


def encode_tiff(raster: Raster, software: str | None, compression: Compression) -> bytes:
    """Encode an 8- or 16-bit raster as a TIFF, in the byte order of its EXIF block."""
    content = read_block(raster.exif) if raster.exif else None
    order, described = content or ("<", Directory())
    samples: NDArray[Any] = raster.colour
    if raster.alpha is not None:
        samples = np.dstack([samples, raster.alpha])
    stream = io.BytesIO()
    tifffile.imwrite(
        stream,
        np.ascontiguousarray(samples),
        byteorder=order,
        photometric="rgb" if raster.colour.ndim == 3 else "minisblack",
        planarconfig="contig" if samples.ndim == 3 else None,
        extrasamples=None if raster.alpha is None else ["unassalpha"],
        compression=_COMPRESSIONS[compression],
        compressionargs={"level": 4} if compression is Compression.DEFLATE else None,
        predictor=compression is not Compression.NONE,
        metadata=None,
        software=False,
        iccprofile=raster.icc,
        extratags=[(_XMP, _BYTE, len(raster.xmp), raster.xmp, True)] if raster.xmp else [],
    )
    if raster.iptc:
        records = Entry(IPTC, _UNDEFINED, len(raster.iptc), raster.iptc)
        described = Directory((*described.without(IPTC).entries, records), described.children)
    return _with_description(stream.getvalue(), order, described, software)


def _with_description(file: bytes, order: ByteOrder, described: Directory, software: str | None) -> bytes:
    """The file with a new main directory at its end that also contains the descriptive tags.

    The old directory stays in place, unused, so that nothing else moves.
    """
    first = struct.unpack_from(order + "I", file, 4)[0]
    main = read_directory(lambda place, size: file[place : place + size], order, first, room=len(file))
    added = {entry.tag: entry for entry in described.entries if entry.tag in DESCRIPTIVE_TAGS}
    if software:
        text = software.encode("ascii", "replace") + b"\0"
        added[SOFTWARE] = Entry(SOFTWARE, 2, len(text), text)
    children = {tag: child for tag, child in described.children.items() if tag in (EXIF_POINTER, GPS_POINTER)}
    kept = [entry for entry in main.entries if entry.tag not in added]
    start = len(file) + len(file) % 2
    directory = lay_out(Directory((*kept, *added.values()), children), start, order)
    return b"".join(
        [
            file[:4],
            struct.pack(order + "I", start),
            memoryview(file)[8:],
            b"\0" * (start - len(file)),
            directory,
        ]
    )
