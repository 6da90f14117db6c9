"""Changes inside an EXIF block that do not move any other byte, so that maker notes stay readable."""

import struct
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from lowexp_gui.photo.tiff_tags import (
    EXIF_POINTER,
    GPS_POINTER,
    INTEROP_POINTER,
    IPTC,
    ORIENTATION,
    SOFTWARE,
    ByteOrder,
    Directory,
    Entry,
    build_block,
    byte_order,
)

_ASCII, _SHORT, _LONG, _DIRECTORY = 2, 3, 4, 13
_ROW = 12
_COLOUR_SPACE, _INTEROP_INDEX = 0xA001, 1
_SRGB, _UNCALIBRATED = 1, 0xFFFF
_WIDTH, _HEIGHT = 0x0100, 0x0101
_EXIF_WIDTH, _EXIF_HEIGHT = 0xA002, 0xA003
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
_MOST_ROWS = 4096
_MOST_DIRECTORIES = 16
_POINTERS = (EXIF_POINTER, GPS_POINTER, INTEROP_POINTER)
# XMP, IPTC and Photoshop's resources.
_PACKETS = (0x02BC, IPTC, 0x8649)


def with_software(exif: bytes, software: str) -> bytes:
    """The block with the name of the program in its main directory.

    The directory is moved to the end of the block, after the name; the values of its rows stay in place.
    """
    order = byte_order(exif)
    main = _main(exif)
    if order is None or main is None:
        return exif
    rows = {_tag(row, order): row for row in _rows(exif, main, order)}
    block = bytearray(exif + bytes(len(exif) % 2))
    name = software.encode("ascii", "replace") + b"\0"
    rows[SOFTWARE] = struct.pack(order + "HHII", SOFTWARE, _ASCII, len(name), len(block))
    if len(name) <= 4:
        rows[SOFTWARE] = struct.pack(order + "HHI", SOFTWARE, _ASCII, len(name)) + name.ljust(4, b"\0")
    else:
        block += name + bytes(len(name) % 2)
    return _with_main(block, rows, order)


def with_entries(
    exif: bytes | None, make: Callable[[ByteOrder], Iterable[Entry]], replaced: Collection[int] = ()
) -> bytes | None:
    """The block with entries added to its main directory for tags that it lacks; a new block if it is None.

    Args:
        exif: the block.
        make: makes the entries in a byte order.
        replaced: tags whose existing entries are replaced.
    """
    if exif is None:
        entries = tuple(make("<"))
        return build_block(Directory(entries), "<") if entries else None
    order = byte_order(exif)
    main = _main(exif)
    if order is None or main is None:
        return exif
    rows = {_tag(row, order): row for row in _rows(exif, main, order)}
    added = [entry for entry in make(order) if entry.tag in replaced or entry.tag not in rows]
    if not added:
        return exif
    block = bytearray(exif + bytes(len(exif) % 2))
    for entry in added:
        value = entry.value.ljust(4, b"\0") if len(entry.value) <= 4 else struct.pack(order + "I", len(block))
        rows[entry.tag] = struct.pack(order + "HHI", entry.tag, entry.type, entry.count) + value
        if len(entry.value) > 4:
            block += entry.value + bytes(len(entry.value) % 2)
    return _with_main(block, rows, order)


def with_size(exif: bytes, width: int, height: int) -> bytes:
    """The block with the size tags of both directories updated."""
    order = byte_order(exif)
    main = _main(exif)
    if order is None or main is None:
        return exif
    block = bytearray(exif)
    wanted = {_WIDTH: width, _EXIF_WIDTH: width, _HEIGHT: height, _EXIF_HEIGHT: height}
    for place in _places(exif, main, order):
        _set_number(block, place, order, wanted)
        if _tag(exif[place : place + _ROW], order) == EXIF_POINTER:
            inner = struct.unpack_from(order + "I", exif, place + 8)[0]
            for inner_place in _places(exif, inner, order):
                _set_number(block, inner_place, order, wanted)
    return bytes(block)


def with_colour_space(exif: bytes, srgb: bool) -> bytes:
    """The block with its colour space tags updated: sRGB or uncalibrated."""
    order = byte_order(exif)
    main = _main(exif)
    if order is None or main is None:
        return exif
    block = bytearray(exif)
    for inner in _targets(exif, main, order, {EXIF_POINTER}):
        for place in _places(exif, inner, order):
            tag, kind, count = struct.unpack_from(order + "HHI", exif, place)
            if tag == _COLOUR_SPACE and (kind, count) == (_SHORT, 1):
                said = struct.unpack_from(order + "H", exif, place + 8)[0]
                now = _SRGB if srgb else _UNCALIBRATED if said == _SRGB else said
                struct.pack_into(order + "H", block, place + 8, now)
        for about in _targets(exif, inner, order, {INTEROP_POINTER}):
            for place in _places(exif, about, order):
                if srgb and _tag(exif[place:], order) == _INTEROP_INDEX and exif[place + 8 :][:4] == b"R03\0":
                    block[place + 8 : place + 12] = b"R98\0"
    return bytes(block)


