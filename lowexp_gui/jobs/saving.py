"""Writing a result by an output rule."""

from dataclasses import dataclass
from pathlib import Path
from threading import Event

from lowexp_gui import __version__
from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.exporting import export_codes
from lowexp_gui.jobs.job import OutputRule
from lowexp_gui.photo.errors import PhotoError, TargetExistsError
from lowexp_gui.photo.naming import IfExists, free_path, output_path
from lowexp_gui.photo.photograph import Codes, Photo, PhotoFormat
from lowexp_gui.photo.writing import write_photo

_STAGE_SUFFIXES = {Stage.ENHANCED: "enhanced", Stage.ILLUMINATION: "illumination"}


@dataclass(frozen=True)
class Saved:
    """What became of a result.

    Attributes:
        path: the file, or the one that was there already if `skipped`.
        stages: files of the intermediate stages.
        skipped: nothing was written, since the file was there and the rule says so.
    """

    path: Path
    stages: tuple[Path, ...] = ()
    skipped: bool = False


def target_of(
    photo: Path | None, photo_format: PhotoFormat, rule: OutputRule, model: str, number: int = 1
) -> Path:
    """Where a photo's result goes, before the rule for existing files.

    Raises:
        ValueError: the template is of no use; the message is a sentence.
    """
    return output_path(photo, rule.folder, rule.template, rule.format or photo_format, model=model, n=number)


def save_result(
    enhancement: Enhancement,
    adjustments: Adjustments,
    rule: OutputRule,
    *,
    number: int = 1,
    cancel: Event | None = None,
) -> Saved:
    """Render and write a result, and its stages if the rule asks for them.

    Args:
        number: of the photo in its job, for the template.

    Raises:
        PhotoError: it cannot be written; nothing is left behind.
        Cancelled: `cancel` was set before the file was begun.
    """
    photo = enhancement.photo
    make_folder(rule.folder)
    target = target_of(photo.path, photo.format, rule, enhancement.model, number)
    if rule.if_exists is IfExists.SKIP and target.exists():
        return Saved(target, skipped=True)
    codes = export_codes(enhancement, Stage.FINAL, adjustments, cancel)
    path = _write(codes, photo, target, rule.format or photo.format, rule)
    if not rule.stages:
        return Saved(path)
    return Saved(
        path, tuple(_write_stage(enhancement, stage, adjustments, rule) for stage in _STAGE_SUFFIXES)
    )


def make_folder(folder: Path) -> None:
    """Make an output folder if it is missing.

    Raises:
        PhotoError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "its name is not a valid one"
        raise PhotoError(
            f"The folder “{folder.name}” cannot be made: {reason}. Choose another output folder.", folder
        ) from error


def _write_stage(enhancement: Enhancement, stage: Stage, adjustments: Adjustments, rule: OutputRule) -> Path:
    photo = enhancement.photo
    like = Photo(photo.pixels, bit_depth=photo.bit_depth) if stage is Stage.ILLUMINATION else photo
    stage_rule = OutputRule(
        rule.folder, "{stem}_" + _STAGE_SUFFIXES[stage], PhotoFormat.PNG, if_exists=rule.if_exists
    )
    target = target_of(photo.path, photo.format, stage_rule, enhancement.model)
    if rule.if_exists is IfExists.SKIP and target.exists():
        return target
    return _write(export_codes(enhancement, stage, adjustments), like, target, PhotoFormat.PNG, stage_rule)


def _write(codes: Codes, like: Photo, target: Path, photo_format: PhotoFormat, rule: OutputRule) -> Path:
    """Write one file; with the rule RENAME, under the next free name, whoever takes names meanwhile."""
    while True:
        path = free_path(target) if rule.if_exists is IfExists.RENAME else target
        try:
            write_photo(
                codes,
                like,
                path,
                format=photo_format,
                quality=rule.quality,
                replace=rule.if_exists is IfExists.OVERWRITE,
                software=f"Lowexp {__version__}",
            )
        except TargetExistsError:
            if rule.if_exists is not IfExists.RENAME:
                raise
        else:
            return path
