"""Where results go."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import platformdirs

from lowexp_gui.bundled import bundled_folder

FOLDER_NAME = "Lowexp"


def default_folder(photo: Path | None) -> Path:
    """The folder for a photo where none was chosen: “Lowexp” beside it.

    Pasted pictures, and the sample that ships with the program, go to “Lowexp” among the pictures.
    """
    if photo is None or photo.resolve().parent == bundled_folder("resources"):
        return platformdirs.user_pictures_path() / FOLDER_NAME
    return photo.parent / FOLDER_NAME


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
