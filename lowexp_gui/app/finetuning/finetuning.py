"""Controlling a fine-tuning with the user's photos."""

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QThread, Signal, Slot

from lowexp_gui.app.enhancing.enhance_worker import DeviceChoice
from lowexp_gui.app.finetuning.finetune_process import FinetuneProcess
from lowexp_gui.app.finetuning.finetune_worker import FinetuneWorker
from lowexp_gui.app.finetuning.pair_finding import PairFinding
from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.messages.sentences import in_window_language
from lowexp_gui.app.models.model_library import ModelLibrary
from lowexp_gui.app.threads.worker_thread import start_thread, stop_threads
from lowexp_gui.library.finetune_events import (
    Drawn,
    Estimated,
    Failed,
    FinetuneEvent,
    FinetuneProgress,
    Judged,
    Noticed,
    Stopped,
)
from lowexp_gui.library.finetune_run import OrderSummary, current_run
from lowexp_gui.model.card import is_sound_name

if TYPE_CHECKING:
    from lowexp_gui.training.finetuning.finetune_order import FinetuneOrder


class FinetuneState(StrEnum):
    """The current state.

    PLANNING: nothing runs; pairs and settings can be chosen. STARTING: until the first step. LEFT: it was
    interrupted and can be resumed. ENDING: the model is being judged, or the run discarded. JUDGED: the user
    must decide.
    """

    PLANNING = "planning"
    STARTING = "starting"
    LEARNING = "learning"
    PAUSED = "paused"
    LEFT = "left"
    ENDING = "ending"
    JUDGED = "judged"


