"""The choices about saved files: format, options, name and folder."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lowexp_gui.app.messages.sentences import filled, isolated
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.config.export_presets import EXPORT_PRESETS, ExportPreset
from lowexp_gui.photo.encoding import EXPORT_OPTIONS, Encoding
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.ui.photos.name_pattern import NamePattern
from lowexp_gui.ui.photos.option_control import OptionControl, option_controls
from lowexp_gui.ui.preset_menu import PresetMenu

# In the order of the box. Item data are not used, because Qt converts them to plain text.
_FORMATS = (None, *WRITABLE)
_SPACING = 4
# Their lists are as wide as their entries, whatever the width of the box.
_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class SaveDetails(QWidget):
    """A form with all choices; options that the format does not use are hidden.

    Attributes:
        options: the controls of the options, by the fields of `Encoding`.
        presets: choices by name.
    """

    changed = Signal()

    def __init__(self, choice: SaveChoice, parent: QWidget | None = None) -> None:
        """A form with the saved choices."""
        super().__init__(parent)
        self._folder = choice.folder
        self._is_setting = False
        self.format = QComboBox()
        self.format.setAccessibleName(self.tr("Format"))
        self.format.addItem(self.tr("Same as the photo"))
        self.format.addItems([each.about.title for each in WRITABLE])
        self.format.setCurrentIndex(_FORMATS.index(choice.format))
        self.options = {
            **option_controls(choice.encoding, self._on_changed, prominent=True),
            **option_controls(choice.encoding, self._on_changed, prominent=False),
        }
        self.pattern = NamePattern(choice.template)
        self.folder_label = QLabel()
        self.folder_label.setObjectName("quiet")
        self.folder_label.setWordWrap(True)
        self.folder_button = QPushButton(self.tr("Folder…"))
        self.folder_button.setAccessibleName(self.tr("Choose the folder for saved photos"))
        self.beside_button = QPushButton(self.tr("Beside photo"))
        self.beside_button.setToolTip(self.tr("Save in a folder “Lowexp” beside each photo"))
        self.presets = PresetMenu(EXPORT_PRESETS, (), lambda: _as_preset(self.choice))
        self.presets.chosen.connect(self._on_preset)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._form = QFormLayout(self)
        self._arrange()
        self._show_folder()
        self._fit()
        self.format.currentIndexChanged.connect(self._on_changed)
        self.pattern.changed.connect(self._on_changed)
        self.folder_button.clicked.connect(self.choose_folder)
        self.beside_button.clicked.connect(self._on_beside)

    @property
    def choice(self) -> SaveChoice:
        """The current choice."""
        encoding = Encoding(**{name: control.value for name, control in self.options.items()})
        photo_format = _FORMATS[self.format.currentIndex()]
        return SaveChoice(photo_format, self._folder, encoding, self.pattern.pattern)

    def set_choice(self, choice: SaveChoice) -> None:
        """Show another choice, and tell it once."""
        self._is_setting = True
        self.format.setCurrentIndex(_FORMATS.index(choice.format))
        self._folder = choice.folder
        for name, control in self.options.items():
            control.show(getattr(choice.encoding, name))
        self.pattern.set_pattern(choice.template)
        self._is_setting = False
        self._show_folder()
        self._on_changed()

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

    def _arrange(self) -> None:
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(_SPACING)
        self.format.setSizeAdjustPolicy(_NARROW)
        self._form.addRow(self.presets)
        self._form.addRow(self.tr("Format"), self.format)
        for name, control in self.options.items():
            if EXPORT_OPTIONS[name].prominent:
                self._add(control)
        self._form.addRow(self.tr("Name"), self.pattern)
        folder = QWidget()
        buttons = QHBoxLayout()
        buttons.setSpacing(_SPACING)
        buttons.addWidget(self.folder_button)
        buttons.addWidget(self.beside_button)
        column = QVBoxLayout(folder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_SPACING)
        column.addWidget(self.folder_label)
        column.addLayout(buttons)
        self._form.addRow(self.tr("Folder"), folder)
        for name, control in self.options.items():
            if not EXPORT_OPTIONS[name].prominent:
                self._add(control)

    def _add(self, control: OptionControl) -> None:
        title = control.title.replace("&", "")
        if isinstance(control.widget, QComboBox):
            control.widget.setSizeAdjustPolicy(_NARROW)
        self._form.addRow(*((title, control.widget) if title else (control.widget,)))

    def _show_folder(self) -> None:
        if self._folder is None:
            self.folder_label.setText(self.tr("In a folder “Lowexp” beside each photo"))
            self.folder_label.setToolTip("")
        else:
            self.folder_label.setText(filled(self.tr("In “%1”"), self._folder.name or str(self._folder)))
            self.folder_label.setToolTip(isolated(str(self._folder)))
        self.beside_button.setEnabled(self._folder is not None)

    def _fit(self) -> None:
        """Show the options of the format."""
        for control in self.options.values():
            control.fit(_FORMATS[self.format.currentIndex()])
            self._form.setRowVisible(control.widget, control.widget.isEnabled())

    @Slot(object)
    def _on_preset(self, preset: ExportPreset) -> None:
        self.set_choice(SaveChoice(preset.format, preset.folder, preset.encoding, preset.template))

    @Slot()
    def _on_beside(self) -> None:
        self.set_folder(None)

    @Slot()
    def _on_changed(self) -> None:
        if not self._is_setting:
            self._fit()
            self.changed.emit()


def _as_preset(choice: SaveChoice) -> ExportPreset:
    return ExportPreset(choice.format, choice.folder, choice.encoding, choice.template)
