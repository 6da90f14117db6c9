"""Painting a photo in a list: its thumbnail with stars and signs over it."""

from functools import cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QStyle

from lowexp_gui.app.photos.open_photos import OpenPhoto
from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.ui.icons import pixmap
from lowexp_gui.ui.photos.thumbnail_pixmaps import ThumbnailPixmaps

SELECTED = 0.2
"""Opacity of the accent behind a selected photo."""
_SIGN = 12
_AROUND = 4
_GAP = 3
_BAR = 3
_INSET = 2
_SMALL_SIGN = 7
_REJECTED = 0.3
_SCRIM = QColor(0, 0, 0, 165)
_ON_SCRIM = "#ffffff"
_FAILED = "#ff8a80"
_EMPTY = QColor(128, 128, 128, 60)
_ADJUSTED, _SAVED, _FAILURE, _QUEUED = "adjustments-horizontal", "device-floppy", "alert-triangle", "clock"


def signs_of(photo: OpenPhoto) -> tuple[str, ...]:
    """Names of the icons that tell a photo's state."""
    signs = []
    if photo.status.state is PhotoState.QUEUED:
        signs.append(_QUEUED)
    if photo.is_adjusted:
        signs.append(_ADJUSTED)
    if photo.status.state is PhotoState.SAVED:
        signs.append(_SAVED)
    if photo.status.state is PhotoState.FAILED or photo.status.sentence:
        signs.append(_FAILURE)
    return tuple(signs)


def paint_thumbnail(
    painter: QPainter, frame: QRect, photo: OpenPhoto, pixmaps: ThumbnailPixmaps, palette: QPalette
) -> None:
    """Paint a photo's thumbnail in the middle of a frame, and its stars and signs over it."""
    ratio = painter.device().devicePixelRatioF()
    picture = pixmaps.of(photo, frame.size(), ratio)
    if picture is None:
        place = frame
        painter.fillRect(frame, _EMPTY)
    else:
        size = QSize(round(picture.width() / ratio), round(picture.height() / ratio))
        place = QRect(QPoint(), size)
        place.moveCenter(frame.center())
        painter.setOpacity(_REJECTED if photo.is_rejected else 1.0)
        painter.drawPixmap(place.topLeft(), picture)
        painter.setOpacity(1.0)
    direction = painter.layoutDirection()
    if photo.is_rejected:
        row = QRect(place.topLeft(), _row_size(1))
        _paint_signs(painter, QStyle.visualRect(direction, place, row), ("x",), _FAILED, ratio)
    elif photo.stars:
        side = _SIGN if _row_size(photo.stars).width() <= place.width() else _SMALL_SIGN
        row = QRect(place.topLeft(), _row_size(photo.stars, side))
        row.moveBottom(place.bottom())
        names = ("star-filled",) * photo.stars
        _paint_signs(painter, QStyle.visualRect(direction, place, row), names, _ON_SCRIM, ratio, side)
    signs = signs_of(photo)
    if signs:
        row = QRect(place.topLeft(), _row_size(len(signs)))
        row.moveRight(place.right())
        _paint_signs(painter, QStyle.visualRect(direction, place, row), signs, _ON_SCRIM, ratio)
    if photo.status.state is PhotoState.WORKING:
        bar = QRect(place.left(), place.bottom() - _BAR + 1, place.width(), _BAR)
        painter.fillRect(bar, _SCRIM)
        done = QRect(bar.topLeft(), QSize(round(bar.width() * photo.status.fraction), _BAR))
        painter.fillRect(QStyle.visualRect(direction, bar, done), palette.color(QPalette.ColorRole.Link))


def paint_ground(painter: QPainter, cell: QRect, palette: QPalette, *, selected: bool, current: bool) -> None:
    """Paint what is behind a photo that is selected, and a line around the current one."""
    accent = palette.color(QPalette.ColorRole.Link)
    cell = cell.adjusted(_INSET, _INSET, -_INSET, -_INSET)
    if selected:
        ground = QColor(accent)
        ground.setAlphaF(SELECTED)
        painter.fillRect(cell, ground)
    if current:
        painter.setPen(accent)
        for inset in (0, 1):
            painter.drawRect(cell.adjusted(inset, inset, -inset - 1, -inset - 1))


def _row_size(count: int, side: int = _SIGN) -> QSize:
    gap, around = _spaces(side)
    return QSize(count * side + (count - 1) * gap + 2 * around, side + 2 * around)


def _spaces(side: int) -> tuple[int, int]:
    """The gap between signs, and the space around them."""
    return (_GAP, _AROUND) if side == _SIGN else (1, 2)


def _paint_signs(
    painter: QPainter, row: QRect, names: tuple[str, ...], usual: str, ratio: float, side: int = _SIGN
) -> None:
    """Paint icons on a dark ground, so that they can be read on any photo."""
    painter.fillRect(QRectF(row), _SCRIM)
    gap, around = _spaces(side)
    for number, name in enumerate(names):
        sign = _sign(name, _FAILED if name == _FAILURE else usual, side, ratio)
        painter.drawPixmap(row.left() + around + number * (side + gap), row.top() + around, sign)


@cache
def _sign(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    drawn = pixmap(name, QColor(colour), round(side * ratio))
    drawn.setDevicePixelRatio(ratio)
    return drawn
