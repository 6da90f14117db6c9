"""Garbage is collected on the window's thread only.

Python's collector runs on whichever thread happens to make the object that is one too many. If that is a
worker's, it may destroy objects of the window there, which Qt does not survive.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_INTERVAL = 1000


class GarbageCollection(QObject):
    """Turns the automatic collector off, and collects from a timer for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start; it must be made on the window's thread."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    @Slot()
    def leave_out_what_is_loaded(self) -> None:
        """Never look at the libraries' objects again, which live as long as the program."""
        gc.freeze()

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        """Collect as many generations as Python would, had it been allowed to."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
