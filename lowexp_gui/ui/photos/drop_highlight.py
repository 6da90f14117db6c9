"""The frame over the window while photos are dragged over it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget


class DropHighlight(QFrame):
    """Covers another widget while something that can be dropped is over it; the mouse goes through."""

    def __init__(self, over: QWidget) -> None:
        """A frame that is hidden."""
        super().__init__(over)
        self._over = over
        self.setObjectName("dropHighlight")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = QLabel(self.tr("Drop to open"))
        words.setObjectName("dropWords")
        layout = QVBoxLayout(self)
        layout.addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)
        over.installEventFilter(self)
        self.hide()

    def mark(self, dropping: bool) -> None:
        """Show or hide the frame."""
        self.setGeometry(self._over.rect())
        self.raise_()
        self.setVisible(dropping)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)
