"""A gate that threads pass one at a time, in a given order."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class OrderedGate:
    """A gate for numbered threads: each passes after all smaller numbers have passed or given up."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._next = 0
        self._gone: set[int] = set()

    @contextmanager
    def turn(self, number: int) -> Iterator[None]:
        """Wait for a number's turn, which lasts until the end of the context."""
        with self._changed:
            self._changed.wait_for(lambda: self._next >= number)
        try:
            yield
        finally:
            self.give_up(number)

    def give_up(self, number: int) -> None:
        """Give up a number's turn; may be called repeatedly."""
        with self._changed:
            if number >= self._next:
                self._gone.add(number)
            while self._next in self._gone:
                self._gone.discard(self._next)
                self._next += 1
            self._changed.notify_all()
