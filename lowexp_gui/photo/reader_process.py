"""Reader processes: if a decoder crashes, only its photo is affected.

A process is started when it is first needed, and then reused. It gets the path of a file and answers in the
format of `sent_photo`. It ends together with the process that started it, or after some idle minutes.
"""

import logging
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Condition

from lowexp_gui.bundled import command_line
from lowexp_gui.cores import usable_cores
from lowexp_gui.photo.errors import DeadlyPhotoError, PhotoError, memory_sentence
from lowexp_gui.photo.formats.file_format import PreviewKind
from lowexp_gui.photo.photograph import Photo, Preview
from lowexp_gui.photo.sent_photo import (
    LONGEST_LINE,
    ReadAnswer,
    ReadOrder,
    answer_from,
    encoded,
    photo_from,
    take_over,
)

COMMAND = "read-isolated"
READY = b"ready"
"""The first message of a process."""
_LOOK_SECONDS = 0.1
_SECONDS_TO_BEGIN = 120.0
# The time that starting a process takes. It is worth waiting that long for an existing one.
_BEGINNING_SECONDS = 0.4
_SECONDS_TO_LEAVE = 2.0
# Without this, Windows opens a console window for the process.
_WITHOUT_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_log = logging.getLogger(__name__)


class _Died(Exception):
    """The process ended before its answer."""


class _Reader:
    """One reader process, used by one thread at a time.

    Attributes:
        niceness: the niceness of the thread that started it, which the process inherits.
    """

    def __init__(self, command: tuple[str, ...]) -> None:
        """Start the process.

        Raises:
            OSError: it cannot be started.
        """
        self.niceness = _niceness()
        self._connection, theirs = Pipe()
        try:
            # In its own session, so that Ctrl-C in a terminal reaches only the main process.
            with theirs, _as_input(theirs) as hears:
                self._process = subprocess.Popen(
                    command,
                    stdin=hears,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                    creationflags=_WITHOUT_WINDOW,
                )
        except BaseException:
            self._connection.close()
            raise
        try:
            if not self._connection.poll(_SECONDS_TO_BEGIN) or self._connection.recv_bytes(64) != READY:
                raise OSError("it says something else")
        except (EOFError, OSError) as error:
            self.end()
            raise OSError(f"The process that reads does not begin: {error}") from error
        except BaseException:
            self.end()
            raise

    def is_there(self) -> bool:
        """Whether the process is still running."""
        return self._process.poll() is None

    def read(self, order: ReadOrder, between: Callable[[], None]) -> Photo | Preview | None:
        """The photo or its small picture, or None if the order was only to check the file, or there is none.

        Raises:
            PhotoError: the photo cannot be read.
            _Died: the process ended.
            Exception: anything that `between` raises.
        """
        try:
            self._connection.send_bytes(encoded(order))
            while not self._connection.poll(_LOOK_SECONDS):
                between()
            answer = answer_from(self._connection.recv_bytes(LONGEST_LINE))
            if answer.sentence:
                raise PhotoError(answer.sentence, order.path)
            return None if order.look_only or answer.nothing else self._received(answer, order)
        except MemoryError as error:
            raise PhotoError(memory_sentence(order.path), order.path) from error
        except (EOFError, OSError, ValueError) as error:
            raise _Died from error

    def _received(self, answer: ReadAnswer, order: ReadOrder) -> Photo | Preview:
        answer.check(order.max_pixels, is_small=order.preview is not None)
        memory = take_over(sum(answer.lengths), order.memory, self._connection)
        photo = photo_from(answer, memory, order.path)
        return photo if order.preview is None else Preview(photo, *answer.whole)

    def leave(self) -> None:
        """Close the connection, so that the process ends by itself."""
        self._connection.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_SECONDS_TO_LEAVE)
        self.end()

    def end(self) -> None:
        """End the process immediately."""
        self._connection.close()
        with suppress(OSError):
            self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            _log.info("The process that reads ended with %s", self._process.wait(_SECONDS_TO_LEAVE))


