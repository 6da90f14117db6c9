"""The order of a fine-tuning run, and the control that pauses or stops it."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import Condition, Event

from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.pair_matching.candidates import Candidate
from lowexp_gui.training.recipe import Module


@dataclass(frozen=True)
class FinetuneOrder:
    """The settings of a run, from the window or the command line.

    Attributes:
        candidates: pairs, or clean photos alone. Those that are used and good are for training, except a
            quarter of the scenes. Clean photos train the denoiser alone.
        start: the model to fine-tune, by name or by the path of its card.
        name: of the new model.
        folder: of the run: prepared pictures, checkpoints and the journal. An interrupted run goes on.
        device: that computes, by name.
        light_steps, noise_steps: at most; None for as many as suit the number of pairs.
        seed: of everything random.
        seconds_between_checkpoints: at most; see `train_module`.
        camera: whose noise clean photos get; None for what is found in the pairs.
    """

    candidates: tuple[Candidate, ...]
    start: str
    name: str
    folder: Path
    device: str
    light_steps: int | None = None
    noise_steps: int | None = None
    seed: int = 1
    seconds_between_checkpoints: float = 45
    camera: CameraNoise | None = None

    @property
    def is_clean(self) -> bool:
        """Whether the candidates are clean photos, not pairs."""
        return any(each.is_calculated for each in self.candidates)

    @property
    def modules(self) -> tuple[Module, ...]:
        """The modules that are trained, in this order."""
        return (Module.DENOISING,) if self.is_clean else tuple(Module)


class RunRequest(StrEnum):
    """A user's request to a run.

    KEEP: stop, and judge what was reached. DISCARD: stop, and delete the run. LEAVE: stop, and go on some
    other time.
    """

    GO_ON = "go on"
    PAUSE = "pause"
    KEEP = "keep"
    DISCARD = "discard"
    LEAVE = "leave"


@dataclass(eq=False)
class FinetuneControl:
    """Controls a run; any thread may make a request, which takes effect within a step."""

    _request: RunRequest = RunRequest.GO_ON
    _changed: Condition = field(default_factory=Condition)
    cancel: Event = field(default_factory=Event)

    @property
    def request(self) -> RunRequest:
        """The last request; LEAVE once `cancel` is set."""
        if self.cancel.is_set() and self._request in (RunRequest.GO_ON, RunRequest.PAUSE):
            return RunRequest.LEAVE
        return self._request

    def send(self, request: RunRequest) -> None:
        """Make a request; after KEEP, DISCARD or LEAVE all others are ignored."""
        with self._changed:
            if self._request in (RunRequest.GO_ON, RunRequest.PAUSE):
                self._request = request
            if self._request in (RunRequest.DISCARD, RunRequest.LEAVE):
                self.cancel.set()
            self._changed.notify_all()

    def wait_while_paused(self) -> None:
        """Return when the run is to go on, or to stop."""
        with self._changed:
            self._changed.wait_for(lambda: self._request is not RunRequest.PAUSE)
