"""Writing a result by an output rule."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Event

from lowexp_gui import __version__
from lowexp_gui.batch.job import OutputRule
from lowexp_gui.batch.targets import Source, TakenNames, choose_targets, next_free
from lowexp_gui.edits.kept_edits import kept_rating
from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.exporting import export_codes
from lowexp_gui.enhancing.framing import framed_codes
from lowexp_gui.errors import Sentence, in_quotes, system_reason
from lowexp_gui.photo.errors import PhotoError, TargetExistsError
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.geometry import AS_TAKEN, Geometry, frame_of
from lowexp_gui.photo.naming import IfExists
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.picture_parts import without_picture_parts
from lowexp_gui.photo.pixels import Codes
from lowexp_gui.photo.processing import Processing
from lowexp_gui.photo.resizing import resized, size_within
from lowexp_gui.photo.saving import move_into_place
from lowexp_gui.photo.taken import date_taken
from lowexp_gui.photo.writing import write_photo, written_depth, written_profile
from lowexp_gui.translatable import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Saved:
    """The outcome of saving a result.

    Attributes:
        path: the file, or the existing one if `skipped`.
        stages: files of the intermediate stages that were written.
        skipped: whether nothing was written because all files exist.
        notices: messages about metadata that could not be stored.
    """

    path: Path
    stages: tuple[Path, ...] = ()
    skipped: bool = False
    notices: tuple[Sentence, ...] = ()


def save_result(
    enhancement: Enhancement,
    adjustments: Adjustments,
    rule: OutputRule,
    *,
    geometry: Geometry = AS_TAKEN,
    rating: int | None = None,
    targets: Mapping[Stage, Path] | None = None,
    cancel: Event | None = None,
) -> Saved:
    """Render and write a result, and its stages if the rule includes them.

    Args:
        geometry: how all of them are turned and cropped.
        rating: the user's rating, one of RATINGS; None to use the one that was stored for the photo.
        targets: the files from `choose_targets`; None to choose them for a single photo.

    Raises:
        PhotoError: a file cannot be written; no new file is left behind.
        Cancelled: `cancel` was set; no new file is left behind.
    """
    photo = enhancement.photo
    make_folder(rule.folder)
    taken = TakenNames([photo.path] if photo.path else [])
    if targets is None:
        targets = choose_targets(
            Source(photo.path, photo.saved_format, enhancement.model, taken=date_taken(photo)), rule, taken
        )
    if rating is None and photo.path is not None:
        rating = kept_rating(photo.path)
    written: dict[Stage, Path] = {}
    new: list[Path] = []
    notices: dict[Sentence, None] = {}
    try:
        for stage, target in missing(targets, rule).items():
            existed = os.path.exists(target)  # noqa: PTH110
            with _skipping(rule):
                written[stage], told = _write(
                    enhancement, stage, adjustments, geometry, rating, target, rule, taken, cancel
                )
                notices |= dict.fromkeys(told)
            if stage not in written:
                continue
            new += [] if existed and written[stage] == target else [written[stage]]
    except BaseException:
        for path in new:
            path.unlink(missing_ok=True)
        raise
    stages = tuple(path for stage, path in written.items() if stage is not Stage.FINAL)
    final = written.get(Stage.FINAL, targets[Stage.FINAL])
    return Saved(final, stages, skipped=not written, notices=tuple(notices))


def place_result(
    written: Mapping[Stage, Path], targets: Mapping[Stage, Path], rule: OutputRule, taken: TakenNames
) -> Saved:
    """Rename files in the folder of `rule` from temporary to final names.

    Args:
        targets: the files from `choose_targets` for everything in `written`.

    Raises:
        PhotoError: renaming failed; nothing is left behind.
    """
    placed: dict[Stage, Path] = {}
    try:
        for stage, temporary in written.items():
            with _skipping(rule):
                placed[stage] = _place(temporary, targets[stage], rule, taken)
    except BaseException:
        for path in placed.values() if rule.if_exists is not IfExists.OVERWRITE else ():
            path.unlink(missing_ok=True)
        raise
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)
    stages = tuple(path for stage, path in placed.items() if stage is not Stage.FINAL)
    return Saved(placed.get(Stage.FINAL, targets[Stage.FINAL]), stages, skipped=not placed)


@contextmanager
def _skipping(rule: OutputRule) -> Iterator[None]:
    """With the rule SKIP, accept a file that another process has written in the meantime."""
    try:
        yield
    except TargetExistsError:
        if rule.if_exists is not IfExists.SKIP:
            raise


def _place(temporary: Path, target: Path, rule: OutputRule, taken: TakenNames) -> Path:
    while True:
        try:
            move_into_place(temporary, target, replace=rule.if_exists is IfExists.OVERWRITE)
        except TargetExistsError:
            if rule.if_exists is not IfExists.RENAME:
                raise
            target = next_free(target, rule, taken)
        else:
            return target


def processing_of_result(
    enhancement: Enhancement, adjustments: Adjustments, geometry: Geometry = AS_TAKEN
) -> Processing:
    """The description of how a result was made, to be stored in its file."""
    software, model = f"Lowexp {__version__}", enhancement.model
    return Processing(software, model, enhancement.weights, asdict(adjustments), geometry)


def missing(targets: Mapping[Stage, Path], rule: OutputRule) -> Mapping[Stage, Path]:
    """The files to be written; with the rule SKIP, only those that do not exist."""
    # Path.exists would raise for a folder without search permission.
    if rule.if_exists is not IfExists.SKIP:
        return targets
    return {stage: path for stage, path in targets.items() if not os.path.exists(path)}  # noqa: PTH110


def make_folder(folder: Path) -> None:
    """Create an output folder if it is missing.

    Raises:
        PhotoError: it cannot be created.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = system_reason(error)
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The folder {folder} cannot be created: {reason}. Choose another output folder.",
                ),
                folder=in_quotes(folder.name),
                reason=reason,
            ),
            folder,
        ) from error


