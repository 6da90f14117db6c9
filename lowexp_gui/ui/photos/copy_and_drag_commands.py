"""Passing results to other programs: copying, and dragging from the filmstrip."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QPixmap

from lowexp_gui.app.messages.notices import Notice, NoticeKind
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.session import Session
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.photos.photo_lists import PhotoLists

_DRAGGED = QSize(96, 96)


class CopyAndDragCommands(QObject):
    """A drag starts when the file is ready, if the button is still held."""

    def __init__(self, actions: Actions, lists: PhotoLists, session: Session, parent: QObject) -> None:
        """Connect everything."""
        super().__init__(parent)
        self._lists, self._session = lists, session
        actions.copy.triggered.connect(session.exports.copy_current)
        for view in (lists.filmstrip, lists.grid):
            view.drag_begun.connect(self._on_drag_begun)
        session.copy_and_drag.picture_made.connect(self._on_picture)
        session.copy_and_drag.file_made.connect(self._on_file)

    @Slot()
    def _on_drag_begun(self) -> None:
        if self._session.in_view.has_result:
            self._session.exports.drag_current()
        else:
            self._say(self.tr("You can drag this photo when its result is ready."))

    @Slot(object)
    def _on_picture(self, picture: QImage) -> None:
        QGuiApplication.clipboard().setImage(picture)
        self._say(filled(self.tr("Copied, %1 × %2 pixels."), picture.width(), picture.height()))

    @Slot(object)
    def _on_file(self, path: Path) -> None:
        if not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._say(self.tr("The file is ready; drag it again."), NoticeKind.INFORMATION)
            return
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        drag = QDrag(self._lists.filmstrip)
        drag.setMimeData(data)
        current = self._session.in_view.open_photo
        if current is not None and current.thumbnail is not None:
            small = current.thumbnail.scaled(_DRAGGED, Qt.AspectRatioMode.KeepAspectRatio)
            drag.setPixmap(QPixmap.fromImage(small))
        drag.exec(Qt.DropAction.CopyAction)

    def _say(self, sentence: str, kind: NoticeKind = NoticeKind.INFORMATION) -> None:
        self._session.noticed.emit(Notice(sentence, kind))
