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
_BAND_PIXELS = 1 << 17

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


def pyramid_of(photo: Photo) -> "Pyramid":
    """The photo at halved sizes, made once for as long as there is the photo; any thread may ask."""
    with _MAKING:
        made = _MADE.get(photo)
        if made is None:
            made = _MADE[photo] = Pyramid.of(photo.pixels)
        return made


@dataclass(frozen=True, eq=False)
class Pyramid:
    """A picture and its means over squares of 2, 4, 8, … pixels.

    The smaller levels of a picture that is being filled follow when one of them is asked for: whoever looks
    at the full size alone does not wait for them.
    """

    _levels: tuple[Codes, ...]
    _stale: list[Region] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

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
    def levels(self) -> tuple[Codes, ...]:
        """All levels, (height, width, 3) integer codes each; the first is the picture itself."""
        self.level(self.deepest)
        return self._levels

    @property
    def nbytes(self) -> int:
        """The memory that all levels take, bytes."""
        return sum(level.nbytes for level in self._levels)

    @property
    def deepest(self) -> int:
        """The number of the smallest level."""
        return len(self._levels) - 1

    def level(self, number: int) -> Codes:
        """A level, (height, width, 3) integer codes; any thread may ask."""
        if number > 0:
            with self._lock:
                while self._stale:
                    self._refresh(self._stale.pop())
        return self._levels[number]

    def write(self, region: Region, codes: Codes) -> None:
        """Fill a region of the picture."""
        self._levels[0][region.rows, region.columns] = codes
        self._stale.append(region)

    def _refresh(self, region: Region) -> None:
        """Fill what a region touches in the smaller levels."""
        for level in range(1, len(self._levels)):
            target = level_region(region, level)
            rows, columns = (slice(2 * part.start, 2 * part.stop) for part in (target.rows, target.columns))
            self._levels[level][target.rows, target.columns] = halve(self._levels[level - 1][rows, columns])


def halve(picture: Codes) -> Codes:
    """Means of 2 x 2 pixels (height, width, 3), rounded; a last odd row or column stands for itself."""
    height, width = (length // 2 for length in picture.shape[:2])
    halved = np.empty((-(-picture.shape[0] // 2), -(-picture.shape[1] // 2), 3), picture.dtype)
    whole = picture[: 2 * height]
    _halve_even(whole[:, : 2 * width], halved[:height, :width])
    if picture.shape[1] % 2:
        _halve_even(whole[:, -1:].repeat(2, axis=1), halved[:height, width:])
    if picture.shape[0] % 2:
        halved[height:] = halve(picture[-1:].repeat(2, axis=0))
    return halved


def _halve_even(picture: Codes, halved: Codes) -> None:
    """Fill `halved` from a picture of twice its size, in bands that stay in the cache."""
    wide = np.int32 if picture.dtype != np.uint8 else np.uint16
    band = max(1, _BAND_PIXELS // max(1, picture.shape[1]))
    for top in range(0, halved.shape[0], band):
        rows = picture[2 * top : 2 * (top + band)]
        sums = np.add(rows[::2], rows[1::2], dtype=wide)
        sums += 1
        # Channel by channel: NumPy is slow along an axis of three.
        for channel in range(3):
            squares = sums[:, ::2, channel] + sums[:, 1::2, channel]
            squares >>= 2
            halved[top : top + band, :, channel] = squares


_MAKING = Lock()
_MADE: WeakKeyDictionary[Photo, Pyramid] = WeakKeyDictionary()
