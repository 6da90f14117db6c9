"""What it would cost to decode photos in a process of its own that is used again and again.

    python packaging/measure_decoders_apart.py            15 megapixels, all formats that can be written

It prints processor seconds of both processes together, which other programs do not add to: of decoding here
and apart, where the pixels come over shared memory, and of the networks, which most of a batch is.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from threading import Event

import numpy as np

from lowexp_gui.bundled import bundled_folder
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.shelf import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.photograph import WRITABLE, Photo
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.writing import write_photo

_REPEATS = 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--megapixels", type=float, default=15.0)
    chosen = parser.parse_args()
    if sys.platform != "linux":
        sys.exit("It reads the times of processes from Linux.")
    sample = read_photo(bundled_folder("resources") / "sample.jpg").pixels
    times = max(1, round((chosen.megapixels * 1e6 / sample[..., 0].size) ** 0.5))
    pixels = np.tile(sample, (times, times, 1))
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_decode, args=(there,), daemon=True)
    process.start()
    model = load_model(find_model("studio"))
    enhance_photo(Photo(sample), model, CPU, Event())
    begun = time.process_time()
    enhance_photo(Photo(pixels), model, CPU, Event())
    found: dict[str, object] = {"networks": round(time.process_time() - begun, 3)}
    with tempfile.TemporaryDirectory() as place:
        for photo_format in WRITABLE:
            path = Path(place) / f"photo.{photo_format}"
            write_photo(pixels, Photo(pixels), path, format=photo_format, replace=True)
            found[photo_format] = _measured(path, here, process.pid or 0)
    found["megabytes of the process"] = _statistics(process.pid or 0, 21) * os.sysconf("SC_PAGE_SIZE") >> 20
    here.send(None)
    print(json.dumps(found, indent=2))


def _measured(path: Path, pipe: Connection, process: int) -> dict[str, float]:
    seconds: dict[str, list[float]] = {"here": [], "apart": []}
    _ask(pipe, path)
    for _ in range(_REPEATS):
        for name in seconds:
            begun = _processor_seconds(process)
            if name == "here":
                read_photo(path)
            else:
                _ask(pipe, path)
            seconds[name].append(_processor_seconds(process) - begun)
    return {name: round(min(each), 3) for name, each in seconds.items()}


def _ask(pipe: Connection, path: Path) -> None:
    """Have a photo decoded, and look at all of its pixels, which is what it costs to get them."""
    pipe.send(path)
    memory = SharedMemory(pipe.recv())
    np.frombuffer(memory.buf, np.uint8).max()
    memory.close()
    pipe.send(True)


def _decode(pipe: Connection) -> None:
    """What runs in the process."""
    while (path := pipe.recv()) is not None:
        pixels = np.ascontiguousarray(read_photo(path).pixels).reshape(-1).view(np.uint8)
        memory = SharedMemory(create=True, size=pixels.nbytes)
        shared = np.frombuffer(memory.buf, np.uint8, pixels.nbytes)
        shared[...] = pixels
        del shared
        pipe.send(memory.name)
        pipe.recv()
        memory.close()
        memory.unlink()


def _processor_seconds(process: int) -> float:
    """Of this process and another one."""
    ticks = _statistics(process, 11) + _statistics(process, 12)
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def _statistics(process: int, place: int) -> int:
    """A number of a process's statistics, from 0 behind its name."""
    text = Path(f"/proc/{process}/stat").read_text("ascii")
    return int(text.rpartition(")")[2].split()[place])


if __name__ == "__main__":
    main()
