"""The less common export options, hidden until requested."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QToolButton, QVBoxLayout, QWidget

from lowexp_gui.photo.encoding import USUAL, Encoding
from lowexp_gui.ui.photos.option_control import option_controls


class EncodingChoices(QWidget):
    """The options of `Encoding` that are not prominent.

    Attributes:
        controls: by the fields of `Encoding`.
    """

    changed = Signal()

    def __init__(self, encoding: Encoding, parent: QWidget | None = None) -> None:
        """Show the saved choices; unfolded if one of them is not the default."""
        super().__init__(parent)
        self.fold = QToolButton()
        self.fold.setText(self.tr("File options"))
        self.fold.setCheckable(True)
        self.fold.setAutoRaise(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.controls = option_controls(encoding, self.changed.emit, prominent=False)
        self._arrange()
        unusual = any(control.value != getattr(USUAL, name) for name, control in self.controls.items())
        self.fold.setChecked(unusual)
        self._on_folded(unusual)
        self.fold.toggled.connect(self._on_folded)

    def _arrange(self) -> None:
        self._inside = QWidget()
        form = QFormLayout(self._inside)
        form.setContentsMargins(0, 0, 0, 0)
        for control in self.controls.values():
            if control.title:
                form.addRow(control.title, control.widget)
            else:
                form.addRow(control.widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.fold, alignment=Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._inside)

    @Slot(bool)
    def _on_folded(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self.fold.setArrowType(Qt.ArrowType.DownArrow if is_open else self._sideways())

    def _sideways(self) -> Qt.ArrowType:
        leftwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return Qt.ArrowType.LeftArrow if leftwards else Qt.ArrowType.RightArrow
