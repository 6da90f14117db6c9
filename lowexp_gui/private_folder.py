"""Folders and files that name a person's photos: for that person alone.

On Windows, a person's folders are theirs already, and nothing is done.
"""

import contextlib
import os
import stat
from pathlib import Path

from lowexp_gui.paths import is_chosen_by_person

_FOLDER, _FILE = 0o700, 0o600


def make_private_folder(path: Path) -> None:
    """Make a folder of the program for this person alone, and those above it.

    One that is there already, as of an earlier version, is made so too, unless the person has named it.

    Raises:
        OSError: it cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(_FOLDER, exist_ok=True)
    if not is_chosen_by_person():
        make_private(path)


def make_private(path: Path) -> None:
    """Take the rights of others from a file or folder of one's own; links are left alone."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        found = path.lstat()
        rights = {stat.S_IFREG: _FILE, stat.S_IFDIR: _FOLDER}.get(stat.S_IFMT(found.st_mode))
        if rights is not None and found.st_uid == os.geteuid() and found.st_mode & 0o077:
            path.chmod(stat.S_IMODE(found.st_mode) & rights)


def make_private_file(path: Path) -> None:
    """Make an empty file for this person alone, if there is none; one of their own that is there is made so.

    A file that is there is not opened: to close it again would end all locks of this process on it (POSIX).

    Raises:
        OSError: it cannot be made.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE))
    except FileExistsError:
        make_private(path)


def private_opener(path: str, flags: int) -> int:
    """For `open`: a file that is made is for this person alone; a pipe in its place keeps nobody waiting."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), _FILE)
