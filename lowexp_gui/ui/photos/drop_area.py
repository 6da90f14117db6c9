"""An area for dropping files and folders, with buttons as an alternative."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.ui.photos import drops
from lowexp_gui.ui.photos.file_kinds import photo_kinds

_MOST_NAMED = 3


class DropArea(QFrame):
    """Accepts files and folders, and shows them.

    Attributes:
        folder_button, files_button, clear_button: the same without dragging.
    """

    changed = Signal()

    def __init__(self, title: str, hint: str, parent: QWidget | None = None) -> None:
        """An empty area; the hint describes what to drop."""
        super().__init__(parent)
        self._title, self._hint = title, hint
        self._paths: tuple[Path, ...] = ()
        self.setObjectName("dropArea")
        self.setAcceptDrops(True)
        self.setAccessibleName(title)
        heading = QLabel(title)
        heading.setObjectName("areaTitle")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = QLabel(hint)
        self.words.setObjectName("quiet")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.folder_button = self._button(self.tr("Choose a folder…"), self._on_folder)
        self.files_button = self._button(self.tr("Choose photos…"), self._on_files)
        self.clear_button = self._button(self.tr("Clear"), self.clear)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.folder_button, self.files_button, self.clear_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(heading)
        layout.addWidget(self.words)
        layout.addSpacing(8)
        layout.addLayout(buttons)
        layout.addStretch(1)
        self.clear_button.setEnabled(False)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The accepted files and folders."""
        return self._paths

    def add(self, paths: tuple[Path, ...]) -> None:
        """Add files and folders."""
        self._show((*self._paths, *(path for path in paths if path not in self._paths)))

    @Slot()
    def clear(self) -> None:
        """Remove all files and folders."""
        self._show(())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802, D102
        if drops.local_paths(event.mimeData()):
            event.acceptProposedAction()
            self._mark(True)
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802, D102
        self._mark(False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802, D102
        self._mark(False)
        paths = drops.local_paths(event.mimeData())
        if paths:
            self.add(paths)
            event.acceptProposedAction()

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{self._title}: {text}")
        button.clicked.connect(slot)
        return button

    def _show(self, paths: tuple[Path, ...]) -> None:
        self._paths = paths
        names = [f"“{path.name or path}”" for path in paths[:_MOST_NAMED]]
        words = self.tr(", ").join(names)
        if len(paths) > _MOST_NAMED:
            words = filled(self.tr("%1 and %2 more"), words, len(paths) - _MOST_NAMED)
        self.words.setText(words or self._hint)
        self.setAccessibleDescription(words)
        self.clear_button.setEnabled(bool(paths))
        self.changed.emit()

    def _mark(self, dropping: bool) -> None:
        self.setProperty("dropping", dropping)
        self.style().unpolish(self)
        self.style().polish(self)

    @Slot()
    def _on_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self._title)
        if folder:
            self.add((Path(folder),))

    @Slot()
    def _on_files(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, self._title, "", photo_kinds())
        if files:
            self.add(tuple(map(Path, files)))
