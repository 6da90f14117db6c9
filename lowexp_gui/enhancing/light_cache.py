"""Light of blocks that was looked at last: each pane, and each move of a slider, asks for the same again."""

from collections import OrderedDict
from threading import Lock
from typing import TypeAlias

from torch import Tensor

from lowexp_gui.enhancing.guided_illumination import GuidedIllumination
from lowexp_gui.photo.region import Region

MOST_PIXELS = 1 << 21
"""Of a region whose light is kept, such as a screen; a larger one is seldom looked at twice."""

_MOST_PIXELS_IN_ALL = 2 * MOST_PIXELS

_Key: TypeAlias = tuple[GuidedIllumination, int, Region]


def is_cacheable(region: Region) -> bool:
    """Whether the light of a region's blocks is to be kept."""
    return region.width * region.height <= MOST_PIXELS


class LightCache:
    """The light of blocks, the last ones up to a size; any thread may ask. Nobody is to change it."""

    def __init__(self) -> None:
        self._blocks: OrderedDict[_Key, Tensor] = OrderedDict()
        self._pixels = 0
        self._lock = Lock()

    def of(self, field: GuidedIllumination, level: int, block: Region) -> Tensor | None:
        """What was kept of a block of a level, (rows, columns, 3)."""
        key = field, level, block
        with self._lock:
            if key in self._blocks:
                self._blocks.move_to_end(key)
            return self._blocks.get(key)

    def keep(self, field: GuidedIllumination, level: int, block: Region, light: Tensor) -> None:
        """Keep the light of a block, in place of what was asked for longest ago."""
        with self._lock:
            self._drop((field, level, block))
            self._blocks[field, level, block] = light
            self._pixels += block.width * block.height
            while self._pixels > _MOST_PIXELS_IN_ALL:
                self._drop(next(iter(self._blocks)))

    def _drop(self, key: _Key) -> None:
        if self._blocks.pop(key, None) is not None:
            self._pixels -= key[2].width * key[2].height
