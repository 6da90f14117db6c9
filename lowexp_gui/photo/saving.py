"""Putting a file into its place: whole or not at all, and never over another one by accident."""

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

# What systems say where a file cannot have two names; not all of them know all of these.
_NO_LINKS = frozenset(
    getattr(errno, name)
    for name in ("EPERM", "EACCES", "EOPNOTSUPP", "ENOTSUP", "ENOSYS", "EMLINK", "EXDEV", "EINVAL")
    if hasattr(errno, name)
)

# Whose temporary files these are: they begin with it, so that those of a process that was killed can be told.
_writer: ContextVar[str | None] = ContextVar("_writer", default=None)
_TEMPORARY = re.compile(r"\.([0-9a-f]{8})[0-9a-f]{8}\.tmp")


def writer_name() -> str:
    """The name of this process, or of what it writes for, in its temporary files: 8 hexadecimal digits."""
    return _writer.get() or _name_of_process(os.getpid())


@cache
def _name_of_process(_id: int) -> str:
    """A name that a process forked from this one does not share."""
    return secrets.token_hex(4)


@contextlib.contextmanager
def writing_for(writer: str) -> Iterator[None]:
    """Let what is written meanwhile, on this thread, have temporary files of another writer's name."""
    before = _writer.set(writer)
    try:
        yield
    finally:
        _writer.reset(before)


def temporary_beside(target: Path) -> Path:
    """A new name for a temporary file in the folder of `target`, hidden where names with a dot are."""
    return target.with_name(f".{writer_name()}{secrets.token_hex(4)}.tmp")


def remove_leftovers(folder: Path, writer: str) -> int:
    """Delete the temporary files that a writer, who is at work no more, left in a folder; how many."""
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
    """Write a file so that at no time a part of it stands at `target`.

    Args:
        data: what the file holds.
        target: in a folder that exists.
        replace: whether a file that is there already may be replaced.
        private: whether nobody else may read it (on Windows, the folder decides).

    Raises:
        TargetExistsError: there is one and it may not be.
        PhotoError: the folder is missing or read-only, the disk is full, the name is too long.
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
    """Give a whole file in the folder of `target` its name; raises as `save_bytes` does.

    The temporary file stays where it is if that fails.
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
    """Refuse to replace a device or a pipe, which the system would let an administrator do."""
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
                "sentences", "{file} exists already; choose another name or allow replacing it."
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
    # The system takes the umask off the mode, as of any program's new file.
    with open(os.open(path, flags, mode), "wb") as stream:  # noqa: PTH123
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _move_to_free_name(temporary: Path, target: Path) -> None:
    """Rename, raising FileExistsError if someone else took the name first."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _claim_and_replace(temporary, target)


def _claim_and_replace(temporary: Path, target: Path) -> None:
    """For file systems without links: take the name with an empty file, then put the real one there."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink()
        raise


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets one."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError | ValueError, target: Path) -> Sentence:
    code = getattr(error, "errno", None)
    if code in (errno.ENOSPC, errno.EDQUOT):
        return Sentence(QT_TRANSLATE_NOOP("sentences", "the disk is full; make room and save again."))
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Sentence(
            QT_TRANSLATE_NOOP("sentences", "the folder {folder} is read-only; choose another one."),
            folder=quoted(target.parent),
        )
    if code in (errno.ENOENT, errno.ENOTDIR):
        return Sentence(
            QT_TRANSLATE_NOOP("sentences", "the folder {folder} is not there; choose another one."),
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
            QT_TRANSLATE_NOOP("sentences", "there is a folder of this name; choose another name.")
        )
    return Sentence(
        QT_TRANSLATE_NOOP("sentences", "{reason}; choose another place or name."), reason=system_reason(error)
    )
