"""Folders that the program makes, fills and takes away, and that a person may have named.

Such a folder bears a mark, and only what the program writes in it is ever deleted, file by file.
"""

import contextlib
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.errors import Sentence, UserError, in_quotes
from lowexp_gui.private_folder import make_private_folder
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

MARK = ".lowexp-folder"
_TEXT = b"Lowexp made this folder. It deletes the files in it that it wrote itself, and no others.\n"
_TEMPORARY = re.compile(r"([^/]+/)*\.[0-9a-f]{16}\.tmp")


class FolderTakenError(UserError):
    """A folder holds files that the program did not write."""


def _never(_folder: Path) -> bool:
    return False


@dataclass(frozen=True)
class OwnFolder:
    """A folder of the program.

    Attributes:
        path: of the folder, whether it is there or not.
        files: what the program writes in it: paths from the folder on, with slashes.
        is_earlier: whether a folder without a mark is one that an earlier version of the program made.
    """

    path: Path
    files: re.Pattern[str]
    is_earlier: Callable[[Path], bool] = _never

    @property
    def is_own(self) -> bool:
        """Whether the program made it."""
        return _is_file(self.path / MARK) or self.is_earlier(self.path)

    def check(self) -> None:
        """Check that it is not there yet, is the program's own, or empty.

        Raises:
            FolderTakenError: other files are in it, or it is no folder.
            OSError: it cannot be read.
        """
        if os.path.lexists(self.path) and not self.path.is_dir():
            raise FolderTakenError(
                Sentence(
                    QT_TRANSLATE_NOOP("sentences", "{folder} is not a folder; choose another one."),
                    folder=in_quotes(self.path.name),
                )
            )
        if self.path.is_dir() and not self.is_own and any(self.path.iterdir()):
            raise FolderTakenError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences",
                        "The folder {folder} contains other files, which Lowexp does not "
                        "change; choose an empty one.",
                    ),
                    folder=in_quotes(self.path.name),
                )
            )

    def claim(self) -> None:
        """Make it, or go on with what `check` allows.

        Raises:
            FolderTakenError: other files are in it, or it is no folder.
            OSError: it cannot be made, or not be read.
        """
        self.check()
        make_private_folder(self.path)
        if not _is_file(self.path / MARK):
            (self.path / MARK).write_bytes(_TEXT)

    def clear(self) -> bool:
        """Delete what the program wrote in it, and the folder if nothing else is left; whether it is gone.

        What cannot be deleted stays; so does all of a folder that the program did not make.
        """
        if not self.path.is_dir() or not self.is_own:
            return not os.path.lexists(self.path)
        for folder, _, names in os.walk(self.path, topdown=False):
            within = Path(folder).relative_to(self.path)
            for name in names:
                if self._wrote((within / name).as_posix()):
                    _unlink(Path(folder) / name)
            if within.parts:
                # It stays if something else is in it.
                with contextlib.suppress(OSError):
                    Path(folder).rmdir()
        with contextlib.suppress(OSError):
            if [each.name for each in self.path.iterdir()] == [MARK]:
                _unlink(self.path / MARK)
            self.path.rmdir()
        return not self.path.exists()

    def _wrote(self, path: str) -> bool:
        # A process that was killed may leave a temporary file beside any of them.
        return self.files.fullmatch(path) is not None or _TEMPORARY.fullmatch(path) is not None


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _unlink(path: Path) -> None:
    with contextlib.suppress(OSError):
        if _is_file(path):
            path.unlink()
