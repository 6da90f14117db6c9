"""The third step of fine-tuning: from which model, under which name, on which device, how long it takes."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lowexp_gui.app.finetuning.finetuning import FineTuning
from lowexp_gui.app.messages.sentences import decimal, digits, filled
from lowexp_gui.ui.models.model_labels import terms_title

_AUTO = "auto"
_MOST_MINUTES = 100


class PlanPage(QWidget):
    """A form, the duration, and a start button.

    Attributes:
        models, name, devices: the form.
        time: the duration; problem: why the name is invalid; judging: how certain the verdict will be.
        back_button, start_button: to other steps.
    """

    back_asked = Signal()

    def __init__(self, finetuning: FineTuning, parent: QWidget | None = None) -> None:
        """A form with the default choices."""
        super().__init__(parent)
        self._finetuning = finetuning
        self.models, self.devices, self.name = QComboBox(), QComboBox(), QLineEdit()
        self.time, self.problem, self.judging = QLabel(), QLabel(), QLabel()
        self.back_button = QPushButton(self.tr("&Back"))
        self.start_button = QPushButton(self.tr("S&tart"))
        self.back_button.setAutoDefault(False)
        self._arrange()
        self.models.currentIndexChanged.connect(self._on_model)
        self.devices.currentIndexChanged.connect(self._estimate)
        self.name.textChanged.connect(self._show_problem)
        self.back_button.clicked.connect(finetuning.forget_estimate)
        self.back_button.clicked.connect(self.back_asked)
        self.start_button.clicked.connect(self._on_start)
        finetuning.estimated.connect(self._show_time)
        finetuning.devices_changed.connect(self._offer_devices)

    def _arrange(self) -> None:
        self.models.setAccessibleName(self.tr("Model to start from"))
        self.devices.setAccessibleName(self.tr("Device"))
        self.name.setAccessibleName(self.tr("Name of the new model"))
        self.name.setToolTip(self.tr("Letters, digits, - and _"))
        self.problem.setObjectName("quiet")
        self.time.setWordWrap(True)
        form = QFormLayout()
        form.addRow(self.tr("&Model to start from"), self.models)
        form.addRow(self.tr("&Name of the new model"), self.name)
        form.addRow("", self.problem)
        form.addRow(self.tr("&Device"), self.devices)
        form.addRow(self.tr("Time"), self.time)
        promise = QLabel(
            self.tr(
                "A quarter of your scenes is kept aside to measure the new model. "
                "Meanwhile you can go on working, pause, or close Lowexp and continue "
                "later."
            )
        )
        for label in (promise, self.judging):
            label.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.start_button)
        layout = QVBoxLayout(self)
        layout.addWidget(promise)
        layout.addWidget(self.judging)
        layout.addSpacing(12)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addLayout(foot)

    def begin(self, used: str) -> None:
        """Fill the form, and estimate the duration.

        Args:
            used: name of the current model, which is the default.
        """
        library = self._finetuning.models
        self.models.blockSignals(True)
        self.models.clear()
        for model in library.models:
            self.models.addItem(terms_title(model), model.name)
        self.models.setCurrentIndex(max(0, self.models.findData(used)))
        self.models.blockSignals(False)
        self._offer_devices()
        self._show_judging()
        self._on_model()

    @Slot()
    def _offer_devices(self) -> None:
        chosen = self.devices.currentData() or _AUTO
        self.devices.blockSignals(True)
        self.devices.clear()
        known = [(each.name, each.title) for each in self._finetuning.devices]
        for name, title in known or [(_AUTO, self.tr("Auto"))]:
            self.devices.addItem(title, name)
        self.devices.setCurrentIndex(max(0, self.devices.findData(chosen)))
        self.devices.blockSignals(False)

    @Slot()
    def _on_model(self) -> None:
        self.name.setText(self._finetuning.free_name(self.models.currentData() or ""))
        self._show_problem()
        self._estimate()

    @Slot()
    def _estimate(self) -> None:
        self.time.setText(self.tr("Estimating the time…"))
        self._finetuning.estimate(self.models.currentData(), self.devices.currentData())

    @Slot(object)
    def _show_time(self, seconds: float | None) -> None:
        if seconds is None:
            self.time.setText(self.tr("The time is not known"))
            return
        minutes = max(1, round(seconds / 60))
        if minutes < _MOST_MINUTES:
            words = filled(
                self.tr("At most %1 min; ends earlier if the model stops improving"), digits(minutes)
            )
        else:
            hours = decimal(minutes / 60, 1)
            words = filled(self.tr("At most %1 h; ends earlier if the model stops improving"), hours)
        self.time.setText(words)

    def _show_judging(self) -> None:
        scenes, needed = self._finetuning.pairs.judging
        words = self.tr("Scenes kept aside for the verdict: %1.")
        if needed:
            words = self.tr(
                "Scenes kept aside for the verdict: %1. These are too few to be sure; "
                "use photos of %2 scenes."
            )
        self.judging.setText(filled(words, scenes, needed))

    @Slot()
    def _show_problem(self) -> None:
        problem = self._finetuning.problem_of(self.name.text().strip())
        self.problem.setText(problem)
        self.name.setAccessibleDescription(problem)
        self.start_button.setEnabled(not problem and self.models.count() > 0)

    @Slot()
    def _on_start(self) -> None:
        name = self.name.text().strip()
        self._finetuning.start(self.models.currentData(), name, self.devices.currentData())
