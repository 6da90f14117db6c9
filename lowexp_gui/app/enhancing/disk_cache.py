"""The disk cache for results that do not fit into memory."""

from collections.abc import Iterable
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lowexp_gui.app.saving.saving_requests import KeepRequest, TrimRequest
from lowexp_gui.app.saving.saving_worker import SavingWorker
from lowexp_gui.paths import results_folder
from lowexp_gui.results.result_cache import ResultCache

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement


class DiskCache(QObject):
    """Passes results to the saving worker; lives on the window's thread.

    Attributes:
        cache: the cache itself, for the threads that read and write it.
    """

    measured = Signal(object)
    """int: size of all results, bytes"""

    def __init__(self, saving: SavingWorker, max_bytes: int, parent: QObject | None = None) -> None:
        """The cache, limited to `max_bytes`."""
        super().__init__(parent)
        self.cache = ResultCache(results_folder(), max_bytes)
        self._saving = saving
        self._closed = Event()
        saving.kept_measured.connect(self.measured)

    def keep(self, results: "Iterable[Enhancement]") -> None:
        """Store the results of photos that are files."""
        for result in results:
            if result.photo.path is not None and self.cache.max_bytes > 0:
                self._saving.ask(KeepRequest(self.cache, result, self._closed))

    def set_max_bytes(self, max_bytes: int) -> None:
        """Set the limit."""
        self.cache = replace(self.cache, max_bytes=max_bytes)
        self.measure()

    def measure(self) -> None:
        """Request the size of all results."""
        self._saving.ask(TrimRequest(self.cache))

    def clear(self) -> None:
        """Delete all results."""
        self._saving.ask(TrimRequest(self.cache, clear=True))

    def close(self) -> None:
        """Cancel writing."""
        self._closed.set()
