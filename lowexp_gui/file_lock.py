"""Locks between processes, and threads, that end with whoever holds them."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

# Where nothing is ever written, so that on Windows a lock keeps nobody from reading.
_LOCKED_BYTE = 1 << 30
_LOCK = ".lock"
_PAUSE = 0.01


def try_lock(descriptor: int) -> bool:
    """Take hold of an open file for as long as it is open; whether nobody else had."""
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
    """Keep others out of a folder's files meanwhile, if they ask in the same way; gives whether that is so.

    It is for reading a file, changing a value and writing it again. Where a folder cannot be locked, as on
    some network disks, or another process holds it for longer than that takes, the work goes on without.

    Args:
        folder: exists; a hidden empty file is made in it, and stays.
        patience: how long to wait, seconds.
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
