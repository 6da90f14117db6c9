"""The filmstrip: a list of the photos with the state of each."""

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from lowexp_gui.app.photos.open_photos import OpenPhotos
from lowexp_gui.app.photos.photo_status import PhotoState, PhotoStatus
from lowexp_gui.ui.icons import pixmap
from lowexp_gui.ui.labels import state_text
from lowexp_gui.ui.photos.filmstrip_model import STATUS_ROLE, FilmstripModel

_THUMBNAIL = QSize(72, 54)
_MARGIN = 8
_STATE_ICON = 14
_BAR = 3
_FEWEST_LETTERS = 8
_ICONS = {
    PhotoState.DONE: "done",
    PhotoState.SAVED: "saved",
    PhotoState.FAILED: "failed",
    PhotoState.CANCELLED: "cancelled",
}


class FilmstripDelegate(QStyledItemDelegate):
    """Paints a photo: thumbnail, name, state."""

    def sizeHint(self, option: QStyleOptionViewItem, _: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802, D102
        lines = 2 * option.fontMetrics.height() + 3 * _MARGIN
        return QSize(0, max(lines, _THUMBNAIL.height() + 2 * _MARGIN))

    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        palette: QPalette = option.palette
        whole: QRect = option.rect
        mirrored = partial(QStyle.visualRect, option.direction, whole)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            accent = palette.color(QPalette.ColorRole.Link)
            painter.fillRect(mirrored(QRect(whole.topLeft(), QSize(_BAR, whole.height()))), accent)
            accent.setAlphaF(0.16)
            painter.fillRect(whole, accent)
        inside = whole.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        frame = QRect(inside.topLeft(), _THUMBNAIL)
        frame.moveTop(inside.center().y() - frame.height() // 2)
        self._paint_thumbnail(painter, mirrored(frame), index.data(Qt.ItemDataRole.DecorationRole))
        words = inside.adjusted(_THUMBNAIL.width() + _MARGIN, 0, 0, 0)
        status: PhotoStatus = index.data(STATUS_ROLE)
        self._paint_words(painter, mirrored(words), palette, str(index.data()), status)
        painter.restore()

    def _paint_thumbnail(self, painter: QPainter, frame: QRect, thumbnail: QPixmap | None) -> None:
        if thumbnail is None or thumbnail.isNull():
            painter.fillRect(frame, QColor(128, 128, 128, 60))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = thumbnail.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(frame.topLeft(), size)
        place.moveCenter(frame.center())
        painter.drawPixmap(place, thumbnail)

    def _paint_words(
        self, painter: QPainter, words: QRect, palette: QPalette, name: str, status: PhotoStatus
    ) -> None:
        metrics, direction = painter.fontMetrics(), painter.layoutDirection()
        side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        line = metrics.height()
        top = words.center().y() - line - 1
        colour = palette.color(QPalette.ColorRole.WindowText)
        painter.setPen(colour)
        first = QRect(words.left(), top, words.width(), line)
        name = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, first.width())
        painter.drawText(first, flags, name)
        second = first.translated(0, line + 3)
        quiet = QColor(colour)
        quiet.setAlphaF(0.72)
        icon_name = "failed" if status.sentence else _ICONS.get(status.state)
        if icon_name is not None:
            drawn = pixmap(icon_name, _state_colour(status, colour), _STATE_ICON)
            place = QRect(second.left(), second.center().y() - _STATE_ICON // 2 + 1, _STATE_ICON, _STATE_ICON)
            painter.drawPixmap(QStyle.visualRect(direction, second, place).topLeft(), drawn)
            rest = second.adjusted(_STATE_ICON + 5, 0, 0, 0)
            second = QStyle.visualRect(direction, second, rest)
        painter.setPen(quiet)
        text = metrics.elidedText(state_text(status), Qt.TextElideMode.ElideRight, second.width())
        painter.drawText(second, flags, text)
        if status.state is PhotoState.WORKING:
            bar = QRect(first.left(), second.bottom() + 3, first.width(), _BAR)
            quiet.setAlphaF(0.2)
            painter.fillRect(bar, quiet)
            done = QRect(bar.topLeft(), QSize(round(bar.width() * status.fraction), bar.height()))
            painter.fillRect(QStyle.visualRect(direction, bar, done), palette.color(QPalette.ColorRole.Link))


class Filmstrip(QListView):
    """The list of photos; the current one can be dragged to other programs."""

    chosen = Signal(int)
    """Row"""
    drag_begun = Signal()
    """The user drags the current photo."""

    def __init__(self, open_photos: OpenPhotos, parent: QWidget | None = None) -> None:
        """The filmstrip of the open photos."""
        super().__init__(parent)
        self._model = FilmstripModel(open_photos, self)
        self.setModel(self._model)
        self.setItemDelegate(FilmstripDelegate(self))
        self.setAccessibleName(self.tr("Filmstrip"))
        self.setObjectName("filmstrip")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        letters = _FEWEST_LETTERS * self.fontMetrics().averageCharWidth()
        self.setMinimumWidth(_THUMBNAIL.width() + 3 * _MARGIN + letters)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setDragEnabled(True)
        # The window handles drops everywhere.
        self.setAcceptDrops(False)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_chosen(self, row: int) -> None:
        """Select the current photo."""
        index = self._model.index(row)
        if row >= 0 and self.currentIndex() != index:
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def startDrag(self, _: Qt.DropAction) -> None:  # noqa: N802, D102
        self.drag_begun.emit()

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return QSize(self.fontMetrics().averageCharWidth() * 34, 400)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.row())


def _state_colour(status: PhotoStatus, text: QColor) -> QColor:
    is_dark_ground = text.lightness() > 128
    if status.state is PhotoState.FAILED or status.sentence:
        return QColor("#ff8a80" if is_dark_ground else "#c5221f")
    if status.state in (PhotoState.DONE, PhotoState.SAVED):
        return QColor("#81c995" if is_dark_ground else "#1e7d3a")
    return text
