"""Which pixels of a photo the viewer needs."""

from math import floor, log2

from PySide6.QtCore import QPointF, QRect, QRectF, QSize

from lowexp_gui.app.viewing.view_request import ViewArea
from lowexp_gui.enhancing.pyramid import level_count
from lowexp_gui.photo.region import Region

_MARGIN = 32
"""Pixels of the rendered level around the visible part, for panning."""


def area_for(photo: QSize, seen: QRectF, scale: float) -> ViewArea:
    """What to render so that a part of a photo is sharp, with a margin for panning.

    Args:
        photo: the size of the photo, pixels.
        seen: the visible part in the photo's pixels; it overlaps the photo.
        scale: screen pixels per photo pixel.
    """
    deepest = level_count(photo.width(), photo.height()) - 1
    level = max(0, min(deepest, floor(log2(1 / scale) + 1e-6)))
    margin = _MARGIN << level
    around = seen.toAlignedRect().adjusted(-margin, -margin, margin, margin)
    return ViewArea(_region(around & _whole(photo)), level)


def region_around(photo: QSize, centre: QPointF, side: float) -> Region | None:
    """The part of a photo in a square around a point, all in the photo's pixels; None for no part."""
    square = QRectF(0, 0, side, side)
    square.moveCenter(centre)
    inside = square.toAlignedRect() & _whole(photo)
    return None if inside.isEmpty() else _region(inside)


def _whole(photo: QSize) -> QRect:
    return QRect(0, 0, photo.width(), photo.height())


def _region(rect: QRect) -> Region:
    return Region(rect.left(), rect.top(), rect.width(), rect.height())