def without_orientation(exif: bytes) -> bytes:
    """The block without the orientation tag in its main directory, for formats that store it elsewhere."""
    order = byte_order(exif)
    main = _main(exif)
    if order is None or main is None:
        return exif
    rows = {_tag(row, order): row for row in _rows(exif, main, order)}
    return exif if rows.pop(ORIENTATION, None) is None else _with_main(bytearray(exif), rows, order)


def without_position(exif: bytes) -> bytes:
    """The block without its GPS directories, whose bytes are overwritten.

    XMP and IPTC inside the block are removed too, because they may contain the place.
    """
    order = byte_order(exif)
    main = _main(exif)
    if order is None or main is None:
        return exif
    block = bytearray(exif)
    spans: list[tuple[int, int]] = []
    for start in (main, *_targets(exif, main, order, {EXIF_POINTER})):
        for place in _places(exif, start, order):
            tag = _tag(exif[place : place + _ROW], order)
            if tag == GPS_POINTER:
                spans += _spans_of_directory(exif, struct.unpack_from(order + "I", exif, place + 8)[0], order)
            elif tag in _PACKETS:
                spans += _span_of_value(exif, place, order)
        rows = _rows(exif, start, order)
        kept = [row for row in rows if _tag(row, order) not in (GPS_POINTER, *_PACKETS)]
        _keep_rows(block, start, order, kept)
    _blank(block, spans)
    return bytes(block)


def without_tags(exif: bytes, tags: Collection[int]) -> bytes:
    """The block without entries of its main and EXIF directories."""
    order = byte_order(exif)
    main = _main(exif)
    if order is None or main is None:
        return exif
    block = bytearray(exif)
    for start in (main, *_targets(exif, main, order, {EXIF_POINTER})):
        rows = _rows(exif, start, order)
        _keep_rows(block, start, order, [row for row in rows if _tag(row, order) not in tags])
    return bytes(block)


def sound_exif(exif: bytes) -> tuple[bytes | None, bool]:
    """The block without invalid rows, and whether it had any; None if nothing in it is valid.

    A row that points past the end would take what is later appended as its value. No other byte moves.
    """
    order = byte_order(exif)
    main = _main(exif)
    if order is None or main is None or not _is_directory(exif, main, order):
        return None, True
    block = bytearray(exif)
    tables = [_table(exif, main, order)]
    damaged = False
    waiting = [main]
    while waiting:
        start = waiting.pop(0)
        kept = []
        for row in _rows(exif, start, order):
            if _tag(row, order) not in _POINTERS:
                sound = _is_sound(row, exif, order)
            elif sound := _leads_on(row, exif, order, tables):
                waiting.append(struct.unpack_from(order + "I", row, 8)[0])
                tables.append(_table(exif, waiting[-1], order))
            kept += [row] if sound else []
        said = struct.unpack_from(order + "H", exif, start)[0]
        if start == main and said and not kept:
            return None, True
        damaged = damaged or len(kept) < said
        _keep_rows(block, start, order, kept)
    return bytes(block), damaged


def _is_directory(exif: bytes, start: int, order: ByteOrder) -> bool:
    """Whether most of the supposed rows have a known type."""
    rows = list(_rows(exif, start, order))
    known = sum(_kind(row, order) in _SIZES for row in rows)
    said = struct.unpack_from(order + "H", exif, start)[0]
    return bool(said == 0 or 2 * known > len(rows))


def _leads_on(row: bytes, exif: bytes, order: ByteOrder, tables: Iterable[tuple[int, int]]) -> bool:
    """Whether a row points to a directory that is not yet known."""
    kind, count, start = struct.unpack_from(order + "HII", row, 2)
    if kind not in (_LONG, _DIRECTORY) or count != 1 or not 8 <= start <= len(exif) - 2:
        return False
    first, last = _table(exif, start, order)
    known = list(tables)
    return (
        len(known) < _MOST_DIRECTORIES
        and all(last <= before or behind <= first for before, behind in known)
        and _is_directory(exif, start, order)
    )


