"""The folders that results are saved to."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from lowexp_gui.bundled import sample_photo
from lowexp_gui.errors import Sentence
from lowexp_gui.paths import pictures_folder
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

FOLDER_NAME = "Lowexp"


def default_folder(photo: Path | None) -> Path:
    """The folder for the result of a photo if the user has chosen none: “Lowexp” beside the photo.

    Pasted pictures, and the sample that ships with the program, go to “Lowexp” among the pictures.
    """
    if photo is None or _is_sample(photo):
        return pictures_folder() / FOLDER_NAME
    return photo.parent / FOLDER_NAME


def _is_sample(photo: Path) -> bool:
    # The name first: resolving links of thousands of photos takes too long for the window's thread.
    sample = sample_photo()
    return photo.name == sample.name and photo.resolve() == sample.resolve()


def check_place(photo: Path | None, folder: Path) -> None:
    """Refuse the default folder if the photo's own folder no longer exists, as on a removed USB stick.

    Raises:
        PhotoError: creating the folder would create the missing folder too, on another disk.
    """
    if photo is not None and folder == photo.parent / FOLDER_NAME and not photo.parent.is_dir():
        sentence = Sentence(
            QT_TRANSLATE_NOOP("sentences", "The folder of {photo} no longer exists; choose another folder."),
            photo=quoted(photo),
        )
        raise PhotoError(sentence, photo)


@contextlib.contextmanager
def no_empty_folder_left(folder: Path) -> Iterator[None]:
    """If the block fails, remove `folder` and its parents as far as they did not exist before."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        yield
    except BaseException:
        for each in missing:
            with contextlib.suppress(OSError):
                each.rmdir()
        raise
