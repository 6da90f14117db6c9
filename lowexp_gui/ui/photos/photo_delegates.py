"""How photos look in filmstrip and grid: a row with name and state, or a tile."""

from functools import partial
from pathlib import PurePath

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lowexp_gui.app.photos.open_photos import OpenPhoto
from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.ui.labels import state_text
from lowexp_gui.ui.photos.photo_list_model import PhotoListModel
from lowexp_gui.ui.photos.thumbnail_pixmaps import ThumbnailPixmaps
from lowexp_gui.ui.photos.tile_painting import paint_ground, paint_thumbnail

MARGIN = 8
_QUIET = 0.72
_Index = QModelIndex | QPersistentModelIndex


class PhotoDelegate(QStyledItemDelegate):
    """Paints the ground of a photo's cell; what lies on it is up to the kinds of cells."""

    def __init__(self, side: int, pixmaps: ThumbnailPixmaps, parent: QObject | None = None) -> None:
        """Cells with thumbnails of a width in logical pixels."""
        super().__init__(parent)
        self._pixmaps = pixmaps
        self.thumbnail = QSize(side, side * 3 // 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: D102
        model, view = index.model(), option.widget
        if not isinstance(model, PhotoListModel) or not isinstance(view, QAbstractItemView):
            return
        photo = model.photo(index.row())
        if photo is None:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        current = view.currentIndex() == index
        paint_ground(painter, option.rect, option.palette, selected=selected, current=current)
        self._paint_photo(painter, option, photo, model.name_of(photo))

    def _paint_photo(
        self, painter: QPainter, option: QStyleOptionViewItem, photo: OpenPhoto, name: str
    ) -> None:
        raise NotImplementedError


class RowDelegate(PhotoDelegate):
    """The thumbnail, with name and state beside it."""

    def sizeHint(self, option: QStyleOptionViewItem, _: _Index) -> QSize:  # noqa: N802, D102
        lines = 2 * option.fontMetrics.height() + 3 * MARGIN
        return QSize(0, max(lines, self.thumbnail.height() + 2 * MARGIN))

    def _paint_photo(
        self, painter: QPainter, option: QStyleOptionViewItem, photo: OpenPhoto, name: str
    ) -> None:
        whole: QRect = option.rect
        mirrored = partial(QStyle.visualRect, option.direction, whole)
        inside = whole.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        frame = QRect(inside.topLeft(), self.thumbnail)
        frame.moveTop(inside.center().y() - frame.height() // 2)
        paint_thumbnail(painter, mirrored(frame), photo, self._pixmaps, option.palette)
        words = mirrored(inside.adjusted(self.thumbnail.width() + MARGIN, 0, 0, 0))
        state = state_text(photo.status)
        metrics = painter.fontMetrics()
        line = metrics.height()
        top = words.center().y() - (line + 1 if state else line // 2)
        colour = option.palette.color(QPalette.ColorRole.WindowText)
        first = QRect(words.left(), top, words.width(), line)
        name = name_that_fits(painter.fontMetrics(), name, first.width())
        _paint_text(painter, first, name, Qt.TextElideMode.ElideLeft, colour)
        if state:
            failed = photo.status.state is PhotoState.FAILED or bool(photo.status.sentence)
            second = first.translated(0, line + 3)
            state_colour = _failure(colour) if failed else _quiet(colour)
            _paint_text(
                painter,
                second,
                state,
                Qt.TextElideMode.ElideRight,
                state_colour,
            )


class TileDelegate(PhotoDelegate):
    """The thumbnail alone, or with the name below it."""

    def __init__(
        self, side: int, pixmaps: ThumbnailPixmaps, parent: QObject | None = None, *, named: bool
    ) -> None:
        """Tiles with thumbnails of a width in logical pixels; `width` of the tiles may be larger."""
        super().__init__(side, pixmaps, parent)
        self._named = named
        self.width = self.least_width = side + 2 * MARGIN

    def sizeHint(self, option: QStyleOptionViewItem, _: _Index) -> QSize:  # noqa: N802, D102
        caption = option.fontMetrics.height() + MARGIN // 2 if self._named else 0
        return QSize(self.width, self.thumbnail.height() + 2 * MARGIN + caption)

    def _paint_photo(
        self, painter: QPainter, option: QStyleOptionViewItem, photo: OpenPhoto, name: str
    ) -> None:
        cell: QRect = option.rect
        left = cell.left() + (cell.width() - self.thumbnail.width()) // 2
        frame = QRect(left, cell.top() + MARGIN, self.thumbnail.width(), self.thumbnail.height())
        paint_thumbnail(painter, frame, photo, self._pixmaps, option.palette)
        if self._named:
            words = QRect(left, frame.bottom() + MARGIN // 2, frame.width(), painter.fontMetrics().height())
            colour = _quiet(option.palette.color(QPalette.ColorRole.WindowText))
            name = name_that_fits(painter.fontMetrics(), name, words.width())
            _paint_text(painter, words, name, Qt.TextElideMode.ElideLeft, colour, centred=True)


def name_that_fits(metrics: QFontMetrics, name: str, width: int) -> str:
    """A file's name, without its suffix where there is little room, and then without its beginning.

    Cameras count at the end of the name, so the end tells photos apart.
    """
    if metrics.horizontalAdvance(name) <= width:
        return name
    return metrics.elidedText(PurePath(name).stem, Qt.TextElideMode.ElideLeft, width)


def _paint_text(
    painter: QPainter,
    place: QRect,
    text: str,
    elide: Qt.TextElideMode,
    colour: QColor,
    *,
    centred: bool = False,
) -> None:
    side = QStyle.visualAlignment(painter.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
    flags = (Qt.AlignmentFlag.AlignHCenter if centred else side | Qt.AlignmentFlag.AlignAbsolute) | (
        Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    )
    painter.setPen(colour)
    painter.drawText(place, flags, painter.fontMetrics().elidedText(text, elide, place.width()))


def _quiet(colour: QColor) -> QColor:
    quiet = QColor(colour)
    quiet.setAlphaF(_QUIET)
    return quiet


def _failure(text: QColor) -> QColor:
    return QColor("#ff8a80" if text.lightness() > 128 else "#c5221f")