def _turned(photo: Photo, geometry: Geometry) -> Photo:
    """The photo with opacity, resolution and metadata as they are once it is turned and cropped."""
    frame = frame_of(photo.width, photo.height, geometry)
    if frame.is_neutral:
        return photo
    alpha = None if photo.alpha is None else framed_codes(photo.alpha, frame)
    resolution = photo.resolution
    if resolution is not None and geometry.quarter_turns % 2:
        resolution = resolution[::-1]
    metadata = without_picture_parts(photo.metadata)
    return replace(photo, alpha=alpha, resolution=resolution, metadata=metadata)


def _resized(codes: Codes, like: Photo, long_side: int) -> tuple[Codes, Photo]:
    """A picture and the photo that it is like, both with a longer side of at most so many pixels."""
    height, width = codes.shape[:2]
    size = size_within(width, height, long_side)
    if size == (width, height):
        return codes, like
    alpha = None if like.alpha is None else resized(like.alpha, *size)
    metadata = without_picture_parts(like.metadata)
    return resized(codes, *size), replace(like, alpha=alpha, metadata=metadata)


def _write(
    enhancement: Enhancement,
    stage: Stage,
    adjustments: Adjustments,
    geometry: Geometry,
    rating: int | None,
    target: Path,
    rule: OutputRule,
    taken: TakenNames,
    cancel: Event | None,
) -> tuple[Path, tuple[Sentence, ...]]:
    """Write one file; with the rule RENAME, under the next free name.

    Returns:
        The file, and messages about metadata that could not be stored.
    """
    photo, encoding = enhancement.photo, rule.encoding
    # The illumination map is data, so it gets no profile and no camera metadata.
    like = Photo(photo.pixels, bit_depth=photo.bit_depth) if stage is Stage.ILLUMINATION else photo
    like = _turned(like, geometry)
    photo_format = (rule.format or photo.saved_format) if stage is Stage.FINAL else PhotoFormat.PNG
    codes = export_codes(
        enhancement,
        stage,
        adjustments,
        cancel,
        profile=written_profile(encoding, photo_format, like),
        bit_depth=written_depth(encoding, photo_format, photo.bit_depth),
        geometry=geometry,
    )
    codes, like = _resized(codes, like, encoding.long_side)
    while True:
        try:
            notices = write_photo(
                codes,
                like,
                target,
                format=photo_format,
                encoding=encoding,
                replace=rule.if_exists is IfExists.OVERWRITE,
                processing=processing_of_result(enhancement, adjustments, geometry),
                rating=None if stage is Stage.ILLUMINATION else rating,
            )
        except TargetExistsError:
            if rule.if_exists is not IfExists.RENAME:
                raise
            target = next_free(target, rule, taken)
        else:
            return target, notices
