"""Whether files can be read as photos, found out in a process of its own: what kills it is told, and no more.

The process is used again and again. It hears one line of JSON with a path, and answers with `yes` or `no`.
"""

import json
import logging
import os
import subprocess
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from lowexp_gui.bundled import command_line
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.reading import read_complete_photo
from lowexp_gui.strict_json import parse_json

COMMAND = "read-apart"
_log = logging.getLogger(__name__)


class Readable(StrEnum):
    """Whether a file is a photo that can be read."""

    YES = "yes"
    NO = "no"
    DEADLY = "deadly"
    """The process died of it."""


def is_readable(path: Path) -> Readable:
    """Whether a file is a photo that can be read, found out in this process."""
    try:
        read_complete_photo(path)
    except PhotoError as error:
        _log.info("%s is not whole yet: %s", path, error)
        return Readable.NO
    return Readable.YES


class ReadingApart:
    """The process, begun when it is needed; for one thread."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def is_readable(self, path: Path) -> Readable:
        """As the function of this name."""
        if self._process is None:
            self._process = subprocess.Popen(
                [*command_line(), COMMAND],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                start_new_session=True,
            )
        answer = ""
        if self._process.stdin is not None and self._process.stdout is not None:
            with suppress(OSError):
                self._process.stdin.write(f"{json.dumps(os.fspath(path))}\n")
                self._process.stdin.flush()
                answer = self._process.stdout.readline().strip()
        if answer in (Readable.YES, Readable.NO):
            return Readable(answer)
        _log.warning("The process that reads died of %s", path)
        self.close()
        return Readable.DEADLY

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            with self._process as process:
                process.kill()
            self._process = None


def read_apart(hears: TextIO, says: TextIO) -> None:
    """What runs in the process, until nobody asks any more."""
    for line in hears:
        says.write(f"{is_readable(Path(str(parse_json(line))))}\n")
        says.flush()
