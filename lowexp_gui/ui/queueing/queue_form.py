"""The form for queued photos and watched folders."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lowexp_gui.app.messages.sentences import filled, in_window_language, isolated, translated
from lowexp_gui.app.saving.output_folder import default_folder
from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.naming import (
    DEFAULT_TEMPLATE,
    IF_EXISTS_TITLES,
    LISTED_FIELDS,
    TemplateError,
    example_name,
)
from lowexp_gui.ui.photos.option_control import option_controls

_SPACING = 6
_FORMATS = (None, *WRITABLE)
_POLICIES = tuple(IF_EXISTS_TITLES)


@dataclass(frozen=True)
class CurrentChoice:
    """The current choices in the main window.

    Attributes:
        model, device: by name.
        adjustments: adjustments of the current photo.
        encoding: as chosen for saving.
    """

    model: str
    device: str
    adjustments: Adjustments
    encoding: Encoding


class QueueForm(QFrame):
    """A non-modal form for the settings of queued photos."""

    asked = Signal(object)
    """JobSpec of photos to be queued"""
    watch_asked = Signal(object, bool)
    """JobSpec of a folder to be watched; whether existing photos are enhanced too"""

    def __init__(self, in_use: Callable[[], CurrentChoice], parent: QWidget | None = None) -> None:
        """A form that is hidden at first."""
        super().__init__(parent)
        self.setObjectName("queueForm")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._in_use = in_use
        self._inputs: tuple[Path, ...] = ()
        self._output: Path | None = None
        self._watches = False
        self.title = QLabel()
        self.title.setObjectName("areaTitle")
        self.inputs_label = QLabel()
        self.inputs_button = self._button(self.tr("&Choose…"), self.choose_inputs)
        self.recursive = QCheckBox(self.tr("Include &subfolders"))
        self.recursive.setChecked(True)
        self.existing = QCheckBox(self.tr("Also photos that are there &now"))
        self.output_label = QLabel()
        self.output_button = self._button(self.tr("C&hoose…"), self.choose_output)
        self.mirrored = QCheckBox(self.tr("Keep the &folder structure"))
        self.mirrored.setChecked(True)
        self.template = QLineEdit(DEFAULT_TEMPLATE)
        self.template.setToolTip(self.tr("Fields that you can use: %1").replace("%1", LISTED_FIELDS))
        self.example = QLabel()
        self.example.setObjectName("quiet")
        self.if_exists = QComboBox()
        self.if_exists.addItems([translated(title) for title in IF_EXISTS_TITLES.values()])
        self.format = QComboBox()
        self.format.addItems([self.tr("Same as the photo"), *(each.about.title for each in WRITABLE)])
        self.options = option_controls(in_use().encoding, lambda: None, prominent=True)
        self.adjusted = QComboBox()
        self.adjusted.addItems([self.tr("Automatic"), self.tr("Same as the photo shown")])
        self.add_button = self._button("", self._on_add)
        self.add_button.setDefault(True)
        self.close_button = self._button(self.tr("Close"), self.hide)
        self._arrange()
        self.template.textChanged.connect(self._show)
        self.format.currentIndexChanged.connect(self._show)
        self.hide()

    @property
    def spec(self) -> JobSpec:
        """The current choice."""
        used = self._in_use()
        values = {name: control.value for name, control in self.options.items()}
        output = OutputRule(
            self._output or Path(),
            self.template.text(),
            _FORMATS[self.format.currentIndex()],
            _POLICIES[self.if_exists.currentIndex()],
            encoding=replace(used.encoding, **values),
        )
        adjustments = used.adjustments if self.adjusted.currentIndex() else NEUTRAL
        return JobSpec(
            self._inputs,
            used.model,
            used.device,
            adjustments,
            output,
            self.recursive.isChecked(),
            self._has_folder and self.mirrored.isChecked(),
        )

    def ask_for(self, inputs: tuple[Path, ...], *, watch: bool = False, as_shown: bool | None = None) -> None:
        """Show the form for files and folders, or for a watched folder.

        Args:
            as_shown: whether to use the adjustments of the photo in view; None for the last choice.
        """
        if as_shown is not None:
            self.adjusted.setCurrentIndex(int(as_shown))
        self._inputs, self._watches = inputs, watch
        self._output = None if not inputs else _usual_output(inputs[0])
        self.show()
        self._show()
        self.add_button.setFocus()

    @Slot()
    def choose_inputs(self) -> bool:
        """Ask for the folder. Returns whether one was chosen."""
        start = str(self._inputs[0]) if self._inputs else ""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder with photos"), start)
        if folder:
            self.ask_for((Path(folder),), watch=self._watches)
        return bool(folder)

    @Slot()
    def choose_output(self) -> None:
        """Ask for the output folder."""
        start = "" if self._output is None else str(self._output.parent)
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for saved photos"), start)
        if folder:
            self._output = Path(folder)
            self._show()

    def set_output(self, folder: Path) -> None:
        """Set the output folder."""
        self._output = folder
        self._show()

    @property
    def _has_folder(self) -> bool:
        return self._watches or any(path.is_dir() for path in self._inputs)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("From"), _beside(self.inputs_label, self.inputs_button))
        form.addRow("", _beside(self.recursive, self.existing))
        form.addRow(self.tr("To"), _beside(self.output_label, self.output_button))
        form.addRow("", self.mirrored)
        form.addRow(self.tr("&Name"), self.template)
        form.addRow("", self.example)
        second = QFormLayout()
        second.addRow(self.tr("&If the name exists"), self.if_exists)
        second.addRow(self.tr("&Format"), self.format)
        for control in self.options.values():
            second.addRow(control.title, control.widget)
        second.addRow(self.tr("Ad&justments"), self.adjusted)
        for each in (form, second):
            each.setVerticalSpacing(_SPACING)
        columns = QHBoxLayout()
        columns.setSpacing(32)
        columns.addLayout(form, 3)
        columns.addLayout(second, 2)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.title)
        layout.addLayout(columns)
        layout.addLayout(foot)

    def _button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    @Slot()
    def _show(self) -> None:
        """Update texts and controls."""
        self.title.setText(self.tr("Watch a folder") if self._watches else self.tr("Add to the queue"))
        self.add_button.setText(self.tr("&Watch") if self._watches else self.tr("&Add"))
        self.inputs_label.setText(self._inputs_text())
        self.inputs_label.setToolTip(isolated("\n".join(map(str, self._inputs[:20]))))
        self.output_label.setText("" if self._output is None else isolated(self._output.name))
        self.output_label.setToolTip("" if self._output is None else isolated(str(self._output)))
        self.inputs_button.setAccessibleName(self.tr("Choose the folder with photos"))
        self.output_button.setAccessibleName(self.tr("Choose the folder for saved photos"))
        for box in (self.recursive, self.mirrored):
            box.setVisible(self._has_folder)
        self.existing.setVisible(self._watches)
        photo_format = _FORMATS[self.format.currentIndex()]
        for control in self.options.values():
            control.fit(photo_format)
        self.add_button.setEnabled(self._show_example() and bool(self._inputs))

    def _inputs_text(self) -> str:
        if len(self._inputs) == 1:
            return isolated(self._inputs[0].name or str(self._inputs[0]))
        return filled(self.tr("%1 files and folders"), len(self._inputs)) if self._inputs else self.tr("none")

    def _show_example(self) -> bool:
        """Show an example name or the template's error. Returns whether the template is valid."""
        first = next((path for path in self._inputs if not path.is_dir()), None)
        form = _FORMATS[self.format.currentIndex()] or PhotoFormat.JPEG
        try:
            name = example_name(self.template.text(), first, form, model=self._in_use().model)
        except TemplateError as error:
            self.example.setText(in_window_language(error.sentence))
            return False
        self.example.setText(filled(self.tr("Example: %1"), name))
        return True

    @Slot()
    def _on_add(self) -> None:
        if self._watches:
            self.watch_asked.emit(self.spec, self.existing.isChecked())
        else:
            self.asked.emit(self.spec)
        self.hide()


def _usual_output(first: Path) -> Path:
    """The default output: beside a folder, so that results are not new photos; otherwise the usual folder."""
    return first.with_name(f"{first.name} Lowexp") if first.is_dir() else default_folder(first)


def _beside(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
