"""Only one set-up at a time works on a folder."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .telling import tell

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO, wait: bool) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: BinaryIO, wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Hold the lock in this file; where another process has it, say so and wait."""
    with path.open("ab") as file:
        try:
            _take(file, wait=False)
        except OSError:
            tell("Another set-up of this folder is running: waiting for it ...")
            _wait_for(file)
        yield


def _wait_for(file: BinaryIO) -> None:
    while True:
        try:
            return _take(file, wait=True)
        except OSError:
            if sys.platform != "win32":
                raise
