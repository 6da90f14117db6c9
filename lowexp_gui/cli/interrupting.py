"""Ctrl-C and a request to end become a cancel token, so that work stops between two tiles or steps."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

INTERRUPTED = 130
"""Exit code of a command that was stopped."""


@contextmanager
def cancelled_by_interrupt() -> Iterator[Event]:
    """An event that the first signal sets; the second one ends the program at once."""
    cancel = Event()

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        if cancel.is_set():
            raise KeyboardInterrupt
        cancel.set()

    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(each, interrupted) for each in signals]
    try:
        yield cancel
    finally:
        for each, handler in zip(signals, before, strict=True):
            signal.signal(each, handler)
