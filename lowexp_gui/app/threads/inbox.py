"""A queue of requests by urgency, and the base of workers that answer them."""

import heapq
from collections.abc import Mapping
from itertools import count
from threading import Lock
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


class Inbox(Generic[T]):
    """A thread-safe priority queue; equally urgent requests keep their order."""

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


class InboxWorker(QObject, Generic[T]):
    """Answers one request in each turn of its thread's event loop, the most urgent first.

    Attributes:
        urgency: urgency of each type of request; the lowest number is answered first.
    """

    urgency: ClassVar[Mapping[type, int]] = {}
    _wake_up = Signal()

    def __init__(self) -> None:
        """A worker that must be moved to its thread."""
        super().__init__()
        self._inbox: Inbox[T] = Inbox()
        # Queued, because a worker may also send requests to itself.
        self._wake_up.connect(self.take_one, Qt.ConnectionType.QueuedConnection)

    def ask(self, request: T) -> None:
        """Add a request. May be called on any thread."""
        self._inbox.put(request, self.urgency[type(request)])
        self._wake_up.emit()

    def forget_requests(self) -> None:
        """Drop all requests that are not begun. May be called on any thread."""
        self._inbox.clear()

    @Slot()
    def take_one(self) -> None:
        """Answer the most urgent request."""
        request = self._inbox.take()
        if request is not None:
            self._answer(request)

    def _answer(self, request: T) -> None:
        """Answer a request by a signal; must not raise."""
        raise NotImplementedError
