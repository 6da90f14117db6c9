"""The white-balance picker: a click on a grey place makes it neutral."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent

from lowexp_gui.app.messages.notices import Notice, NoticeKind
from lowexp_gui.app.messages.sentences import in_window_language
from lowexp_gui.app.session import Session
from lowexp_gui.photo.region import Region
from lowexp_gui.ui.status_line import StatusLine
from lowexp_gui.ui.viewing.photo_canvas import PhotoCanvas
from lowexp_gui.ui.viewing.viewer import Viewer

_RADIUS = 4
"""Screen pixels around the pointer that are averaged."""
_LEAST_RADIUS, _MOST_RADIUS = 2, 32
"""The same in pixels of the photo."""


class NeutralPicker(QObject):
    """While its action is checked, a click in the picture sets temperature and tint; Escape ends that."""

    noticed = Signal(object)
    """Notice"""

    def __init__(
        self, action: QAction, viewer: Viewer, status: StatusLine, session: Session, parent: QObject
    ) -> None:
        """Connect everything."""
        super().__init__(parent)
        self._action, self._viewer, self._status, self._session = action, viewer, status, session
        self._canvases: list[PhotoCanvas] = []
        action.toggled.connect(self._on_toggled)
        session.in_view.changed.connect(self._on_changed)
        self._on_changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.ShortcutOverride:
                # Otherwise the key would cancel the work.
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self._action.setChecked(False)
                return True
        elif isinstance(watched, PhotoCanvas) and isinstance(event, QMouseEvent):
            return self._on_mouse(watched, event)
        return super().eventFilter(watched, event)

    def _on_mouse(self, canvas: PhotoCanvas, event: QMouseEvent) -> bool:
        """Take the left button, and show the values under the pointer as usual."""
        if event.type() is QEvent.Type.MouseMove:
            canvas.pointed.emit(canvas.placement.point_of_photo(event.position()))
            return True
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        if event.type() is QEvent.Type.MouseButtonRelease:
            point = canvas.placement.point_of_photo(event.position())
            radius = round(_RADIUS / canvas.scale)
            self._pick(point.toPoint(), min(max(radius, _LEAST_RADIUS), _MOST_RADIUS))
        return True

    def _pick(self, point: QPoint, radius: int) -> None:
        result, frame = self._session.in_view.result, self._session.view.frame
        if result is None or frame is None:
            return
        # Torch is loaded, because there is a result.
        from lowexp_gui.enhancing.neutral_place import NotNeutral, balance_for

        shown = Region(point.x() - radius, point.y() - radius, 2 * radius + 1, 2 * radius + 1)
        place = frame.around(shown.grown(0, frame.bounds))
        if place.is_empty:
            return
        try:
            balance = balance_for(result, self._session.in_view.adjustments, place)
        except NotNeutral as error:
            self.noticed.emit(Notice(in_window_language(error.sentence), NoticeKind.WARNING))
            return
        self._session.editing.adjust(balance.adjustments)
        if not balance.is_enough:
            text = self.tr("The colour cast of this place is stronger than temperature and tint can correct.")
            self.noticed.emit(Notice(text))
        self._action.setChecked(False)

    @Slot(bool)
    def _on_toggled(self, begins: bool) -> None:
        if begins:
            self._canvases = self._viewer.findChildren(PhotoCanvas)
            for canvas in self._canvases:
                canvas.installEventFilter(self)
                canvas.setCursor(Qt.CursorShape.CrossCursor)
            self._viewer.window().installEventFilter(self)
            self._status.show_hint(self.tr("Click a grey or white place in the picture. Esc ends."))
        else:
            for canvas in self._canvases:
                canvas.removeEventFilter(self)
                canvas.setCursor(Qt.CursorShape.OpenHandCursor)
            self._canvases = []
            self._viewer.window().removeEventFilter(self)
            self._status.show_hint("")

    @Slot()
    def _on_changed(self) -> None:
        """Another photo, or its result is there now."""
        self._action.setEnabled(self._session.in_view.has_result)
        if not self._action.isEnabled():
            self._action.setChecked(False)
