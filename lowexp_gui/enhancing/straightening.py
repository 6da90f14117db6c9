"""Straightening: a picture rotated by any angle, the same for any region that is asked for.

Each pixel is interpolated by Catmull-Rom's cubic (R. Keys, Cubic convolution interpolation for digital image
processing, IEEE Transactions on Acoustics, Speech, and Signal Processing 29, 1981, with a = -1/2): of the
cubics of 4 x 4 pixels the one with the smallest error, with less overshoot than Lanczos windows. It works on
encoded values. A rotation averages no areas, so linear light would gain nothing, but dark fringes beside
lamps would be deeper in it.

A place is rounded to 1/256 of a pixel. It and its sum depend on the pixel alone, so tiles equal the whole.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

import numpy as np
import torch
from torch import Tensor

from lowexp_gui.enhancing.parallel import run_in_parallel
from lowexp_gui.photo.geometry import Affine, Frame
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.photo.region import Region

_PHASE_BITS = 8
_PHASES = 1 << _PHASE_BITS
# Pixels that the cubic reads before and after a place.
_BEFORE, _AFTER = 1, 2
_MARGIN = _BEFORE + _AFTER
# The side, in pixels, of the blocks that are interpolated at once; they stay in a processor's cache.
_BLOCK = 128
# The side, in pixels, of the tiles that are straightened one after the other. The photo is rendered
# for each tile with a margin, which takes more time in all for smaller tiles.
_TILE = 2048


def straightened(
    values: Callable[[Region], FloatImage], frame: Frame, area: Region, level: int
) -> FloatImage:
    """Pixels of the turned and straightened photo.

    Args:
        values: gives a region of the photo in pixels of the level, (rows, columns, channels) float32.
        frame: of the photo.
        area: in pixels of the level of the turned photo; it may reach over its edges, where pixels are 0.

    Returns:
        (area.height, area.width, channels).
    """
    tiles = [
        Region(left, top, min(_TILE, area.right - left), min(_TILE, area.bottom - top))
        for top in range(area.top, area.bottom, _TILE)
        for left in range(area.left, area.right, _TILE)
    ]
    if len(tiles) == 1:
        return _tile(values, frame, area, level)
    rows = (
        np.concatenate([_tile(values, frame, tile, level) for tile in tiles if tile.top == top], axis=1)
        for top in range(area.top, area.bottom, _TILE)
    )
    return np.concatenate(list(rows))


def _tile(values: Callable[[Region], FloatImage], frame: Frame, area: Region, level: int) -> FloatImage:
    size = 1 << level
    whole = Region(0, 0, -(-frame.photo.width // size), -(-frame.photo.height // size))
    to_photo = _of_level(frame.to_photo(), level)
    around = _read(area, to_photo, whole)
    read = values(around)
    padded = np.pad(read, ((_MARGIN, _MARGIN), (_MARGIN, _MARGIN), (0, 0)), mode="edge")
    source = torch.from_numpy(np.ascontiguousarray(padded))
    result = np.empty((area.height, area.width, read.shape[2]), np.float32)
    target = torch.from_numpy(result)
    edge = (frame.photo.width / size, frame.photo.height / size)
    blocks = [
        Region(left, top, min(_BLOCK, area.right - left), min(_BLOCK, area.bottom - top))
        for top in range(area.top, area.bottom, _BLOCK)
        for left in range(area.left, area.right, _BLOCK)
    ]

    @contextmanager
    def worker() -> Iterator[Callable[[Region], None]]:
        def fill(block: Region) -> None:
            rows = slice(block.top - area.top, block.bottom - area.top)
            columns = slice(block.left - area.left, block.right - area.left)
            target[rows, columns] = _block(source, around, block, to_photo, edge)

        yield fill

    run_in_parallel(blocks, worker)
    return result


def _of_level(affine: Affine, level: int) -> Affine:
    a, b, c, d, e, f = affine
    size = 1 << level
    return a, b, c / size, d, e, f / size


def _read(area: Region, to_photo: Affine, whole: Region) -> Region:
    """What is read of the photo for an area, at least one pixel."""
    a, b, c, d, e, f = to_photo
    corners = [(x, y) for x in (area.left, area.right) for y in (area.top, area.bottom)]
    left, width = _span([a * x + b * y + c for x, y in corners], whole.width)
    top, height = _span([d * x + e * y + f for x, y in corners], whole.height)
    return Region(left, top, width, height)


def _span(places: list[float], most: int) -> tuple[int, int]:
    first = min(max(math.floor(min(places)) - _MARGIN, 0), most - 1)
    last = min(max(math.ceil(max(places)) + _MARGIN, first + 1), most)
    return first, last - first


def _block(
    source: Tensor, around: Region, block: Region, to_photo: Affine, edge: tuple[float, float]
) -> Tensor:
    """Pixels of a block, (rows, columns, channels).

    Args:
        source: the pixels of `around`, repeated at its edges for _MARGIN pixels.
        edge: width and height of the photo, pixels of the level.
    """
    a, b, c, d, e, f = to_photo
    across = torch.arange(block.left, block.right, dtype=torch.float64).add_(0.5)
    down = torch.arange(block.top, block.bottom, dtype=torch.float64).add_(0.5)[:, None]
    x, y = (across * a + c) + down * b, (across * d + f) + down * e
    columns, column_phases = _taps(x, around.left, around.width)
    rows, row_phases = _taps(y, around.top, around.height)
    width, channels = source.shape[1], source.shape[2]
    neighbours = torch.arange(4, dtype=torch.int32)
    neighbours = (neighbours[:, None] * width + neighbours).reshape(-1)
    pixels = torch.nn.functional.embedding_bag(
        rows.mul_(width).add_(columns)[:, None] + neighbours,
        source.reshape(-1, channels),
        mode="sum",
        per_sample_weights=torch.index_select(_weights(), 0, row_phases.mul_(_PHASES).add_(column_phases)),
    )
    pixels = pixels.view(block.height, block.width, channels)
    outside = (x < 0) | (y < 0) | (x > edge[0]) | (y > edge[1])
    return pixels.masked_fill_(outside[..., None], 0) if bool(outside.any()) else pixels


def _taps(places: Tensor, start: int, length: int) -> tuple[Tensor, Tensor]:
    """The first of four pixels for each place, by its index in the padded source, and the place's phase."""
    scaled = (places - 0.5).mul_(_PHASES).round_().to(torch.int32).reshape(-1)
    first = scaled.bitwise_right_shift(_PHASE_BITS).clamp_(start - _AFTER, start + length)
    return first.add_(_MARGIN - _BEFORE - start), scaled.bitwise_and_(_PHASES - 1)


@cache
def _weights() -> Tensor:
    """The weights of the 4 x 4 pixels about a place, by its phase down and across, (_PHASES ** 2, 16)."""
    t = np.arange(_PHASES) / _PHASES
    squared, cubed = t * t, t * t * t
    weights = np.stack(
        (
            (-cubed + 2 * squared - t) / 2,
            (3 * cubed - 5 * squared + 2) / 2,
            (-3 * cubed + 4 * squared + t) / 2,
            (cubed - squared) / 2,
        ),
        axis=-1,
    )
    products = weights[:, None, :, None] * weights[None, :, None, :]
    # Made as any tensor is, though the first to ask may be in inference mode.
    with torch.inference_mode(False):
        return torch.from_numpy(products.reshape(-1, 16).astype(np.float32))
