"""TIFF files, written with tifffile; their EXIF directories are added here."""

import io
import struct
import zlib
from typing import Any, BinaryIO

import numpy as np
import tifffile

from lowexp_gui.photo.file_content import FileContent
from lowexp_gui.photo.photograph import Codes
from lowexp_gui.photo.strips import of_height
from lowexp_gui.photo.tiff_tags import (
    DESCRIPTIVE_TAGS,
    EXIF_POINTER,
    GPS_POINTER,
    SOFTWARE,
    ByteOrder,
    Directory,
    Entry,
    lay_out,
    read_block,
    read_directory,
)

_XMP = 700
_BYTE = 1
_LEVEL = 4
# What readers unpack at once.
_STRIP_BYTES = 1 << 18


def write_tiff(content: FileContent, software: str | None, stream: BinaryIO) -> None:
    """Write content of 8 or 16 bit as a TIFF, losslessly compressed, in the byte order of its EXIF block.

    Args:
        stream: empty; it is read and written at any place.
    """
    described = read_block(content.exif) if content.exif else None
    order, description = described or ("<", Directory())
    rows = max(1, _STRIP_BYTES // (content.width * content.channels * content.bit_depth // 8))
    sample_type = np.dtype(f"{order}u{content.bit_depth // 8}")
    tifffile.imwrite(
        stream,
        (_packed(strip, sample_type) for strip in of_height(content.strips(), rows)),
        shape=(content.height, content.width, content.channels)[: 2 if content.channels == 1 else 3],
        dtype=sample_type,
        rowsperstrip=rows,
        byteorder=order,
        photometric="rgb" if content.channels > 2 else "minisblack",
        planarconfig="contig" if content.channels > 1 else None,
        extrasamples=["unassalpha"] if content.has_alpha else None,
        compression="adobe_deflate",
        predictor=True,
        metadata=None,
        software=False,
        iccprofile=content.icc,
        extratags=[(_XMP, _BYTE, len(content.xmp), content.xmp, True)] if content.xmp else [],
    )
    _add_description(stream, order, description, software)


def _packed(strip: Codes, sample_type: np.dtype[Any]) -> bytes:
    """A strip as it stands in the file: differences from the pixel before, compressed."""
    differences = strip.copy()
    differences[:, 1:] -= strip[:, :-1]
    return zlib.compress(differences.astype(sample_type, copy=False).data, _LEVEL)


def _add_description(stream: BinaryIO, order: ByteOrder, described: Directory, software: str | None) -> None:
    """Give the file a new main directory at its end that has the descriptive tags as well.

    The old one stays where it was, unused: nothing else moves.
    """

    def read_at(place: int, size: int) -> bytes:
        stream.seek(place)
        return stream.read(size)

    length = stream.seek(0, io.SEEK_END)
    first = struct.unpack(order + "I", read_at(4, 4))[0]
    main = read_directory(read_at, order, first, room=length)
    added = {entry.tag: entry for entry in described.entries if entry.tag in DESCRIPTIVE_TAGS}
    if software:
        text = software.encode("ascii", "replace") + b"\0"
        added[SOFTWARE] = Entry(SOFTWARE, 2, len(text), text)
    children = {tag: child for tag, child in described.children.items() if tag in (EXIF_POINTER, GPS_POINTER)}
    kept = [entry for entry in main.entries if entry.tag not in added]
    start = length + length % 2
    stream.seek(length)
    stream.write(b"\0" * (start - length))
    stream.write(lay_out(Directory((*kept, *added.values()), children), start, order))
    stream.seek(4)
    stream.write(struct.pack(order + "I", start))
