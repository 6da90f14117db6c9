"""How far a fine-tuning is, as values that the process, the window and the command line share.

Nothing here loads torch: the window knows these values from its start.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """Held-back figures at a checkpoint.

    Attributes:
        step: after so many steps of the module.
        psnr: mean over the scenes that decide when to stop, dB.
        loss: mean loss of the steps since the last checkpoint; nan before the first step.
        scenes: the figure of each of these scenes, dB.
    """

    step: int
    psnr: float
    loss: float
    scenes: tuple[float, ...] = ()


@dataclass(frozen=True)
class FinetuneProgress:
    """How far a run is.

    Attributes:
        module: which network is trained: "enhancement" for the light, "denoising" after it.
        step, steps: done, and at most.
        loss: running mean of the last steps; nan before the first one.
        seconds_left: of the whole run, at most; it may stop earlier.
        measured: all held-back figures of this module so far; the first is the start model's.
        modules: how many networks are trained, one after the other.
        card: of the model as it is at the last checkpoint, for previews (its weights are beside it);
            None before the first one.
    """

    module: str
    step: int
    steps: int
    loss: float
    seconds_left: float
    measured: tuple[Measured, ...]
    modules: int = 2
    card: Path | None = None
