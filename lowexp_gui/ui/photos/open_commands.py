"""Opening photos: dialogs, drops, the clipboard, recent files."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from lowexp_gui.app.messages.notices import Notice, NoticeKind
from lowexp_gui.app.session import Session
from lowexp_gui.bundled import sample_photo
from lowexp_gui.config.window_state import WindowState
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.photos import drops
from lowexp_gui.ui.photos.file_kinds import is_model, photo_kinds
from lowexp_gui.ui.photos.recent_menu import RecentMenu


class OpenCommands(QObject):
    """Opens photos in the session, and remembers them.

    Attributes:
        menu: the menu of recent photos and folders.
    """

    recent_changed = Signal(object)
    """tuple[Path, ...]: recent photos and folders, the latest first"""

    def __init__(self, actions: Actions, session: Session, state: WindowState, window: QWidget) -> None:
        """Connect everything; `state` has the recent items."""
        super().__init__(window)
        self._session, self._window = session, window
        self._folder, self._recent = state.folder, state.recent
        self.menu = RecentMenu(window)
        self.menu.show_paths(self._recent)
        self.recent_changed.connect(self.menu.show_paths)
        self.menu.chosen.connect(self.open_recent)
        self.menu.cleared.connect(self._on_cleared)
        actions.open.triggered.connect(self.ask_for_photos)
        actions.open_folder.triggered.connect(self.ask_for_folder)
        actions.paste.triggered.connect(self.paste)

    def open_paths(self, paths: tuple[Path, ...]) -> None:
        """Open files and folders, and remember them; model files are imported."""
        for path in filter(is_model, paths):
            self._session.models.import_file(path)
        # Absolute, because the program may be started in another folder next time.
        paths = tuple(path.absolute() for path in paths if not is_model(path))
        if not paths:
            return
        opened = WindowState(folder=self._folder, recent=self._recent).with_opened(paths)
        self._folder, self._recent = opened.folder, opened.recent
        # Merged with what other windows have opened.
        self._session.keep_window(lambda kept: kept.with_opened(paths))
        self.recent_changed.emit(self._recent)
        self._session.opening.open_paths(paths)

    @property
    def recent(self) -> tuple[Path, ...]:
        """Recent photos and folders, the latest first."""
        return self._recent

    def take(self, data: QMimeData) -> bool:
        """Open dropped or copied data. Returns whether there was anything."""
        paths = drops.local_paths(data)
        if paths:
            self.open_paths(paths)
            return True
        picture = drops.picture(data)
        if picture is not None:
            self._session.opening.open_picture(picture)
        return picture is not None

    @Slot()
    def ask_for_photos(self) -> None:
        """Ask for files, and open them."""
        title = self.tr("Open photos")
        files, _ = QFileDialog.getOpenFileNames(self._window, title, self._start(), photo_kinds())
        if files:
            self.open_paths(tuple(Path(file) for file in files))

    @Slot()
    def ask_for_folder(self) -> None:
        """Ask for a folder, and open the photos in it."""
        title = self.tr("Open a folder of photos")
        folder = QFileDialog.getExistingDirectory(self._window, title, self._start())
        if folder:
            self.open_paths((Path(folder),))

    @Slot()
    def paste(self) -> None:
        """Open the content of the clipboard."""
        if not self.take(QGuiApplication.clipboard().mimeData()):
            sentence = self.tr("There is no picture to paste; copy one first.")
            self._session.noticed.emit(Notice(sentence, NoticeKind.WARNING))

    @Slot()
    def open_sample(self) -> None:
        """Open the photo that ships with the program."""
        self._session.opening.open_paths((sample_photo(),))

    def _start(self) -> str:
        """The first folder of dialogs."""
        return "" if self._folder is None else str(self._folder)

    @Slot(object)
    def open_recent(self, path: Path) -> None:
        """Open a photo or folder that was opened before."""
        self.open_paths((path,))

    @Slot()
    def _on_cleared(self) -> None:
        self._recent = ()
        self.recent_changed.emit(())
        self._session.keep_window(lambda kept: kept.with_recent((), kept.folder))
