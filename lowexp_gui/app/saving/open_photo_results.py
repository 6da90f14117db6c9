"""Results of open photos, so that the queue need not make them again."""

import contextlib
import weakref
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

import numpy as np

from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.paths import absolute
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.results.available_results import AvailableResults
from lowexp_gui.results.result_cache import ResultCache

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement
    from lowexp_gui.model.weights import DualModel


class OpenPhotoResults(AvailableResults):
    """Finds results in memory and on disk, and stores new results of open photos on disk.

    It is thread-safe. It does not keep results in memory that nothing else holds.
    """

    def __init__(self, cache: Callable[[], ResultCache]) -> None:
        """Start with the results of `cache` only."""
        self._cache = cache
        self._lock = Lock()
        self._in_memory: weakref.WeakValueDictionary[tuple[Path, str], Enhancement]
        self._in_memory = weakref.WeakValueDictionary()
        self._open: frozenset[Path] = frozenset()
        self._closed = Event()

    def remember(self, result: "Enhancement", path: Path | None = None) -> None:
        """Note a result that is in memory; `path` is the stored file of a pasted picture."""
        path = path or result.photo.path
        if path is not None:
            with self._lock:
                self._in_memory[absolute(path), result.weights] = result

    def set_open(self, paths: Iterable[Path]) -> None:
        """Set which photos are open."""
        self._open = frozenset(map(absolute, paths))

    def close(self) -> None:
        """Store nothing from now on."""
        self._closed.set()

    def find(self, photo: Photo, model: "DualModel", device: str, cancel: Event) -> "Enhancement | None":
        """As in `AvailableResults`; a result in memory is used only if the photo's pixels are the same."""
        if photo.path is None:
            return None
        with self._lock:
            held = self._in_memory.get((absolute(photo.path), model.card.sha256))
        if held is not None and held.device == device and _are_alike(held.photo, photo):
            return replace(held, photo=photo)
        return self._cache().fetch(photo, model, device, cancel)

    def keep(self, result: "Enhancement") -> None:
        """Store a result on disk if its photo is open, because the user may view it next."""
        path = result.photo.path
        if path is not None and absolute(path) in self._open:
            with contextlib.suppress(Cancelled):
                self._cache().keep(result, self._closed)


def _are_alike(first: Photo, second: Photo) -> bool:
    """Whether both are the same input for a model."""
    about = [(each.pixels.dtype, each.quantisation, each.grey) for each in (first, second)]
    return about[0] == about[1] and np.array_equal(first.pixels, second.pixels)
