"""The photos that filmstrip and grid show: sorted and filtered."""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from lowexp_gui.app.photos.open_photos import OpenPhoto, OpenPhotos
from lowexp_gui.app.photos.photo_order import PhotoOrder

# Milliseconds: a hundred thumbnails that arrive one after the other sort the list a few times, not a hundred.
_SORTED_AFTER = 200


class ShownPhotos(QObject):
    """A sorted and filtered list of the open photos; lives on the window's thread.

    Access by key or row takes constant time.

    Attributes:
        gone_beside: if the last renewal has hidden the current photo, key of its neighbour.
    """

    inserting = Signal(int, int)
    """First and last row that are about to be inserted."""
    inserted = Signal()
    removing = Signal(int, int)
    """First and last row that are about to be removed."""
    removed = Signal()
    resetting = Signal()
    """All rows are about to change."""
    reset = Signal()
    changed = Signal(int)
    """The row of a photo whose status, thumbnail, edits or facts have changed."""
    renewed = Signal()
    """The shown photos or their order have changed."""
    order_changed = Signal(object)
    """PhotoOrder"""

    def __init__(self, open_photos: OpenPhotos, parent: QObject | None = None) -> None:
        """Start with all photos in the order in which they were opened."""
        super().__init__(parent)
        self._open_photos = open_photos
        self._order = PhotoOrder()
        self._keys: list[int] = []
        self._rows: dict[int, int] = {}
        self._current: int | None = None
        self.gone_beside: int | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SORTED_AFTER)
        self._soon.timeout.connect(self.renew)
        open_photos.added.connect(self.renew)
        open_photos.removed.connect(self.renew)
        open_photos.changed.connect(self._on_changed)

    def __len__(self) -> int:
        """Number of shown photos."""
        return len(self._keys)

    def __iter__(self) -> Iterator[int]:
        """The keys in order."""
        return iter(tuple(self._keys))

    @property
    def order(self) -> PhotoOrder:
        """Which photos are shown, and in what order."""
        return self._order

    @property
    def total(self) -> int:
        """Number of open photos."""
        return len(self._open_photos)

    def at(self, row: int) -> OpenPhoto:
        """The photo of a row."""
        photo = self._open_photos.find(self._keys[row])
        if photo is None:
            raise IndexError(row)
        return photo

    def find(self, row: int) -> OpenPhoto | None:
        """The photo of a row; None if it is no longer open."""
        return self._open_photos.find(self._keys[row]) if 0 <= row < len(self._keys) else None

    def row_of(self, key: int | None) -> int:
        """The row of a key, or -1."""
        return -1 if key is None else self._rows.get(key, -1)

    def keys(self, first: int, last: int) -> list[int]:
        """The keys of rows, both included."""
        return self._keys[first : last + 1]

    def beside(self, gone: frozenset[int], current: int | None) -> int | None:
        """Key of the photo to view after some are removed: the next one, otherwise the one before."""
        return _beside(self._keys, max(self.row_of(current), 0), lambda key: key not in gone)

    def set_order(self, order: PhotoOrder) -> None:
        """Set filter and order."""
        if order != self._order:
            self._order = order
            self.renew()
            self.order_changed.emit(order)

    def set_current(self, key: int | None) -> None:
        """Set the current photo, which stays in the list until another one is current."""
        if key != self._current:
            self._current = key
            if self._order != PhotoOrder():
                self._soon.start()

    def close(self) -> None:
        """Sort no more."""
        self._soon.stop()

    @Slot(object)
    def note(self, keys: Iterable[int]) -> None:
        """The edits of photos have changed."""
        for key in keys:
            row = self.row_of(key)
            if row >= 0:
                self.changed.emit(row)
        self._renew_soon()

    @Slot()
    def renew(self) -> None:
        """Sort and filter again."""
        self._soon.stop()
        before, now = self._keys, self._order.keys(self._open_photos, self._current)
        if now == before:
            return
        row = self.row_of(self._current)
        here = frozenset(now)
        self.gone_beside = None
        if row >= 0 and self._current not in here:
            self.gone_beside = _beside(before, row, here.__contains__)
        start = _common(before, now)
        end = _common(before[: start - 1 if start else None : -1], now[: start - 1 if start else None : -1])
        if start + end == len(before):
            self.inserting.emit(start, len(now) - end - 1)
            self._set(now)
            self.inserted.emit()
        elif start + end == len(now):
            self.removing.emit(start, len(before) - end - 1)
            self._set(now)
            self.removed.emit()
        else:
            self.resetting.emit()
            self._set(now)
            self.reset.emit()
        self.renewed.emit()

    def _set(self, keys: list[int]) -> None:
        self._keys = keys
        self._rows = {key: row for row, key in enumerate(keys)}

    def _renew_soon(self) -> None:
        # In the order of opening without a filter, a photo's place never changes.
        if self._order != PhotoOrder(descending=self._order.descending) and not self._soon.isActive():
            self._soon.start()

    @Slot(int)
    def _on_changed(self, opened_row: int) -> None:
        row = self.row_of(self._open_photos.at(opened_row).key)
        if row >= 0:
            self.changed.emit(row)
        self._renew_soon()


def _common(first: list[int], second: list[int]) -> int:
    """How many items are equal at the start of both."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def _beside(keys: list[int], row: int, stays: Callable[[int], bool]) -> int | None:
    """The first key from a row on that stays, otherwise the last one before it."""
    after, before = filter(stays, keys[row:]), filter(stays, reversed(keys[:row]))
    return next(after, None) or next(before, None)