def _table(exif: bytes, start: int, order: ByteOrder) -> tuple[int, int]:
    """Where the rows of a directory start and end."""
    return start, start + 2 + _ROW * len(_rows(exif, start, order))


def _is_sound(row: bytes, exif: bytes, order: ByteOrder) -> bool:
    """Whether a row has a known type and a value inside the block."""
    size = _size(row, order)
    place: int = struct.unpack_from(order + "I", row, 8)[0]
    return _kind(row, order) in _SIZES and (size <= 4 or (place >= 8 and place + size <= len(exif)))


def _keep_rows(block: bytearray, start: int, order: ByteOrder, kept: Sequence[bytes]) -> None:
    """Keep only some rows of a directory; they move up, and the freed bytes become zeros."""
    if len(kept) == struct.unpack_from(order + "H", block, start)[0]:
        return
    end = _table(bytes(block), start, order)[1]
    link = bytes(block[end : end + 4])
    table = struct.pack(order + "H", len(kept)) + b"".join(kept) + link
    block[start : end + len(link)] = table.ljust(end + len(link) - start, b"\0")


def _targets(exif: bytes, start: int, order: ByteOrder, tags: Collection[int]) -> list[int]:
    """The offsets of the directories that the rows of one directory point to."""
    return [
        struct.unpack_from(order + "I", row, 8)[0]
        for row in _rows(exif, start, order)
        if _tag(row, order) in tags
    ]


def _spans_of_directory(exif: bytes, start: int, order: ByteOrder) -> list[tuple[int, int]]:
    """The spans of a directory and of its values."""
    spans = [(start, start + 2)]
    for place in _places(exif, start, order):
        spans += [(place, place + _ROW), *_span_of_value(exif, place, order)]
    return spans


def _span_of_value(exif: bytes, place: int, order: ByteOrder) -> list[tuple[int, int]]:
    size = _size(exif[place : place + _ROW], order)
    start: int = struct.unpack_from(order + "I", exif, place + 8)[0]
    return [(start, start + size)] if size > 4 else []


def _kind(row: bytes, order: ByteOrder) -> int:
    kind: int = struct.unpack_from(order + "H", row, 2)[0]
    return kind


def _size(row: bytes, order: ByteOrder) -> int:
    """Length of a row's value in bytes; 0 for unknown types."""
    kind, count = struct.unpack_from(order + "HI", row, 2)
    return int(_SIZES.get(kind, 0) * count)


def _with_main(block: bytearray, rows: Mapping[int, bytes], order: ByteOrder) -> bytes:
    """The block with a new main directory at its end."""
    block += bytes(len(block) % 2)
    struct.pack_into(order + "I", block, 4, len(block))
    table = b"".join(row for _, row in sorted(rows.items()))
    # No second directory: it would hold the thumbnail of the original.
    return bytes(block) + struct.pack(order + "H", len(rows)) + table + bytes(4)


def _main(exif: bytes) -> int | None:
    order = byte_order(exif)
    if order is None or len(exif) < 10:
        return None
    start: int = struct.unpack_from(order + "I", exif, 4)[0]
    return start if 8 <= start <= len(exif) - 2 else None


def _places(exif: bytes, start: int, order: ByteOrder) -> Iterator[int]:
    """The offsets of the rows of a directory."""
    if not 8 <= start <= len(exif) - 2:
        return
    count = min(struct.unpack_from(order + "H", exif, start)[0], _MOST_ROWS)
    for place in range(start + 2, start + 2 + _ROW * count, _ROW):
        if place + _ROW <= len(exif):
            yield place


def _rows(exif: bytes, start: int, order: ByteOrder) -> list[bytes]:
    return [exif[place : place + _ROW] for place in _places(exif, start, order)]


def _tag(row: bytes, order: ByteOrder) -> int:
    tag: int = struct.unpack_from(order + "H", row)[0]
    return tag


def _set_number(block: bytearray, place: int, order: ByteOrder, wanted: Mapping[int, int]) -> None:
    tag, kind, count = struct.unpack_from(order + "HHI", block, place)
    if tag in wanted and count == 1 and kind in (_SHORT, _LONG):
        number = wanted[tag]
        # A LONG always fits, and readers accept both types.
        struct.pack_into(order + "HHII", block, place, tag, _LONG, 1, number)


def _blank(block: bytearray, spans: Iterable[tuple[int, int]]) -> None:
    """Overwrite bytes with zeros, each only once, because hostile rows may all share one large value."""
    done = 8
    for start, end in sorted(spans):
        first, last = max(start, done), min(end, len(block))
        if start >= 8 and first < last:
            block[first:last] = bytes(last - first)
            done = last
