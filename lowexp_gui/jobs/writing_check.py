"""Whether the program can keep what it wants to keep, asked when it starts."""

import errno
import tempfile
from collections.abc import Iterable
from pathlib import Path

from lowexp_gui.photo.errors import printable
from lowexp_gui.private_folder import make_private_folder

_SOME = b"\n" * 4096


def about_unwritable(folders: Iterable[Path]) -> str | None:
    """A sentence if nothing can be written in one of some folders: the program works without."""
    for folder in folders:
        try:
            make_private_folder(folder)
            with tempfile.TemporaryFile(dir=folder) as stream:
                stream.write(_SOME)
        except (OSError, ValueError) as error:
            return (
                f"Nothing can be written in “{printable(str(folder))}”: {_cause(error)}. "
                "Settings, the log and the like are not kept until that is mended."
            )
    return None


def _cause(error: OSError | ValueError) -> str:
    code = getattr(error, "errno", None)
    if code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "the disk is full"
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "it is read-only"
    return getattr(error, "strerror", None) or "its name is not a valid one"
