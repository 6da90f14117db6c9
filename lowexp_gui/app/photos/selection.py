"""The selected photos."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.photos.shown_photos import ShownPhotos


class Selection(QObject):
    """The photos that actions apply to; only shown photos can be selected. Lives on the window's thread.

    One of them, or another one, is the current photo, which the viewer shows.
    """

    changed = Signal()

    def __init__(self, shown: ShownPhotos, parent: QObject | None = None) -> None:
        """Start with nothing selected."""
        super().__init__(parent)
        self._shown = shown
        self._keys: frozenset[int] = frozenset()
        shown.renewed.connect(self._on_renewed)

    def __len__(self) -> int:
        """Number of selected photos."""
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        """Whether a photo is selected."""
        return key in self._keys

    @property
    def keys(self) -> tuple[int, ...]:
        """The selected photos in the order in which they are shown."""
        return tuple(sorted(self._keys, key=self._shown.row_of))

    def choose(self, keys: Iterable[int]) -> None:
        """Select photos instead of those selected now."""
        chosen = frozenset(key for key in keys if self._shown.row_of(key) >= 0)
        if chosen != self._keys:
            self._keys = chosen
            self.changed.emit()

    def targets(self, current: int | None) -> tuple[int, ...]:
        """The photos that an action applies to: the selected ones, or the current one if there are none."""
        return self.keys or (() if current is None else (current,))

    @Slot()
    def _on_renewed(self) -> None:
        self.choose(self._keys)
