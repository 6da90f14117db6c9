"""The illumination map as a function of position and luminance, evaluated block by block.

Guided upsampling (He and Sun 2015, "Fast Guided Filter") gives a small map of lines, light = slope *
luminance + offset. At full size slopes and offsets are interpolated linearly: first across, for the few rows
of the map, and then down, by a product with a matrix of interpolation weights. Only rows of the map near a
block have a part in it, so this matrix is small, and processors have nothing faster than such products.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
import torch
from torch import Tensor

from lowexp_gui.enhancing.memory import Memory
from lowexp_gui.model.networks import ILLUMINATION_FLOOR
from lowexp_gui.photo.photograph import FloatImage
from lowexp_gui.photo.region import Region

LUMINANCE = (0.2126, 0.7152, 0.0722)
"""Weights of red, green and blue in encoded sRGB (BT.709)."""

# Of smaller blocks, calls would cost more than arithmetic; larger ones leave the processor's cache.
_BLOCK_PIXELS = 1 << 18
_WIDEST_BLOCK = 640
# Of more rows of the field, most weights would be zero.
_MOST_CELLS_DOWN = 20
# Of fewer rows, as where cells are small, calls would cost more again.
_FEWEST_ROWS = 96
_COLUMNS_KEPT = 48
_WEIGHTS_KEPT = 256
# Of more columns, most of their weights would be zero.
_COLUMNS_AT_ONCE = 64
_WHOLE = 16
# Pixels whose luminance one row of a product gives: of one alone, the product would be slow to begin.
_GROUP = 4


@dataclass(frozen=True, eq=False)
class IlluminationField:
    """The illumination map as a function of position and luminance: L = slope * luminance + offset.

    Attributes:
        slope, offset: (h, w, 3) float32, at the working size.
        width, height: of the full photo, pixels.
    """

    slope: FloatImage
    offset: FloatImage
    width: int
    height: int

    @cached_property
    def rows(self) -> Tensor:
        """All rows of the slope, then those of the offset, (2 h, 3 w)."""
        return torch.from_numpy(np.stack((self.slope, self.offset))).view(2 * len(self.slope), -1)

    def at(self, photo: Tensor, left: int, top: int, level: int = 0) -> Tensor:
        """The illumination of a piece of the photo.

        Args:
            photo: extended sRGB of the piece, (rows, columns, 3) float32.
            left, top: where the piece begins, pixels of its level.
            level: the piece is at 1 / 2**level of full size.

        Returns:
            L, the same shape, in [ILLUMINATION_FLOOR, 1].
        """
        reader, light = FieldReader(self, level, Memory()), torch.empty_like(photo)
        for block in reader.blocks(Region(0, 0, photo.shape[1], photo.shape[0])):
            here = reader.photo_memory(block.height, block.width).copy_(photo[block.rows, block.columns])
            light[block.rows, block.columns] = reader.light(here, left + block.left, top + block.top)
        return light


class FieldReader:
    """Evaluates a field block by block, in memory that each block uses again.

    Attributes:
        level: blocks are at 1 / 2**level of full size.
    """

    def __init__(
        self, field: IlluminationField, level: int, memory: Memory, *, clipping: bool = True
    ) -> None:
        """A reader.

        Args:
            clipping: whether the photo may have values outside 0..1, which are clipped for their luminance.
        """
        self.level = level
        self._clipping = clipping
        self._field = field
        self._memory = memory
        self._to_luminance = _luminance_of_groups()
        cell_height = field.height / len(field.slope) / 2**level
        self._strip = max(_FEWEST_ROWS, round(_MOST_CELLS_DOWN * cell_height))

    def blocks(self, region: Region) -> Iterator[Region]:
        """A region in blocks that `light` is fast at, row by row.

        Each begins a multiple of _WHOLE pixels after the region does, as the squares of networks do.
        """
        # Of nearly equal width: a narrow last one would cost as much as a whole one.
        width = _up_to_whole(-(-region.width // -(-region.width // _WIDEST_BLOCK)))
        height = _up_to_whole(max(1, _BLOCK_PIXELS // width - _WHOLE // 2))
        for top in range(region.top, region.bottom, height):
            for left in range(region.left, region.right, width):
                yield Region(left, top, min(width, region.right - left), min(height, region.bottom - top))

    def photo_memory(self, rows: int, columns: int) -> Tensor:
        """Where a block of the photo is to be, (rows, columns, 3) float32, for `light`."""
        return self._grouped("photo", rows, columns)

    def light(self, photo: Tensor, left: int, top: int, into: Tensor | None = None) -> Tensor:
        """The illumination of a block.

        Args:
            photo: extended sRGB of the block, in `photo_memory`.
            left, top: where the block begins, pixels of the level.
            into: memory for it, of the same shape.

        Returns:
            L, the same shape, in [ILLUMINATION_FLOOR, 1]; without memory for it, the next call overwrites it.
        """
        rows, columns, _ = photo.shape
        luminance = self._luminance(photo)
        across = _lines_across(self._field, self.level, left, columns)
        slope = self._memory.tensor("slope", rows, columns, 3)
        light = self._memory.tensor("light", rows, columns, 3) if into is None else into
        down = _Axis(len(self._field.slope), self._field.height, self.level)
        for start in range(0, rows, self._strip):
            stop = min(start + self._strip, rows)
            near = _neighbours(down, top + start, stop - start)
            for lines, target in zip(across, (slope, light), strict=True):
                torch.mm(near.weights, lines[near.cells], out=target[start:stop].view(stop - start, -1))
        return light.addcmul_(slope, luminance).clamp_(ILLUMINATION_FLOOR, 1)

    def _grouped(self, name: str, rows: int, columns: int) -> Tensor:
        """Memory for a block whose pixels may also be had in whole groups; see `_in_groups`."""
        groups = -(-rows * columns // _GROUP)
        memory = self._memory.tensor(name, groups * _GROUP * 3)
        # What a group has too much counts nothing, but nothing times what is no number is no number.
        memory[rows * columns * 3 :] = 0
        return memory[: rows * columns * 3].view(rows, columns, 3)

    def _luminance(self, photo: Tensor) -> Tensor:
        """The luminance of each pixel, three times over: (rows, columns, 3)."""
        rows, columns, _ = photo.shape
        luminance = self._grouped("luminance", rows, columns)
        if self._clipping:
            photo = torch.clamp(photo, 0, 1, out=self._grouped("clipped", rows, columns))
        torch.mm(_in_groups(photo), self._to_luminance, out=_in_groups(luminance))
        return luminance


def _up_to_whole(length: int) -> int:
    return -(-length // _WHOLE) * _WHOLE


def _in_groups(picture: Tensor) -> Tensor:
    """A picture in grouped memory as (groups, 3 pixels of a group)."""
    groups = -(-picture.numel() // (_GROUP * 3))
    return picture.as_strided((groups, _GROUP * 3), (_GROUP * 3, 1))


@cache
def _luminance_of_groups() -> Tensor:
    """The matrix that gives each of a group's pixels its luminance, three times over."""
    one = torch.tensor(LUMINANCE)[:, None].expand(3, 3)
    return torch.kron(torch.eye(_GROUP), one)


