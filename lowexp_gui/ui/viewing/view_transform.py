"""The visible part and scale of a photo, shared by all panes."""

from math import log

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, QSizeF, Signal

MAX_SCALE = 64.0
_FIT_MARGIN = 0.98


class ViewTransform(QObject):
    """Scale and centre in photo pixels. All screen lengths are in physical pixels."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """A transform without a photo."""
        super().__init__(parent)
        self._photo = QSize()
        self._pane = QSizeF()
        self._scale = 1.0
        self._centre = QPointF()
        self._fitted = True

    @property
    def scale(self) -> float:
        """Screen pixels per photo pixel."""
        return self._scale

    @property
    def centre(self) -> QPointF:
        """The point of the photo in the middle of each pane."""
        return QPointF(self._centre)

    @property
    def fitting_scale(self) -> float:
        """The scale at which the whole photo is shown."""
        return self._fitting_scale()

    @property
    def is_fitted(self) -> bool:
        """Whether the photo is fitted to the pane."""
        return self._fitted

    @property
    def photo_size(self) -> QSize:
        """Size of the photo, pixels; empty if there is none."""
        return QSize(self._photo)

    def set_photo(self, size: QSize) -> None:
        """Set the photo's size; the view stays if the size is the same."""
        if size != self._photo:
            self._photo = QSize(size)
            self.fit()

    def set_pane(self, size: QSizeF) -> None:
        """Set the size of a pane."""
        if size != self._pane:
            self._pane = QSizeF(size)
            self._update()

    def fit(self) -> None:
        """Show the whole photo."""
        self._fitted = True
        self._centre = QPointF(self._photo.width() / 2, self._photo.height() / 2)
        self._update()

    def zoom_to(self, scale: float, anchor: QPointF | None = None) -> None:
        """Change the scale so that a point stays in place.

        Args:
            scale: the new one; kept within sensible limits.
            anchor: the point, from the middle of the pane in screen pixels; None for the middle.
        """
        if self._photo.isEmpty():
            return
        anchor = anchor or QPointF()
        fitting = self._fitting_scale()
        scale = min(max(scale, min(fitting, 1.0)), MAX_SCALE)
        held = self._centre + anchor / self._scale
        self._fitted = scale == fitting
        self._scale = scale
        self._centre = held - anchor / scale
        self._update()

    def zoom_by(self, factor: float, anchor: QPointF | None = None) -> None:
        """Multiply the scale; see `zoom_to`."""
        self.zoom_to(self._scale * factor, anchor)

    def pan_by(self, shift: QPointF) -> None:
        """Move the photo by screen pixels."""
        if not self._photo.isEmpty():
            self._centre -= shift / self._scale
            self._update()

    def centre_on(self, point: QPointF) -> None:
        """Centre a point of the photo."""
        if not self._photo.isEmpty():
            self._centre = QPointF(point)
            self._update()

    def scale_in(self, small: QSizeF) -> float:
        """Screen pixels per photo pixel in a small pane that shows the same place.

        It shows the whole photo where the large pane does, and the same pixels from 100 % on; between, it
        changes without a jump.
        """
        fitting, own = self._fitting_scale(), self._fitting_scale(small)
        if self._scale <= fitting:
            return own * self._scale / fitting
        same = 1.0 if fitting < 1 else 2 * fitting
        if self._scale >= same or own >= same:
            return self._scale
        share = log(self._scale / fitting) / log(same / fitting)
        return float(min(own * (same / own) ** share, self._scale))

    def visible(self, small: QSizeF | None = None) -> QRectF:
        """The visible part in photo pixels, clipped to the photo; that of a small pane if it is given."""
        size = self._pane / self._scale if small is None else small / self.scale_in(small)
        corner = self._centre - QPointF(size.width() / 2, size.height() / 2)
        return QRectF(corner, size) & QRectF(0, 0, self._photo.width(), self._photo.height())

    def _fitting_scale(self, pane: QSizeF | None = None) -> float:
        pane = pane or self._pane
        if self._photo.isEmpty() or pane.isEmpty():
            return 1.0
        across = pane.width() / self._photo.width()
        down = pane.height() / self._photo.height()
        return min(min(across, down) * _FIT_MARGIN, MAX_SCALE)

    def _update(self) -> None:
        if self._fitted:
            self._scale = self._fitting_scale()
            self._centre = QPointF(self._photo.width() / 2, self._photo.height() / 2)
        else:
            self._keep_in_view()
        self.changed.emit()

    def _keep_in_view(self) -> None:
        """A photo larger than the pane must fill it; a smaller one is centred."""
        centre = []
        for length, pane, wished in (
            (self._photo.width(), self._pane.width(), self._centre.x()),
            (self._photo.height(), self._pane.height(), self._centre.y()),
        ):
            half = pane / self._scale / 2
            centre.append(length / 2 if 2 * half >= length else min(max(wished, half), length - half))
        self._centre = QPointF(*centre)
