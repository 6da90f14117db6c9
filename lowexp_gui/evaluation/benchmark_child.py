"""One measurement of the benchmark, in a process of its own."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from threading import Event

import numpy as np
import torch
from torch import nn

from lowexp_gui.enhancing.adjustments import NEUTRAL, Stage
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.exporting import export_codes
from lowexp_gui.enhancing.running import OutOfMemory, RunCallbacks, enhance_photo
from lowexp_gui.evaluation.benchmark import Measured, Seconds
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import DualModel, load_model
from lowexp_gui.paths import temporary_folder
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.photograph import Photo, photo_from_srgb
from lowexp_gui.photo.reading import read_photo_bytes
from lowexp_gui.photo.writing import write_photo

_REFERENCE_TILE = 512
_REFERENCE_CHANNELS = 16
_WARM_UP_SIDE = 64
_PIXELS_IN_ALL = 96e6
_FEWEST_REPEATS, _MOST_REPEATS = 2, 80


def measure(model: DualModel, data: bytes) -> Measured:
    """Time a model on the bytes of a JPEG, in turn with the convolution, so that a busy machine slows both.

    A small photo is worked on many times, a large one a few times; the shortest times count.
    """
    # What is loaded and chosen once in a process is no part of a photo's time.
    enhance_photo(photo_from_srgb(np.zeros((_WARM_UP_SIDE, _WARM_UP_SIDE, 3), np.uint8)), model, CPU, Event())
    shortest: dict[str, float] = {}

    def timed(times: dict[str, float]) -> None:
        shortest.update({name: min(value, shortest.get(name, value)) for name, value in times.items()})

    photo, times = _work(model, data)
    timed(times)
    peak = _peak_bytes()
    timed({"convolution": _convolution_seconds(photo.width, photo.height)})
    pixels = photo.width * photo.height
    repeats = max(_FEWEST_REPEATS, min(_MOST_REPEATS, round(_PIXELS_IN_ALL / pixels)))
    for _ in range(repeats - 1):
        timed(_work(model, data)[1])
        timed({"convolution": _convolution_seconds(photo.width, photo.height)})
    timed({"copying": _copying_seconds(photo, repeats)})
    return Measured(Seconds(**shortest), peak, torch.get_num_threads())


def _work(model: DualModel, data: bytes) -> tuple[Photo, dict[str, float]]:
    """A photo through the whole program, and the seconds of each part."""
    clock = _Clock()
    photo = read_photo_bytes(data)
    clock.stop("decode")
    callbacks = RunCallbacks(on_light=lambda _: clock.stop("light"))
    enhancement = enhance_photo(photo, model, CPU, Event(), callbacks)
    clock.stop("noise")
    codes = export_codes(enhancement, Stage.FINAL, NEUTRAL, profile=None, bit_depth=8)
    clock.stop("render")
    with temporary_folder("benchmark") as folder:
        clock.restart()
        write_photo(codes, photo, Path(folder) / "result.jpg", format=PhotoFormat.JPEG)
        clock.stop("encode")
    return photo, clock.seconds


class _Clock:
    """Seconds between one stop and the next, by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.restart()

    def restart(self) -> None:
        self._last = time.perf_counter()

    def stop(self, name: str) -> None:
        self.seconds[name] = time.perf_counter() - self._last
        self.restart()


def _convolution_seconds(width: int, height: int) -> float:
    """A 3x3 convolution of 16 channels over a photo in tiles; making its input is not timed."""
    order, side = torch.channels_last, _REFERENCE_TILE
    layer = nn.Conv2d(_REFERENCE_CHANNELS, _REFERENCE_CHANNELS, 3, padding=1)
    layer.to(memory_format=order)  # type: ignore[call-overload]
    whole = torch.rand(1, _REFERENCE_CHANNELS, min(side, height), min(side, width)).contiguous(
        memory_format=order
    )
    seconds = 0.0
    with torch.inference_mode():
        for top in range(0, height, side):
            for left in range(0, width, side):
                tile = whole[:, :, : height - top, : width - left].contiguous(memory_format=order)
                seconds += _seconds(lambda tile=tile: layer(tile))  # type: ignore[misc]
    return seconds


def _copying_seconds(photo: Photo, repeats: int) -> float:
    target = np.zeros_like(photo.pixels)
    return min(_seconds(lambda: np.copyto(target, photo.pixels)) for _ in range(repeats + 1))


def _seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _peak_bytes() -> int | None:
    """The most memory that this process has held; None where the system does not say."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not from `resource`: on Linux a process inherits there what its parent held when it was begun.
        lines = [line.split() for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        return int(lines[0][1]) * 1024 if lines else None
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def print_measurement(name: str, path: Path) -> None:
    """Write what comes of a model and a photo to the standard output: a `Measured` as JSON."""
    try:
        measured = measure(load_model(find_model(name)), path.read_bytes())
    except (OutOfMemory, MemoryError):
        measured = Measured(problem="It does not fit into memory.")
    except PhotoError as error:
        measured = Measured(problem=str(error))
    sys.stdout.write(json.dumps(asdict(measured)))
