"""The chunks of a PNG file (W3C, PNG Specification, third edition, 5): found, checked and made."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from lowexp_gui.photo.raster import DAMAGED, UnreadableError, check_size

MAGIC = b"\x89PNG\r\n\x1a\n"
"""The first bytes of a file."""
HEADER_END = len(MAGIC) + 25
"""Where the first chunk ends, which holds the size."""

_PIXEL_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# The most bytes in all chunks other than pixels together, and in one of them.
_MOST_AROUND_PIXELS, _LONGEST_AROUND_PIXELS = 256 << 20, 64 << 20
_MOST_CHUNKS = 1 << 20
_MOST_TEXTS = 1000
_PIECE = 1 << 16


@dataclass(frozen=True)
class _Header:
    """The size of the picture and how its samples are stored."""

    whole: bytes
    width: int
    height: int
    stride: int
    grey: bool
    interlaced: bool

    @property
    def size(self) -> int:
        """Length of all rows in bytes, decompressed."""
        return self.height * (1 + self.stride)


@dataclass(frozen=True)
class Chunks:
    """The content of a file.

    Attributes:
        pixels: a PNG file with only the chunks that the pixels need.
        height: rows of the picture.
        grey: whether there is one channel of colour.
        missing: how many rows at the bottom are missing.
        first: the body of the first chunk of each other kind.
        texts: kinds and bodies of the chunks of text.
    """

    pixels: bytes
    height: int
    grey: bool
    missing: int
    first: dict[bytes, bytes]
    texts: tuple[tuple[bytes, bytes], ...]


def read_chunks(stream: BinaryIO, max_pixels: int) -> Chunks:
    """The chunks of a file; damaged ones other than pixels are dropped.

    Raises:
        UnreadableError: too large, the header is not the first chunk, the pixels are damaged, or all rows are
            missing.
    """
    stream.seek(0)
    header = _header(stream.read(HEADER_END))
    check_size(header.width, header.height, max_pixels)
    sorted_chunks = _Sorting(header)
    for head, body, rest in _chunks(stream, _MOST_AROUND_PIXELS + 2 * header.size):
        sorted_chunks.take(head, body, rest)
    return sorted_chunks.result()


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk with its length and checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(body, zlib.crc32(kind)))


@dataclass
class _Sorting:
    header: _Header
    settings: list[bytes] = field(default_factory=list)
    packed: list[memoryview] = field(default_factory=list)
    whole: list[bytes] = field(default_factory=list)
    first: dict[bytes, bytes] = field(default_factory=dict)
    texts: list[tuple[bytes, bytes]] = field(default_factory=list)
    ended: bool = False

    def take(self, head: bytes, body: memoryview, rest: bytes) -> None:
        kind = head[4:]
        if kind == b"IDAT":
            self.packed.append(body)
            self.whole += [head, rest]
        elif kind in (b"PLTE", b"tRNS"):
            self.settings.append(head + rest)
        elif kind == b"IEND":
            self.ended = True
        elif kind in _TEXTS:
            if len(self.texts) < _MOST_TEXTS:
                self.texts.append((kind, bytes(body)))
        elif kind not in self.first and kind != b"IHDR":
            self.first[kind] = bytes(body)

    def result(self) -> Chunks:
        missing = 0
        parts: list[bytes | memoryview] = [MAGIC, self.header.whole, *self.settings, *self.whole]
        if not self.ended:
            missing, rows = self.as_far_as_it_goes()
            parts = [MAGIC, self.header.whole, *self.settings, rows]
        pixels = b"".join([*parts, chunk(b"IEND", b"")])
        return Chunks(pixels, self.header.height, self.header.grey, missing, self.first, tuple(self.texts))

    def as_far_as_it_goes(self) -> tuple[int, bytes]:
        """The number of missing rows, and a chunk of all rows with zeros in the missing ones."""
        unpacker, rows, limit = zlib.decompressobj(), bytearray(), self.header.size
        for body in self.packed:
            for start in range(0, len(body), _PIECE):
                rows += unpacker.decompress(body[start : start + _PIECE], max(1, limit - len(rows)))
        if unpacker.eof:
            return 0, chunk(b"IDAT", b"".join(self.packed))
        there = min(len(rows), limit) // (1 + self.header.stride)
        if there == 0 or self.header.interlaced:
            raise UnreadableError(DAMAGED)
        del rows[there * (1 + self.header.stride) :]
        rows += bytes(limit - len(rows))
        return self.header.height - there, chunk(b"IDAT", zlib.compress(rows, 1))


def _header(first: bytes) -> _Header:
    if len(first) < HEADER_END or first[8:16] != b"\0\0\0\rIHDR":
        raise UnreadableError(DAMAGED)
    if zlib.crc32(first[12:29]) != int.from_bytes(first[29:33], "big"):
        raise UnreadableError(DAMAGED)
    width, height, bits, colour, _, _, interlaced = struct.unpack(">IIBBBBB", first[16:29])
    if colour not in _CHANNELS:
        raise UnreadableError(DAMAGED)
    stride = (width * bits * _CHANNELS[colour] + 7) // 8
    return _Header(first[len(MAGIC) :], width, height, stride, colour in (0, 4), bool(interlaced))


def _chunks(stream: BinaryIO, room: int) -> Iterator[tuple[bytes, memoryview, bytes]]:
    """For each valid chunk: its kind and length, its body, and its body with checksum.

    The last chunk of a truncated file is as long as the file allows.

    Args:
        stream: the file.
        room: bytes that all bodies together may have; other chunks than pixels that are too long are dropped.

    Raises:
        UnreadableError: pixels are damaged or too large, or there are too many chunks.
    """
    length = stream.seek(0, 2)
    place = len(MAGIC)
    for _ in range(_MOST_CHUNKS):
        stream.seek(place)
        head = stream.read(8)
        kind = head[4:]
        if len(head) < 8 or not kind.isalpha():
            return
        size = int.from_bytes(head[:4], "big")
        end = place + 12 + size
        if kind != b"IDAT" and (size > _LONGEST_AROUND_PIXELS or end > length):
            if kind in _PIXEL_CHUNKS or end > length:
                return
            place = end
            continue
        room -= size
        if room < 0:
            break
        rest = stream.read(min(size + 4, length - place - 8))
        body = memoryview(rest)[:size]
        if end > length:
            yield head, body, rest
            return
        sound = zlib.crc32(body, zlib.crc32(kind)) == int.from_bytes(rest[size:], "big")
        if not sound and kind in _PIXEL_CHUNKS:
            break
        if sound:
            yield head, body, rest
        if kind == b"IEND":
            return
        place = end
    raise UnreadableError(DAMAGED)
