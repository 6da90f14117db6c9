"""Memory that is used again: fresh memory costs more than most arithmetic."""

import math
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor


class Memory:
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


_IDLE: deque[Memory] = deque(maxlen=2)


@contextmanager
def borrowed_memory() -> Iterator[Memory]:
    """Memory for the blocks of a picture, some megabytes, kept for the next borrower; any thread may ask."""
    try:
        memory = _IDLE.pop()
    except IndexError:
        memory = Memory()
    yield memory
    _IDLE.append(memory)
