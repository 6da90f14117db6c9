"""The foot of the panel: what is saved where, and the buttons that save."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lowexp_gui.app.messages.sentences import filled, in_window_language, isolated
from lowexp_gui.app.saving.planned_file import planned_file
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.photo.naming import TemplateError
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.ui.action_button import ActionButton
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.adjusting.folding_heading import FoldingHeading
from lowexp_gui.ui.photos.save_details import SaveDetails

_SPACING, _AROUND = 8, 12
_MOST_OF_COLUMN = 0.6
"""Share of the column's height that the details may take; they scroll beyond it."""


class SavePanel(QFrame):
    """One line that says what is saved where, with the details folded into it, and the save buttons.

    Attributes:
        line: the line; a click unfolds the details above it.
        details: the form with all choices.
    """

    changed = Signal(object)
    """SaveChoice"""

    def __init__(self, choice: SaveChoice, actions: Actions, parent: QWidget | None = None) -> None:
        """A panel with the saved choices and the save actions; the details are folded."""
        super().__init__(parent)
        self.setObjectName("savePanel")
        self._path: Path | None = None
        self._photo: Photo | None = None
        self._model = ""
        self.details = SaveDetails(choice)
        self.line = FoldingHeading("", upwards=True)
        self.line.setChecked(False)
        self._scrolled = QScrollArea()
        self._scrolled.setWidget(self.details)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scrolled.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(_SPACING)
        buttons.addWidget(ActionButton(actions.save, is_main=True), 1)
        buttons.addWidget(ActionButton(actions.save_all), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_AROUND, _SPACING, _AROUND, _AROUND)
        layout.setSpacing(_SPACING)
        layout.addWidget(self._scrolled)
        layout.addWidget(self.line)
        layout.addLayout(buttons)
        self.line.toggled.connect(self._on_toggled)
        self.details.changed.connect(self._on_changed)
        self._show_line()

    @property
    def choice(self) -> SaveChoice:
        """The current choice."""
        return self.details.choice

    @property
    def least_width(self) -> int:
        """The width that the details need, in pixels, with a scroll bar beside them."""
        bar = self._scrolled.verticalScrollBar().sizeHint().width()
        return self.details.minimumSizeHint().width() + bar + 2 * _AROUND

    def show_photo(self, path: Path | None, photo: Photo | None, model: str) -> None:
        """Say what is written for this photo.

        Args:
            path: its file, or None for a pasted picture.
            photo: None before it is read.
            model: name of the model in use.
        """
        self._path, self._photo, self._model = path, photo, model
        self._show_line()

    def fit_column(self, height: int) -> None:
        """Let the details take their share of a column of this height."""
        wanted = self.details.sizeHint().height()
        self._scrolled.setFixedHeight(min(wanted, round(_MOST_OF_COLUMN * height)))

    def _show_line(self) -> None:
        try:
            planned = planned_file(self._path, self._photo, self.choice, self._model)
        except TemplateError as error:
            self._say(in_window_language(error.sentence), in_window_language(error.sentence))
            return
        kind = planned.format.about.title
        if planned.quality is not None:
            kind = filled(self.tr("%1 %2"), kind, planned.quality)
        if planned.long_side:
            kind = filled(self.tr("%1, %2 px"), kind, planned.long_side)
        tip = self.tr("%1\nIf this file exists, a number is added to the name.")
        self._say(filled(self.tr("%1 → %2"), kind, planned.short), filled(tip, isolated(str(planned.path))))

    def _say(self, text: str, tip: str) -> None:
        self.line.setText(text)
        self.line.setToolTip(tip)
        self.line.setAccessibleName(text)
        self.line.setAccessibleDescription(self.tr("Unfolds what and where is saved"))

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:
        around = self.parentWidget()
        self.fit_column(around.height() if around is not None else self.height())
        self._scrolled.setVisible(is_open)

    @Slot()
    def _on_changed(self) -> None:
        self._show_line()
        self.changed.emit(self.choice)
