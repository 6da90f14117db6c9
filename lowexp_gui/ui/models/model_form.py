"""A form for a model's title, name and description."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from lowexp_gui.app.models.model_choice import ModelChoice
from lowexp_gui.library.own_models import ModelDetails


class ModelForm(QWidget):
    """Fields for title, name and description.

    Attributes:
        title, name, description: the fields; buttons: OK and cancel.
    """

    kept = Signal(str, object)
    """The model's old name, ModelDetails"""
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty form."""
        super().__init__(parent)
        self._model = ""
        self.title, self.name, self.description = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self.title.setAccessibleName(self.tr("Title"))
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setToolTip(self.tr("For the command line: letters, digits, - and _"))
        self.description.setAccessibleName(self.tr("Description"))
        self.description.setTabChangesFocus(True)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Save | standard.Cancel)
        self.buttons.button(standard.Save).setText(self.tr("&Save"))
        self.buttons.button(standard.Cancel).setText(self.tr("Cance&l"))
        self.buttons.accepted.connect(self._on_kept)
        self.buttons.rejected.connect(self.cancelled)
        for line in (self.title, self.name):
            line.returnPressed.connect(self._on_kept)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("&Title"), self.title)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("Descr&iption"), self.description)
        form.addRow(self.buttons)

    def show_model(self, model: ModelChoice) -> None:
        """Show a model's current values."""
        self._model = model.name
        self.title.setText(model.title)
        self.name.setText(model.name)
        self.description.setPlainText(model.description)

    @Slot()
    def _on_kept(self) -> None:
        words = ModelDetails(
            self.name.text().strip(), self.title.text().strip(), self.description.toPlainText().strip()
        )
        self.kept.emit(self._model, words)
