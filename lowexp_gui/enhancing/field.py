"""The illumination map as a function of position and luminance, evaluated block by block.

Guided upsampling (He and Sun 2015, "Fast Guided Filter") gives a small map of lines, light = slope *
luminance + offset. At full size slopes and offsets are interpolated linearly, first down and then across, the
latter by a product with a matrix of interpolation weights: only cells near a block have a part in it, so this
matrix is small, and a processor has nothing faster than products of matrices.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from lowexp_gui.enhancing.memory import Memory
from lowexp_gui.model.networks import ILLUMINATION_FLOOR
from lowexp_gui.photo.photograph import FloatImage
from lowexp_gui.photo.region import Region

LUMINANCE = (0.2126, 0.7152, 0.0722)
"""Weights of red, green and blue in encoded sRGB (BT.709)."""

# A block and what is computed of it stay in a processor's cache.
_BLOCK_PIXELS = 1 << 17
_WIDEST_BLOCK = 512
# Of more cells, most weights would be zero; of fewer columns, a product would take longer to begin.
_CELLS_OF_A_PIECE = 12
_NARROWEST_PIECE = 48


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
    def lines(self) -> FloatImage:
        """Slope, then offset, (h, 6 w), the columns of a channel side by side."""
        # A matrix product along the last axis then serves all channels.
        lines = np.concatenate((self.slope, self.offset), axis=-1).transpose(0, 2, 1)
        return lines.reshape(len(lines), -1)

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
            here = photo[block.rows, block.columns]
            light[block.rows, block.columns] = reader.light(here, left + block.left, top + block.top)
        return light


class _Piece(NamedTuple):
    """Some columns of a block, the cells that they lie between, and what each cell counts there.

    Attributes:
        columns: in the block.
        cells: in the field.
        weights: (cells, columns).
    """

    columns: slice
    cells: slice
    weights: Tensor


class FieldReader:
    """Evaluates a field block by block, in memory that each block uses again.

    Attributes:
        level: blocks are at 1 / 2**level of full size.
    """

    def __init__(self, field: IlluminationField, level: int, memory: Memory) -> None:
        self.level = level
        self._field = field
        self._lines = torch.from_numpy(field.lines)
        self._weights = torch.tensor(LUMINANCE)
        self._memory = memory
        self._cell = field.width / field.slope.shape[1] / 2**level
        self._across: dict[tuple[int, int], list[_Piece]] = {}
        self._strip: tuple[int, int] | None = None

    def blocks(self, region: Region) -> Iterator[Region]:
        """A region in blocks that `light` is fast at, row by row."""
        width = min(_WIDEST_BLOCK, region.width)
        # Blocks of nearly equal width: a narrow last one would cost as much as a whole one.
        width = -(-region.width // -(-region.width // width))
        height = max(1, _BLOCK_PIXELS // width)
        for top in range(region.top, region.bottom, height):
            for left in range(region.left, region.right, width):
                yield Region(left, top, min(width, region.right - left), min(height, region.bottom - top))

    def light(self, photo: Tensor, left: int, top: int) -> Tensor:
        """The illumination of a block.

        Args:
            photo: extended sRGB of the block, (rows, columns, 3) float32.
            left, top: where the block begins, pixels of the level.

        Returns:
            L, the same shape, in [ILLUMINATION_FLOOR, 1]; the next call overwrites it.
        """
        rows, columns, channels = photo.shape
        of = self._memory.tensor
        clipped = torch.clamp(photo, 0, 1, out=of("light", rows, columns, channels))
        luminance = of("luminance", rows, 1, columns)
        torch.mv(clipped.view(-1, channels), self._weights, out=luminance.view(-1))
        cells, lines = self._rows(top, rows), of("lines", rows, 6, columns)
        for piece in self._pieces(left, columns):
            torch.mm(
                cells[:, piece.cells], piece.weights, out=lines.view(6 * rows, columns)[:, piece.columns]
            )
        planes = lines[:, 3:].addcmul_(lines[:, :3], luminance).clamp_(ILLUMINATION_FLOOR, 1)
        return clipped.copy_(planes.permute(0, 2, 1))

    def _rows(self, top: int, rows: int) -> Tensor:
        """The field at rows of the level and all cells across, (6 rows, w); kept for the blocks beside."""
        width = self._field.slope.shape[1]
        of = self._memory.tensor
        cells = of("cells", rows, 6 * width)
        if self._strip != (top, rows):
            lower, upper, share = (
                torch.from_numpy(each) for each in self._neighbours(top, rows, vertical=True)
            )
            above, below = of("above", rows, 6 * width), of("below", rows, 6 * width)
            torch.index_select(self._lines, 0, lower, out=above)
            torch.index_select(self._lines, 0, upper, out=below)
            torch.lerp(above, below, share[:, None], out=cells)
            self._strip = top, rows
        return cells.view(6 * rows, width)

    def _pieces(self, left: int, columns: int) -> list[_Piece]:
        """The columns of a block in pieces; kept for the blocks above and below."""
        if (left, columns) not in self._across:
            width = max(_NARROWEST_PIECE, round(_CELLS_OF_A_PIECE * self._cell))
            self._across[left, columns] = [
                self._piece(left, slice(start, min(start + width, columns)))
                for start in range(0, columns, width)
            ]
        return self._across[left, columns]

    def _piece(self, left: int, columns: slice) -> _Piece:
        count = columns.stop - columns.start
        lower, upper, share = self._neighbours(left + columns.start, count, vertical=False)
        cells = slice(int(lower[0]), int(upper[-1]) + 1)
        weights, each = np.zeros((cells.stop - cells.start, count), np.float32), np.arange(count)
        weights[lower - cells.start, each] = 1 - share
        weights[upper - cells.start, each] += share
        return _Piece(columns, cells, torch.from_numpy(weights))

    def _neighbours(
        self, start: int, count: int, *, vertical: bool
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], FloatImage]:
        """The cells before and after the centres of pixels of the level, and the share of the latter."""
        length = self._field.slope.shape[0 if vertical else 1]
        full = self._field.height if vertical else self._field.width
        centres = (np.arange(start, start + count) + 0.5) * 2**self.level
        positions = (np.minimum(centres, full) * (length / full) - 0.5).clip(0, length - 1)
        lower = np.minimum(positions.astype(np.int64), max(0, length - 2))
        return lower, np.minimum(lower + 1, length - 1), (positions - lower).astype(np.float32)
