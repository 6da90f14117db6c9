"""Tiles: a photo of any size in pieces that overlap as far as the network looks."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.photo.photograph import FloatImage
from lowexp_gui.photo.region import Region

TILE = 512
SMALLEST_TILE = 64


def plan_tiles(bounds: Region, side: int = TILE) -> tuple[Region, ...]:
    """Squares of `side` pixels that cover `bounds` without overlap, row by row; smaller at the far edges."""
    return tuple(
        Region(left, top, min(side, bounds.right - left), min(side, bounds.bottom - top))
        for top in range(bounds.top, bounds.bottom, side)
        for left in range(bounds.left, bounds.right, side)
    )


def nearest_first(tiles: tuple[Region, ...], focus: Callable[[], Region | None]) -> Iterator[Region]:
    """The tiles, each time the one that is nearest to what is looked at now.

    Args:
        tiles: what is to be done.
        focus: the region in view, in the same pixels, or None for no wish; asked before each tile.
    """
    left = list(tiles)
    while left:
        view = focus()
        yield left.pop(0 if view is None else min(range(len(left)), key=lambda i: _distance(left[i], view)))


def _distance(tile: Region, view: Region) -> tuple[float, float]:
    """How far a tile is out of view, then from its middle."""
    across = max(tile.left - view.right, view.left - tile.right, 0)
    down = max(tile.top - view.bottom, view.top - tile.bottom, 0)
    middle_x = tile.left + tile.width / 2 - view.left - view.width / 2
    middle_y = tile.top + tile.height / 2 - view.top - view.height / 2
    return float(across + down), middle_x**2 + middle_y**2


def split(tile: Region, side: int) -> tuple[Region, ...]:
    """A tile in squares of at most `side` pixels."""
    return plan_tiles(tile, side)


def surrounded(read: Callable[[Region], FloatImage], tile: Region, margin: int, bounds: Region) -> FloatImage:
    """A tile with `margin` pixels around it; beyond the photo's edges, the photo is mirrored.

    Args:
        read: gives (height, width, C) of a region within `bounds`.

    Returns:
        (tile.height + 2 margin, tile.width + 2 margin, C).
    """
    grown = tile.grown(margin, bounds)
    rows = _mirrored(tile.top - margin, tile.bottom + margin, bounds.height) - grown.top
    columns = _mirrored(tile.left - margin, tile.right + margin, bounds.width) - grown.left
    return read(grown)[rows[:, None], columns]


def _mirrored(start: int, stop: int, length: int) -> NDArray[np.intp]:
    """Indices start..stop-1 folded into 0..length-1, as a mirror at each edge pixel would."""
    indices = np.arange(start, stop)
    if length == 1:
        return np.zeros_like(indices)
    period = 2 * (length - 1)
    folded = np.abs(indices) % period
    return np.where(folded >= length, period - folded, folded)
