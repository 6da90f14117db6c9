"""Small JSON files of named values, which people, accidents and other versions of the program may change.

Reading never touches a file. Writing over one that is older, newer or damaged first puts a copy of it beside.
"""

import json
import logging
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.schema import Fields, NewerSchema, Schema, version_of

_LARGEST = 1_000_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeptFile:
    """A kind of file.

    Attributes:
        name: of the file, in whatever folder.
        schema: its versions.
        largest: bytes; what is larger is damaged.
        indent: of the JSON, or None for none.
    """

    name: str
    schema: Schema
    largest: int = _LARGEST
    indent: int | None = 2

    def read(self, folder: Path) -> Fields:
        """The values by name; none where the file is missing, newer than the program, or makes no sense."""
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
            ValueError: it makes no sense.
        """
        return self.schema.migrated(self._fields(folder))

    def is_newer(self, folder: Path) -> bool:
        """Whether the file was written by a newer version of the program."""
        try:
            self.load(folder)
        except NewerSchema:
            return True
        except (OSError, ValueError):
            return False
        return False

    def write(self, folder: Path, fields: Fields) -> None:
        """Write the values, and keep beside what another version has written.

        Raises:
            PhotoError: they cannot be written, or what is there cannot be kept.
        """
        self.back_up(folder)
        content = json.dumps(self.schema.stamped(fields), indent=self.indent)
        save_bytes(content.encode(), folder / self.name, replace=True)

    def back_up(self, folder: Path) -> None:
        """Copy what is not of the present version to a name beside, such as `settings.json.v0`.

        Raises:
            PhotoError: the copy cannot be written.
        """
        path = folder / self.name
        try:
            version = version_of(self._fields(folder))
            kind = "" if version == self.schema.version else f"v{version}"
        except FileNotFoundError:
            return
        except (OSError, ValueError):
            kind = "damaged"
        if kind:
            _keep_beside(path, kind, self.largest)

    def _fields(self, folder: Path) -> Fields:
        path = folder / self.name
        if path.stat().st_size > self.largest:
            raise ValueError("it is too large")
        try:
            found = json.loads(path.read_text("utf-8"))
        except RecursionError as error:
            # A file of brackets alone goes deeper than Python follows.
            raise ValueError("it is nested too deep") from error
        if not isinstance(found, dict):
            raise ValueError("it has no named values")
        return found


def _keep_beside(path: Path, kind: str, largest: int) -> None:
    """Copy a file to a free name that no glob for `*.json` finds, unless a copy is there already.

    Raises:
        PhotoError: it cannot be copied.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= largest else None
        for number in count(1):
            beside = path.with_name(f"{path.name}.{kind if number == 1 else f'{kind}-{number}'}")
            if content is None and not beside.exists():
                path.rename(beside)
                return
            if not beside.exists():
                save_bytes(content or b"", beside)
                return
            if content is not None and beside.read_bytes() == content:
                return
    except OSError as error:
        raise PhotoError(f"{quoted(path)} is damaged and cannot be copied; move it away.", path) from error
