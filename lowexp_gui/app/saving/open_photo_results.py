"""Results of the photos that are open in the window, for the queue: no model runs twice for one."""

import contextlib
import os
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

import numpy as np

from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.results.available_results import AvailableResults
from lowexp_gui.results.result_cache import ResultCache

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement
    from lowexp_gui.model.weights import DualModel


class OpenPhotoResults(AvailableResults):
    """Finds results in memory and on disk, and keeps on disk those of photos that are open.

    Any thread may call. What is in memory stays no longer there for this.
    """

    def __init__(self, cache: Callable[[], ResultCache]) -> None:
        """No results but those that `cache` gives."""
        self._cache = cache
        self._lock = Lock()
        self._in_memory: weakref.WeakValueDictionary[tuple[Path, str], Enhancement]
        self._in_memory = weakref.WeakValueDictionary()
        self._open: frozenset[str] = frozenset()
        self._closed = Event()

    def remember(self, result: "Enhancement", path: Path | None = None) -> None:
        """This one is in memory, as long as others hold it; `path` is the file of a photo that had none."""
        path = path or result.photo.path
        if path is not None:
            with self._lock:
                self._in_memory[_absolute(path), result.weights] = result

    def set_open(self, paths: frozenset[str]) -> None:
        """These photos are open; paths are absolute."""
        self._open = paths

    def close(self) -> None:
        """Keep nothing any more."""
        self._closed.set()

    def find(self, photo: Photo, model: "DualModel", device: str, cancel: Event) -> "Enhancement | None":
        """As in `AvailableResults`; whatever happened to the file, its pixels must be the same."""
        if photo.path is None:
            return None
        with self._lock:
            held = self._in_memory.get((_absolute(photo.path), model.card.sha256))
        if held is not None and held.device == device and _are_alike(held.photo, photo):
            return replace(held, photo=photo)
        return self._cache().fetch(photo, model, device, cancel)

    def keep(self, result: "Enhancement") -> None:
        """Keep it on disk if its photo is open: it may be looked at next."""
        path = result.photo.path
        if path is not None and str(_absolute(path)) in self._open:
            with contextlib.suppress(Cancelled):
                self._cache().keep(result, self._closed)


def _are_alike(first: Photo, second: Photo) -> bool:
    """Whether a network sees the same in both."""
    about = [(each.pixels.dtype, each.quantisation, each.grey) for each in (first, second)]
    return about[0] == about[1] and np.array_equal(first.pixels, second.pixels)


def _absolute(path: Path) -> Path:
    """As the queue writes it."""
    return Path(os.path.abspath(path))  # noqa: PTH100
