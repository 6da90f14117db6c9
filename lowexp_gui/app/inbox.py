"""Requests to a worker, the most urgent first."""

import heapq
from itertools import count
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Inbox(Generic[T]):
    """A queue between two threads; among equally urgent requests the first one comes first."""

    def __init__(self) -> None:
        """An empty inbox."""
        self._lock = Lock()
        self._order = count()
        self._heap: list[tuple[int, int, T]] = []

    def put(self, request: T, urgency: int) -> None:
        """Add a request; the lowest urgency number is taken first."""
        with self._lock:
            heapq.heappush(self._heap, (urgency, next(self._order), request))

    def take(self) -> T | None:
        """The most urgent request, or None."""
        with self._lock:
            return heapq.heappop(self._heap)[2] if self._heap else None

    def clear(self) -> None:
        """Forget all requests."""
        with self._lock:
            self._heap.clear()
