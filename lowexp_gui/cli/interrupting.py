"""Ctrl-C, a request to end and a reader that goes away become a cancel token, which stops work between two
tiles or steps.
"""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event
from types import FrameType

import click

from lowexp_gui.cli.audience import Audience

INTERRUPTED = 130
"""Exit code of a command that was stopped."""


@contextmanager
def cancelled_by_interrupt() -> Iterator[Event]:
    """An event that the first signal sets; the second one is the system's, which ends the process at once."""
    cancel = Event()
    signals = (signal.SIGINT, signal.SIGTERM)

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        # Whatever the process does then, in whichever library, it does not keep it from ending.
        for each in signals:
            signal.signal(each, signal.SIG_DFL)
        cancel.set()

    before = [signal.signal(each, interrupted) for each in signals]
    context = click.get_current_context(silent=True)
    audience = None if context is None else context.find_object(Audience)
    with ExitStack() as stack:
        if audience is not None:
            stack.enter_context(audience.calling_when_gone(cancel.set))
        try:
            yield cancel
        finally:
            for each, handler in zip(signals, before, strict=True):
                signal.signal(each, handler)
