"""Strips of large pictures: what measures work through, so that memory does not grow with the picture."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

_PIXELS = 1_000_000


class Picture(Protocol):
    """A picture (H, W, 3), 0..1, that gives its rows: an array, or what makes them as they are asked for."""

    @property
    def shape(self) -> tuple[int, ...]:
        """(H, W, 3)."""

    def __getitem__(self, rows: slice, /) -> NDArray[np.float32]:
        """Some rows, (rows, W, 3)."""


def strips(height: int, width: int, margin: int = 0, pixels: int | None = None) -> Iterator[slice]:
    """Rows that cover a picture, at least one at a time.

    Args:
        height, width: of the picture.
        pixels: about as many in a strip; None for the usual number.
        margin: rows that each strip reaches over on both sides; the outermost rows are then margin only.
    """
    step = max(1, (pixels or _PIXELS) // max(1, width))
    for top in range(margin, height - margin, step):
        yield slice(top - margin, min(top + step, height - margin) + margin)
