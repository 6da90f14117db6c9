"""Actions for the files of the selected photos."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.session import Session
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.photos.folders import show_in_folder


class FileCommands(QObject):
    """Shows the file in view in its folder, or offers the selected files to the queue."""

    queue_asked = Signal(object)
    """tuple[Path, ...]: the photos to be queued"""

    def __init__(self, actions: Actions, session: Session, parent: QObject) -> None:
        """Connect everything."""
        super().__init__(parent)
        self._actions, self._session = actions, session
        actions.show_in_folder.triggered.connect(self._on_show)
        actions.queue_photo.triggered.connect(self._on_queue)
        session.in_view.changed.connect(self._show_state)
        session.open_photos.removed.connect(self._show_state)
        session.selection.changed.connect(self._show_state)
        self._show_state()

    @property
    def _path(self) -> Path | None:
        photo = self._session.in_view.open_photo
        return None if photo is None else photo.path

    @property
    def _selected_paths(self) -> tuple[Path, ...]:
        photos = map(self._session.open_photos.find, self._session.targets)
        return tuple(photo.path for photo in photos if photo is not None and photo.path is not None)

    @Slot()
    def _show_state(self) -> None:
        self._actions.show_in_folder.setEnabled(self._path is not None)
        self._actions.queue_photo.setEnabled(bool(self._selected_paths))

    @Slot()
    def _on_show(self) -> None:
        if self._path is not None:
            show_in_folder(self._path)

    @Slot()
    def _on_queue(self) -> None:
        paths = self._selected_paths
        if paths:
            self.queue_asked.emit(paths)
