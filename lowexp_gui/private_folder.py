"""Permissions: folders and files that name photos are readable only by their owner.

On Windows, a user's folders are already private, so nothing is done.
"""

import contextlib
import os
import stat
from pathlib import Path

from lowexp_gui.paths import is_chosen_by_person

_FOLDER, _FILE = 0o700, 0o600


def make_private_folder(path: Path) -> None:
    """Create a private folder of the program, and its parents.

    An existing one is made private too, unless the user has chosen its path.

    Raises:
        OSError: it cannot be created.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(_FOLDER, exist_ok=True)
    if not is_chosen_by_person():
        make_private(path)


def make_private(path: Path) -> None:
    """Remove the permissions of others from a file or folder that the user owns; links are not changed."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        found = path.lstat()
        rights = {stat.S_IFREG: _FILE, stat.S_IFDIR: _FOLDER}.get(stat.S_IFMT(found.st_mode))
        if rights is not None and found.st_uid == os.geteuid() and found.st_mode & 0o077:
            path.chmod(stat.S_IMODE(found.st_mode) & rights)


def make_private_file(path: Path) -> None:
    """Create an empty private file, or make an existing file of the user private.

    An existing file is not opened, because closing it would release all locks of this process on it (POSIX).

    Raises:
        OSError: it cannot be created.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE))
    except FileExistsError:
        make_private(path)


def private_opener(path: str, flags: int) -> int:
    """An opener for `open`: created files are private, and opening a pipe does not block."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), _FILE)
