"""Ctrl-C, termination and a closed reader set a cancel event, which stops work between two tiles or steps."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event
from types import FrameType

import click

from lowexp_gui.cli.output_readers import OutputReaders

INTERRUPTED = 130
"""Exit code after an interruption."""


@contextmanager
def cancelled_by_interrupt() -> Iterator[Event]:
    """An event that is set by the first signal. A second signal ends the process immediately."""
    cancel = Event()
    signals = (signal.SIGINT, signal.SIGTERM)

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        # The system's handlers are restored, so that no library can delay the second signal.
        for each in signals:
            signal.signal(each, signal.SIG_DFL)
        cancel.set()

    before = [signal.signal(each, interrupted) for each in signals]
    context = click.get_current_context(silent=True)
    audience = None if context is None else context.find_object(OutputReaders)
    with ExitStack() as stack:
        if audience is not None:
            stack.enter_context(audience.calling_when_gone(cancel.set))
        try:
            yield cancel
        finally:
            for each, handler in zip(signals, before, strict=True):
                signal.signal(each, handler)
