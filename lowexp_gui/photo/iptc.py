"""IPTC records in the Photoshop resources of a JPEG and in the texts of a PNG."""

import struct
from collections.abc import Iterator

_MARK = b"8BIM"
_IPTC = 0x0404
_LINE = 72
_RECORD_MARK = 0x1C
_EXTENDED = 0x8000


def iptc_of_resources(resources: bytes) -> bytes | None:
    """The IIM records among Photoshop's resources (Photoshop File Formats, "Image Resource Blocks")."""
    place = 0
    while resources[place : place + 4] == _MARK and place + 8 <= len(resources):
        (kind,) = struct.unpack_from(">H", resources, place + 4)
        name = 1 + resources[place + 6]
        place += 6 + name + name % 2
        size = int.from_bytes(resources[place : place + 4], "big")
        body = resources[place + 4 : place + 4 + size]
        if kind == _IPTC and len(body) == size:
            return body or None
        place += 4 + size + size % 2
    return None


def resources_of_iptc(records: bytes) -> bytes:
    """Photoshop resources that contain only IIM records."""
    return _MARK + struct.pack(">HHI", _IPTC, 0, len(records)) + records + bytes(len(records) % 2)


def text_of_iptc(records: bytes) -> bytes:
    """A PNG's “Raw profile type iptc”, as ImageMagick and ExifTool write it."""
    resources = resources_of_iptc(records)
    digits = resources.hex()
    lines = [digits[place : place + _LINE] for place in range(0, len(digits), _LINE)]
    return f"\niptc\n{len(resources):8}\n{chr(10).join(lines)}\n".encode()


def iptc_records(records: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Record, dataset and value of each IIM record, up to the first invalid one."""
    for start, value, end in record_places(records):
        yield records[start + 1], records[start + 2], records[value:end]


def record_places(records: bytes) -> Iterator[tuple[int, int, int]]:
    """The start, the start of the value and the end of each IIM record (IIM 4.2, 1.6)."""
    place = 0
    while place + 5 <= len(records) and records[place] == _RECORD_MARK:
        size, head = int.from_bytes(records[place + 3 : place + 5], "big"), 5
        if size & _EXTENDED:
            digits = size & ~_EXTENDED
            size, head = int.from_bytes(records[place + 5 : place + 5 + min(digits, 8)], "big"), 5 + digits
        value = place + head
        place, start = value + size, place
        if place > len(records):
            return
        yield start, value, place
