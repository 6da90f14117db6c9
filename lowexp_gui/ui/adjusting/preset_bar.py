"""Choosing, saving and removing presets."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from lowexp_gui.app.messages.sentences import in_window_language, translated
from lowexp_gui.config.presets import LONGEST_NAME, SHIPPED, Preset, keep_preset, kept_presets, remove_preset
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.photo.errors import PhotoError

_log = logging.getLogger(__name__)


class PresetBar(QWidget):
    """A box with the presets; the user can type a new name and save it.

    Attributes:
        box, line: for names; keep_button, remove_button: act on the name in the box.
    """

    chosen = Signal(object)
    """Adjustments"""
    failed = Signal(str)
    """A sentence"""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A bar with the built-in presets and the user's."""
        super().__init__(parent)
        self._kept: tuple[Preset, ...] = kept_presets()
        self._adjustments = NEUTRAL
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setAccessibleName(self.tr("Preset"))
        self.box.setToolTip(self.tr("Choose a preset, or type a name to save these adjustments"))
        self.line = QLineEdit()
        self.box.setLineEdit(self.line)
        line = self.line
        line.setPlaceholderText(self.tr("Preset"))
        line.setMaxLength(LONGEST_NAME)
        self.keep_button = QToolButton()
        self.keep_button.setText(self.tr("Save"))
        self.keep_button.setToolTip(self.tr("Save these adjustments as a preset with this name"))
        self.remove_button = QToolButton()
        self.remove_button.setText(self.tr("Delete"))
        self.remove_button.setToolTip(self.tr("Delete this preset"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.addWidget(self.box, 1)
        layout.addWidget(self.keep_button)
        layout.addWidget(self.remove_button)
        self._fill()
        self.box.activated.connect(self._on_activated)
        line.textEdited.connect(self._show_buttons)
        line.returnPressed.connect(self._on_return)
        self.keep_button.clicked.connect(self.keep)
        self.remove_button.clicked.connect(self.remove)
        self.show_adjustments(NEUTRAL)

    @property
    def presets(self) -> tuple[Preset, ...]:
        """The built-in presets, then the user's."""
        return (*SHIPPED, *self._kept)

    @Slot(object)
    def show_adjustments(self, adjustments: Adjustments) -> None:
        """Show the preset that equals the adjustments, if any."""
        self._adjustments = adjustments
        rows = (row for row, preset in enumerate(self.presets) if preset.adjustments == adjustments)
        row = next(rows, -1)
        # A partly typed name is kept.
        is_typed = self.line.isModified() and self.line.text() != ""
        if not is_typed and (self.box.currentIndex() != row or row < 0):
            with QSignalBlocker(self.box):
                self.box.setCurrentIndex(row)
                if row < 0:
                    self.box.clearEditText()
        self._show_buttons()

    @Slot()
    def ask_for_name(self) -> None:
        """Move the focus to the name."""
        self.line.clear()
        self.line.setFocus()
        self._show_buttons()

    @Slot()
    def keep(self) -> None:
        """Save the adjustments under the name in the box."""
        name = self.box.currentText().strip()
        if name and not self._is_shipped(name):
            self._change(lambda: keep_preset(name, self._adjustments))

    @Slot()
    def remove(self) -> None:
        """Remove the preset in the box."""
        name = self.box.currentText().strip()
        self._change(lambda: remove_preset(name))

    def _change(self, change: Callable[[], tuple[Preset, ...]]) -> None:
        """Change the saved presets and show them, including those saved by another window."""
        try:
            self._kept = change()
        except PhotoError as error:
            self.failed.emit(in_window_language(error.sentence))
            return
        self._fill()
        self.show_adjustments(self._adjustments)

    def _fill(self) -> None:
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItems([translated(preset.name) for preset in self.presets])

    def _is_shipped(self, name: str) -> bool:
        return any(name.casefold() == translated(preset.name).casefold() for preset in SHIPPED)

    @Slot(int)
    def _on_activated(self, row: int) -> None:
        self.chosen.emit(self.presets[row].adjustments)

    @Slot()
    def _on_return(self) -> None:
        names = [translated(preset.name) for preset in self.presets]
        if self.box.currentText().strip() not in names:
            self.keep()

    @Slot()
    def _show_buttons(self) -> None:
        name = self.box.currentText().strip()
        known = any(preset.name == name for preset in self._kept)
        self.keep_button.setEnabled(bool(name) and not self._is_shipped(name))
        self.remove_button.setEnabled(known)
