"""Where results go."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from lowexp_gui.bundled import bundled_folder
from lowexp_gui.errors import Sentence
from lowexp_gui.paths import pictures_folder
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

FOLDER_NAME = "Lowexp"


def default_folder(photo: Path | None) -> Path:
    """The folder for a photo where none was chosen: “Lowexp” beside it.

    Pasted pictures, and the sample that ships with the program, go to “Lowexp” among the pictures.
    """
    if photo is None or photo.resolve().parent == bundled_folder("resources"):
        return pictures_folder() / FOLDER_NAME
    return photo.parent / FOLDER_NAME


def check_place(photo: Path | None, folder: Path) -> None:
    """Refuse a folder beside a photo whose own folder has gone, as with a stick that was pulled out.

    Raises:
        PhotoError: making the folder would bring back the gone one, somewhere else.
    """
    if photo is not None and folder == photo.parent / FOLDER_NAME and not photo.parent.is_dir():
        sentence = Sentence(
            QT_TRANSLATE_NOOP("sentences", "The folder of {photo} no longer exists; choose another folder."),
            photo=quoted(photo),
        )
        raise PhotoError(sentence, photo)


@contextlib.contextmanager
def no_empty_folder_left(folder: Path) -> Iterator[None]:
    """If the block fails, folders on the way to `folder` that were not there before are removed again."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        yield
    except BaseException:
        for each in missing:
            with contextlib.suppress(OSError):
                each.rmdir()
        raise
