"""Pictures without a file, such as pasted ones, stored as files beside the queue."""

import contextlib
import re
import secrets
import tempfile
from collections.abc import Collection
from pathlib import Path

from lowexp_gui.errors import Sentence, system_reason
from lowexp_gui.paths import absolute, temporary_folder
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.naming import PASTED_STEM
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.writing import write_rgb_png
from lowexp_gui.private_folder import make_private_folder
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_NAME = f"{PASTED_STEM}.png"
_FOLDER_NAME = re.compile(r"[0-9a-f]{16}")
_TEMPORARY_NAME = re.compile(r"\.[0-9a-f]{16}\.tmp")


class QueuePictures:
    """The pictures of one queue, used by one process at a time.

    Each has its own folder, so that its result gets the name of a pasted picture. Only files created here are
    deleted.
    """

    def __init__(self, queue: Path | None) -> None:
        """The pictures of a queue's file, or of a queue in memory (None), which are deleted on closing."""
        self._folder = None if queue is None else absolute(Path(f"{queue}-pictures"))
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    def keep(self, photo: Photo) -> Path:
        """Write an 8-bit sRGB picture to a new file without loss.

        Raises:
            PhotoError: the file cannot be written; nothing is left behind.
        """
        path: Path | None = None
        try:
            path = self._root() / secrets.token_hex(8) / _NAME
            make_private_folder(path.parent.parent)
            path.parent.mkdir(0o700)
            write_rgb_png(photo.pixels, path)
        except BaseException as error:
            if path is not None:
                self.drop(path)
            if isinstance(error, OSError):
                raise PhotoError(
                    Sentence(
                        QT_TRANSLATE_NOOP("sentences", "The pasted picture cannot be queued: {reason}."),
                        reason=system_reason(error),
                    )
                ) from error
            raise
        return path

    def __contains__(self, path: Path) -> bool:
        """Whether a path is a picture stored here."""
        return (
            self._folder is not None
            and path.name == _NAME
            and path.parent.parent == self._folder
            and _FOLDER_NAME.fullmatch(path.parent.name) is not None
        )

    def drop(self, path: Path) -> None:
        """Delete a picture if it was stored here."""
        if path in self:
            _delete_folder(path.parent)

    def drop_all_but(self, needed: Collection[Path]) -> None:
        """Delete pictures of earlier processes that are no longer needed."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            for folder in self._folder.iterdir():
                if _FOLDER_NAME.fullmatch(folder.name) and folder / _NAME not in needed:
                    _delete_folder(folder)

    def close(self) -> None:
        """Delete the pictures of a queue in memory."""
        if self._temporary is not None:
            self._temporary.cleanup()
            self._temporary = self._folder = None

    def _root(self) -> Path:
        if self._folder is None:
            self._temporary = temporary_folder()
            self._folder = absolute(Path(self._temporary.name)) / "pictures"
        return self._folder


def _delete_folder(folder: Path) -> None:
    """Delete the folder of one picture. If it contains other files, they and the folder stay."""
    with contextlib.suppress(OSError):
        if folder.is_symlink():
            return
        for path in folder.iterdir():
            if path.name == _NAME or _TEMPORARY_NAME.fullmatch(path.name):
                path.unlink()
        folder.rmdir()
