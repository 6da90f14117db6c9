"""Locks between processes and threads, released when the holder ends."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

# An offset at which nothing is written, so that the lock does not block readers on Windows.
_LOCKED_BYTE = 1 << 30
_LOCK = ".lock"
_PAUSE = 0.01


def try_lock(descriptor: int) -> bool:
    """Lock an open file until it is closed. Returns False if it is already locked."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def locked_folder(folder: Path, patience: float = 2.0) -> Iterator[bool]:
    """Hold an advisory lock on a folder inside the context. Yields whether the lock was obtained.

    It is for reading a file, changing a value and writing it back. If the folder cannot be locked, as on some
    network disks, or another process holds the lock for too long, the work continues without it.

    Args:
        folder: an existing folder; a hidden empty file is created in it and stays.
        patience: the longest wait, seconds.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(folder / _LOCK, flags, 0o600)
    except (OSError, ValueError):
        yield False
        return
    try:
        end = time.monotonic() + patience
        while not (taken := try_lock(descriptor)) and time.monotonic() < end:
            time.sleep(_PAUSE)
        yield taken
    finally:
        os.close(descriptor)
