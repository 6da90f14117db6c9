"""The panel for format, options and folder of saved results."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lowexp_gui.app.messages.sentences import filled, isolated
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.ui.action_button import ActionButton
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.photos.encoding_choices import EncodingChoices
from lowexp_gui.ui.photos.option_control import option_controls

# In the order of the box. Item data are not used, because Qt converts them to plain text.
_FORMATS = (None, *WRITABLE)


class SavePanel(QGroupBox):
    """Format, options and folder.

    Attributes:
        options: the controls of the prominent options, by the fields of `Encoding`.
    """

    changed = Signal(object)
    """SaveChoice"""

    def __init__(self, choice: SaveChoice, actions: Actions, parent: QWidget | None = None) -> None:
        """A panel with the saved choices and the save actions."""
        super().__init__(parent)
        self.setTitle(self.tr("Save"))
        self._folder = choice.folder
        self.format = QComboBox()
        self.format.setAccessibleName(self.tr("Format"))
        self.format.addItem(self.tr("Same as the photo"))
        self.format.addItems([each.about.title for each in WRITABLE])
        self.set_format(choice.format)
        self.options = option_controls(choice.encoding, self._on_changed, prominent=True)
        self.choices = EncodingChoices(choice.encoding)
        self.folder_label = QLabel()
        self.folder_label.setObjectName("quiet")
        self.folder_label.setWordWrap(True)
        self.folder_button = QPushButton(self.tr("Folder…"))
        self.folder_button.setAccessibleName(self.tr("Choose the folder for saved photos"))
        self.beside_button = QPushButton(self.tr("Beside photo"))
        self.beside_button.setToolTip(self.tr("Save in a folder “Lowexp” beside each photo"))
        self._arrange(actions)
        self._show_folder()
        self._fit()
        self.format.currentIndexChanged.connect(self._on_changed)
        self.choices.changed.connect(self._on_changed)
        self.folder_button.clicked.connect(self.choose_folder)
        self.beside_button.clicked.connect(self._on_beside)

    @property
    def choice(self) -> SaveChoice:
        """The current choice."""
        controls = self.options | self.choices.controls
        encoding = Encoding(**{name: control.value for name, control in controls.items()})
        return SaveChoice(_FORMATS[self.format.currentIndex()], self._folder, encoding)

    def set_format(self, photo_format: PhotoFormat | None) -> None:
        """Choose a format; None for the format of each photo."""
        self.format.setCurrentIndex(_FORMATS.index(photo_format))

    def set_folder(self, folder: Path | None) -> None:
        """Choose a folder; None for a folder beside each photo."""
        self._folder = folder
        self._show_folder()
        self._on_changed()

    @Slot()
    def choose_folder(self) -> None:
        """Ask for the folder."""
        start = "" if self._folder is None else str(self._folder)
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder for saved photos"), start)
        if chosen:
            self.set_folder(Path(chosen))

    def _arrange(self, actions: Actions) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Format"), self.format)
        for control in self.options.values():
            form.addRow(control.title.replace("&", ""), control.widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self.folder_button)
        buttons.addWidget(self.beside_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(self.choices)
        layout.addWidget(self.folder_label)
        layout.addLayout(buttons)
        layout.addSpacing(6)
        layout.addWidget(ActionButton(actions.save, is_main=True))
        layout.addWidget(ActionButton(actions.save_all))

    def _show_folder(self) -> None:
        if self._folder is None:
            self.folder_label.setText(self.tr("In a folder “Lowexp” beside each photo"))
            self.folder_label.setToolTip("")
        else:
            self.folder_label.setText(filled(self.tr("In “%1”"), self._folder.name or str(self._folder)))
            self.folder_label.setToolTip(isolated(str(self._folder)))
        self.beside_button.setEnabled(self._folder is not None)

    def _fit(self) -> None:
        """Enable the options of the format."""
        for control in (*self.options.values(), *self.choices.controls.values()):
            control.fit(self.choice.format)

    @Slot()
    def _on_beside(self) -> None:
        self.set_folder(None)

    @Slot()
    def _on_changed(self) -> None:
        self._fit()
        self.changed.emit(self.choice)
