"""The code that runs in a reader process; see `reader_process`."""

import logging
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from threading import Thread

from lowexp_gui.photo.errors import PhotoError, memory_sentence
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.reader_process import READY
from lowexp_gui.photo.reading import check_complete, read_photo_here, read_preview_here
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
    """Answer the orders from standard input until the other side ends or is idle for too long."""
    connection = _from_input()
    orders: SimpleQueue[ReadOrder] = SimpleQueue()
    Thread(target=_hear, args=(connection, orders.put), daemon=True).start()
    connection.send_bytes(READY)
    held: SharedMemory | None = None
    # The first order is already being sent.
    order = orders.get()
    try:
        while True:
            if held is not None:
                held.let_go()
            held = _answer(order, connection)
            order = orders.get(timeout=idle_seconds)
    except (Empty, OSError):
        return


def _hear(connection: Connection, put: Callable[[ReadOrder], None]) -> None:
    """Receive orders. When the asking process is gone, end this one at once, also within a decoder."""
    try:
        while True:
            put(order_from(connection.recv_bytes(LONGEST_LINE)))
    except (EOFError, OSError, ValueError):
        os._exit(0)


def _answer(order: ReadOrder, connection: Connection) -> SharedMemory | None:
    """Read a photo and send it. Returns the memory to be held until the next order.

    Raises:
        OSError: the other side is gone.
    """
    try:
        photo, whole = _read(order)
        if photo is None:
            connection.send_bytes(encoded(ReadAnswer(nothing=True)))
            return None
        if order.look_only:
            check_complete(photo)
        memory = None if order.look_only else _in_memory(photo, order)
    except PhotoError as error:
        _log.info("%s cannot be read", order.path, exc_info=error)
        connection.send_bytes(encoded(ReadAnswer(sentence=error.sentence)))
        return None
    connection.send_bytes(encoded(answer_of(photo, whole)))
    if memory is not None:
        memory.hand_over(connection)
    return memory


def _read(order: ReadOrder) -> tuple[Photo | None, tuple[int, int]]:
    """The photo, or the small picture with the photo's size, or None."""
    if order.preview is None:
        return read_photo_here(order.path, max_pixels=order.max_pixels, file=order.file), (0, 0)
    preview = read_preview_here(order.path, order.preview, max_pixels=order.max_pixels, file=order.file)
    return (None, (0, 0)) if preview is None else (preview.photo, (preview.width, preview.height))


def _in_memory(photo: Photo, order: ReadOrder) -> SharedMemory:
    try:
        return SharedMemory(parts_of(photo), order.memory)
    except (OSError, MemoryError) as error:
        raise PhotoError(memory_sentence(order.path), order.path) from error


def _from_input() -> Connection:
    """The connection that was passed to this process at its start."""
    if sys.platform == "win32":
        import msvcrt
        from multiprocessing.connection import PipeConnection

        return PipeConnection(msvcrt.get_osfhandle(0))
    return Connection(0)