@dataclass(frozen=True, eq=False)
class _Neighbours:
    """What the cells of a field count in rows or columns between them.

    Attributes:
        cells: those that count.
        weights: (rows or columns, cells).
    """

    cells: slice
    weights: Tensor


@dataclass(frozen=True)
class _Axis:
    """Rows or columns of a photo, seen from those of a field.

    Attributes:
        cells: of the field.
        full: pixels of the photo at full size.
        level: what is looked at is at 1 / 2**level of it.
    """

    cells: int
    full: int
    level: int


# Photos of one size come one after the other, and the blocks of each begin at the same rows.
@lru_cache(maxsize=_WEIGHTS_KEPT)
def _neighbours(axis: _Axis, start: int, count: int) -> _Neighbours:
    """The cells around the centres of rows or columns of a level; a centre lies between two of them."""
    length = axis.cells
    centres = (np.arange(start, start + count) + 0.5) * 2**axis.level
    positions = (np.minimum(centres, axis.full) * (length / axis.full) - 0.5).clip(0, length - 1)
    lower = np.minimum(positions.astype(np.int64), max(0, length - 2))
    upper, share = np.minimum(lower + 1, length - 1), (positions - lower).astype(np.float32)
    cells = slice(int(lower[0]), int(upper[-1]) + 1)
    weights, each = np.zeros((count, cells.stop - cells.start), np.float32), np.arange(count)
    weights[each, lower - cells.start] = 1 - share
    weights[each, upper - cells.start] += share
    return _Neighbours(cells, torch.from_numpy(weights))


@lru_cache(maxsize=_WEIGHTS_KEPT)
def _neighbours_in_channels(axis: _Axis, start: int, count: int) -> _Neighbours:
    """Those of columns, for each channel by itself, in the order in which they lie in memory.

    Its weights are (3 cells, 3 columns).
    """
    near = _neighbours(axis, start, count)
    weights = near.weights.T[:, None, :, None] * torch.eye(3)[None, :, None, :]
    return _Neighbours(slice(3 * near.cells.start, 3 * near.cells.stop), weights.reshape(-1, 3 * count))


# Views and tiles of one photo ask for the same columns again and again.
@lru_cache(maxsize=_COLUMNS_KEPT)
def _lines_across(field: IlluminationField, level: int, left: int, columns: int) -> Tensor:
    """Slope and offset at columns of a level, for all rows of the field, (2, h, 3 columns)."""
    lines = torch.empty(2 * len(field.slope), columns * 3)
    axis = _Axis(field.slope.shape[1], field.width, level)
    for start in range(0, columns, _COLUMNS_AT_ONCE):
        stop = min(start + _COLUMNS_AT_ONCE, columns)
        near = _neighbours_in_channels(axis, left + start, stop - start)
        torch.mm(field.rows[:, near.cells], near.weights, out=lines[:, 3 * start : 3 * stop])
    return lines.view(2, len(field.slope), -1)
