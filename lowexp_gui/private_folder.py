"""Folders and files that name a person's photos: for that person alone.

On Windows, a person's folders are theirs already, and nothing is done.
"""

import contextlib
import os
import stat
from pathlib import Path

_FOLDER, _FILE = 0o700, 0o600


def make_private_folder(path: Path) -> None:
    """Make a folder for this person alone, with those above it; one that is there stays as it is.

    Raises:
        OSError: it cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(_FOLDER, exist_ok=True)


def make_private(path: Path) -> None:
    """Take the rights of others from a file or folder of one's own, such as one of an earlier version."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        found = path.lstat()
        kind = stat.S_IFMT(found.st_mode)
        rights = {stat.S_IFREG: _FILE, stat.S_IFDIR: _FOLDER}.get(kind)
        if rights is not None and found.st_uid == os.geteuid() and found.st_mode & 0o077:
            path.chmod(found.st_mode & rights | 0o600)
