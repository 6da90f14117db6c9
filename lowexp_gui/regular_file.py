"""Safe reading of untrusted files: only regular files are opened, and only up to a size limit.

A pipe, device or socket in place of a file could block the program forever, or worse.
"""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading; links to files are followed.

    Raises:
        OSError: it is missing, may not be read, or is not a regular file.
        ValueError: the path has a character that is not allowed in paths.
    """
    _check(path.stat().st_mode, path)
    # Non-blocking, because the file may have been replaced by a pipe.
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    )
    descriptor = os.open(path, flags)
    try:
        _check(os.fstat(descriptor).st_mode, path)
        return open(descriptor, "rb")  # noqa: PTH123
    except BaseException:
        os.close(descriptor)
        raise


def read_regular(path: Path, most: int) -> bytes:
    """The content of a file.

    Args:
        most: size limit in bytes.

    Raises:
        OSError: it is missing, may not be read, is not a regular file, or is larger.
        ValueError: the path has a character that is not allowed in paths.
    """
    with open_regular(path) as stream:
        # The size is checked first, because a sparse file may be larger than memory.
        if os.fstat(stream.fileno()).st_size > most:
            raise OSError(errno.EFBIG, "it is too large", str(path))
        content = stream.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, "it is too large", str(path))
    return content


def _check(mode: int, path: Path) -> None:
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is not a file", str(path))
