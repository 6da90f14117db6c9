"""Handling of closed output pipes: if the reader goes away, the command ends quietly.

Further output is discarded, so that no code gets a broken pipe, and running work is cancelled as by Ctrl-C.
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
"""Exit code if the reader went away: the shell's code for SIGPIPE."""
_ALSO_BROKEN = (errno.EINVAL,) if sys.platform == "win32" else ()


class OutputReaders:
    """The readers of this process's output."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._gone = False
        self._calls: list[Callable[[], None]] = []

    @property
    def is_gone(self) -> bool:
        """Whether a reader has gone away."""
        return self._gone

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Detect closed readers of standard output and standard error, if these are pipes."""
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
        """Call a function, on any thread, if a reader has gone or goes away inside the context."""
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
        """Record that a reader has gone; all further output is discarded."""
        with self._lock:
            if self._gone:
                return
            self._gone = True
            calls = tuple(self._calls)
            sys.stderr = io.StringIO()
        for call in calls:
            call()

    def _heard(self, stream: TextIO) -> TextIO:
        """The stream, wrapped for detection if it is a pipe."""
        if not isinstance(stream, TextIOWrapper) or not _is_pipe(stream):
            return stream
        stream.flush()
        raw = _GuardedFile(stream.fileno(), self)
        buffer = io.BufferedWriter(cast("RawIOBase", raw))
        return TextIOWrapper(buffer, stream.encoding, stream.errors, line_buffering=True)

    def _wait(self, descriptor: int) -> None:
        """Detect a closed reader while nothing is written."""
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


class _GuardedFile(FileIO):
    """An open file that discards everything after its reader has gone."""

    def __init__(self, descriptor: int, audience: OutputReaders) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self._audience = audience

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Write, or discard."""
        try:
            return super().write(data)
        except OSError as error:
            # Windows may report only this error.
            if error.errno not in (errno.EPIPE, errno.ECONNRESET, *_ALSO_BROKEN):
                raise
            self._audience.leave()
            return len(data)
