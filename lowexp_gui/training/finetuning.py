"""Teaching a model on with a person's own pairs, from candidates to a model on the shelf.

A run lies in a folder: the prepared pictures, the checkpoints of both modules, the journal. Whoever starts it
again goes on where it was, to the same weights as without interruption.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from lowexp_gui.model.weights import DualModel
from lowexp_gui.training.tuning import TuningControl, TuningOrder, TuningProgress
from lowexp_gui.training.verdicts import Judgement


@dataclass(frozen=True, eq=False)
class Tuned:
    """A model that was taught on, not yet on a shelf.

    Attributes:
        model: with its card, figures in it.
        content: its weights as a file's content.
        judgement: whether it is better.
        notes: what happened on the way, in sentences: a smaller step, a smaller batch, pairs left out.
    """

    model: DualModel
    content: bytes
    judgement: Judgement
    notes: tuple[str, ...]


def estimate_seconds(order: TuningOrder, cancel: Event) -> float:
    """How long a run takes at most, by measuring a few steps of each module.

    Raises:
        Cancelled: `cancel` was set.
        DataError, ModelError: see `fine_tune`.
    """
    raise NotImplementedError


def fine_tune(
    order: TuningOrder,
    report: Callable[[TuningProgress], None],
    tell: Callable[[str], None],
    control: TuningControl,
) -> Tuned:
    """Teach a model on and judge it; `place` puts it on a shelf.

    Args:
        report: told of each step.
        tell: given a sentence for each thing worth telling.

    Raises:
        Cancelled: the wish was LEAVE or DISCARD; with DISCARD the run's folder is gone.
        DataError: too few pairs, or a run in that folder of other settings.
        ModelError: the start model cannot be used.
        PhotoError: the disk is full or the folder read-only; started again, the run goes on.
        TrainingDiverged: no smaller step helped.
    """
    raise NotImplementedError


def place(tuned: Tuned, folder: Path) -> Path:
    """Put a model on a shelf, weights and card; the path of the card.

    Raises:
        PhotoError: the disk is full or the folder read-only.
    """
    raise NotImplementedError
