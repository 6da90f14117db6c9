"""Photos and results in memory, as many as fit; those not looked at for longest go first."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lowexp_gui.photo.photograph import Photo

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement

MAX_BYTES = 1_500_000_000


@dataclass(frozen=True, eq=False)
class Held:
    """A photo as read, and its result if there is one."""

    photo: Photo
    enhancement: "Enhancement | None" = None

    @property
    def size(self) -> int:
        """Bytes, with the smaller copies that views make."""
        pixels = self.photo.pixels.nbytes * 4 // 3
        alpha = 0 if self.photo.alpha is None else self.photo.alpha.nbytes
        noise = 0 if self.enhancement is None else self.enhancement.noise.nbytes
        return pixels + alpha + noise


class ResultShelf:
    """What is held, by the photo's key. The newest one is kept however large it is.

    Attributes:
        pinned: the key that never goes, since it is looked at.
    """

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        """An empty shelf."""
        self.pinned: int | None = None
        self._max_bytes = max_bytes
        self._held: OrderedDict[int, Held] = OrderedDict()

    def get(self, key: int) -> Held | None:
        """What is held of a photo, which now counts as looked at."""
        held = self._held.get(key)
        if held is not None:
            self._held.move_to_end(key)
        return held

    def put(self, key: int, held: Held) -> tuple[int, ...]:
        """Hold something; gives the keys that had to go for it."""
        self._held[key] = held
        self._held.move_to_end(key)
        surplus = sum(each.size for each in self._held.values()) - self._max_bytes
        gone = []
        for other in tuple(self._held):
            if surplus > 0 and other not in (key, self.pinned):
                surplus -= self._held.pop(other).size
                gone.append(other)
        return tuple(gone)

    def drop(self, key: int) -> None:
        """Hold nothing of a photo any more."""
        self._held.pop(key, None)

    def drop_results(self) -> tuple[int, ...]:
        """Keep the photos but not their results; gives the keys concerned."""
        with_results = tuple(key for key, held in self._held.items() if held.enhancement is not None)
        for key in with_results:
            self._held[key] = Held(self._held[key].photo)
        return with_results
