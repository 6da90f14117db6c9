"""Garbage collection on the window's thread only.

Python's collector runs on the thread that allocates the object that exceeds a threshold. On a worker's thread
it could destroy widgets, which crashes Qt.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_INTERVAL = 1000


class GarbageCollection(QObject):
    """Turns the automatic collector off and collects by a timer until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start; must be called on the window's thread."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    @Slot()
    def leave_out_what_is_loaded(self) -> None:
        """Exclude the loaded libraries' objects from collection, because they live as long as the program."""
        gc.freeze()

    def stop(self) -> None:
        """Turn the automatic collector on again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        """Collect the generations that the automatic collector would collect."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
