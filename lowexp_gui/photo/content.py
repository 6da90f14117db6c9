"""A digest that identifies a picture, independent of its folder, file name and tags."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lowexp_gui.photo import jpeg_segments, png_chunks
from lowexp_gui.photo.formats.webp import is_webp
from lowexp_gui.regular_file import open_regular

_WHOLE = 1 << 20
_END = 1 << 18
_PIECE = 1 << 12
_PIECES = 8
_MOST_PARTS = 100_000
_Picture = tuple[int, int, bytes]
"""First byte and end of the compressed picture, and other bytes that affect how it looks."""
_ABOUT_PNG = (b"IHDR", b"PLTE")
_FRAMES_AND_SCANS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC} | {0xDA}
_WEBP_PICTURES = (b"VP8 ", b"VP8L", b"ANMF")


def content_of(path: Path) -> str:
    """A digest of a file's picture: 64 hexadecimal digits.

    For JPEG, PNG and WebP files, the digest covers the compressed picture, without what other programs change
    when they tag or rotate a photo. For all others it covers the whole file. The length always counts. Up to
    one megabyte is read completely. For longer files, the first and the last 256 kilobytes and 8 pieces of 4
    kilobytes at even distances between them are read. Camera files differ in all of these parts, and
    thousands of files on a slow disk or a network need not be read completely.

    Raises:
        OSError: the file cannot be read, or is not a regular file.
        ValueError: the path has a character that is not allowed in paths.
    """
    with open_regular(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        start, end, about = _picture(stream, size) or (0, size, b"")
        length = end - start
        digest = hashlib.sha256(length.to_bytes(8, "big") + about)
        if length <= _WHOLE:
            digest.update(_read(stream, start, length))
        else:
            digest.update(_read(stream, start, _END))
            for number in range(_PIECES):
                between = (length - 2 * _END - _PIECE) * number // (_PIECES - 1)
                digest.update(_read(stream, start + _END + between, _PIECE))
            digest.update(_read(stream, end - _END, _END))
    return digest.hexdigest()


def _read(stream: BinaryIO, start: int, length: int) -> bytes:
    stream.seek(start)
    return stream.read(length)


def _picture(stream: BinaryIO, size: int) -> _Picture | None:
    """The place of the compressed picture; None if it is unknown."""
    head = _read(stream, 0, 12)
    if head.startswith(jpeg_segments.MAGIC):
        return _scans_of_jpeg(stream, size)
    if head.startswith(png_chunks.MAGIC):
        return _span(stream, _png_chunks(stream), (b"IDAT",), size)
    if is_webp(head):
        return _span(stream, _riff_chunks(stream), _WEBP_PICTURES, size)
    return None


def _scans_of_jpeg(stream: BinaryIO, size: int) -> _Picture | None:
    """From the frame's header, or the first scan, to the end of the file. Tags come before that."""
    place = 2
    for _ in range(_MOST_PARTS):
        head = _read(stream, place, 4)
        if len(head) < 4 or head[0] != 0xFF:
            return None
        if head[1] in _FRAMES_AND_SCANS:
            return place, size, b""
        # Any number of fill bytes may precede a marker.
        place += 1 if head[1] == 0xFF else 2 + int.from_bytes(head[2:], "big")
    return None


def _span(
    stream: BinaryIO, chunks: Iterator[tuple[bytes, int, int]], names: tuple[bytes, ...], size: int
) -> _Picture | None:
    """From the first to the last of the named chunks, with the PNG chunks that describe them."""
    start = end = 0
    about = b""
    for name, begins, ends in chunks:
        if ends > size:
            return None
        if name in _ABOUT_PNG:
            about += _read(stream, begins, min(ends - begins, _PIECE))
        if name in names:
            start, end = start or begins, ends
    return (start, end, about[:_PIECE]) if end else None


def _png_chunks(stream: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Name, first byte and end of each chunk."""
    place = len(png_chunks.MAGIC)
    for _ in range(_MOST_PARTS):
        head = _read(stream, place, 8)
        if len(head) < 8:
            return
        end = place + 12 + int.from_bytes(head[:4], "big")
        yield head[4:], place, end
        place = end


def _riff_chunks(stream: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Name, first byte and end of each chunk."""
    place = 12
    for _ in range(_MOST_PARTS):
        head = _read(stream, place, 8)
        if len(head) < 8:
            return
        length = int.from_bytes(head[4:], "little")
        yield head[:4], place, place + 8 + length
        place += 8 + length + length % 2
