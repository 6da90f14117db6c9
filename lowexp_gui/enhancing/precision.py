"""Reduced precision: the denoiser runs in bfloat16 where the processor is faster at it.

Only what the denoiser computes inside is rounded to 8 bits of mantissa. The light, the photo and the
difference of photo and noise stay in float32.
"""

import logging
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import torch
from torch import nn

from lowexp_gui.enhancing.precision_choice import Precision

_log = logging.getLogger(__name__)

_CHANNELS = 32
_SIDE = 48
_REPEATS = 12
_WORTH_WHILE = 1.2


def chosen_precision(precision: Precision, device: torch.device) -> torch.dtype:
    """A choice as torch knows it: float32, or what is fastest on a device."""
    return torch.float32 if precision is Precision.FLOAT32 else best_precision(device)


@cache
def best_precision(device: torch.device) -> torch.dtype:
    """bfloat16 if a convolution is clearly faster in it than in float32 on a device, else float32.

    It is measured, once in a process, in some milliseconds: processors that know the type by name may still
    emulate it.
    """
    try:
        trials = [_Trial(precision, device) for precision in (torch.float32, torch.bfloat16)]
        with _one_thread():
            # In turn, and the shortest of many: other programs then slow both alike.
            for _ in range(_REPEATS):
                for trial in trials:
                    trial.run()
    except (RuntimeError, TypeError) as error:
        _log.info("No bfloat16 on %s: %s", device, error)
        return torch.float32
    slow, fast = (trial.seconds for trial in trials)
    _log.info("A convolution on %s: %.2f ms in float32, %.2f in bfloat16", device, slow * 1e3, fast * 1e3)
    return torch.bfloat16 if slow > _WORTH_WHILE * fast else torch.float32


@contextmanager
def _one_thread() -> Iterator[None]:
    """Without threads that wait for one another: where cores are busy, that is all that would be measured."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


class _Trial:
    """A small 3x3 convolution in a precision.

    Attributes:
        seconds: the shortest time it took.
    """

    def __init__(self, precision: torch.dtype, device: torch.device) -> None:
        self.seconds = math.inf
        order = torch.channels_last
        self._layer = nn.Conv2d(_CHANNELS, _CHANNELS, 3, padding=1)
        self._layer.to(device, precision, memory_format=order)  # type: ignore[call-overload]
        features = torch.zeros(1, _CHANNELS, _SIDE, _SIDE, dtype=precision, device=device)
        self._features = features.contiguous(memory_format=order)

    def run(self) -> None:
        """Run it once more."""
        with torch.inference_mode():
            started = time.perf_counter()
            # Reading a value waits for the device.
            self._layer(self._features)[0, 0, 0, 0].item()
            self.seconds = min(self.seconds, time.perf_counter() - started)
