"""Photos and results in memory, as many as fit; those not looked at for longest go first."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lowexp_gui.photo.photograph import Photo

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement

MAX_BYTES = 1_500_000_000
_MOST_RESULTS = 3


@dataclass(frozen=True, eq=False)
class Held:
    """A photo as read, and its results by different models, the latest last."""

    photo: Photo
    results: "tuple[Enhancement, ...]" = ()

    @property
    def size(self) -> int:
        """Bytes, with the smaller copies that views make."""
        pixels = self.photo.pixels.nbytes * 4 // 3
        alpha = 0 if self.photo.alpha is None else self.photo.alpha.nbytes
        return pixels + alpha + sum(result.noise.nbytes for result in self.results)

    def of(self, model: str) -> "Enhancement | None":
        """The result of a model."""
        return next((result for result in self.results if result.model == model), None)

    def without(self, model: str) -> "Held":
        """The same without the result of a model."""
        return Held(self.photo, tuple(result for result in self.results if result.model != model))

    def with_result(self, result: "Enhancement") -> "Held":
        """The same with a result, in place of an older one of its model; the oldest may go for it."""
        others = self.without(result.model).results[-_MOST_RESULTS + 1 :]
        return Held(result.photo, (*others, result))


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

    def drop_results(self) -> None:
        """Keep the photos but not their results."""
        for key, held in self._held.items():
            self._held[key] = Held(held.photo)
