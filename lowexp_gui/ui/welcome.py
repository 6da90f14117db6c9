"""The welcome page of an empty window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class Welcome(QFrame):
    """A line of instructions and two buttons."""

    open_asked = Signal()
    sample_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create the page."""
        super().__init__(parent)
        self.setObjectName("welcome")
        headline = QLabel(self.tr("Drop dark photos here"))
        headline.setObjectName("headline")
        headline.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint = QLabel(self.tr("or folders, or paste a picture. Your originals are never changed."))
        hint.setObjectName("quiet")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setWordWrap(True)
        self.open_button = QPushButton(self.tr("Open photos…"))
        self.open_button.setDefault(True)
        self.sample_button = QPushButton(self.tr("Try the sample"))
        self.open_button.clicked.connect(self.open_asked)
        self.sample_button.clicked.connect(self.sample_asked)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.sample_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(1)
        layout.addWidget(headline)
        layout.addWidget(hint)
        layout.addSpacing(8)
        layout.addLayout(buttons)
        layout.addStretch(1)
