"""The settings of a reproduction, on disk, so that it can be stopped and continued."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from lowexp_gui.counting import counted
from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.evaluation.reproduction.training_steps import PARTS
from lowexp_gui.field_coding import from_fields
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.strict_json import read_json
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.training.recipe import Module
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

TRAINING_SHARE = 0.75
"""Of the budget; the rest is for measuring."""
LEAST_MINUTES_FOR_SLOW = 10
"""Budget below which slow methods are left out."""


@dataclass(frozen=True)
class Experiment:
    """What was settled when a reproduction began, and how far its trainings are.

    Attributes:
        minutes: the budget.
        enhancement_steps, denoising_steps: of each training, if it comes to its end.
        trained_seconds: that the trainings have taken so far.
        parts: of the trainings that were reached when their time was spent; None while they go on.
    """

    minutes: float
    enhancement_steps: int
    denoising_steps: int
    trained_seconds: float = 0.0
    parts: int | None = None

    @property
    def training_seconds(self) -> float:
        """The share of the budget that the trainings may take; they end with the last part within it."""
        return self.minutes * 60 * TRAINING_SHARE

    @property
    def steps(self) -> dict[Module, int]:
        """Steps of each module's trainings."""
        return {Module.ENHANCEMENT: self.enhancement_steps, Module.DENOISING: self.denoising_steps}


@dataclass(frozen=True)
class Extent:
    """How many pairs are measured, of all sets together.

    Attributes:
        curve: at each step of figure 6.
        final: at its end.
        compared: with every method (figure 5).
        slow: those of them that slow methods get, which take minutes a megapixel; 0 leaves these out.
    """

    curve: int
    final: int
    compared: int
    slow: int


def extent_of(minutes: float) -> Extent:
    """What a budget allows; it depends on nothing else, so that a run goes on alike on any machine."""
    return Extent(
        curve=max(2, min(26, round(minutes * 0.4))),
        final=max(2, min(200, round(minutes * 2 / 3))),
        compared=max(2, min(20, round(minutes / 3))),
        slow=8 if minutes >= LEAST_MINUTES_FOR_SLOW else 0,
    )


def read_experiment(folder: Path, minutes: float) -> Experiment | None:
    """The settings of an earlier run in a folder, or None if there was none.

    Raises:
        DataError: it is damaged, or had another budget.
    """
    path = _file(folder)
    try:
        found = from_fields(Experiment, read_json(path))
        steps = (found.enhancement_steps, found.denoising_steps)
        if any(each < 1 for each in steps):
            raise ValueError("no sensible number of steps")
        if found.parts is not None and not 1 <= found.parts <= len(PARTS):
            raise ValueError("no sensible number of parts")
        if not found.trained_seconds >= 0:
            raise ValueError("no sensible time")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} is damaged; choose another output folder."),
                file=in_quotes(path),
            )
        ) from error
    if found.minutes != minutes:
        budget = counted(found.minutes, "minute", "minutes")
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "{folder} contains a reproduction with a budget of {budget}; use the "
                    "same budget, or choose another output folder.",
                ),
                folder=in_quotes(folder),
                budget=budget,
            )
        )
    return found


def write_experiment(folder: Path, experiment: Experiment) -> None:
    """Store the settings.

    Raises:
        PhotoError: the folder cannot be written.
    """
    save_bytes((json.dumps(asdict(experiment), indent=2) + "\n").encode(), _file(folder), replace=True)


def _file(folder: Path) -> Path:
    return folder / "experiment.json"
