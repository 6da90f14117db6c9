"""The fourth step of fine-tuning: seeing it learn."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from lowexp_gui.app.finetuning.finetuning import FinetuneState, FineTuning
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.library.finetune_events import FinetuneProgress
from lowexp_gui.ui.finetuning.curve_view import CurveView
from lowexp_gui.ui.labels import duration_text
from lowexp_gui.ui.viewing.picture_view import PictureView

_MOST_POINTS = 1000
_LIGHT = "enhancement"
_BUSY = (FinetuneState.LEARNING, FinetuneState.PAUSED)


class TrainingPage(QWidget):
    """Curves, a held-back photo, remaining time, and actions.

    Attributes:
        loss, held_back: curves.
        before, now, reference: a photo that is not trained on.
        pause_button, keep_button, discard_button, go_on_button: the actions.
    """

    def __init__(self, finetuning: FineTuning, parent: QWidget | None = None) -> None:
        """A page that follows the fine-tuning."""
        super().__init__(parent)
        self._finetuning = finetuning
        self._module, self._modules = "", 2
        self._losses: list[tuple[float, float]] = []
        self.headline, self.left = QLabel(), QLabel()
        self.progress = QProgressBar()
        self.loss = CurveView(self.tr("Training error (lower is better)"), 4)
        self.held_back = CurveView(self.tr("Quality on held-back photos in dB (higher is better)"), 2)
        self.before = PictureView(self.tr("Before"), self.tr("With the original model"))
        self.now = PictureView(self.tr("Now"))
        self.reference = PictureView(self.tr("Your well-exposed photo"))
        self.pause_button = QPushButton(self.tr("&Pause"))
        self.keep_button = QPushButton(self.tr("Stop and &keep"))
        self.discard_button = QPushButton(self.tr("Stop and &discard"))
        self.go_on_button = QPushButton(self.tr("C&ontinue"))
        self.setAccessibleName(self.tr("Training"))
        # The page has the focus first, so that no key stops a run that has just started.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._arrange()
        self.pause_button.clicked.connect(self._on_pause)
        self.keep_button.clicked.connect(finetuning.stop_and_keep)
        self.discard_button.clicked.connect(finetuning.discard)
        self.go_on_button.clicked.connect(finetuning.go_on)
        finetuning.learned.connect(self._on_learned)
        finetuning.drawn.connect(self._on_drawn)
        finetuning.state_changed.connect(self.show_state)

    def _arrange(self) -> None:
        self.progress.setAccessibleName(self.tr("Training steps"))
        self.headline.setObjectName("areaTitle")
        self.left.setObjectName("quiet")
        self.keep_button.setToolTip(self.tr("Stop now and measure the model"))
        self.discard_button.setToolTip(self.tr("Stop now and delete the unfinished model"))
        head = QHBoxLayout()
        head.addWidget(self.headline, 1)
        head.addWidget(self.left)
        curves = QHBoxLayout()
        pictures = QHBoxLayout()
        for row, views in (
            (curves, (self.loss, self.held_back)),
            (pictures, (self.before, self.now, self.reference)),
        ):
            row.setSpacing(16)
            for view in views:
                row.addWidget(view, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.go_on_button, self.pause_button, self.keep_button, self.discard_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.progress)
        layout.addLayout(curves, 2)
        layout.addLayout(pictures, 3)
        layout.addLayout(buttons)

    @Slot()
    def _on_pause(self) -> None:
        if self._finetuning.state is FinetuneState.PAUSED:
            self._finetuning.resume()
        else:
            self._finetuning.pause()

    @Slot(object)
    def _on_learned(self, learning: FinetuneProgress) -> None:
        if learning.module != self._module or (self._losses and learning.step < self._losses[-1][0]):
            # Another network, or an earlier checkpoint.
            self._module, self._losses = learning.module, []
        self._modules = learning.modules
        if learning.loss > 0:
            self._losses.append((float(learning.step), learning.loss))
        if len(self._losses) > _MOST_POINTS:
            del self._losses[1::2]
        self.loss.show_points(self._losses, learning.steps)
        measured = [(float(each.step), each.psnr) for each in learning.measured]
        self.held_back.show_points(measured, learning.steps, level=True)
        self.progress.setRange(0, learning.steps)
        self.progress.setValue(learning.step)
        self.left.setText(filled(self.tr("at most %1 left"), duration_text(learning.seconds_left)))
        self._show_headline()

    @Slot(object)
    def _on_drawn(self, pictures: tuple[QImage, ...]) -> None:
        for view, picture in zip((self.before, self.now, self.reference), pictures, strict=True):
            view.show_image(picture)

    @Slot(object)
    def show_state(self, state: FinetuneState) -> None:
        """Update the page for the current state."""
        self.go_on_button.setVisible(state is FinetuneState.LEFT)
        for button in (self.pause_button, self.keep_button):
            button.setVisible(state is not FinetuneState.LEFT)
            button.setEnabled(state in _BUSY)
        self.discard_button.setEnabled(state is not FinetuneState.ENDING)
        paused = state is FinetuneState.PAUSED
        self.pause_button.setText(self.tr("&Resume") if paused else self.tr("&Pause"))
        if state is FinetuneState.STARTING:
            self._forget()
        self._show_headline()

    def _forget(self) -> None:
        """Show nothing of what was fine-tuned before."""
        self._module, self._losses = "", []
        for curve in (self.loss, self.held_back):
            curve.show_points((), 1)
        self.progress.setRange(0, 0)
        self.left.setText("")
        for view in (self.before, self.now, self.reference):
            view.show_image(QImage())

    def _show_headline(self) -> None:
        begun = self._finetuning.begun if self._finetuning.state is FinetuneState.LEFT else None
        words = {
            FinetuneState.STARTING: self.tr("Preparing the photos…"),
            FinetuneState.PAUSED: self.tr("Paused"),
            FinetuneState.ENDING: self.tr("Finishing…"),
            FinetuneState.LEFT: self.tr("Fine-tuning of %1 was interrupted. You can continue it."),
        }.get(self._finetuning.state)
        if words is None:
            words = self._part()
        self.headline.setText(filled(words, "" if begun is None else f"“{begun.name}”"))

    def _part(self) -> str:
        if self._modules == 1:
            return self.tr("Noise reduction is trained")
        return self.tr("Part 1 of 2: brightness") if self._module == _LIGHT else self.tr("Part 2 of 2: noise")
