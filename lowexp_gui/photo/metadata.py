"""EXIF and XMP: what is changed in them so that they fit an upright photo, and nothing else."""

import logging
import re
import struct
from dataclasses import replace

from lowexp_gui.photo.exif_editing import with_size, with_software, without_position
from lowexp_gui.photo.photograph import Metadata
from lowexp_gui.photo.processing import Processing, with_processing
from lowexp_gui.photo.tiff_tags import (
    MAKER_NOTE,
    ORIENTATION,
    SOFTWARE,
    Directory,
    Entry,
    build_block,
    byte_order,
    find_entries,
    read_block,
)

_log = logging.getLogger(__name__)
_XMP_ORIENTATION = re.compile(rb"""(tiff:Orientation(?:\s*=\s*["']|\s*>)\s*)([1-8])(?=\s*["'<])""")
_XMP_WIDTH, _XMP_HEIGHT = (
    re.compile(
        rb"""((?:tiff:Image"""
        + of_tiff
        + rb"""|exif:Pixel"""
        + of_exif
        + rb"""Dimension)(?:\s*=\s*["']|\s*>)\s*)\d+(?=\s*["'<])"""
    )
    for of_tiff, of_exif in ((b"Width", b"X"), (b"Length", b"Y"))
)
# As attributes, and as elements with whatever stands in them.
_XMP_POSITION = re.compile(
    rb"""\s*exif:GPS\w+\s*=\s*(?:"[^"]*"|'[^']*')|\s*<exif:(GPS\w+)\b[^>]*?(?:/>|>.*?</exif:\1\s*>)""",
    re.DOTALL,
)
_SHORT, _LONG = 3, 4


def upright_metadata(
    exif: bytes | None, xmp: bytes | None, orientation: int | None = None
) -> tuple[Metadata, int]:
    """The blocks for a photo that has been turned upright, and the orientation (1 to 8) it had.

    Args:
        exif: a TIFF-structured block without prefix; one that is none is left out.
        xmp: an XMP packet.
        orientation: what the file format says; else the EXIF block has the word, then the XMP packet.

    The orientation becomes 1 and the thumbnail, a small picture of the photo as it was, is no longer pointed
    to; both in place, so all other bytes stay and maker notes remain readable.
    """
    if exif is not None and (byte_order(exif) is None or len(exif) < 10):
        _log.warning("An EXIF block of %d bytes is damaged and is left out.", len(exif))
        exif = None
    for stated in (orientation, exif_orientation(exif), _xmp_orientation(xmp)):
        if stated is not None:
            break
    upright_exif = _without_thumbnail(_with_orientation_1(exif)) if exif else None
    upright_xmp = _XMP_ORIENTATION.sub(rb"\g<1>1", xmp) if xmp else None
    return Metadata(upright_exif, upright_xmp), stated or 1


def metadata_of_result(
    metadata: Metadata, processing: Processing | None, width: int, height: int, *, keep_position: bool = True
) -> Metadata:
    """What a result says of itself: all that the photo says, its size, and how it was made.

    Args:
        metadata: of the photo.
        processing: goes into the EXIF block's `Software` and the XMP packet; None leaves both as they are.
        width, height: of the result, pixels; they take the place of others that are stated.
        keep_position: whether positions from satellites stay.
    """
    exif, xmp = metadata.exif, metadata.xmp
    if exif is not None:
        exif = with_size(exif, width, height)
        exif = exif if keep_position else without_position(exif)
    if xmp is not None:
        xmp = _xmp_with_size(xmp, width, height)
        xmp = xmp if keep_position else _XMP_POSITION.sub(b"", xmp)
    if processing is not None:
        software = processing.software
        exif = software_block(software) if exif is None else with_software(exif, software)
        xmp = with_processing(xmp, processing)
    return Metadata(exif, xmp, metadata.iptc)


def _xmp_with_size(xmp: bytes, width: int, height: int) -> bytes:
    for pattern, number in ((_XMP_WIDTH, width), (_XMP_HEIGHT, height)):
        xmp = pattern.sub(rb"\g<1>" + str(number).encode(), xmp)
    return xmp


def exif_orientation(exif: bytes | None) -> int | None:
    """The orientation in an EXIF block, 1 to 8, or None if it has none that makes sense."""
    for place in find_entries(exif, ORIENTATION) if exif else []:
        value = _orientation_at(exif, place) if exif else None
        if value is not None and 1 <= value <= 8:
            return value
    return None


def _orientation_at(exif: bytes, place: int) -> int | None:
    order = byte_order(exif)
    kind, count = struct.unpack_from(f"{order}HI", exif, place + 2)
    if count != 1 or kind not in (_SHORT, _LONG):
        return None
    return int(struct.unpack_from(f"{order}{'H' if kind == _SHORT else 'I'}", exif, place + 8)[0])


def _with_orientation_1(exif: bytes) -> bytes:
    patched = bytearray(exif)
    for place in find_entries(exif, ORIENTATION):
        if _orientation_at(exif, place) is not None:
            kind = struct.unpack_from(f"{byte_order(exif)}H", exif, place + 2)[0]
            struct.pack_into(f"{byte_order(exif)}{'H' if kind == _SHORT else 'I'}", patched, place + 8, 1)
    return bytes(patched)


def _without_thumbnail(exif: bytes) -> bytes:
    """The block with no second directory after the main one: that is where the thumbnail stands."""
    order = byte_order(exif)
    (main,) = struct.unpack_from(f"{order}I", exif, 4)
    if main + 2 > len(exif):
        return exif
    (entries,) = struct.unpack_from(f"{order}H", exif, main)
    link = main + 2 + 12 * entries
    if link + 4 > len(exif):
        return exif
    return exif[:link] + bytes(4) + exif[link + 4 :]


def _xmp_orientation(xmp: bytes | None) -> int | None:
    found = _XMP_ORIENTATION.search(xmp) if xmp else None
    return int(found.group(2)) if found else None


def exif_that_fits(exif: bytes | None, limit: int) -> bytes | None:
    """The block, or as much of it as `limit` bytes hold: first the thumbnail goes, then the maker note."""
    if exif is None or len(exif) <= limit:
        return exif
    content = read_block(exif)
    if content is not None:
        order, directory = content
        for smaller in (directory, directory.without(MAKER_NOTE), replace(directory, children={})):
            block = build_block(smaller, order)
            if len(block) <= limit:
                _log.warning(
                    "The EXIF block has %d bytes, more than the file takes; %d are kept.",
                    len(exif),
                    len(block),
                )
                return block
    _log.warning("The EXIF block has %d bytes, more than the file takes; it is left out.", len(exif))
    return None


def xmp_that_fits(xmp: bytes | None, limit: int) -> bytes | None:
    """The packet, without its padding if need be, or None where even that exceeds `limit` bytes."""
    if xmp is None or len(xmp) <= limit:
        return xmp
    unpadded = re.sub(rb"\s+(?=<\?xpacket end)", b"\n", xmp)
    if len(unpadded) <= limit:
        return unpadded
    _log.warning("The XMP packet has %d bytes, more than the file takes; it is left out.", len(xmp))
    return None


def software_block(software: str) -> bytes:
    """An EXIF block that says nothing but the program's name."""
    text = software.encode("ascii", "replace") + b"\0"
    return build_block(Directory((Entry(SOFTWARE, 2, len(text), text),)), "<")
