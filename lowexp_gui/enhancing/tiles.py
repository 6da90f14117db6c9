"""Tiles: a photo of any size in pieces that overlap as far as the network looks."""

from collections.abc import Callable, Iterator

from lowexp_gui.photo.region import Region

TILE = 1536
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
        focus: the region in view, in the same pixels, or None for no preference; asked before each tile.
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


def seen(tile: Region, margin: int, stride: int, bounds: Region) -> Region:
    """What a network needs to see of a photo for a tile.

    It begins at multiples of the stride, so that the network's squares lie where they would in the whole
    photo. Where the photo ends there is no margin: the network goes on with zeros there, as in training.

    Args:
        margin: how far the network looks around a square of `stride` pixels, a multiple of `stride`.
        bounds: the whole photo, from (0, 0).
    """
    left, top = (max(0, start // stride * stride - margin) for start in (tile.left, tile.top))
    right, bottom = (-(-stop // stride) * stride + margin for stop in (tile.right, tile.bottom))
    return Region(left, top, min(right, bounds.right) - left, min(bottom, bounds.bottom) - top)
