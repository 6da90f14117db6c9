"""Processes that read photos for this one: a decoder that dies takes nothing with it but its photo.

A process is begun when it is first needed, and used again and again. It hears where a file is, and answers as
`sent_photo` has it. It ends with the process that began it, and by itself when nobody asks for some minutes.
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
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.sent_photo import (
    LONGEST_LINE,
    ReadAnswer,
    ReadOrder,
    answer_from,
    encoded,
    photo_from,
    take_over,
)

COMMAND = "read-apart"
READY = b"ready"
"""What a process says first."""
_LOOK_SECONDS = 0.1
_SECONDS_TO_BEGIN = 120.0
# What it takes to begin a process: so long it is worth to wait for one that is there.
_BEGINNING_SECONDS = 0.4
_SECONDS_TO_LEAVE = 2.0
# A console program would show a window of its own beside the program's.
_WITHOUT_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_log = logging.getLogger(__name__)


class _Died(Exception):
    """The process ended before it answered."""


class _Reader:
    """A process that reads photos, for one thread at a time.

    Attributes:
        niceness: that of the thread which began it: the system gives the process the same.
    """

    def __init__(self, command: tuple[str, ...]) -> None:
        """Begin it.

        Raises:
            OSError: it does not begin.
        """
        self.niceness = _niceness()
        self._connection, theirs = Pipe()
        try:
            # A session of its own: Ctrl-C in a terminal is heard by this process alone.
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
        """Whether it has not ended, as it does when nobody asks."""
        return self._process.poll() is None

    def read(self, order: ReadOrder, between: Callable[[], None]) -> Photo | None:
        """The photo, or None if only a look was asked for.

        Raises:
            PhotoError: it cannot be read.
            _Died: the process ended instead.
            Exception: what `between` raised.
        """
        try:
            self._connection.send_bytes(encoded(order))
            while not self._connection.poll(_LOOK_SECONDS):
                between()
            answer = answer_from(self._connection.recv_bytes(LONGEST_LINE))
            if answer.sentence:
                raise PhotoError(answer.sentence, order.path)
            return None if order.look_only else self._received(answer, order)
        except MemoryError as error:
            raise PhotoError(memory_sentence(order.path), order.path) from error
        except (EOFError, OSError, ValueError) as error:
            raise _Died from error

    def _received(self, answer: ReadAnswer, order: ReadOrder) -> Photo:
        answer.check(order.max_pixels)
        memory = take_over(sum(answer.lengths), order.memory, self._connection)
        return photo_from(answer, memory, order.path)

    def leave(self) -> None:
        """Let it end by itself, as it does when nobody can ask any more."""
        self._connection.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_SECONDS_TO_LEAVE)
        self.end()

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._connection.close()
        with suppress(OSError):
            self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            _log.info("The process that reads ended with %s", self._process.wait(_SECONDS_TO_LEAVE))


class ReaderProcesses:
    """The processes that read, for all threads of this process; each serves one thread at a time."""

    def __init__(self, most: int | None = None, command: tuple[str, ...] | None = None) -> None:
        """None is begun yet.

        Args:
            most: processes at a time; None for one more than there are cores, so that the window need not
                wait for a batch.
            command: what begins one.
        """
        self._most = usable_cores() + 1 if most is None else most
        self._command = command
        self._changed = Condition()
        self._free: list[_Reader] = []
        # The niceness of each that is not free.
        self._busy: list[int] = []

    def read(
        self, path: Path, max_pixels: int, between: Callable[[], None], *, look_only: bool = False
    ) -> Photo | None:
        """Read a photo; None if `look_only`, which finds out whether that goes.

        A photo with which a process dies is tried in a new one before it is given up: the first may have been
        ended by something else.

        Args:
            path: the file.
            max_pixels: the photo may have no more.
            between: called every tenth of a second; what it raises ends the process, and is raised.

        Raises:
            DeadlyPhotoError: the process died of it, twice.
            PhotoError: it cannot be read.
            OSError: no process can be begun.
        """
        memory = f"lowexp-{secrets.token_hex(8)}"
        # What stands for a file of this process, such as /dev/stdin, is another one there.
        order = ReadOrder(Path(os.path.realpath(path)), path, max_pixels, memory, look_only)
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
        """End those that are free."""
        with self._changed:
            free, self._free = self._free, []
        for reader in free:
            reader.leave()

    def _take(self, between: Callable[[], None]) -> _Reader:
        """A process of this thread's priority that is free, or a new one, or the next that becomes free."""
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
        """A free process, or whether a place was taken for a new one; and those that are to be dropped.

        Args:
            is_patient: whether none is begun while another one may soon be free.
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
            # It has another priority, and its place is needed.
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
    """The priority that a process gets which this thread begins, where threads have priorities."""
    return os.getpriority(os.PRIO_PROCESS, 0) if sys.platform != "win32" else 0


@contextmanager
def _as_input(connection: Connection) -> Iterator[int]:
    """A descriptor that can be a process's standard input."""
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
