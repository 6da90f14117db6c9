"""The window that leads through fine-tuning a model; stays open beside the main window."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lowexp_gui.app.finetuning.finetuning import FinetuneState, FineTuning
from lowexp_gui.ui.finetuning.pairs_page import PairsPage
from lowexp_gui.ui.finetuning.photos_page import PhotosPage
from lowexp_gui.ui.finetuning.plan_page import PlanPage
from lowexp_gui.ui.finetuning.training_page import TrainingPage
from lowexp_gui.ui.finetuning.verdict_page import VerdictPage

_LINES, _COLUMNS = 42, 150


class FinetuneWindow(QDialog):
    """Five pages, one of them shown.

    Attributes:
        photos, pairs, plan, learning, verdict: the steps.
        message: a message for the user.
    """

    use_asked = Signal()
    """Keep the new model, and use it."""

    def __init__(self, finetuning: FineTuning, used: str, parent: QWidget | None = None) -> None:
        """A window at the step that the fine-tuning is at.

        Args:
            used: name of the current model, which is the default.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Fine-tune a model"))
        self.setModal(False)
        self._finetuning, self._used = finetuning, used
        self.photos = PhotosPage(finetuning.pairs)
        self.pairs = PairsPage(finetuning.pairs)
        self.plan = PlanPage(finetuning)
        self.learning = TrainingPage(finetuning)
        self.verdict = VerdictPage(finetuning)
        self._pages = QStackedWidget()
        self._names = (
            (self.photos, self.tr("1 Photos")),
            (self.pairs, self.tr("2 Check")),
            (self.plan, self.tr("3 Model")),
            (self.learning, self.tr("4 Training")),
            (self.verdict, self.tr("5 Verdict")),
        )
        self._defaults: dict[QWidget, QPushButton] = {
            self.photos: self.photos.find_button,
            self.pairs: self.pairs.next_button,
            self.plan: self.plan.start_button,
        }
        self._marks: list[QLabel] = []
        self._message = QFrame()
        self.message = QLabel()
        self._arrange()
        self._connect()
        self._say("")
        self._show_page(self.photos)
        for show in (self.learning.show_state, self.verdict.show_state, self._on_state):
            show(finetuning.state)

    @property
    def page(self) -> QWidget:
        """The current page."""
        return self._names[self._pages.currentIndex()][0]

    def show_used(self, name: str) -> None:
        """Show that another model is in use."""
        self._used = name

    def _arrange(self) -> None:
        steps = QHBoxLayout()
        steps.setSpacing(20)
        for page, name in self._names:
            mark = QLabel(name)
            mark.setObjectName("step")
            self._marks.append(mark)
            steps.addWidget(mark)
            self._pages.addWidget(page)
        steps.addStretch(1)
        self._message.setObjectName("message")
        self._message.setProperty("kind", "warning")
        # Its space is reserved, so that messages do not move rows that the user is about to click.
        policy = self._message.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._message.setSizePolicy(policy)
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        line = QHBoxLayout(self._message)
        line.setContentsMargins(12, 5, 12, 5)
        line.addWidget(self.message)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(steps)
        layout.addWidget(self._message)
        layout.addWidget(self._pages, 1)
        metrics = self.fontMetrics()
        room = self.screen().availableSize() * 0.9
        self.resize(min(metrics.averageCharWidth() * _COLUMNS, room.width()), 0)
        self.resize(self.width(), min(metrics.height() * _LINES, room.height()))

    def _connect(self) -> None:
        finetuning = self._finetuning
        finetuning.pairs.found.connect(self._on_pairs)
        finetuning.state_changed.connect(self._on_state)
        finetuning.told.connect(self._say)
        self.photos.told.connect(self._say)
        self.pairs.back_asked.connect(self._on_back_to_photos)
        self.pairs.next_asked.connect(self._on_plan)
        self.plan.back_asked.connect(self._on_back_to_pairs)
        self.verdict.use_asked.connect(self.use_asked)

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        default = self._defaults.get(page)
        if default is not None:
            default.setDefault(True)
        for mark, (each, name) in zip(self._marks, self._names, strict=True):
            mark.setProperty("current", each is page)
            mark.setAccessibleDescription(name if each is page else "")
            mark.style().unpolish(mark)
            mark.style().polish(mark)

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self._message.setVisible(bool(sentence))
        self._message.setAccessibleName(sentence)

    @Slot()
    def _on_pairs(self) -> None:
        if self._finetuning.state is not FinetuneState.PLANNING:
            return
        if not len(self._finetuning.pairs):
            self._show_page(self.photos)
            if self._finetuning.pairs.alone:
                self._say(self.tr("None of these photos match. Check that both sets show the same scenes."))
            elif self._finetuning.pairs.camera is not None:
                self._say(self.tr("No clean photos were found. Choose another folder."))
            return
        self._show_page(self.pairs)
        self.pairs.table.selectRow(0)
        self.pairs.table.setFocus()

    @Slot()
    def _on_back_to_photos(self) -> None:
        self._show_page(self.photos)

    @Slot()
    def _on_back_to_pairs(self) -> None:
        self._show_page(self.pairs)

    @Slot()
    def _on_plan(self) -> None:
        self._say("")
        self._show_page(self.plan)
        self.plan.name.setFocus()
        self.plan.begin(self._used)

    @Slot(object)
    def _on_state(self, state: FinetuneState) -> None:
        if state is FinetuneState.PLANNING:
            if self.page in (self.learning, self.verdict):
                self._finetuning.pairs.forget()
                self._show_page(self.photos)
        elif state is FinetuneState.JUDGED:
            self._show_page(self.verdict)
            self.verdict.setFocus()
        else:
            self._show_page(self.learning)
            if state is FinetuneState.STARTING:
                self._say("")
                self.learning.setFocus()
