"""Where the panes of the viewer lie."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

GAP = 4
"""Between panes, pixels."""
_WORTH_CHANGING = 1.15
"""Another division is used only if the photo becomes this much larger."""
_SMALL_SHARE = 0.17
"""Share of the viewer's side that small panes take at least."""
_SMALL_LEAST, _SMALL_MOST = 96, 420
_MOST_SHARE = 1 / 3


@dataclass(frozen=True)
class Division:
    """How a viewer is divided.

    Attributes:
        places: the rectangle of each pane; the first pane is on the left or above.
        columns: how many panes stand side by side; with a large pane, 2 if the small ones stand beside it and
            1 if they lie below it.
        scale: how large the photo becomes in the first pane, screen pixels for one of its own.
    """

    places: tuple[QRect, ...]
    columns: int
    scale: float


def equal_panes(area: QRect, count: int, photo: QSize, around: int, now: int = 0) -> Division:
    """Panes of the same size in rows and columns; the last one fills the rest of its row.

    Args:
        area: the whole room.
        count: how many panes.
        photo: the photo's size; empty if there is none.
        around: height that each pane needs beside the picture.
        now: the present number of columns, kept while no other one makes the photo much larger; 0 for none.
    """
    if photo.isEmpty():
        return _rows(area, count, now or count, photo, around)
    best = max((_rows(area, count, columns, photo, around) for columns in range(count, 0, -1)), key=_scale)
    return _kept(best, _rows(area, count, now or count, photo, around))


def large_and_small(area: QRect, count: int, photo: QSize, around: int, now: int = 0) -> Division:
    """A large pane, and small ones beside it, or below it where that makes the photo larger.

    The arguments are those of `equal_panes`.
    """
    photo = photo if not photo.isEmpty() else QSize(3, 2)
    beside = _small_beside(area, count - 1, photo, around)
    below = _small_below(area, count - 1, photo, around)
    if now == below.columns:
        return _kept(beside, below)
    return below if below.scale > _WORTH_CHANGING * beside.scale else beside


def _kept(best: Division, now: Division) -> Division:
    return best if best.scale > _WORTH_CHANGING * now.scale else now


def _scale(division: Division) -> float:
    return division.scale


def _fitting(room: QSize, photo: QSize, around: int) -> float:
    if photo.isEmpty():
        return 1.0
    return min(room.width() / photo.width(), max(1, room.height() - around) / photo.height())


def _rows(area: QRect, count: int, columns: int, photo: QSize, around: int) -> Division:
    rows = -(-count // columns)
    across, down = _shares(area.width(), columns), _shares(area.height(), rows)
    places = []
    for number in range(count):
        (left, width), (top, height) = across[number % columns], down[number // columns]
        if number == count - 1:
            width = area.width() - left
        places.append(QRect(area.left() + left, area.top() + top, width, height))
    return Division(tuple(places), columns, min(_fitting(each.size(), photo, around) for each in places))


def _shares(length: int, count: int) -> list[tuple[int, int]]:
    """Begin and length of equal parts with gaps between them; lengths differ by one pixel at most."""
    room = max(count, length - (count - 1) * GAP)
    ends = [room * number // count for number in range(count + 1)]
    return [(ends[each] + each * GAP, ends[each + 1] - ends[each]) for each in range(count)]


def _small_beside(area: QRect, count: int, photo: QSize, around: int) -> Division:
    """Small panes in a column, which takes room that the large picture cannot use."""
    shape = photo.width() / photo.height()
    highest = (area.height() - (count - 1) * GAP) // count
    spare = area.width() - GAP - (area.height() - around) * shape
    width = _small_side(area.width(), spare, (highest - around) * shape)
    height = max(1, min(highest, round(width / shape) + around))
    large = QRect(area.left(), area.top(), max(1, area.width() - GAP - width), area.height())
    top = area.top() + (area.height() - count * height - (count - 1) * GAP) // 2
    left = large.right() + 1 + GAP
    small = [QRect(left, top + number * (height + GAP), width, height) for number in range(count)]
    return Division((large, *small), 2, _fitting(large.size(), photo, around))


def _small_below(area: QRect, count: int, photo: QSize, around: int) -> Division:
    """Small panes in a row, likewise."""
    shape = photo.width() / photo.height()
    widest = (area.width() - (count - 1) * GAP) // count
    spare = area.height() - GAP - around - area.width() / shape
    height = _small_side(area.height(), spare, widest / shape + around)
    width = max(1, min(widest, round((height - around) * shape)))
    large = QRect(area.left(), area.top(), area.width(), max(1, area.height() - GAP - height))
    left = area.left() + (area.width() - count * width - (count - 1) * GAP) // 2
    top = large.bottom() + 1 + GAP
    small = [QRect(left + number * (width + GAP), top, width, height) for number in range(count)]
    return Division((large, *small), 1, _fitting(large.size(), photo, around))


def _small_side(length: int, spare: float, useful: float) -> int:
    """How much of a length small panes get: a share, or more if the large picture does not need it."""
    least = min(max(length * _SMALL_SHARE, _SMALL_LEAST), _SMALL_MOST)
    return max(1, round(min(max(least, min(spare, useful)), length * _MOST_SHARE)))
