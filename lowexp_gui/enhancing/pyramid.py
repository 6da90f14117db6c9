"""A picture at halved sizes, so that a view of a large photo touches few pixels."""

from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.region import Region

_SMALLEST_LEVEL = 256
# Pixels a side of what is made of a level at once: it stays in a processor's cache.
_PIECE = 256

Codes: TypeAlias = NDArray[Any]


def level_count(width: int, height: int) -> int:
    """How many levels a picture has: halved until its long side is at most 256 pixels, at least one."""
    count = 1
    while max(width, height) > _SMALLEST_LEVEL << (count - 1):
        count += 1
    return count


def level_size(width: int, height: int, level: int) -> tuple[int, int]:
    """(width, height) of a level, pixels; odd sizes are rounded up."""
    return -(-width >> level), -(-height >> level)


def level_region(region: Region, level: int) -> Region:
    """The pixels of a level that a region of the full picture touches."""
    left, top = region.left >> level, region.top >> level
    return Region(left, top, -(-region.right >> level) - left, -(-region.bottom >> level) - top)


@dataclass(frozen=True, eq=False)
class Pyramid:
    """A picture and its means over squares of 2, 4, 8, … pixels.

    The smaller levels are made piece by piece, as they are asked for: whoever looks at the full size does not
    wait for them, and what nobody has looked at takes no memory. That matters most for the first of them,
    which is larger than all others together; they are made without it.

    Attributes:
        _levels: the picture, and memory for the smaller levels.
        _stale: which pieces of each level are not made, or are of a picture that has changed since.
    """

    _levels: tuple[Codes, ...]
    _stale: tuple[NDArray[np.bool_], ...]
    _lock: Lock = field(default_factory=Lock)

    @staticmethod
    def of(picture: Codes) -> "Pyramid":
        """The pyramid of a picture (height, width, 3), which becomes its first level as it is."""
        height, width = picture.shape[:2]
        sizes = [level_size(width, height, level) for level in range(1, level_count(width, height))]
        smaller = (np.empty((rows, columns, 3), picture.dtype) for columns, rows in sizes)
        return Pyramid((picture, *smaller), _pieces(width, height, stale=True))

    @staticmethod
    def zeros(width: int, height: int, dtype: type[np.int16]) -> "Pyramid":
        """A pyramid to be filled by `write`."""
        sizes = (level_size(width, height, level) for level in range(level_count(width, height)))
        levels = tuple(np.zeros((rows, columns, 3), dtype) for columns, rows in sizes)
        return Pyramid(levels, _pieces(width, height, stale=False))

    @property
    def levels(self) -> tuple[Codes, ...]:
        """All levels, (height, width, 3) integer codes each; the first is the picture itself."""
        return tuple(self.level(number) for number in range(len(self._levels)))

    @property
    def nbytes(self) -> int:
        """The memory that all levels take once they are made, bytes."""
        return sum(level.nbytes for level in self._levels)

    @property
    def deepest(self) -> int:
        """The number of the smallest level."""
        return len(self._levels) - 1

    def level(self, number: int) -> Codes:
        """A level, (height, width, 3) integer codes; any thread may ask."""
        height, width = self._levels[number].shape[:2]
        return self.part(number, Region(0, 0, width, height))

    def part(self, number: int, region: Region) -> Codes:
        """A region of a level, in pixels of the level; any thread may ask."""
        if number > 0:
            with self._lock:
                self._make(number, region)
        return self._levels[number][region.rows, region.columns]

    def write(self, region: Region, codes: Codes) -> None:
        """Fill a region of the picture."""
        # By torch, which takes several threads for it; the window begins without it.
        import torch

        from lowexp_gui.enhancing.memory import as_tensor

        torch.from_numpy(self._levels[0])[region.rows, region.columns] = as_tensor(codes)
        # Upwards, so that no level is ever made of one that is not known to be stale.
        for number in range(1, len(self._levels)):
            self._stale[number][_touched(level_region(region, number))] = True

    def _make(self, number: int, region: Region) -> None:
        """Make the stale pieces of a level that a region touches."""
        level, stale, touched = self._levels[number], self._stale[number], _touched(region)
        rows, columns = np.nonzero(stale[touched])
        for row, column in zip(rows + touched[0].start, columns + touched[1].start, strict=True):
            # Before it is made: if the picture changes meanwhile, it is stale again.
            stale[row, column] = False
            top, left = int(row) * _PIECE, int(column) * _PIECE
            height, width = min(_PIECE, level.shape[0] - top), min(_PIECE, level.shape[1] - left)
            piece = Region(left, top, width, height)
            level[piece.rows, piece.columns] = self._made(number, piece)

    def _made(self, number: int, region: Region) -> Codes:
        """A region of a level, made of the level before."""
        height, width = self._levels[number - 1].shape[:2]
        left, top = 2 * region.left, 2 * region.top
        below = Region(left, top, min(2 * region.width, width - left), min(2 * region.height, height - top))
        if number == 2 and self._stale[1][_touched(below)].any():
            return halve(self._made(1, below))
        if number > 2:
            self._make(number - 1, below)
        return halve(self._levels[number - 1][below.rows, below.columns])


_OF_PHOTOS: WeakKeyDictionary[Photo, Pyramid] = WeakKeyDictionary()


def pyramid_of(photo: Photo) -> Pyramid:
    """The pyramid of a photo, the same for all who ask; it goes with the photo."""
    known = _OF_PHOTOS.get(photo)
    return _OF_PHOTOS.setdefault(photo, Pyramid.of(photo.pixels)) if known is None else known


def _pieces(width: int, height: int, *, stale: bool) -> tuple[NDArray[np.bool_], ...]:
    """Which pieces of each level are stale: all or none."""
    sizes = (level_size(width, height, level) for level in range(level_count(width, height)))
    return tuple(np.full((-(-rows // _PIECE), -(-columns // _PIECE)), stale) for columns, rows in sizes)


def _touched(region: Region) -> tuple[slice, slice]:
    """Index of the pieces that a region touches."""
    rows = slice(region.top // _PIECE, -(-region.bottom // _PIECE))
    return rows, slice(region.left // _PIECE, -(-region.right // _PIECE))


def halve(picture: Codes) -> Codes:
    """Means of 2 x 2 pixels (height, width, 3), rounded; a last odd row or column stands for itself."""
    height, width = picture.shape[:2]
    if height % 2 or width % 2:
        picture = np.pad(picture, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
    wide = np.int32 if picture.dtype != np.uint8 else np.uint16
    rows = np.add(picture[::2], picture[1::2], dtype=wide)
    halved = np.empty((rows.shape[0], rows.shape[1] // 2, 3), picture.dtype)
    # A channel at a time: NumPy is slow at runs of three.
    for channel in range(3):
        total = rows[:, ::2, channel] + rows[:, 1::2, channel]
        total += 2
        total >>= 2
        halved[..., channel] = total
    return halved
