"""What tells one picture from others, wherever its file lies, whatever it is called, however it is tagged."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lowexp_gui.photo.formats import jpeg, png, webp
from lowexp_gui.regular_file import open_regular

_WHOLE = 1 << 20
_END = 1 << 18
_PIECE = 1 << 12
_PIECES = 8
_MOST_PARTS = 100_000
_Picture = tuple[int, int, bytes]
"""First byte and end of the compressed picture, and what else tells how it looks."""
_ABOUT_PNG = (b"IHDR", b"PLTE")
_FRAMES_AND_SCANS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC} | {0xDA}
_WEBP_PICTURES = (b"VP8 ", b"VP8L", b"ANMF")


def content_of(path: Path) -> str:
    """A digest of a file's picture: 64 hexadecimal digits.

    In JPEG, PNG and WebP files, that is the compressed picture without what other programs change when they
    tag a photo or turn it; in all others, it is the whole file. Its length counts, and all of it up to a
    megabyte. Of longer ones, the first and the last 256 kilobytes count, and 8 pieces of 4 kilobytes at even
    distances between: camera files differ in all of these, and ten thousand of them on a slow disk or a
    network need not be read whole before a person may go on.

    Raises:
        OSError: it cannot be read, or is no regular file.
        ValueError: the path has a character that no path has.
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
    """Where the compressed picture is; None where that is not known."""
    head = _read(stream, 0, 12)
    if head.startswith(jpeg.MAGIC):
        return _scans_of_jpeg(stream, size)
    if head.startswith(png.MAGIC):
        return _span(stream, _png_chunks(stream), (b"IDAT",), size)
    if webp.is_webp(head):
        return _span(stream, _riff_chunks(stream), _WEBP_PICTURES, size)
    return None


def _scans_of_jpeg(stream: BinaryIO, size: int) -> _Picture | None:
    """From the frame's header, or the first scan, to the end of the file: tags stand before."""
    place = 2
    for _ in range(_MOST_PARTS):
        head = _read(stream, place, 4)
        if len(head) < 4 or head[0] != 0xFF:
            return None
        if head[1] in _FRAMES_AND_SCANS:
            return place, size, b""
        # A marker may have any number of these before it.
        place += 1 if head[1] == 0xFF else 2 + int.from_bytes(head[2:], "big")
    return None


def _span(
    stream: BinaryIO, chunks: Iterator[tuple[bytes, int, int]], names: tuple[bytes, ...], size: int
) -> _Picture | None:
    """From the first to the last of the chunks of some names, with what a PNG says of them before."""
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
    place = len(png.MAGIC)
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
