"""The boxes that HEIC, AVIF, JPEG XL and Canon's CR3 files are made of (ISO/IEC 14496-12, 4.2)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lowexp_gui.photo.raster import DAMAGED, UnreadableError

_MOST_BOXES = 65536


@dataclass(frozen=True)
class Box:
    """The place of a box in its file: header from `start`, content from `body` to `end`."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(stream: BinaryIO, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes from `start` to `end` (None: to the end of the file), in order; their content is not read.

    Raises:
        UnreadableError: a box is longer than the space left for it, or there are too many boxes.
    """
    end = stream.seek(0, 2) if end is None else end
    for _ in range(_MOST_BOXES):
        if start + 8 > end:
            return
        stream.seek(start)
        first = stream.read(16)
        size, kind = struct.unpack_from(">I4s", first)
        head = 8
        if size == 1 and len(first) == 16:
            size, head = struct.unpack_from(">Q", first, 8)[0], 16
        # A size of 0 means “to the end”.
        size = size or end - start
        if size < head or start + size > end:
            raise UnreadableError(DAMAGED)
        yield Box(kind, start, start + head, start + size)
        start += size
    raise UnreadableError(DAMAGED)
