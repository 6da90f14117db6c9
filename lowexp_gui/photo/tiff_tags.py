"""The tag directories that TIFF files and EXIF blocks are made of."""

import struct
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

ReadAt: TypeAlias = Callable[[int, int], bytes]
ByteOrder: TypeAlias = Literal["<", ">"]

ORIENTATION = 0x0112
SUB_FILE_TYPE = 0x00FE
DNG_VERSION = 0xC612
IPTC = 0x83BB
EXIF_POINTER, GPS_POINTER, INTEROP_POINTER = 0x8769, 0x8825, 0xA005
_POINTERS = (EXIF_POINTER, GPS_POINTER, INTEROP_POINTER)
MAKER_NOTE = 0x927C
SOFTWARE = 0x0131
# The tags of a main directory that describe the photo; the others describe how a file stores its pixels.
# Description, make, model, resolution and its unit, software, date, artist, host, rating,
# copyright, IPTC, and the names that Windows gives.
DESCRIPTIVE_TAGS = frozenset(
    {
        0x010E,
        0x010F,
        0x0110,
        0x011A,
        0x011B,
        0x0128,
        SOFTWARE,
        0x0132,
        0x013B,
        0x013C,
        0x4746,
        0x4749,
        0x8298,
        IPTC,
    }
    | set(range(0x9C9B, 0x9CA0))
)
_VALUE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_MAX_ENTRIES = 4096
_MAX_DEPTH = 3


@dataclass(frozen=True)
class Entry:
    """One tag: `value` is `count` values of a TIFF type, in the byte order of its block."""

    tag: int
    type: int
    count: int
    value: bytes


@dataclass(frozen=True)
class Directory:
    """Entries, and the directories that pointer tags lead to."""

    entries: tuple[Entry, ...] = ()
    children: Mapping[int, "Directory"] = field(default_factory=dict)

    def without(self, tag: int) -> "Directory":
        """The directory and its children without the entries of a tag."""
        entries = tuple(entry for entry in self.entries if entry.tag != tag)
        return Directory(entries, {pointer: child.without(tag) for pointer, child in self.children.items()})


def byte_order(head: bytes) -> ByteOrder | None:
    """The struct prefix for a block's byte order, "<" or ">"; None if this is no (classic) TIFF structure."""
    orders: dict[bytes, ByteOrder] = {b"II*\0": "<", b"MM\0*": ">"}
    return orders.get(head[:4])


def find_entries(block: bytes, tag: int) -> list[int]:
    """Where in a block the main directory's 12-byte entries of a tag stand."""
    order = byte_order(block)
    if order is None or len(block) < 10:
        return []
    start = struct.unpack_from(order + "I", block, 4)[0]
    if start + 2 > len(block):
        return []
    count = struct.unpack_from(order + "H", block, start)[0]
    places = range(start + 2, min(start + 2 + 12 * count, len(block) - 11), 12)
    return [place for place in places if struct.unpack_from(order + "H", block, place)[0] == tag]


def read_directory(
    read_at: ReadAt, order: ByteOrder, start: int, wanted: Collection[int] | None = None, room: int = 16 << 20
) -> Directory:
    """The directory at an offset, with its Exif, GPS and interoperability directories.

    Args:
        read_at: bytes from an offset, fewer at the end.
        order: "<" or ">".
        start: where the directory stands.
        wanted: tags to take from the first directory; None takes all.
        room: bytes that all values together may have.

    Entries that point outside, are of unknown types or find no room are left out; a pointer that leads
    nowhere gives an empty directory.
    """
    return _Reader(read_at, order, room).directory(start, wanted, 0)


@dataclass
class _Reader:
    read_at: ReadAt
    order: ByteOrder
    # Hostile entries may all point to the same place.
    room: int

    def directory(self, start: int, wanted: Collection[int] | None, depth: int) -> Directory:
        head = self.read_at(start, 2)
        if len(head) < 2:
            return Directory()
        count = min(struct.unpack(self.order + "H", head)[0], _MAX_ENTRIES)
        table = self.read_at(start + 2, 12 * count)
        entries: list[Entry] = []
        children: dict[int, Directory] = {}
        for place in range(0, len(table) - 11, 12):
            tag = struct.unpack_from(self.order + "H", table, place)[0]
            if tag in _POINTERS:
                target = struct.unpack_from(self.order + "I", table, place + 8)[0]
                if depth < _MAX_DEPTH and tag not in children:
                    children[tag] = self.directory(target, None, depth + 1)
            elif wanted is None or tag in wanted:
                entry = self.entry(table[place : place + 12])
                entries += [] if entry is None else [entry]
        return Directory(tuple(entries), children)

    def entry(self, row: bytes) -> Entry | None:
        tag, kind, count = struct.unpack_from(self.order + "HHI", row)
        size = _VALUE_SIZES.get(kind, 0) * count
        if not 0 < size <= self.room:
            return None
        value = row[8 : 8 + size]
        if size > 4:
            value = self.read_at(struct.unpack_from(self.order + "I", row, 8)[0], size)
        self.room -= len(value)
        return Entry(tag, kind, count, value) if len(value) == size else None


def lay_out(directory: Directory, start: int, order: ByteOrder) -> bytes:
    """The directory as bytes that will stand at the even offset `start` of its block."""
    rows: dict[int, tuple[int, int, bytes]] = {}
    data = bytearray()
    table_size = 2 + 12 * (len({e.tag for e in directory.entries} | set(directory.children))) + 4
    for entry in directory.entries:
        field_bytes = entry.value
        if len(entry.value) > 4:
            field_bytes = struct.pack(order + "I", start + table_size + len(data))
            data += entry.value + b"\0" * (len(entry.value) % 2)
        rows[entry.tag] = (entry.type, entry.count, field_bytes.ljust(4, b"\0"))
    for tag, child in directory.children.items():
        place = start + table_size + len(data)
        rows[tag] = (4, 1, struct.pack(order + "I", place))
        data += lay_out(child, place, order)
    table = b"".join(
        struct.pack(order + "HHI", tag, kind, count) + value
        for tag, (kind, count, value) in sorted(rows.items())
    )
    return struct.pack(order + "H", len(rows)) + table + b"\0\0\0\0" + bytes(data)


def build_block(directory: Directory, order: ByteOrder) -> bytes:
    """An EXIF block: a TIFF header and the directory."""
    mark = b"II" if order == "<" else b"MM"
    return mark + struct.pack(order + "HI", 42, 8) + lay_out(directory, 8, order)


def read_block(block: bytes) -> tuple[ByteOrder, Directory] | None:
    """Byte order and main directory of an EXIF block, without its thumbnail; None if it is no such block."""
    order = byte_order(block)
    if order is None or len(block) < 10:
        return None
    start = struct.unpack_from(order + "I", block, 4)[0]
    return order, read_directory(lambda place, size: block[place : place + size], order, start)
