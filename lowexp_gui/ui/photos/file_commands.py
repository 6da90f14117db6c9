"""Actions for the file of the photo in view."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.session import Session
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.photos.folders import show_in_folder


class FileCommands(QObject):
    """Shows the file in its folder, or offers it to the queue; a pasted picture has none."""

    queue_asked = Signal(object)
    """Path of the photo to be queued"""

    def __init__(self, actions: Actions, session: Session, parent: QObject) -> None:
        """Connect everything."""
        super().__init__(parent)
        self._actions, self._session = actions, session
        actions.show_in_folder.triggered.connect(self._on_show)
        actions.queue_photo.triggered.connect(self._on_queue)
        session.in_view.changed.connect(self._show_state)
        session.open_photos.removed.connect(self._show_state)
        self._show_state()

    @property
    def _path(self) -> Path | None:
        photo = self._session.in_view.open_photo
        return None if photo is None else photo.path

    @Slot()
    def _show_state(self) -> None:
        for action in (self._actions.show_in_folder, self._actions.queue_photo):
            action.setEnabled(self._path is not None)

    @Slot()
    def _on_show(self) -> None:
        if self._path is not None:
            show_in_folder(self._path)

    @Slot()
    def _on_queue(self) -> None:
        if self._path is not None:
            self.queue_asked.emit(self._path)
