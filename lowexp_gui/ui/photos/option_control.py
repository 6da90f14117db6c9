"""The controls of the export options."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

from lowexp_gui.app.messages.sentences import translated
from lowexp_gui.photo.encoding import EXPORT_OPTIONS, USUAL, Encoding
from lowexp_gui.photo.export_option import ChoiceOption, NumberOption
from lowexp_gui.photo.formats.photo_format import PhotoFormat, formats_with


class OptionControl:
    """A control for an export option.

    Attributes:
        title: label of its row, with an ampersand before the mnemonic; "" for a check box, which has its own
            text.
        widget: a QSpinBox for a number, a QComboBox for one of several values, a QCheckBox for yes or no.
    """

    def __init__(self, name: str, value: object, changed: Callable[[], object]) -> None:
        """A control for the field `name` of `Encoding`; `changed` is called after a change."""
        option = EXPORT_OPTIONS[name]
        self._name, self._changed = name, changed
        self.title = translated(option.title)
        # In the order of the box. Item data are not used, because Qt converts them to plain text.
        self._values: tuple[Any, ...] = ()
        self.widget: QSpinBox | QComboBox | QCheckBox
        if isinstance(option, NumberOption):
            self.widget = QSpinBox()
            self.widget.setRange(option.values[0], option.values[-1])
            if option.title_of_least is not None:
                self.widget.setSpecialValueText(translated(option.title_of_least))
            if option.unit is not None:
                self.widget.setSuffix(translated(option.unit))
            self.widget.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.widget.valueChanged.connect(self._on_changed)
        elif isinstance(option, ChoiceOption):
            self.widget = QComboBox()
            self._values = tuple(option.titles)
            self.widget.addItems([translated(title) for title in option.titles.values()])
            self.widget.currentIndexChanged.connect(self._on_changed)
        else:
            self.widget = QCheckBox(self.title)
            self.title = ""
            self.widget.toggled.connect(self._on_changed)
        self.widget.setAccessibleName(translated(option.title).replace("&", ""))
        self.widget.setToolTip(translated(option.hint).replace("%1", self._formats()))
        self.show(value)

    @property
    def value(self) -> Any:
        """The current choice."""
        if isinstance(self.widget, QSpinBox):
            return self.widget.value()
        if isinstance(self.widget, QComboBox):
            return self._values[self.widget.currentIndex()]
        return self.widget.isChecked()

    def show(self, value: Any) -> None:
        """Show a value without telling of it."""
        blocker = QSignalBlocker(self.widget)
        self._show(value)
        blocker.unblock()

    def fit(self, photo_format: PhotoFormat | None) -> None:
        """Enable it if the format uses the option; None means the format of each photo."""
        self.widget.setEnabled(photo_format is None or photo_format in formats_with(self._name))

    def _on_changed(self, *_: object) -> None:
        self._changed()

    def _formats(self) -> str:
        comma = QCoreApplication.translate("queue", ", ")
        return comma.join(each.about.title for each in formats_with(self._name))

    def _show(self, value: Any) -> None:
        if isinstance(self.widget, QSpinBox):
            self.widget.setValue(value)
        elif isinstance(self.widget, QComboBox):
            known = value if value in self._values else getattr(USUAL, self._name)
            self.widget.setCurrentIndex(self._values.index(known))
        else:
            self.widget.setChecked(value)


def option_controls(
    encoding: Encoding, changed: Callable[[], object], *, prominent: bool
) -> dict[str, OptionControl]:
    """Controls for the fields of an `Encoding`, by name: the prominent ones, or all others."""
    return {
        name: OptionControl(name, getattr(encoding, name), changed)
        for name, option in EXPORT_OPTIONS.items()
        if option.prominent is prominent
    }
