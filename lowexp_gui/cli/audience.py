"""Who reads what a command prints: a pipe whose reader goes away ends the command, quietly.

Writing goes on into nothing then, so no part of the program meets a broken pipe, and what works is cancelled
as by Ctrl-C.
"""

import contextlib
import errno
import io
import os
import select
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from io import FileIO, RawIOBase, TextIOWrapper
from typing import TextIO, cast

UNHEARD = 141
"""Exit code of a command whose reader went away, as a shell gives it for a program that SIGPIPE ended."""
_ALSO_BROKEN = (errno.EINVAL,) if sys.platform == "win32" else ()


class Audience:
    """The readers of this process's output."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._gone = False
        self._calls: list[Callable[[], None]] = []

    @property
    def is_gone(self) -> bool:
        """Whether a reader went away."""
        return self._gone

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Let standard output and standard error, where they are pipes, tell when their reader goes away."""
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = self._heard(before[0]), self._heard(before[1])
        for stream in (sys.stdout, sys.stderr):
            if stream not in before:
                threading.Thread(target=self._wait, args=(stream.fileno(),), daemon=True).start()
        try:
            yield
        finally:
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(OSError, ValueError):
                    stream.flush()
            sys.stdout, sys.stderr = before

    @contextlib.contextmanager
    def calling_when_gone(self, call: Callable[[], None]) -> Iterator[None]:
        """Call, on any thread, if a reader goes away meanwhile or has gone."""
        with self._lock:
            self._calls.append(call)
            gone = self._gone
        if gone:
            call()
        try:
            yield
        finally:
            with self._lock:
                self._calls.remove(call)

    def leave(self) -> None:
        """A reader has gone away; nothing more is said, in other places neither."""
        with self._lock:
            if self._gone:
                return
            self._gone = True
            calls = tuple(self._calls)
            sys.stderr = io.StringIO()
        for call in calls:
            call()

    def _heard(self, stream: TextIO) -> TextIO:
        """The same stream, if it is a pipe, so that it tells."""
        if not isinstance(stream, TextIOWrapper) or not _is_pipe(stream):
            return stream
        stream.flush()
        raw = _Heard(stream.fileno(), self)
        buffer = io.BufferedWriter(cast("RawIOBase", raw))
        return TextIOWrapper(buffer, stream.encoding, stream.errors, line_buffering=True)

    def _wait(self, descriptor: int) -> None:
        """Leave when the reader of a pipe is gone, though nothing is written meanwhile."""
        if hasattr(select, "poll"):
            poll = select.poll()
            poll.register(descriptor, 0)
            if any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll()):
                self.leave()


def _is_pipe(stream: TextIO) -> bool:
    try:
        mode = os.fstat(stream.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


class _Heard(FileIO):
    """An open file that takes everything once its reader is gone."""

    def __init__(self, descriptor: int, audience: Audience) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self._audience = audience

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Write, or do as if."""
        try:
            return super().write(data)
        except OSError as error:
            # Windows may have no better word for it.
            if error.errno not in (errno.EPIPE, errno.ECONNRESET, *_ALSO_BROKEN):
                raise
            self._audience.leave()
            return len(data)
