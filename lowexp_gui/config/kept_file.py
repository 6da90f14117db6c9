"""Small JSON files of named values, which users, accidents and other versions of the program may change.

Reading never changes a file. Before an older, newer or damaged file is overwritten, a copy is saved beside
it.
"""

import errno
import json
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, auto
from itertools import count
from pathlib import Path

from lowexp_gui.errors import Sentence
from lowexp_gui.file_lock import locked_folder
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.private_folder import make_private_folder
from lowexp_gui.regular_file import read_regular
from lowexp_gui.schema import Fields, NewerSchema, Schema, version_of
from lowexp_gui.strict_json import JsonLimits, parse_json_fields, read_json_fields
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_LIMITS = JsonLimits(paths=True)
_log = logging.getLogger(__name__)


class FileState(Enum):
    """The state of a stored file: valid, of an older or newer version, partly invalid, damaged or unreadable.

    PARTLY: some values are invalid. DAMAGED: it cannot be parsed. UNREADABLE: it is not a file, or may not be
    read.
    """

    MISSING = auto()
    SOUND = auto()
    OLDER = auto()
    NEWER = auto()
    PARTLY = auto()
    DAMAGED = auto()
    UNREADABLE = auto()


def _nothing(_fields: Fields) -> Collection[str]:
    return ()


@dataclass(frozen=True)
class KeptFile:
    """The declaration of a stored file.

    Attributes:
        name: the file's name in any folder.
        schema: its versions and migrations.
        limits: a file that exceeds them counts as damaged.
        indent: indentation of the JSON, or None.
        odd: returns the names of invalid values, given the fields of a file of the current version.
    """

    name: str
    schema: Schema
    limits: JsonLimits = _LIMITS
    indent: int | None = 2
    odd: Callable[[Fields], Collection[str]] = _nothing

    def read(self, folder: Path) -> Fields:
        """The values by name; empty if the file is missing, newer than the program, or damaged."""
        try:
            return self.load(folder)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            _log.warning("%s could not be read: %s", self.name, error)
            return {}

    def load(self, folder: Path) -> Fields:
        """The values by name.

        Raises:
            OSError: the file is missing or cannot be read.
            NewerSchema: it was written by a newer version of the program.
            ValueError: it is damaged.
        """
        return self.schema.migrated(read_json_fields(folder / self.name, self.limits))

    def state(self, folder: Path) -> FileState:
        """The file's state; see `FileState`."""
        try:
            content = read_regular(folder / self.name, self.limits.size)
        except FileNotFoundError:
            return FileState.MISSING
        except (OSError, ValueError) as error:
            too_large = getattr(error, "errno", None) == errno.EFBIG
            return FileState.DAMAGED if too_large else FileState.UNREADABLE
        try:
            fields = parse_json_fields(content, self.limits)
            if self.odd(self.schema.migrated(fields)):
                return FileState.PARTLY
        except NewerSchema:
            return FileState.NEWER
        except ValueError:
            return FileState.DAMAGED
        return FileState.SOUND if version_of(fields) == self.schema.version else FileState.OLDER

    def is_newer(self, folder: Path) -> bool:
        """Whether the file was written by a newer version of the program."""
        return self.state(folder) is FileState.NEWER

    def write(self, folder: Path, fields: Fields) -> None:
        """Write the values, readable only by this user. A file of another version is backed up first.

        Raises:
            PhotoError: they cannot be written, or the existing file cannot be backed up.
        """
        self.back_up(folder)
        content = json.dumps(self.schema.stamped(fields), indent=self.indent)
        save_bytes(content.encode(), folder / self.name, replace=True, private=True)

    def change(self, folder: Path, change: Callable[[Fields], Fields]) -> None:
        """Read, change and write the values under a lock, so that changes of another window are kept.

        Args:
            folder: created if it is missing.
            change: returns the new values, given the existing ones.

        Raises:
            PhotoError: they cannot be written, or the existing file cannot be backed up.
            OSError: the folder cannot be created.
        """
        make_private_folder(folder)
        with locked_folder(folder):
            self.write(folder, change(self.read(folder)))

    def back_up(self, folder: Path) -> None:
        """Copy a file of another version to a name beside it, such as `settings.json.v0`.

        Raises:
            PhotoError: the copy cannot be written, or the path is not a file.
        """
        path, state = folder / self.name, self.state(folder)
        if state is FileState.UNREADABLE:
            raise PhotoError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences", "{file} cannot be replaced: it is not a file, or it cannot be read."
                    ),
                    file=quoted(path),
                ),
                path,
            )
        if state in (FileState.PARTLY, FileState.DAMAGED):
            _keep_beside(path, "damaged", self.limits.size)
        elif state in (FileState.OLDER, FileState.NEWER):
            version = version_of(read_json_fields(path, self.limits))
            _keep_beside(path, f"v{version}", self.limits.size)


def _keep_beside(path: Path, kind: str, largest: int) -> None:
    """Copy a file to a free name that `*.json` does not match, unless a copy exists.

    Raises:
        PhotoError: it cannot be copied.
    """
    try:
        content = read_regular(path, largest) if path.stat().st_size <= largest else None
        for number in count(1):
            beside = path.with_name(f"{path.name}.{kind if number == 1 else f'{kind}-{number}'}")
            if content is not None and _holds(beside, content):
                return
            if not beside.exists() and not beside.is_symlink():
                _put_beside(path, beside, content)
                return
    except (OSError, ValueError) as error:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} is damaged and cannot be copied; move it away."),
                file=quoted(path),
            ),
            path,
        ) from error


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and read_regular(path, len(content)) == content
    except OSError:
        return False


def _put_beside(path: Path, beside: Path, content: bytes | None) -> None:
    if content is None:
        # The file is too large to be copied.
        path.rename(beside)
    else:
        save_bytes(content, beside, private=True)
