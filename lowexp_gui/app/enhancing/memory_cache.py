"""The memory cache of photos and results; the least recently viewed ones are dropped first."""

from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lowexp_gui.enhancing.partial import PartialResult
from lowexp_gui.photo.photograph import Photo

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement

# However large the photo is.
_MOST_RESULTS = 3
# Per pixel: 16-bit noise in three channels, with its smaller copies.
_BYTES_OF_RESULT = 8


@dataclass(frozen=True, eq=False)
class StartedRun:
    """The finished part of a run.

    Attributes:
        model, device: by name.
        partial: the finished part, filled by the current run.
    """

    model: str
    device: str
    partial: PartialResult


@dataclass(frozen=True, eq=False)
class CachedPhoto:
    """A photo, its results and started runs by model (the latest last), and its reference."""

    photo: Photo
    results: "tuple[Enhancement, ...]" = ()
    begun: tuple[StartedRun, ...] = ()
    reference: Photo | None = None

    @property
    def size(self) -> int:
        """Bytes, with the smaller copies that views make."""
        photos = _bytes_of(self.photo) + (0 if self.reference is None else _bytes_of(self.reference))
        results = sum(result.noise.nbytes for result in self.results)
        return photos + results + sum(each.partial.nbytes for each in self.begun)

    def of(self, model: str) -> "Enhancement | None":
        """The result of a model."""
        return next((result for result in self.results if result.model == model), None)

    def without(self, model: str) -> "CachedPhoto":
        """A copy without the result and the started run of a model."""
        results = tuple(result for result in self.results if result.model != model)
        begun = tuple(each for each in self.begun if each.model != model)
        return replace(self, results=results, begun=begun)

    def with_result(self, result: "Enhancement", models: Collection[str] = ()) -> "CachedPhoto":
        """A copy with a result, which replaces an older one of its model.

        The oldest results may be dropped, except those of `models`.
        """
        others = self.without(result.model)
        gone = self.gone_for(result, models)
        stay = tuple(each for each in others.results if all(each is not other for other in gone))
        return replace(others, photo=result.photo, results=(*stay, result))

    def gone_for(self, result: "Enhancement", models: Collection[str] = ()) -> "tuple[Enhancement, ...]":
        """The results of other models that `with_result` leaves out."""
        others = self.without(result.model).results
        free = tuple(each for each in others if each.model not in models)
        staying = _MOST_RESULTS - 1 - (len(others) - len(free))
        return free[: len(free) - max(0, staying)]

    def begin(self, model: str, device: str) -> tuple["CachedPhoto", PartialResult]:
        """A copy with a started run, and the finished part of earlier runs of the same model and device."""
        key = model, device
        kept = next((each for each in self.begun if (each.model, each.device) == key), None)
        others = tuple(each for each in self.begun if each is not kept)[-_MOST_RESULTS + 1 :]
        kept = kept or StartedRun(model, device, PartialResult())
        return replace(self, begun=(*others, kept)), kept.partial


def _bytes_of(photo: Photo) -> int:
    """Of its pixels with their smaller copies."""
    return photo.pixels.nbytes * 4 // 3 + (0 if photo.alpha is None else photo.alpha.nbytes)


class MemoryCache:
    """The cached items by the photo's key. The newest one is kept whatever its size.

    Attributes:
        pinned: the key of the current photo, which is never dropped.
        models: the models in view, whose results are not dropped for others.
    """

    def __init__(self, max_bytes: int) -> None:
        """An empty cache."""
        self.pinned: int | None = None
        self.models: frozenset[str] = frozenset()
        self._max_bytes = max_bytes
        self._held: OrderedDict[int, CachedPhoto] = OrderedDict()

    def get(self, key: int) -> CachedPhoto | None:
        """The cached data of a photo, which now counts as viewed."""
        held = self._held.get(key)
        if held is not None:
            self._held.move_to_end(key)
        return held

    def room_for_results(self, key: int) -> int:
        """How many more results of a photo fit, besides those of `models`."""
        held = self._held.get(key)
        if held is None:
            return _MOST_RESULTS
        there = sum(result.model in self.models for result in held.results)
        own = CachedPhoto(held.photo, reference=held.reference).size
        most = (self._max_bytes - own) // (held.photo.width * held.photo.height * _BYTES_OF_RESULT)
        return max(most, _MOST_RESULTS) - there

    def room_for_photos_like(self, key: int | None) -> int:
        """How many more photos with results fit that are as large as a cached one, or 0."""
        held = None if key is None else self._held.get(key)
        if held is None:
            return 0
        free = self._max_bytes - sum(each.size for each in self._held.values())
        return max(0, free // max(1, held.size))

    def put(self, key: int, held: CachedPhoto) -> dict[int, CachedPhoto]:
        """Cache an item. Returns the dropped items by key."""
        self._held[key] = held
        self._held.move_to_end(key)
        return self._let_go(key)

    def set_max_bytes(self, max_bytes: int) -> dict[int, CachedPhoto]:
        """Set the limit. Returns the dropped items."""
        self._max_bytes = max_bytes
        return self._let_go(next(reversed(self._held), None))

    def _let_go(self, newest: int | None) -> dict[int, CachedPhoto]:
        surplus = sum(each.size for each in self._held.values()) - self._max_bytes
        gone = {}
        for key in tuple(self._held):
            if surplus > 0 and key not in (newest, self.pinned):
                gone[key] = self._held.pop(key)
                surplus -= gone[key].size
        return gone

    def drop(self, key: int) -> None:
        """Drop a photo."""
        self._held.pop(key, None)

    def hold_reference(self, key: int, reference: Photo | None) -> dict[int, CachedPhoto]:
        """Cache a photo's reference, or none, together with the photo. Returns the dropped items."""
        held = self._held.get(key)
        return {} if held is None else self.put(key, replace(held, reference=reference))

    def drop_results(self) -> None:
        """Drop all results, but not the photos; started runs depend on the device."""
        for key, held in self._held.items():
            self._held[key] = replace(held, results=())

    def drop_models(self, models: Iterable[str]) -> None:
        """Drop the results of models that have changed or been deleted."""
        for model in models:
            for key, held in self._held.items():
                self._held[key] = held.without(model)
