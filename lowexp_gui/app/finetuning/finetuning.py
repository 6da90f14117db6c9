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

    PLANNING: nothing; pairs and settings can be chosen. STARTING: until the first step. LEFT: it stopped
    before it was done, and can go on. ENDING: it is being judged, or discarded. JUDGED: a person is to
    decide.
    """

    PLANNING = "planning"
    STARTING = "starting"
    LEARNING = "learning"
    PAUSED = "paused"
    LEFT = "left"
    ENDING = "ending"
    JUDGED = "judged"


class FineTuning(QObject):
    """Steers worker and process; lives on the window's thread.

    Attributes:
        pairs: that were found.
        steps: of both modules, at most; None for as many as suit the number of pairs.
    """

    state_changed = Signal(object)
    """FinetuneState"""
    estimated = Signal(object)
    """float: seconds that it takes at most; None where that cannot be found out"""
    learned = Signal(object)
    """FinetuneProgress"""
    drawn = Signal(object)
    """tuple[QImage, ...]: by the start model, by the new one so far, and the reference"""
    told = Signal(str)
    """A sentence: what happened, or why it stopped"""
    kept = Signal(str)
    """name of the new model, which is in the library now"""
    devices_changed = Signal()
    _prepare = Signal(object, object, bool)
    _load = Signal(object)
    _clear = Signal(object)

    def __init__(self, models: ModelLibrary, parent: QObject | None = None) -> None:
        """What was left last time can go on; nothing runs before something is asked for."""
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
        self._process.said.connect(self._on_event)
        self._process.ended.connect(self._on_ended)
        self._models.finetuned.connect(self._on_kept)

    @property
    def state(self) -> FinetuneState:
        """The current state."""
        return self._state

    @property
    def models(self) -> ModelLibrary:
        """What can be fine-tuned."""
        return self._models

    @property
    def begun(self) -> OrderSummary | None:
        """What was started, by the name of its models."""
        return self._run.begun

    @property
    def judged(self) -> Judged | None:
        """What came of it."""
        return self._run.judged

    @property
    def process_id(self) -> int:
        """Of the process that fine-tunes; 0 while there is none."""
        return self._process.process_id

    def open(self) -> None:
        """Be ready for requests, and look at what was left last time."""
        if self._thread is None:
            self._thread = start_thread("finetuning", self._worker)
        if self._state is FinetuneState.PLANNING and self._run.begun is not None:
            self._enter(FinetuneState.LEFT if self._run.judged is None else FinetuneState.JUDGED)
            self._load.emit(self._run.drawn)

    @Slot(object)
    def set_devices(self, devices: tuple[DeviceChoice, ...]) -> None:
        """These are there."""
        self.devices = devices
        self.devices_changed.emit()

    def problem_of(self, name: str) -> str:
        """Why a new model cannot have a name, in a sentence; empty if it can."""
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
        """Find out how long it takes."""
        if self._state is FinetuneState.PLANNING and self._is_alone():
            self._ask(self._order_of(start, "estimate", device), begin=False)

    def forget_estimate(self) -> None:
        """How long it takes need not be known any more."""
        if self._state is FinetuneState.PLANNING:
            self._order = None
            self._process.kill()

    def start(self, start: str, name: str, device: str) -> None:
        """Begin to fine-tune."""
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
            self._process.say("pause")
            self._enter(FinetuneState.PAUSED)

    def resume(self) -> None:
        """Go on after a pause."""
        if self._state is FinetuneState.PAUSED:
            self._process.say("resume")
            self._enter(FinetuneState.LEARNING)

    def stop_and_keep(self) -> None:
        """Stop training, and judge the model so far."""
        if self._state in (FinetuneState.LEARNING, FinetuneState.PAUSED):
            self._process.say("keep")
            self._enter(FinetuneState.ENDING)

    def discard(self) -> None:
        """Stop, and delete everything of this fine-tuning run."""
        if self._state is FinetuneState.PLANNING:
            return
        self._enter(FinetuneState.ENDING)
        self._discarding, self._order = True, None
        if self._process.is_running:
            self._process.say("discard")
        else:
            self._clear.emit(self._run)

    def keep(self) -> None:
        """Put the new model into the library."""
        if self._state is FinetuneState.JUDGED:
            self._models.keep_finetuned(self._run)

    def close(self) -> None:
        """End the thread, and the process where it can go on another time."""
        self.blockSignals(True)
        self.pairs.cancel()
        self._process.leave()
        if self._thread is not None:
            stop_threads(self._thread)
            self._thread = None
        self._unlock()

    def _order_of(self, start: str, name: str, device: str) -> "FinetuneOrder":
        # Not above: it loads torch, which pairs were found with by now.
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
