"""Threads that pass a place one after the other, in the order in which they were called up."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class OrderedGate:
    """A turnstile: whoever has a number passes after all smaller ones have passed or given up."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._next = 0
        self._gone: set[int] = set()

    @contextmanager
    def turn(self, number: int) -> Iterator[None]:
        """Wait for the turn of a number, which ends with the context."""
        with self._changed:
            self._changed.wait_for(lambda: self._next >= number)
        try:
            yield
        finally:
            self.give_up(number)

    def give_up(self, number: int) -> None:
        """A number needs no turn any more; it may be said again."""
        with self._changed:
            if number >= self._next:
                self._gone.add(number)
            while self._next in self._gone:
                self._gone.discard(self._next)
                self._next += 1
            self._changed.notify_all()
