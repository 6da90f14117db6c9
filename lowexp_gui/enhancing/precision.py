"""Reduced precision: the denoiser computes in whole numbers or bfloat16 where the processor is faster at it.

Only what the denoiser computes inside is rounded. The light, the photo and the difference of photo and noise
stay in float32.
"""

import logging
import math
import time
from abc import ABC, abstractmethod
from enum import StrEnum
from functools import cache

import torch
from torch import Tensor, nn

from lowexp_gui.enhancing.precision_choice import Precision
from lowexp_gui.enhancing.side_by_side import one_thread
from lowexp_gui.model.quantised_convolution import MOST, QuantisedConvolution

_log = logging.getLogger(__name__)

_CHANNELS = 32
_SIDE = 48
_REPEATS = 12
_WORTH_WHILE = 1.2
# Weights of less than 8 bits would be further off.
_ROUNDED = 1e-3


class Arithmetic(StrEnum):
    """The numbers that a denoiser's convolutions are computed with."""

    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"
    INT8 = "int8"


def chosen_arithmetic(
    precision: Precision, device: torch.device, among: tuple[Arithmetic, ...] = tuple(Arithmetic)
) -> Arithmetic:
    """What a choice means: float32, or what is fastest on a device; see `best_arithmetic`."""
    return Arithmetic.FLOAT32 if precision is Precision.FLOAT32 else best_arithmetic(device, among)


def best_arithmetic(device: torch.device, among: tuple[Arithmetic, ...] = tuple(Arithmetic)) -> Arithmetic:
    """The arithmetic in which a convolution is fastest on a device.

    bfloat16 has to be clearly faster than float32, and whole numbers, in which not all of a denoiser is
    computed, than both.

    Args:
        among: those that the network has a form for, float32 always.
    """
    seconds, best = _seconds(device), Arithmetic.FLOAT32
    for arithmetic in (Arithmetic.BFLOAT16, Arithmetic.INT8):
        if arithmetic in among and _WORTH_WHILE * seconds.get(arithmetic, math.inf) < seconds.get(best, 0):
            best = arithmetic
    return best


@cache
def _seconds(device: torch.device) -> dict[Arithmetic, float]:
    """How long a convolution takes in the arithmetics that work on a device.

    It is measured, once in a process, in some milliseconds: processors that know a type by name may still
    emulate it. Whole numbers are for the CPU, and only where their sums are right: older processors add them
    in 16 bits, which large ones exceed.
    """
    trials = _trials(device)
    # Where cores are busy, it would be measured how long threads wait for each other.
    with one_thread():
        # In turn, and the shortest of many: other programs then slow all alike.
        for _ in range(_REPEATS):
            for trial in trials.values():
                trial.time()
    for arithmetic, trial in trials.items():
        _log.info("A convolution on %s in %s: %.2f ms", device, arithmetic, trial.seconds * 1e3)
    return {arithmetic: trial.seconds for arithmetic, trial in trials.items()}


def working_arithmetics(device: torch.device) -> tuple[Arithmetic, ...]:
    """Those that a device can compute in, and rightly."""
    return tuple(_trials(device)) or (Arithmetic.FLOAT32,)


class _Trial(ABC):
    """A small 3x3 convolution in some arithmetic.

    Attributes:
        seconds: the shortest time it took.
    """

    seconds = math.inf

    @abstractmethod
    def run(self) -> Tensor:
        """Run it once more."""

    def time(self) -> None:
        """Run it once more, and keep the time."""
        with torch.inference_mode():
            started = time.perf_counter()
            # Reading a value waits for the device.
            self.run()[0, 0, 0, 0].item()
            self.seconds = min(self.seconds, time.perf_counter() - started)


def _trials(device: torch.device) -> dict[Arithmetic, _Trial]:
    """Those that work on a device."""
    trials: dict[Arithmetic, _Trial] = {}
    try:
        trials[Arithmetic.FLOAT32] = _FloatTrial(torch.float32, device)
        trials[Arithmetic.BFLOAT16] = _FloatTrial(torch.bfloat16, device)
        for trial in trials.values():
            trial.time()
    except (RuntimeError, TypeError) as error:
        _log.info("No bfloat16 on %s: %s", device, error)
        return {}
    if device.type == "cpu":
        try:
            whole = _WholeTrial()
            if whole.is_right():
                trials[Arithmetic.INT8] = whole
        except (RuntimeError, AttributeError, TypeError) as error:
            _log.info("No whole numbers on %s: %s", device, error)
    return trials


class _FloatTrial(_Trial):
    """In float32 or bfloat16."""

    def __init__(self, precision: torch.dtype, device: torch.device) -> None:
        order = torch.channels_last
        self._layer = nn.Conv2d(_CHANNELS, _CHANNELS, 3, padding=1)
        self._layer.to(device, precision, memory_format=order)  # type: ignore[call-overload]
        features = torch.zeros(1, _CHANNELS, _SIDE, _SIDE, dtype=precision, device=device)
        self._features = features.contiguous(memory_format=order)

    def run(self) -> Tensor:
        made: Tensor = self._layer(self._features)
        return made


class _WholeTrial(_Trial):
    """In whole numbers of 8 bits, all of them the highest that there are."""

    def __init__(self) -> None:
        self._layer = nn.Conv2d(_CHANNELS, _CHANNELS, 3, padding=1)
        nn.init.ones_(self._layer.weight)
        nn.init.zeros_(self._layer.get_parameter("bias"))
        self._whole = QuantisedConvolution(self._layer, torch.ones(_CHANNELS))
        codes = torch.full((1, _CHANNELS, _SIDE, _SIDE), MOST, dtype=torch.uint8)
        self._codes = codes.contiguous(memory_format=torch.channels_last)

    def run(self) -> Tensor:
        return self._whole(self._codes)

    def is_right(self) -> bool:
        """Whether sums are what they are in float32."""
        with torch.inference_mode():
            expected = self._layer(self._codes / MOST)
            return torch.allclose(self.run(), expected, rtol=_ROUNDED)
