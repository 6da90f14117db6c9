"""Folders that the program creates, fills and deletes, at a path that the user may have chosen.

Such a folder contains a mark. Only files that the program wrote are deleted, one by one.
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
    """A folder contains files that the program did not write."""


def _never(_folder: Path) -> bool:
    return False


@dataclass(frozen=True)
class OwnFolder:
    """A folder of the program.

    Attributes:
        path: the folder's path, whether it exists or not.
        files: matches the relative paths, with slashes, of files that the program writes.
        is_earlier: tells whether a folder without a mark was made by an earlier version of the program.
    """

    path: Path
    files: re.Pattern[str]
    is_earlier: Callable[[Path], bool] = _never

    @property
    def is_own(self) -> bool:
        """Whether the program created the folder."""
        return _is_file(self.path / MARK) or self.is_earlier(self.path)

    def check(self) -> None:
        """Check that the folder does not exist, is the program's own, or is empty.

        Raises:
            FolderTakenError: it contains other files, or is not a folder.
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
        """Create the folder, or accept an existing one that passes `check`.

        Raises:
            FolderTakenError: it contains other files, or is not a folder.
            OSError: it cannot be created or read.
        """
        self.check()
        make_private_folder(self.path)
        if not _is_file(self.path / MARK):
            (self.path / MARK).write_bytes(_TEXT)

    def clear(self) -> bool:
        """Delete the program's files, and the folder if it is then empty. Returns whether the folder is gone.

        What cannot be deleted stays. A folder that the program did not create is not touched.
        """
        if not self.path.is_dir() or not self.is_own:
            return not os.path.lexists(self.path)
        for folder, _, names in os.walk(self.path, topdown=False):
            within = Path(folder).relative_to(self.path)
            for name in names:
                if self._wrote((within / name).as_posix()):
                    _unlink(Path(folder) / name)
            if within.parts:
                # It stays if it contains something else.
                with contextlib.suppress(OSError):
                    Path(folder).rmdir()
        with contextlib.suppress(OSError):
            if [each.name for each in self.path.iterdir()] == [MARK]:
                _unlink(self.path / MARK)
            self.path.rmdir()
        return not self.path.exists()

    def _wrote(self, path: str) -> bool:
        # A killed process may leave a temporary file beside any of them.
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
