"""The field for the pattern of file names."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from lowexp_gui.app.messages.sentences import in_window_language
from lowexp_gui.photo.naming import LISTED_FIELDS, TemplateError, check_template


class NamePattern(QWidget):
    """A line for the pattern; below it, what is wrong with it.

    Attributes:
        line: the field.
        problem: hidden while the pattern is valid.
    """

    changed = Signal()
    """Another valid pattern is chosen."""

    def __init__(self, pattern: str, parent: QWidget | None = None) -> None:
        """A field with a valid pattern."""
        super().__init__(parent)
        self._valid = pattern
        self.line = QLineEdit(pattern)
        # A pattern is read like a file name, in every language.
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.line.setAccessibleName(self.tr("Name pattern"))
        self.line.setToolTip(self.tr("Fields that you can use: %1").replace("%1", LISTED_FIELDS))
        self.problem = QLabel()
        self.problem.setObjectName("quiet")
        self.problem.setWordWrap(True)
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addWidget(self.problem)
        self.line.textChanged.connect(self._on_text)
        self.line.editingFinished.connect(self._on_left)

    @property
    def pattern(self) -> str:
        """The last valid pattern."""
        return self._valid

    def set_pattern(self, pattern: str) -> None:
        """Show a valid pattern."""
        self.line.setText(pattern)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        try:
            check_template(text)
        except TemplateError as error:
            self.problem.setText(in_window_language(error.sentence))
            self.problem.show()
            return
        self.problem.hide()
        if text != self._valid:
            self._valid = text
            self.changed.emit()

    @Slot()
    def _on_left(self) -> None:
        """An invalid pattern is not kept."""
        self.line.setText(self._valid)