class ReaderProcesses:
    """The reader processes for all threads of this process; each serves one thread at a time."""

    def __init__(self, most: int | None = None, command: tuple[str, ...] | None = None) -> None:
        """Create the pool; no process is started yet.

        Args:
            most: the most processes at a time; None for one more than there are cores, so that the window
                does not wait for a batch.
            command: the command that starts a process.
        """
        self._most = usable_cores() + 1 if most is None else most
        self._command = command
        self._changed = Condition()
        self._free: list[_Reader] = []
        # The niceness of each busy process.
        self._busy: list[int] = []

    def read(
        self, path: Path, max_pixels: int, between: Callable[[], None], *, look_only: bool = False
    ) -> Photo | None:
        """Read a photo. With `look_only`, only check whether it can be read, and return None.

        If the process crashes, the photo is tried once more in a new one, because the first may have been
        ended for another reason.

        Args:
            path: the file.
            max_pixels: the most pixels allowed.
            between: called every tenth of a second; an exception from it ends the process and is passed on.

        Raises:
            DeadlyPhotoError: the process crashed twice.
            PhotoError: the photo cannot be read.
            OSError: no process can be started.
        """
        photo = self._carry_out(path, max_pixels, between, look_only=look_only)
        return photo if isinstance(photo, Photo) else None

    def preview(
        self, path: Path, kind: PreviewKind, max_pixels: int, between: Callable[[], None]
    ) -> Preview | None:
        """Read a small picture of a photo, or None if there is none of that kind; otherwise like `read`."""
        preview = self._carry_out(path, max_pixels, between, preview=kind)
        return preview if isinstance(preview, Preview) else None

    def _carry_out(
        self,
        path: Path,
        max_pixels: int,
        between: Callable[[], None],
        *,
        look_only: bool = False,
        preview: PreviewKind | None = None,
    ) -> Photo | Preview | None:
        memory = f"lowexp-{secrets.token_hex(8)}"
        # Paths such as /dev/stdin mean something else in the other process, so they are resolved here.
        order = ReadOrder(Path(os.path.realpath(path)), path, max_pixels, memory, look_only, preview)
        for _ in range(2):
            reader = self._take(between)
            try:
                photo = reader.read(order, between)
            except _Died as died:
                _log.warning("The process that reads died of %s", path, exc_info=died)
                self._drop(reader)
            except PhotoError:
                self._give_back(reader)
                raise
            except BaseException:
                self._drop(reader)
                raise
            else:
                self._give_back(reader)
                return photo
        raise DeadlyPhotoError(path)

    def close(self) -> None:
        """End all free processes."""
        with self._changed:
            free, self._free = self._free, []
        for reader in free:
            reader.leave()

    def _take(self, between: Callable[[], None]) -> _Reader:
        """A free process with this thread's priority, or a new one, or the next that becomes free."""
        patient_until = time.monotonic() + _BEGINNING_SECONDS
        while True:
            with self._changed:
                is_patient = time.monotonic() < patient_until
                found, is_place, needless = self._find(is_patient)
                if found is None and not is_place and not needless:
                    self._changed.wait(_LOOK_SECONDS)
            for reader in needless:
                reader.end()
            if found is not None:
                return found
            if is_place:
                break
            between()
        try:
            return _Reader(self._command or (*command_line(), COMMAND))
        except BaseException:
            self._free_a_place(_niceness())
            raise

    def _find(self, is_patient: bool) -> tuple[_Reader | None, bool, list[_Reader]]:
        """A free process, or whether a slot was reserved for a new one; and the processes to be dropped.

        Args:
            is_patient: whether to wait for a busy process instead of starting a new one.
        """
        niceness = _niceness()
        needless = [each for each in self._free if not each.is_there()]
        self._free = [each for each in self._free if each not in needless]
        fitting = [each for each in self._free if each.niceness == niceness]
        if fitting:
            self._free.remove(fitting[-1])
            self._busy.append(niceness)
            return fitting[-1], False, needless
        is_full = len(self._free) + len(self._busy) >= self._most
        if not is_full and not (is_patient and niceness in self._busy):
            self._busy.append(niceness)
            return None, True, needless
        if is_full and self._free:
            # It has another priority, and its slot is needed.
            needless.append(self._free.pop(0))
        return None, False, needless

    def _give_back(self, reader: _Reader) -> None:
        with self._changed:
            self._free.append(reader)
            self._busy.remove(reader.niceness)
            self._changed.notify()

    def _drop(self, reader: _Reader) -> None:
        reader.end()
        self._free_a_place(reader.niceness)

    def _free_a_place(self, niceness: int) -> None:
        with self._changed:
            self._busy.remove(niceness)
            self._changed.notify()


def _niceness() -> int:
    """The niceness that a process started by this thread inherits, on systems where threads have one."""
    return os.getpriority(os.PRIO_PROCESS, 0) if sys.platform != "win32" else 0


@contextmanager
def _as_input(connection: Connection) -> Iterator[int]:
    """A descriptor to be used as a process's standard input."""
    if sys.platform == "win32":
        import msvcrt
        from multiprocessing.reduction import duplicate

        descriptor = msvcrt.open_osfhandle(duplicate(connection.fileno()), 0)
        try:
            yield descriptor
        finally:
            os.close(descriptor)
    else:
        yield connection.fileno()
