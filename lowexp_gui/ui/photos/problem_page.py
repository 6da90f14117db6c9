"""The page in place of a photo that could not be read."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

_WIDEST = 64


class ProblemPage(QFrame):
    """Why a photo failed, and what can be done.

    Attributes:
        sentence: the label.
        again_button, folder_button, remove_button: the ways out.
    """

    again_asked = Signal()
    folder_asked = Signal()
    remove_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """A page without a sentence."""
        super().__init__(parent)
        self.setObjectName("problemPage")
        self.setAccessibleName(self.tr("This photo cannot be shown"))
        self.sentence = QLabel()
        # File names are foreign text.
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setObjectName("problem")
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        self.sentence.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDEST)
        self.again_button = QPushButton(self.tr("Try again"))
        self.again_button.setDefault(True)
        self.folder_button = QPushButton(self.tr("Show in folder"))
        self.remove_button = QPushButton(self.tr("Remove from the list"))
        self.again_button.clicked.connect(self.again_asked)
        self.folder_button.clicked.connect(self.folder_asked)
        self.remove_button.clicked.connect(self.remove_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.again_button, self.folder_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        words = QHBoxLayout()
        words.addStretch(1)
        words.addWidget(self.sentence, 100)
        words.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addStretch(1)
        layout.addLayout(words)
        layout.addLayout(buttons)
        layout.addStretch(1)
        self.setFocusProxy(self.again_button)

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102
        # The column of the photo is as narrow with this page as without it.
        return QSize(0, 0)

    def show_problem(self, sentence: str, *, is_file: bool) -> None:
        """Show why a photo failed; a pasted picture has no folder."""
        self.sentence.setText(sentence)
        self.setAccessibleDescription(sentence)
        self.folder_button.setVisible(is_file)
