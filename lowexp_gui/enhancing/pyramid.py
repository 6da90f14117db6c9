"""A picture at halved sizes, so that a view of a large photo touches few pixels."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.photo.region import Region

_SMALLEST_LEVEL = 256

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

    Attributes:
        levels: (height, width, 3) integer codes each; the first is the picture itself.
    """

    levels: tuple[Codes, ...]

    @staticmethod
    def of(picture: Codes) -> "Pyramid":
        """The pyramid of a picture (height, width, 3), which becomes its first level as it is."""
        levels = [picture]
        for _ in range(level_count(picture.shape[1], picture.shape[0]) - 1):
            levels.append(halve(levels[-1]))
        return Pyramid(tuple(levels))

    @staticmethod
    def zeros(width: int, height: int, dtype: type[np.int16]) -> "Pyramid":
        """A pyramid to be filled by `write`."""
        sizes = (level_size(width, height, level) for level in range(level_count(width, height)))
        return Pyramid(tuple(np.zeros((rows, columns, 3), dtype) for columns, rows in sizes))

    @property
    def deepest(self) -> int:
        """The number of the smallest level."""
        return len(self.levels) - 1

    def write(self, region: Region, codes: Codes) -> None:
        """Fill a region of the picture and what it touches in the other levels."""
        self.levels[0][region.rows, region.columns] = codes
        for level in range(1, len(self.levels)):
            target = level_region(region, level)
            source = self.levels[level - 1][
                2 * target.top : 2 * target.bottom, 2 * target.left : 2 * target.right
            ]
            self.levels[level][target.rows, target.columns] = halve(source)


def halve(picture: Codes) -> Codes:
    """Means of 2 x 2 pixels (height, width, 3), rounded; a last odd row or column stands for itself."""
    height, width = picture.shape[:2]
    if height % 2 or width % 2:
        picture = np.pad(picture, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
    wide = np.int32 if picture.dtype != np.uint8 else np.uint16
    rows = np.add(picture[::2], picture[1::2], dtype=wide)
    total = rows[:, ::2] + rows[:, 1::2]
    return ((total + 2) >> 2).astype(picture.dtype)