class FineTuning(QObject):
    """Controls worker and process; lives on the window's thread.

    Attributes:
        pairs: the found pairs.
        steps: maximum number of steps of each module; None to derive it from the number of pairs.
    """

    state_changed = Signal(object)
    """FinetuneState"""
    estimated = Signal(object)
    """float: longest duration in seconds; None if it cannot be estimated"""
    learned = Signal(object)
    """FinetuneProgress"""
    drawn = Signal(object)
    """tuple[QImage, ...]: result of the start model, result of the new model so far, reference"""
    told = Signal(str)
    """A sentence: what happened, or why the run stopped"""
    kept = Signal(str)
    """name of the new model in the library"""
    devices_changed = Signal()
    _prepare = Signal(object, object, bool)
    _load = Signal(object)
    _clear = Signal(object)

    def __init__(self, models: ModelLibrary, parent: QObject | None = None) -> None:
        """Start without a run; an interrupted one can be resumed."""
        super().__init__(parent)
        self._models = models
        self._worker = FinetuneWorker()
        self._thread: QThread | None = None
        self._lock: QLockFile | None = None
        self.pairs = PairFinding(self._worker, self)
        self.steps: tuple[int, int] | None = None
        self.devices: tuple[DeviceChoice, ...] = ()
        self._process = FinetuneProcess(self)
        self._run = current_run()
        self._state = FinetuneState.PLANNING
        self._starting = self._discarding = self._answered = self._estimated = False
        self._order: FinetuneOrder | None = None
        self._connect()

    def _connect(self) -> None:
        worker = self._worker
        self._prepare.connect(worker.prepare)
        self._load.connect(worker.load)
        self._clear.connect(worker.clear)
        worker.prepared.connect(self._on_prepared)
        worker.failed.connect(self._on_notice)
        worker.loaded.connect(self.drawn)
        worker.cleared.connect(self._on_cleared)
        self._process.event_received.connect(self._on_event)
        self._process.ended.connect(self._on_ended)
        self._models.finetuned.connect(self._on_kept)

    @property
    def state(self) -> FinetuneState:
        """The current state."""
        return self._state

    @property
    def models(self) -> ModelLibrary:
        """The models that can be fine-tuned."""
        return self._models

    @property
    def begun(self) -> OrderSummary | None:
        """The order of the current run, or None."""
        return self._run.begun

    @property
    def judged(self) -> Judged | None:
        """The verdict on the new model, or None."""
        return self._run.judged

    @property
    def process_id(self) -> int:
        """The id of the fine-tuning process; 0 without one."""
        return self._process.process_id

    def open(self) -> None:
        """Start the thread and look for an interrupted run."""
        if self._thread is None:
            self._thread = start_thread("finetuning", self._worker)
        if self._state is FinetuneState.PLANNING and self._run.begun is not None:
            self._enter(FinetuneState.LEFT if self._run.judged is None else FinetuneState.JUDGED)
            self._load.emit(self._run.drawn)

    @Slot(object)
    def set_devices(self, devices: tuple[DeviceChoice, ...]) -> None:
        """Set the devices that can be used."""
        self.devices = devices
        self.devices_changed.emit()

    def problem_of(self, name: str) -> str:
        """Why a new model cannot have a name, in one sentence; empty if it can."""
        if not name:
            return self.tr("Give the new model a name.")
        if not is_sound_name(name):
            return self.tr("A name may contain only letters, digits, - and _.")
        if name.casefold() in (each.casefold() for each in self._models.names):
            return self.tr("A model with this name exists. Choose another name.")
        return ""

    def free_name(self, start: str) -> str:
        """A name for the fine-tuned model that no other model has."""
        names = {each.casefold() for each in self._models.names}
        wanted = (f"my-{start}" if number == 1 else f"my-{start}-{number}" for number in range(1, 1000))
        return next((each for each in wanted if each.casefold() not in names), "")

    def estimate(self, start: str, device: str) -> None:
        """Estimate the duration; `estimated` follows."""
        if self._state is FinetuneState.PLANNING and self._is_alone():
            self._ask(self._order_of(start, "estimate", device), begin=False)

    def forget_estimate(self) -> None:
        """Cancel the estimate of the duration."""
        if self._state is FinetuneState.PLANNING:
            self._order = None
            self._process.kill()

    def start(self, start: str, name: str, device: str) -> None:
        """Start to fine-tune."""
        if self._state is FinetuneState.PLANNING and self._is_alone():
            self._enter(FinetuneState.STARTING)
            self._ask(self._order_of(start, name, device), begin=True)

    def go_on(self) -> None:
        """Resume an interrupted run."""
        if self._state is FinetuneState.LEFT and self._is_alone():
            self._enter(FinetuneState.STARTING)
            self._begin()

    def pause(self) -> None:
        """Pause until `resume`."""
        if self._state is FinetuneState.LEARNING:
            self._process.send("pause")
            self._enter(FinetuneState.PAUSED)

    def resume(self) -> None:
        """Continue after a pause."""
        if self._state is FinetuneState.PAUSED:
            self._process.send("resume")
            self._enter(FinetuneState.LEARNING)

    def stop_and_keep(self) -> None:
        """Stop training, and judge the model so far."""
        if self._state in (FinetuneState.LEARNING, FinetuneState.PAUSED):
            self._process.send("keep")
            self._enter(FinetuneState.ENDING)

    def discard(self) -> None:
        """Stop, and delete everything of this fine-tuning run."""
        if self._state is FinetuneState.PLANNING:
            return
        self._enter(FinetuneState.ENDING)
        self._discarding, self._order = True, None
        if self._process.is_running:
            self._process.send("discard")
        else:
            self._clear.emit(self._run)

    def keep(self) -> None:
        """Add the new model to the library."""
        if self._state is FinetuneState.JUDGED:
            self._models.keep_finetuned(self._run)

    def close(self) -> None:
        """End the thread and the process, which saves its progress first."""
        self.blockSignals(True)
        self.pairs.cancel()
        self._process.leave()
        if self._thread is not None:
            stop_threads(self._thread)
            self._thread = None
        self._unlock()

    def _order_of(self, start: str, name: str, device: str) -> "FinetuneOrder":
        # Imported here because it loads torch, which has been loaded to find the pairs.
        from lowexp_gui.training.finetuning.finetune_order import FinetuneOrder

        pairs, (light, noise) = self.pairs, self.steps or (None, None)
        return FinetuneOrder(
            pairs.candidates, start, name, self._run.work, device, light, noise, camera=pairs.camera
        )

    def _ask(self, order: "FinetuneOrder", *, begin: bool) -> None:
        self._process.kill()
        self._order, self._starting = order, begin
        self._prepare.emit(self._run, order, begin)

    def _begin(self) -> None:
        self._answered = self._discarding = False
        self._process.start(self._run.folder)

    def _enter(self, state: FinetuneState) -> None:
        self._state = state
        self.state_changed.emit(state)

    def _is_alone(self) -> bool:
        """Whether no other window fine-tunes a model; a message says so if one does."""
        if self._lock is None:
            folder = self._run.folder.parent
            folder.mkdir(parents=True, exist_ok=True)
            lock = QLockFile(str(folder / "teaching.lock"))
            lock.setStaleLockTime(0)
            if not lock.tryLock(0):
                self.told.emit(
                    self.tr("Another Lowexp window is fine-tuning a model. Wait until it has finished.")
                )
                return False
            self._lock = lock
        return True

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    @Slot(object)
    def _on_prepared(self, order: "FinetuneOrder") -> None:
        if order is not self._order:
            return
        if self._starting:
            self._begin()
        else:
            self._answered = self._estimated = False
            self._process.start(self._run.folder, estimate=True)

    @Slot(object)
    def _on_notice(self, notice: Notice) -> None:
        if self._state is FinetuneState.STARTING:
            self._enter(FinetuneState.PLANNING)
        elif self._state is FinetuneState.PLANNING:
            self.estimated.emit(None)
        self.told.emit(notice.sentence)

    @Slot(object)
    def _on_event(self, event: FinetuneEvent) -> None:
        match event:
            case Estimated(seconds):
                self._answered = self._estimated = True
                self.estimated.emit(seconds)
            case FinetuneProgress():
                if self._state is FinetuneState.STARTING:
                    self._enter(FinetuneState.LEARNING)
                self.learned.emit(event)
            case Drawn():
                self._load.emit(event)
            case Noticed(sentence):
                self.told.emit(in_window_language(sentence))
            case Failed(sentence):
                self._answered = True
                self.told.emit(in_window_language(sentence))
            case Judged() | Stopped():
                self._answered = True

    @Slot()
    def _on_ended(self) -> None:
        if self._discarding:
            self._clear.emit(self._run)
            return
        if not self._answered:
            self.told.emit(
                self.tr("Fine-tuning stopped because of an unexpected error; the log has the details.")
            )
        if self._state is not FinetuneState.PLANNING:
            self._enter(FinetuneState.LEFT if self._run.judged is None else FinetuneState.JUDGED)
        elif not self._estimated:
            self.estimated.emit(None)

    @Slot()
    def _on_cleared(self) -> None:
        self._discarding = False
        self._unlock()
        self._enter(FinetuneState.PLANNING)

    @Slot(str)
    def _on_kept(self, name: str) -> None:
        self._unlock()
        self._enter(FinetuneState.PLANNING)
        self.kept.emit(name)
