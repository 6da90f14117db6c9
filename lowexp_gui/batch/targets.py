"""The choice of a result's files, so that no file of a job overwrites another."""

import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lowexp_gui.batch.job import OutputRule
from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.naming import IfExists, free_path, output_path

_STAGE_TEMPLATES = {Stage.ENHANCED: "{stem}_enhanced", Stage.ILLUMINATION: "{stem}_illumination"}


def stages_of(rule: OutputRule) -> tuple[Stage, ...]:
    """The stages to be written, the final one first."""
    return (Stage.FINAL, *(_STAGE_TEMPLATES if rule.stages else ()))


@dataclass(frozen=True)
class Source:
    """The data for the names of a result.

    Attributes:
        path: the photo, or None for a pasted picture.
        format: the photo's format.
        model: name of the model.
        number: number of the photo in its job, from 1.
        taken: when the photo was taken, or None.
    """

    path: Path | None
    format: PhotoFormat
    model: str
    number: int = 1
    taken: datetime.date | None = None


class TakenNames:
    """Files that a job must not overwrite: its photos and the results so far."""

    def __init__(self, originals: Iterable[Path] = ()) -> None:
        self._taken = {_identity(path) for path in originals}

    def take(self, path: Path) -> None:
        """Protect a file."""
        self._taken.add(_identity(path))

    def release(self, path: Path) -> None:
        """Stop protecting a file."""
        self._taken.discard(_identity(path))

    def __contains__(self, path: Path) -> bool:
        """Whether a file is protected."""
        return _identity(path) in self._taken


def _identity(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def choose_targets(source: Source, rule: OutputRule, taken: TakenNames) -> Mapping[Stage, Path]:
    """Choose the files of a photo's result, the final one first, and mark them as taken.

    Names that the job already uses get a number, regardless of the rule for existing files.

    Raises:
        ValueError: the template is invalid; the message is for the user.
    """
    rules = {Stage.FINAL: rule}
    if rule.stages:
        rules |= {
            stage: replace(rule, template=template, format=PhotoFormat.PNG)
            for stage, template in _STAGE_TEMPLATES.items()
        }
    chosen = {}
    for stage, each in rules.items():
        wished = output_path(
            source.path,
            each.folder,
            each.template,
            each.format or source.format,
            model=source.model,
            n=source.number,
            taken=source.taken,
        )
        chosen[stage] = next_free(wished, rule, taken)
        taken.take(chosen[stage])
    return chosen


def next_free(wished: Path, rule: OutputRule, taken: TakenNames) -> Path:
    """The file, or its first numbered variant that is free in the job and, with the rule RENAME, on disk."""

    def is_taken(path: Path) -> bool:
        return path in taken or (rule.if_exists is IfExists.RENAME and os.path.lexists(path))

    return free_path(wished, is_taken)
