"""Camera raw files, recognised by their first bytes, or by their tags if they are TIFF files."""

import struct
from typing import BinaryIO

from lowexp_gui.photo.tiff_tags import (
    CLASSIC_MAGIC,
    DNG_VERSION,
    HEIGHT,
    SUB_FILE_TYPE,
    WIDTH,
    ByteOrder,
    Directory,
    read_directories,
    reading_from,
)

_HEADS = (
    b"FUJIFILMCCD-RAW",
    b"IIRO",
    b"IIRS",
    b"MMOR",
    b"IIU\0",
    b"FOVb",
    b"\0MRM",
)
"""Magic bytes of Fujifilm, Olympus (three), Panasonic, Sigma and Minolta."""
_CANON_2 = b"CR"
CANON_3 = b"ftypcrx "
"""Bytes 4 to 12 of a CR3 file."""
_MAKE, _PHOTOMETRIC = 0x010F, 0x0106
TELLING = frozenset({DNG_VERSION, SUB_FILE_TYPE, _MAKE, _PHOTOMETRIC, WIDTH, HEIGHT})
"""The tags by which a raw file is recognised, and those of its size."""
_REDUCED = 1
# Photometric interpretations: sensors with and without colour filter; grey, RGB, palette, CMYK, YCbCr, Lab.
_SENSOR, _ORDINARY = frozenset({32803, 34892}), frozenset({0, 1, 2, 3, 5, 6, 8, 9})


def is_raw(head: bytes, stream: BinaryIO) -> bool:
    """Whether a file is a camera raw file, by its first 16 bytes and, if it is a TIFF, by its tags.

    Raw files of most makers are TIFF files that begin with a small picture or have a DNG version.
    """
    if head.startswith(_HEADS) or head[4:12] == CANON_3:
        return True
    if not head.startswith(CLASSIC_MAGIC):
        return False
    if head[8:10] == _CANON_2:
        return True
    directories = [
        first_numbers(order, each) for order, each in read_directories(reading_from(stream), TELLING)
    ]
    if not directories or DNG_VERSION in directories[0]:
        return bool(directories)
    if _MAKE not in directories[0] or not directories[0].get(SUB_FILE_TYPE, 0) & _REDUCED:
        return False
    # A scanner's file may begin with a small picture too, but has no sensor pixels.
    kinds = {each.get(_PHOTOMETRIC) for each in directories if not each.get(SUB_FILE_TYPE, 0) & _REDUCED}
    return bool(kinds & _SENSOR) or not kinds & _ORDINARY


def first_numbers(order: ByteOrder, directory: Directory) -> dict[int, int]:
    """The first number of each tag; 0 if its value is not a number."""
    kinds = {3: "H", 4: "I"}
    return {
        entry.tag: struct.unpack_from(order + kinds[entry.type], entry.value)[0] if entry.type in kinds else 0
        for entry in directory.entries
    }
