"""The last step of fine-tuning: the verdict, and what to do with the new model."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lowexp_gui.app.finetuning.finetuning import FinetuneState, FineTuning
from lowexp_gui.app.messages.sentences import in_window_language
from lowexp_gui.library.finetune_events import Judged
from lowexp_gui.ui.finetuning.verdict_labels import figures_table, headline, sentences
from lowexp_gui.ui.viewing.picture_view import PictureView


class VerdictPage(QWidget):
    """Text, figures, pictures, three buttons; the recommended button is the default.

    Attributes:
        headline, words, figures: the verdict.
        use_button, keep_button, discard_button: the actions.
    """

    use_asked = Signal()

    def __init__(self, finetuning: FineTuning, parent: QWidget | None = None) -> None:
        """A page that follows the fine-tuning."""
        super().__init__(parent)
        self._finetuning = finetuning
        self.headline, self.words, self.figures = QLabel(), QLabel(), QLabel()
        self.before = PictureView(self.tr("Before"), self.tr("With the original model"))
        self.now = PictureView(self.tr("After"), self.tr("With the new model"))
        self.reference = PictureView(self.tr("Your well-exposed photo"))
        self.use_button = QPushButton(self.tr("Keep and &use"))
        self.keep_button = QPushButton(self.tr("&Keep"))
        self.discard_button = QPushButton(self.tr("&Discard"))
        self._arrange()
        self.use_button.clicked.connect(self.use_asked)
        self.keep_button.clicked.connect(finetuning.keep)
        self.discard_button.clicked.connect(finetuning.discard)
        finetuning.drawn.connect(self._on_drawn)
        finetuning.state_changed.connect(self.show_state)

    def _arrange(self) -> None:
        self.headline.setObjectName("areaTitle")
        self.figures.setTextFormat(Qt.TextFormat.RichText)
        self.figures.setAccessibleName(self.tr("Figures before and after"))
        for label in (self.headline, self.words):
            label.setWordWrap(True)
        for label in (self.headline, self.words, self.figures):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        pictures = QHBoxLayout()
        pictures.setSpacing(16)
        for view in (self.before, self.now, self.reference):
            pictures.addWidget(view, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.use_button, self.keep_button, self.discard_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for label in (self.headline, self.words, self.figures):
            layout.addWidget(label)
        layout.addLayout(pictures, 1)
        layout.addLayout(buttons)

    @Slot(object)
    def _on_drawn(self, pictures: tuple[QImage, ...]) -> None:
        for view, picture in zip((self.before, self.now, self.reference), pictures, strict=True):
            view.show_image(picture)

    @Slot(object)
    def show_state(self, state: FinetuneState) -> None:
        """Update the page for the current state."""
        for button in (self.use_button, self.keep_button, self.discard_button):
            button.setEnabled(state is FinetuneState.JUDGED)
        judged = self._finetuning.judged if state is FinetuneState.JUDGED else None
        if judged is not None:
            self.show_judged(judged)

    def show_judged(self, judged: Judged) -> None:
        """Show the outcome, and recommend an action."""
        self.headline.setText(headline(judged))
        notes = (in_window_language(note) for note in judged.notes)
        self.words.setText(" ".join((*sentences(judged), *notes)))
        self.figures.setText(figures_table(judged))
        proposed = self.use_button if judged.keep else self.discard_button
        # The page passes its focus to the recommended button, which shows it.
        self.setFocusProxy(proposed)
        proposed.setDefault(True)
        proposed.setFocus(Qt.FocusReason.OtherFocusReason)
