"""The measurements and decisions of a run, on disk. With the checkpoints, a run can continue exactly."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.field_coding import from_fields, to_fields
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.strict_json import JsonLimits, read_json
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.training.finetuning.finetune_progress import Measured
from lowexp_gui.training.recipe import Module
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_SMALLEST_ERROR = 0.1
"""Smaller differences are ignored, dB."""
_MOST_SLOWER = 100
_LARGEST_BATCH = 1_000_000
# The loss before the first step is not a number.
_LIMITS = JsonLimits(size=64_000_000, values=4_000_000, paths=True, not_finite=True)


@dataclass(frozen=True)
class ModuleJournal:
    """The state of the fine-tuning of one module.

    Attributes:
        measured: held-back figures, in the order of their steps; the first is the start model's.
        slower: how often the step was made smaller.
        batch: pictures a step; 0 for the recipe's.
        done: whether it is over.
        notes: what happened, in sentences.
    """

    measured: tuple[Measured, ...] = ()
    slower: int = 0
    batch: int = 0
    done: bool = False
    notes: tuple[Sentence, ...] = ()

    @property
    def highest(self) -> Measured:
        """The highest figure, the earliest of several; there is at least one."""
        return max(self.measured, key=lambda each: (each.psnr, -each.step))

    @property
    def chosen(self) -> Measured:
        """The last one that is not clearly worse than the highest: what few scenes say is mostly chance."""
        return [each for each in self.measured if not is_clearly_worse(each, self.highest)][-1]

    @property
    def since_chosen(self) -> int:
        """Measurements since the chosen one."""
        return len(self.measured) - 1 - self.measured.index(self.chosen)


def is_clearly_worse(figure: Measured, highest: Measured) -> bool:
    """Whether a figure falls behind by more than the standard error of its difference, scene by scene."""
    differences = np.array(highest.scenes) - np.array(figure.scenes)
    count = len(differences)
    error = differences.std(ddof=1) / count**0.5 if count > 1 else 0.0
    return bool(differences.mean() > max(float(error), _SMALLEST_ERROR))


def read_journal(folder: Path, module: Module) -> ModuleJournal:
    """What a run has written of a module; a fresh journal where there is none.

    Raises:
        DataError: it is damaged.
    """
    path = _path(folder, module)
    if not path.is_file():
        return ModuleJournal()
    try:
        journal = from_fields(ModuleJournal, read_json(path, _LIMITS))
        _check(journal)
        return journal
    except (OSError, ValueError) as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "{file} is damaged; delete the folder {folder} to start again."
                ),
                file=in_quotes(path),
                folder=in_quotes(folder),
            )
        ) from error


def _check(journal: ModuleJournal) -> None:
    """Raise ValueError for what no run writes."""
    steps = [each.step for each in journal.measured]
    if not (0 <= journal.slower <= _MOST_SLOWER and 0 <= journal.batch <= _LARGEST_BATCH):
        raise ValueError("its step or batch makes no sense")
    if steps != sorted({0, *steps} if steps else ()):
        raise ValueError("its steps do not follow each other")
    scenes = {len(each.scenes) for each in journal.measured}
    if len(scenes) > 1 or 0 in scenes:
        raise ValueError("its figures are of different scenes, or of none")
    if any(not math.isfinite(figure) for each in journal.measured for figure in (each.psnr, *each.scenes)):
        raise ValueError("a figure is not finite")


def write_journal(folder: Path, module: Module, journal: ModuleJournal) -> None:
    """Write the journal; if that fails, the former one stays.

    Raises:
        PhotoError: the disk is full or the folder read-only.
    """
    save_bytes(json.dumps(to_fields(journal), indent=1).encode(), _path(folder, module), replace=True)


def _path(folder: Path, module: Module) -> Path:
    return folder / f"{module}.journal.json"
