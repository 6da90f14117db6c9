"""The illumination map as a function of position and luminance, evaluated block by block.

Guided upsampling (He and Sun 2015, "Fast Guided Filter") gives a small map of lines, light = slope *
luminance + offset. At full size slopes and offsets are interpolated linearly: first across, for the few rows
of the map, by a product with a matrix of interpolation weights, and then down, as weighted sums of two rows
each, which torch has for bags of words.
"""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from lowexp_gui.enhancing.memory import ScratchMemory
from lowexp_gui.model.formation import roll_off_highlights
from lowexp_gui.model.networks import ILLUMINATION_FLOOR
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.photo.region import Region
from lowexp_gui.srgb import LUMINANCE

# Of smaller blocks, calls would cost more than arithmetic; larger ones leave the processor's cache.
_BLOCK_PIXELS = 1 << 18
_WIDEST_BLOCK = 640
_COLUMNS_KEPT = 48
_WEIGHTS_KEPT = 256
# Of more columns, most of their weights would be zero.
_COLUMNS_AT_ONCE = 64
_WHOLE = 16
# Pixels whose luminance one row of a product gives: of one alone, the product would be slow to begin.
_GROUP = 4


@dataclass(frozen=True, eq=False)
class GuidedIllumination:
    """The illumination map as a function of position and luminance: L = slope * luminance + offset.

    Attributes:
        slope, offset: (h, w, 3) float32, at the working size.
        width, height: of the full photo, pixels.
        bounded: whether L is brighter where the photo divided by it would pass white, so that highlights
            roll off (`formation.roll_off_highlights`).
    """

    slope: FloatImage
    offset: FloatImage
    width: int
    height: int
    bounded: bool = False

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
        reader, light = GuidedIlluminationReader(self, level, ScratchMemory()), torch.empty_like(photo)
        for block in blocks_of(Region(0, 0, photo.shape[1], photo.shape[0])):
            here = reader.photo_memory(block.height, block.width).copy_(photo[block.rows, block.columns])
            light[block.rows, block.columns] = reader.light(here, left + block.left, top + block.top)
        return light


def blocks_of(region: Region) -> tuple[Region, ...]:
    """A region in blocks that a `GuidedIlluminationReader` is fast at, row by row.

    Each begins a multiple of _WHOLE pixels after the region does, as the squares of networks do.
    """
    # Of nearly equal width: a narrow last one would cost as much as a whole one.
    width = _up_to_whole(-(-region.width // -(-region.width // _WIDEST_BLOCK)))
    height = _up_to_whole(max(1, _BLOCK_PIXELS // width - _WHOLE // 2))
    return tuple(
        Region(left, top, min(width, region.right - left), min(height, region.bottom - top))
        for top in range(region.top, region.bottom, height)
        for left in range(region.left, region.right, width)
    )


class GuidedIlluminationReader:
    """Evaluates a field block by block, in memory that each block uses again.

    Attributes:
        level: blocks are at 1 / 2**level of full size.
    """

    def __init__(
        self, field: GuidedIllumination, level: int, memory: ScratchMemory, *, clipping: bool = True
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

    def photo_memory(self, rows: int, columns: int) -> Tensor:
        """Where a block of the photo is to be, (rows, columns, 3) float32, for `light`."""
        return self._grouped("photo", rows, columns)

    def light(self, photo: Tensor, left: int, top: int, held: float = 1.0) -> Tensor:
        """The illumination of a block.

        Args:
            photo: extended sRGB of the block, in `photo_memory`.
            left, top: where the block begins, pixels of the level.
            held: how far the highlights of a bounded field are held below white, 0..1.

        Returns:
            L, the same shape, in [ILLUMINATION_FLOOR, 1].
        """
        rows, columns, _ = photo.shape
        across = _lines_across(self._field, self.level, left, columns)
        down = _linear_weights(_Axis(len(self._field.slope), self._field.height, self.level), top, rows)
        slope, light = (
            functional.embedding_bag(down.cells, lines, per_sample_weights=down.shares, mode="sum").view(
                rows, columns, 3
            )
            for lines in across
        )
        light.addcmul_(slope, self._luminance(photo)).clamp_(ILLUMINATION_FLOOR, 1)
        return roll_off_highlights(photo, light, held) if self._field.bounded and held else light

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


@dataclass(frozen=True, eq=False)
class _LinearWeights:
    """Two cells of a field for each row or column, between whose centres its own lies.

    Attributes:
        cells: (rows or columns, 2), int64.
        shares: what each counts, the same shape.
    """

    cells: Tensor
    shares: Tensor


# Photos of one size come one after the other, and the blocks of each begin at the same rows.
@lru_cache(maxsize=_WEIGHTS_KEPT)
def _linear_weights(axis: _Axis, start: int, count: int) -> _LinearWeights:
    """The cells around rows or columns of a level."""
    length = axis.cells
    centres = (np.arange(start, start + count) + 0.5) * 2**axis.level
    positions = (np.minimum(centres, axis.full) * (length / axis.full) - 0.5).clip(0, length - 1)
    lower = np.minimum(positions.astype(np.int64), max(0, length - 2))
    share = (positions - lower).astype(np.float32)
    cells = np.stack((lower, np.minimum(lower + 1, length - 1)), axis=1)
    return _LinearWeights(torch.from_numpy(cells), torch.from_numpy(np.stack((1 - share, share), axis=1)))


@dataclass(frozen=True, eq=False)
class _Interpolation:
    """Cells of a field as columns of a level.

    Attributes:
        cells: those that count, channels by themselves.
        weights: (3 cells, 3 columns).
    """

    cells: slice
    weights: Tensor


@lru_cache(maxsize=_WEIGHTS_KEPT)
def _interpolation(axis: _Axis, start: int, count: int) -> _Interpolation:
    """That of columns, for each channel by itself, in the order in which they lie in memory."""
    between = _linear_weights(axis, start, count)
    first, last = int(between.cells[0, 0]), int(between.cells[-1, 1])
    weights = torch.zeros(last + 1 - first, count)
    weights.scatter_add_(0, between.cells.T - first, between.shares.T)
    in_channels = weights[:, None, :, None] * torch.eye(3)[None, :, None, :]
    return _Interpolation(slice(3 * first, 3 * last + 3), in_channels.reshape(-1, 3 * count))


# Views and tiles of one photo ask for the same columns again and again.
@lru_cache(maxsize=_COLUMNS_KEPT)
def _lines_across(field: GuidedIllumination, level: int, left: int, columns: int) -> Tensor:
    """Slope and offset at columns of a level, for all rows of the field, (2, h, 3 columns)."""
    lines = torch.empty(2 * len(field.slope), columns * 3)
    axis = _Axis(field.slope.shape[1], field.width, level)
    for start in range(0, columns, _COLUMNS_AT_ONCE):
        stop = min(start + _COLUMNS_AT_ONCE, columns)
        near = _interpolation(axis, left + start, stop - start)
        torch.mm(field.rows[:, near.cells], near.weights, out=lines[:, 3 * start : 3 * stop])
    return lines.view(2, len(field.slope), -1)
