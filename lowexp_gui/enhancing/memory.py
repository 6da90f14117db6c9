"""Memory that is used again: fresh memory costs more than most arithmetic."""

import ctypes
import math
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor


class ScratchMemory:
    """Tensors by name that are made once and used again; for one thread at a time."""

    def __init__(self) -> None:
        self._kept: dict[str, Tensor] = {}

    def tensor(self, name: str, *shape: int, dtype: torch.dtype = torch.float32) -> Tensor:
        """An uninitialised tensor of a shape; it shares its memory with the last one of its name."""
        size = math.prod(shape)
        kept = self._kept.get(name)
        if kept is None or kept.numel() < size or kept.dtype != dtype:
            # Made as any tensor is, so that it can be written to in and out of inference mode.
            with torch.inference_mode(False):
                kept = self._kept[name] = torch.empty(size, dtype=dtype)
        return kept[:size].view(shape)


_IDLE: deque[ScratchMemory] = deque(maxlen=4)


@contextmanager
def scratch_memory() -> Iterator[ScratchMemory]:
    """Memory for the blocks of a picture, some megabytes, kept for the next borrower; any thread may ask."""
    try:
        memory = _IDLE.pop()
    except IndexError:
        memory = ScratchMemory()
    yield memory
    _IDLE.append(memory)


def as_tensor(codes: NDArray[np.generic]) -> Tensor:
    """An array, which may be read-only, as a tensor of the same memory, which nobody is to write to."""
    # Torch has no read-only tensors, and warns of read-only arrays.
    return torch.from_numpy(np.asarray(_Writable({**codes.__array_interface__}, codes)))


class _Writable:
    """The memory of an array, under NumPy's array interface, without its protection."""

    def __init__(self, interface: dict[str, Any], owner: object) -> None:
        self.__array_interface__ = interface | {"data": (interface["data"][0], False)}
        self.owner = owner


# Names and numbers of glibc's malloc.h: the largest values that it takes here, and those that it begins with.
_MMAP_THRESHOLD, _LARGEST_KEPT = -3, 32 * 1024 * 1024
_TRIM_THRESHOLD, _MOST_KEPT = -1, 512 * 1024 * 1024
_USUAL_THRESHOLD = 128 * 1024


@cache
def keep_freed_memory() -> None:
    """Let the C library keep what a layer frees for the next layer, once in a process; elsewhere nothing.

    By itself glibc gives large blocks back to the system, which hands them out anew page by page: a quarter
    of a denoiser's time over tiles of 1000 pixels.
    """
    library = _glibc()
    if library is not None:
        library.mallopt(_MMAP_THRESHOLD, _LARGEST_KEPT)
        library.mallopt(_TRIM_THRESHOLD, _MOST_KEPT)


def stop_keeping_freed_memory() -> None:
    """Give back what `keep_freed_memory` kept, and from now on each large block as soon as it is freed.

    Where memory is short: a small block at the end of what is kept holds all of it, for any other use.
    """
    library = _glibc()
    if library is not None:
        library.mallopt(_MMAP_THRESHOLD, _USUAL_THRESHOLD)
        library.mallopt(_TRIM_THRESHOLD, _USUAL_THRESHOLD)
        library.malloc_trim(0)


def give_freed_memory_back() -> None:
    """Let the system have what `keep_freed_memory` kept: some hundred megabytes after a run."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


@cache
def _glibc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
