"""The folder of a fine-tuning: what lies in it, and whether one that a person names may be taken."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lowexp_gui.errors import Sentence, system_reason
from lowexp_gui.own_folder import FolderTakenError, OwnFolder
from lowexp_gui.photo.errors import quoted
from lowexp_gui.strict_json import JsonLimits, read_json_fields
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.training.finetuning.run_files import ORDER, RUN_FILES
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_ORDER_LIMITS = JsonLimits(size=100_000_000, values=10_000_000, paths=True)


def run_folder(path: Path) -> OwnFolder:
    """The folder of a run."""
    return OwnFolder(path, re.compile(RUN_FILES), _is_earlier)


def claim_run_folder(path: Path) -> None:
    """Make a run's folder, or go on with it.

    Raises:
        DataError: it holds other files, or cannot be made.
    """
    with _sentences(path):
        run_folder(path).claim()


def check_run_folder(path: Path, inputs: Iterable[Path], output: Path) -> None:
    """Check that a run's folder holds nothing else, and is apart from a person's photos and from the models.

    Raises:
        DataError: it is not.
    """
    with _sentences(path):
        run_folder(path).check()
    run = path.resolve()
    for each in inputs:
        photos = each.resolve()
        if photos.is_relative_to(run) or (each.is_dir() and run.is_relative_to(photos)):
            raise DataError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences",
                        "The folder {folder} for the run overlaps with the photos in {photos}; "
                        "choose another folder for the run.",
                    ),
                    folder=quoted(path),
                    photos=quoted(each),
                )
            )
    if output.resolve().is_relative_to(run):
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The model cannot be saved in the folder {folder} of the run, which is "
                    "emptied; choose another folder for the run.",
                ),
                folder=quoted(path),
            )
        )


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except FolderTakenError as error:
        raise DataError(error.sentence) from error
    except OSError as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "The folder {folder} cannot be used: {reason}."),
                folder=quoted(path),
                reason=system_reason(error),
            )
        ) from error


def _is_earlier(folder: Path) -> bool:
    """Whether it is a run of a version that left no mark."""
    try:
        order = read_json_fields(folder / ORDER, _ORDER_LIMITS)
    except (OSError, ValueError):
        return False
    return order.keys() - {"camera"} == {"pairs", "start", "steps", "seed"}
