"""The tag directories of TIFF files and EXIF blocks."""

import struct
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, TypeAlias

ReadAt: TypeAlias = Callable[[int, int], bytes]
ByteOrder: TypeAlias = Literal["<", ">"]

CLASSIC_MAGIC = (b"II*\0", b"MM\0*")
BIG_MAGIC = (b"II+\0", b"MM\0+")
"""The first bytes of a TIFF file, and of a BigTIFF file."""

WIDTH, HEIGHT = 0x0100, 0x0101
ORIENTATION = 0x0112
SUB_FILE_TYPE = 0x00FE
DNG_VERSION = 0xC612
IPTC = 0x83BB
EXIF_POINTER, GPS_POINTER, INTEROP_POINTER = 0x8769, 0x8825, 0xA005
_POINTERS = (EXIF_POINTER, GPS_POINTER, INTEROP_POINTER)
_SUB_DIRECTORIES = 0x014A
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
_VALUE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
_UNITS = {3: 2, 4: 4, 5: 4, 8: 2, 9: 4, 10: 4, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_BIG_VALUE_SIZES = _VALUE_SIZES | {16: 8, 17: 8, 18: 8}
_MOST_DIRECTORIES = 256
_FARTHEST = 1 << 48
_MAX_ENTRIES = 4096
# Byte arrays with higher tags are profiles, layers and private data, which may be long.
_LAST_BASIC_TAG = 0x02BB
_ROOM = 16 << 20
_MOST_ROWS = 100_000
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
    """A directory: its entries, and the directories that its pointer tags lead to.

    Attributes:
        longest: claimed length in bytes of the longest value among the tags about pixel storage, whether it
            is read or not.
    """

    entries: tuple[Entry, ...] = ()
    children: Mapping[int, "Directory"] = field(default_factory=dict)
    longest: int = 0

    def without(self, tag: int) -> "Directory":
        """The directory and its children without the entries of a tag."""
        entries = tuple(entry for entry in self.entries if entry.tag != tag)
        return Directory(entries, {pointer: child.without(tag) for pointer, child in self.children.items()})


def byte_order(head: bytes) -> ByteOrder | None:
    """The struct prefix for a block's byte order, "<" or ">"; None if this is no (classic) TIFF structure."""
    orders: dict[bytes, ByteOrder] = {b"II*\0": "<", b"MM\0*": ">"}
    return orders.get(head[:4])


def reading_from(stream: BinaryIO) -> ReadAt:
    """A function that reads directories from a file."""

    def read_at(place: int, size: int) -> bytes:
        if place > _FARTHEST:
            return b""
        stream.seek(place)
        return stream.read(size)

    return read_at


def is_big(head: bytes) -> bool:
    """Whether a file's first four bytes are those of a BigTIFF, whose offsets have eight bytes."""
    return head[:4] in BIG_MAGIC


def read_directories(
    read_at: ReadAt, wanted: Collection[int] | None = None, start: int | None = None
) -> Iterator[tuple[ByteOrder, Directory]]:
    """The directories and sub-directories of a file with TIFF structure.

    Args:
        read_at: reads bytes at an offset; returns fewer at the end.
        wanted: tags to read; None for all.
        start: offset of the first one; None to take it from the file's header.

    Each is given once, with its byte order, up to a fixed number.
    """
    head = read_at(0, 16)
    order: ByteOrder = ">" if head[:2] == b"MM" else "<"
    big = is_big(head)
    if len(head) < 16 or head[:2] not in (b"II", b"MM"):
        return
    first = (
        struct.unpack_from(order + "Q", head, 8)[0] if big else struct.unpack_from(order + "I", head, 4)[0]
    )
    waiting: list[int] = [first if start is None else start]
    seen: set[int] = set()
    room, rows = 4 * _ROOM, _MOST_ROWS
    while waiting and len(seen) < _MOST_DIRECTORIES:
        place = waiting.pop()
        if place in seen or place < 8:
            continue
        seen.add(place)
        reader = _Reader(read_at, order, room, big, rows)
        yield order, reader.directory(place, wanted, 0)
        room, rows = reader.room, reader.rows
        waiting += [*reversed(reader.sub_directories[:_MOST_DIRECTORIES]), reader.next]


def reordered(directory: Directory, order: ByteOrder, wanted: ByteOrder) -> Directory:
    """A directory with its values converted to another byte order."""
    if order == wanted:
        return directory
    entries = []
    for entry in directory.entries:
        unit = _UNITS.get(entry.type, 1)
        parts = (entry.value[at : at + unit][::-1] for at in range(0, len(entry.value), unit))
        entries.append(Entry(entry.tag, entry.type, entry.count, b"".join(parts)))
    children = {tag: reordered(child, order, wanted) for tag, child in directory.children.items()}
    return Directory(tuple(entries), children)


def find_entries(block: bytes, tag: int) -> list[int]:
    """The offsets of a tag's 12-byte entries in the main directory of a block."""
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
    read_at: ReadAt, order: ByteOrder, start: int, wanted: Collection[int] | None = None, room: int = _ROOM
) -> Directory:
    """The directory at an offset, with its Exif, GPS and interoperability directories.

    Args:
        read_at: reads bytes at an offset; returns fewer at the end.
        order: "<" or ">".
        start: offset of the directory.
        wanted: tags to read from the first directory; None for all.
        room: the most bytes in all values together.

    Entries that point outside the block, have unknown types or exceed `room` are dropped. An invalid pointer
    gives an empty directory.
    """
    return _Reader(read_at, order, room).directory(start, wanted, 0)


