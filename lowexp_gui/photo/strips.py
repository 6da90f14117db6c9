"""A picture that comes strip by strip, so that it need not be in memory as a whole."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.photo.photograph import Codes

_STRIP_PIXELS = 1_000_000


@dataclass(frozen=True, eq=False)
class CodeStrips:
    """Codes of a picture, from the top.

    Attributes:
        width, height: of the whole picture, pixels.
        bit_depth: 8 or 16.
        strips: begins anew each time that it is called; gives (rows, width, 3) codes, uint8 or uint16, any
            number of rows at a time. Whoever gets a strip may keep it, but not write to it.
    """

    width: int
    height: int
    bit_depth: int
    strips: Callable[[], Iterator[Codes]]

    @staticmethod
    def of(codes: Codes) -> "CodeStrips":
        """The strips of codes that are in memory.

        Args:
            codes: (height, width, 3).

        Raises:
            ValueError: they have another shape or type.
        """
        is_picture = codes.ndim == 3 and codes.shape[2] == 3 and codes.size > 0
        if not is_picture or codes.dtype not in (np.uint8, np.uint16):
            raise ValueError(
                f"codes must be (height, width, 3) of 8 or 16 bit, not {codes.shape} {codes.dtype}"
            )
        height, width = codes.shape[:2]
        rows = max(1, _STRIP_PIXELS // width)
        return CodeStrips(
            width,
            height,
            8 * codes.dtype.itemsize,
            lambda: (codes[top : top + rows] for top in range(0, height, rows)),
        )


def of_height(strips: Iterable[NDArray[Any]], rows: int) -> Iterator[NDArray[Any]]:
    """The same picture in contiguous strips of so many rows; the last one has what is left."""
    waiting: list[NDArray[Any]] = []
    for strip in strips:
        waiting.append(strip)
        there = sum(map(len, waiting))
        if there < rows:
            continue
        joined = np.concatenate(waiting) if len(waiting) > 1 else strip
        whole = there - there % rows
        for top in range(0, whole, rows):
            yield np.ascontiguousarray(joined[top : top + rows])
        waiting = [joined[whole:]] if whole < there else []
    if waiting:
        yield np.ascontiguousarray(np.concatenate(waiting))
