"""The page of an empty window."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from lowexp_gui.app.messages.sentences import isolated
from lowexp_gui.ui.icons import icon
from lowexp_gui.ui.sample_picture import SamplePicture

_MOST_RECENT = 5
_TEXT_WIDTH = 44
_ICON = QSize(16, 16)


class Welcome(QFrame):
    """What the program does, what one can begin with, and a picture of both sides of its work.

    Attributes:
        picture: the sample before and after.
        open_button, folder_button, sample_button: ways to begin.
        recent_buttons: photos and folders that were opened before, the latest first.
    """

    open_asked = Signal()
    folder_asked = Signal()
    sample_asked = Signal()
    recent_asked = Signal(object)
    """Path"""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A page without recent photos."""
        super().__init__(parent)
        self.setObjectName("welcome")
        self.picture = SamplePicture()
        self._paths: tuple[Path, ...] = ()
        self.recent_buttons: tuple[QPushButton, ...] = ()
        headline = QLabel(self.tr("Drop dark photos here"))
        headline.setObjectName("headline")
        headline.setWordWrap(True)
        headline.setIndent(0)
        what = QLabel(self.tr("Lowexp makes them bright and removes the noise. Your originals never change."))
        what.setWordWrap(True)
        self.open_button = QPushButton(self.tr("Open photos…"))
        self.open_button.setDefault(True)
        self.folder_button = QPushButton(self.tr("Open folder…"))
        self.sample_button = QPushButton(self.tr("Try the sample"))
        self.open_button.clicked.connect(self.open_asked)
        self.folder_button.clicked.connect(self.folder_asked)
        self.sample_button.clicked.connect(self.sample_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.open_button, self.folder_button, self.sample_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._recent_title = QLabel(self.tr("Recent"))
        self._recent_title.setObjectName("quiet")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        words = QWidget()
        words.setMinimumWidth(self.fontMetrics().averageCharWidth() * _TEXT_WIDTH)
        words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(headline)
        column.addWidget(what)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addSpacing(16)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(32, 16, 32, 16)
        layout.setSpacing(32)
        layout.addStretch(1)
        layout.addWidget(self.picture, 100)
        layout.addWidget(words, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)
        self.show_recent(())

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102
        # It shares its place with the photo, which may be narrower.
        return QSize(0, 0)

    @Slot(object)
    def show_recent(self, paths: tuple[Path, ...]) -> None:
        """List photos and folders that were opened before, the latest first."""
        for button in self.recent_buttons:
            self._recent.removeWidget(button)
            button.deleteLater()
        self._paths = paths[:_MOST_RECENT]
        self.recent_buttons = tuple(map(self._button, self._paths))
        self._draw()
        for button in self.recent_buttons:
            self._recent.addWidget(button)
        self._recent_title.setVisible(bool(paths))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802, D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        for path, button in zip(self._paths, self.recent_buttons, strict=True):
            button.setIcon(icon("photo" if path.suffix else "folder", colour))

    def _button(self, path: Path) -> QPushButton:
        button = QPushButton()
        button.setObjectName("recent")
        button.setFlat(True)
        name = path.name or str(path)
        shown = self.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideMiddle, self.fontMetrics().averageCharWidth() * (_TEXT_WIDTH - 8)
        )
        # An ampersand would create a mnemonic. The disk is not asked: it may be a slow one.
        button.setText(isolated(shown.replace("&", "&&")))
        button.setIconSize(_ICON)
        button.setToolTip(str(path))
        button.setAccessibleName(name)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(partial(self.recent_asked.emit, path))
        return button
