"""A picture in pieces, each on one thread of torch: several go on side by side and never wait for each other.

Torch by itself shares out each operation, and all threads wait for the last one before the next: for blocks
of a picture, which take fractions of a millisecond, that costs more than it gains, most of all beside other
programs. What comes out does not depend on how many threads there are.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from queue import Empty, SimpleQueue
from typing import TypeVar

import torch

from lowexp_gui.model.one_thread import one_thread

Piece = TypeVar("Piece")


def run_in_parallel(
    pieces: Sequence[Piece], worker: Callable[[], AbstractContextManager[Callable[[Piece], object]]]
) -> None:
    """Work on pieces, as many at a time as torch has threads on this thread, in inference mode.

    Args:
        worker: gives what works on one piece after the other; each thread has its own.

    Raises:
        Exception: what a worker raised first; other pieces may have been worked on or not.
    """
    left: SimpleQueue[Piece] = SimpleQueue()
    for piece in pieces:
        left.put(piece)

    def run() -> None:
        torch.set_num_threads(1)
        with torch.inference_mode(), worker() as work:
            for piece in _taken(left):
                work(piece)

    threads = min(torch.get_num_threads(), len(pieces))
    # The number that a thread sets counts for others too, in part.
    with one_thread():
        if threads < 2:
            run()
            return
        with ThreadPoolExecutor(threads, "blocks") as pool:
            for future in [pool.submit(run) for _ in range(threads)]:
                future.result()


def _taken(left: "SimpleQueue[Piece]") -> Iterator[Piece]:
    while True:
        try:
            yield left.get_nowait()
        except Empty:
            return
