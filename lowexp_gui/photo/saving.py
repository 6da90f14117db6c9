"""Atomic saving: a file appears completely or not at all, and replaces another only on request."""

import contextlib
import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from lowexp_gui.errors import Sentence, system_reason
from lowexp_gui.photo.errors import PhotoError, TargetExistsError, quoted
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

# Errors of file systems without hard links; not every system defines all of them.
_NO_LINKS = frozenset(
    getattr(errno, name)
    for name in ("EPERM", "EACCES", "EOPNOTSUPP", "ENOTSUP", "ENOSYS", "EMLINK", "EXDEV", "EINVAL")
    if hasattr(errno, name)
)

# The prefix of temporary files, by which those of a killed process are recognised.
_writer: ContextVar[str | None] = ContextVar("_writer", default=None)
_TEMPORARY = re.compile(r"\.([0-9a-f]{8})[0-9a-f]{8}\.tmp")


def writer_name() -> str:
    """The prefix of temporary files of this process, or of what it writes for: 8 hexadecimal digits."""
    return _writer.get() or _name_of_process(os.getpid())


@cache
def _name_of_process(_id: int) -> str:
    """A name that differs in a forked process."""
    return secrets.token_hex(4)


@contextlib.contextmanager
def writing_for(writer: str) -> Iterator[None]:
    """Use another writer's prefix for temporary files on this thread inside the context."""
    before = _writer.set(writer)
    try:
        yield
    finally:
        _writer.reset(before)


def temporary_beside(target: Path) -> Path:
    """A new, hidden name for a temporary file in the folder of `target`: it starts with a dot."""
    return target.with_name(f".{writer_name()}{secrets.token_hex(4)}.tmp")


def remove_leftovers(folder: Path, writer: str) -> int:
    """Delete the temporary files that a finished writer left in a folder. Returns their number."""
    removed = 0
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            found = _TEMPORARY.fullmatch(path.name)
            if found and found.group(1) == writer:
                with contextlib.suppress(OSError):
                    path.unlink()
                    removed += 1
    return removed


def save_bytes(
    data: bytes | memoryview, target: Path, *, replace: bool = False, private: bool = False
) -> None:
    """Write a file atomically: there is never a part of it at `target`.

    Args:
        data: the content of the file.
        target: a path in an existing folder.
        replace: whether an existing file may be replaced.
        private: whether only the owner may read it (on Windows, the folder decides).

    Raises:
        TargetExistsError: there is a file, and it may not be replaced.
        PhotoError: for example, the folder is missing or read-only, the disk is full, or the name is too
            long.
    """
    with _sentences(target):
        if not replace and os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "exists")
        temporary = temporary_beside(target)
        try:
            _write_through(data, temporary, 0o600 if private else 0o666)
            _put_into_place(temporary, target, replace)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()


def move_into_place(temporary: Path, target: Path, *, replace: bool = False) -> None:
    """Rename a complete file in the folder of `target`; raises the errors of `save_bytes`.

    If that fails, the temporary file stays.
    """
    with _sentences(target):
        _put_into_place(temporary, target, replace)
        with contextlib.suppress(OSError):
            temporary.unlink()


def _put_into_place(temporary: Path, target: Path, replace: bool) -> None:
    if replace:
        _check_kind(target)
        temporary.replace(target)
    else:
        _move_to_free_name(temporary, target)
    _flush_folder(target.parent)


def _check_kind(target: Path) -> None:
    """Refuse to replace a device or a pipe, which an administrator could otherwise do."""
    with contextlib.suppress(FileNotFoundError):
        mode = target.lstat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode) or stat.S_ISDIR(mode)):
            raise OSError(errno.EINVAL, "it is not a file")


@contextlib.contextmanager
def _sentences(target: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        sentence = Sentence(
            QT_TRANSLATE_NOOP(
                "sentences", "{file} already exists; choose another name or allow replacing it."
            ),
            file=quoted(target),
        )
        raise TargetExistsError(sentence, target) from error
    except (OSError, ValueError) as error:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} was not saved: {reason}"),
                file=quoted(target),
                reason=_reason(error, target),
            ),
            target,
        ) from error


def _write_through(data: bytes | memoryview, path: Path, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # The system applies the umask to the mode, as for any new file.
    with open(os.open(path, flags, mode), "wb") as stream:  # noqa: PTH123
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _move_to_free_name(temporary: Path, target: Path) -> None:
    """Rename; raises FileExistsError if the name has been taken."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _claim_and_replace(temporary, target)


def _claim_and_replace(temporary: Path, target: Path) -> None:
    """For file systems without hard links: reserve the name with an empty file, then replace that."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink()
        raise


def _flush_folder(folder: Path) -> None:
    """Flush the folder, so that the new name survives a power cut; not possible on all systems."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError | ValueError, target: Path) -> Sentence:
    code = getattr(error, "errno", None)
    if code in (errno.ENOSPC, errno.EDQUOT):
        return Sentence(QT_TRANSLATE_NOOP("sentences", "the disk is full; free some space and save again."))
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Sentence(
            QT_TRANSLATE_NOOP("sentences", "the folder {folder} is read-only; choose another one."),
            folder=quoted(target.parent),
        )
    if code in (errno.ENOENT, errno.ENOTDIR):
        return Sentence(
            QT_TRANSLATE_NOOP("sentences", "the folder {folder} does not exist; choose another one."),
            folder=quoted(target.parent),
        )
    if code == errno.ENAMETOOLONG:
        return Sentence(QT_TRANSLATE_NOOP("sentences", "its name is too long; choose a shorter one."))
    if code == errno.EFBIG:
        return Sentence(
            QT_TRANSLATE_NOOP("sentences", "it is too large for this disk; choose another disk or format.")
        )
    if code == errno.EISDIR:
        return Sentence(
            QT_TRANSLATE_NOOP("sentences", "a folder with this name exists; choose another name.")
        )
    return Sentence(
        QT_TRANSLATE_NOOP("sentences", "{reason}; choose another place or name."), reason=system_reason(error)
    )