@dataclass
class _Reader:
    read_at: ReadAt
    order: ByteOrder
    # Hostile entries may all point to the same place, and so may directories.
    room: int
    big: bool = False
    rows: int = _MOST_ROWS
    # Offsets of the next directory and of the sub-directories of the first one.
    next: int = 0
    sub_directories: tuple[int, ...] = ()

    def directory(self, start: int, wanted: Collection[int] | None, depth: int) -> Directory:
        counts, row = ("Q", 20) if self.big else ("H", 12)
        head = self.read_at(start, struct.calcsize("=" + counts))
        if len(head) < struct.calcsize("=" + counts):
            return Directory()
        count = min(struct.unpack(self.order + counts, head)[0], _MAX_ENTRIES, self.rows)
        self.rows -= count
        table = self.read_at(start + len(head), row * count)
        entries: list[Entry] = []
        children: dict[int, Directory] = {}
        longest = 0
        for place in range(0, len(table) - row + 1, row):
            tag = struct.unpack_from(self.order + "H", table, place)[0]
            longest = max(longest, self.claim(table, place))
            if tag in _POINTERS:
                target = self.offset(table, place + row - self.width)
                if depth < _MAX_DEPTH and tag not in children:
                    children[tag] = self.directory(target, None, depth + 1)
            elif depth == 0 and tag == _SUB_DIRECTORIES:
                self.sub_directories = self.offsets(self.entry(table[place : place + row]))
            elif wanted is None or tag in wanted:
                entry = self.entry(table[place : place + row])
                entries += [] if entry is None else [entry]
        if depth == 0:
            link = self.read_at(start + len(head) + row * count, self.width)
            self.next = self.offset(link, 0) if len(link) == self.width else 0
        return Directory(tuple(entries), children, longest)

    def claim(self, table: bytes, place: int) -> int:
        """The claimed length of a value about pixel storage; otherwise 0."""
        tag, kind, count = struct.unpack_from(self.order + ("HHQ" if self.big else "HHI"), table, place)
        packed = kind in (1, 7) and tag > _LAST_BASIC_TAG
        return 0 if packed else int(_BIG_VALUE_SIZES.get(kind, 1) * count)

    @property
    def width(self) -> int:
        """Length of an offset in bytes."""
        return 8 if self.big else 4

    def offset(self, data: bytes, place: int) -> int:
        number: int = struct.unpack_from(self.order + ("Q" if self.big else "I"), data, place)[0]
        return number

    def offsets(self, entry: Entry | None) -> tuple[int, ...]:
        if entry is None or entry.type not in (4, 13, 16, 18):
            return ()
        each = "I" if entry.type in (4, 13) else "Q"
        return struct.unpack(f"{self.order}{entry.count}{each}", entry.value)

    def entry(self, row: bytes) -> Entry | None:
        tag, kind, count = struct.unpack_from(self.order + ("HHQ" if self.big else "HHI"), row)
        size = (_BIG_VALUE_SIZES if self.big else _VALUE_SIZES).get(kind, 0) * count
        if not 0 < size <= self.room:
            return None
        at = len(row) - self.width
        value = row[at : at + size]
        if size > self.width:
            value = self.read_at(self.offset(row, at), size)
        self.room -= len(value)
        return Entry(tag, kind, count, value) if len(value) == size else None


def lay_out(directory: Directory, start: int, order: ByteOrder) -> bytes:
    """The directory as bytes for the even offset `start` of its block."""
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
    """An EXIF block: a TIFF header and the directory, without values of BigTIFF types."""
    directory = _classic(directory)
    mark = b"II" if order == "<" else b"MM"
    return mark + struct.pack(order + "HI", 42, 8) + lay_out(directory, 8, order)


def _classic(directory: Directory) -> Directory:
    entries = tuple(entry for entry in directory.entries if entry.type in _VALUE_SIZES)
    return Directory(entries, {tag: _classic(child) for tag, child in directory.children.items()})


def read_block(block: bytes) -> tuple[ByteOrder, Directory] | None:
    """Byte order and main directory of an EXIF block, without its thumbnail; None if it is invalid."""
    order = byte_order(block)
    if order is None or len(block) < 10:
        return None
    start = struct.unpack_from(order + "I", block, 4)[0]
    return order, read_directory(lambda place, size: block[place : place + size], order, start)
