"""A group of controls that can be folded away."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lowexp_gui.ui.adjusting.folding_heading import FoldingHeading


class FoldingGroup(QWidget):
    """A heading with widgets below it; a click on the heading folds or unfolds them.

    A group without widgets is hidden.

    Attributes:
        heading: the button.
    """

    folded = Signal(bool)
    """Whether the group is folded now"""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """An empty, unfolded group."""
        super().__init__(parent)
        self.heading = FoldingHeading(title)
        self._inside = QWidget()
        self._widgets = QVBoxLayout(self._inside)
        self._widgets.setContentsMargins(0, 0, 0, 4)
        self._widgets.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.setSpacing(4)
        self._head.addWidget(self.heading, 1)
        self._last_in_head: QWidget = self.heading
        layout.addLayout(self._head)
        layout.addWidget(self._inside)
        self.heading.toggled.connect(self._on_toggled)
        self.hide()

    @property
    def is_folded(self) -> bool:
        """Whether only the heading is shown."""
        return not self.heading.isChecked()

    def set_folded(self, folded: bool) -> None:
        """Fold or unfold."""
        self.heading.setChecked(not folded)

    def add(self, widget: QWidget) -> None:
        """Add a widget below the others."""
        self._widgets.addWidget(widget)
        self.show()

    def add_beside_heading(self, widget: QWidget) -> None:
        """Add a widget at the end of the heading's line, where it stays while the group is folded."""
        self._head.addWidget(widget)
        QWidget.setTabOrder(self._last_in_head, widget)
        self._last_in_head = widget

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self.folded.emit(not is_open)
