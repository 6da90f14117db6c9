"""What runs in a process that reads photos for another one; see `reader_process`."""

import logging
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from threading import Event, Thread

from lowexp_gui.photo.errors import PhotoError, memory_sentence
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.reader_process import READY
from lowexp_gui.photo.reading import check_complete, read_photo_here
from lowexp_gui.photo.sent_photo import (
    LONGEST_LINE,
    ReadAnswer,
    ReadOrder,
    SharedMemory,
    answer_of,
    encoded,
    order_from,
    parts_of,
)

_IDLE_SECONDS = 300.0
_log = logging.getLogger(__name__)


def serve(idle_seconds: float = _IDLE_SECONDS) -> None:
    """Read what is asked for on standard input, until nobody is there or asks any more."""
    connection = _from_input()
    orders: SimpleQueue[ReadOrder | None] = SimpleQueue()
    busy = Event()
    Thread(target=_hear, args=(connection, orders.put, busy), daemon=True).start()
    connection.send_bytes(READY)
    held: SharedMemory | None = None
    # The first is on its way.
    order = orders.get()
    try:
        while order is not None:
            if held is not None:
                held.let_go()
            held = None
            busy.set()
            held = _answer(order, connection)
            busy.clear()
            order = orders.get(timeout=idle_seconds)
    except (Empty, OSError):
        return


def _hear(connection: Connection, put: Callable[[ReadOrder | None], None], busy: Event) -> None:
    """Take what is asked for; when the process is gone that asks, this one ends, whatever it is doing."""
    try:
        while True:
            put(order_from(connection.recv_bytes(LONGEST_LINE)))
    except (EOFError, OSError, ValueError):
        put(None)
        if busy.is_set():
            os._exit(0)


def _answer(order: ReadOrder, connection: Connection) -> SharedMemory | None:
    """Read a photo and hand it over; the memory that is to be held until the next order.

    Raises:
        OSError: nobody hears it.
    """
    try:
        photo = read_photo_here(order.path, max_pixels=order.max_pixels, file=order.file)
        if order.look_only:
            check_complete(photo)
        memory = None if order.look_only else _in_memory(photo, order)
    except PhotoError as error:
        _log.info("%s cannot be read", order.path, exc_info=error)
        connection.send_bytes(encoded(ReadAnswer(sentence=error.sentence)))
        return None
    connection.send_bytes(encoded(answer_of(photo)))
    if memory is not None:
        memory.hand_over(connection)
    return memory


def _in_memory(photo: Photo, order: ReadOrder) -> SharedMemory:
    try:
        return SharedMemory(parts_of(photo), order.memory)
    except (OSError, MemoryError) as error:
        raise PhotoError(memory_sentence(order.path), order.path) from error


def _from_input() -> Connection:
    """The connection that this process was begun with."""
    if sys.platform == "win32":
        import msvcrt
        from multiprocessing.connection import PipeConnection

        return PipeConnection(msvcrt.get_osfhandle(0))
    return Connection(0)
