"""Measure the cost of decoding photos in another process.

    python packaging/measure_isolated_decoders.py                     the batch, then each format
    python packaging/measure_isolated_decoders.py --megapixels 4 24   other sizes

The batch is `lowexp enhance` as a whole process, of a JPEG, a raw file, an AVIF and a TIFF of each size. Both
ways take turns, so that other load affects both alike. The result is the median of the ratios of neighbouring
runs. Processor time is the sum of all processes.

There are no HEIC files, because this program cannot write them; they are decoded like AVIF files.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import NamedTuple

import numpy as np
import tifffile
from numpy.typing import NDArray

from lowexp_gui.bundled import sample_photo
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.model_library import DEFAULT_MODEL, find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.reader_process import ReaderProcesses
from lowexp_gui.photo.reading import MAX_PIXELS, read_photo_here
from lowexp_gui.photo.writing import write_photo
from lowexp_gui.srgb import srgb_to_linear

_MIX = (PhotoFormat.JPEG, PhotoFormat.RAW, PhotoFormat.AVIF, PhotoFormat.TIFF)
_FOREIGN = (
    *(PhotoFormat.RAW, PhotoFormat.AVIF, PhotoFormat.TIFF),
    *(PhotoFormat.WEBP, PhotoFormat.JPEG_XL),
)
_PROGRAM = """
from lowexp_gui.photo.formats.photo_format import PhotoFormat
for each in PhotoFormat:
    object.__setattr__(each.about, "decoded_here", {})
from lowexp_gui.cli import main
main()
"""
"""The command line, with formats decoded in place or as they are declared."""
_REPEATS = 5


class _Seconds(NamedTuple):
    """Wall time and processor time, seconds."""

    clock: float
    processors: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--megapixels", type=float, nargs="+", default=[4.0, 12.0, 24.0])
    parser.add_argument("--turns", type=int, default=4)
    parser.add_argument("--jobs", type=int, help="photos at a time; as many as cores if it is not given")
    parser.add_argument("--formats-only", action="store_true")
    parser.add_argument("--batch-only", action="store_true")
    chosen = parser.parse_args()
    if sys.platform != "linux":
        sys.exit("It reads the times of processes from Linux.")
    sample = read_photo_here(sample_photo()).pixels
    with tempfile.TemporaryDirectory() as place:
        folders = {
            each: _written(Path(place), sample, each, chosen.megapixels) for each in {*_MIX, *_FOREIGN}
        }
        if not chosen.formats_only:
            print(json.dumps(_batches(folders, Path(place), chosen.turns, chosen.jobs), indent=2), flush=True)
        if not chosen.batch_only:
            print(json.dumps(_formats(folders), indent=2))


def _written(
    place: Path, sample: NDArray[np.uint8], photo_format: PhotoFormat, megapixels: list[float]
) -> list[Path]:
    paths = []
    for size in megapixels:
        times = max(1.0, (size * 1e6 / sample[..., 0].size) ** 0.5)
        rows, columns = (np.arange(int(side * times) // 2 * 2) % side for side in sample.shape[:2])
        pixels = sample[rows][:, columns]
        path = place / f"photo-{size:g}.{photo_format}"
        if photo_format is PhotoFormat.RAW:
            _write_dng(pixels, path)
        else:
            write_photo(pixels, Photo(pixels), path, format=photo_format, replace=True)
        paths.append(path)
    return paths


def _write_dng(pixels: NDArray[np.uint8], path: Path) -> None:
    """An unpacked raw file of a camera with an RGGB filter."""
    light = np.rint(srgb_to_linear(np.arange(256) / 255) * 16383).astype(np.uint16)[pixels]
    mosaic = np.empty(pixels.shape[:2], np.uint16)
    for down, across, channel in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        mosaic[down::2, across::2] = light[down::2, across::2, channel]
    matrix = [3.2405, -1.5371, -0.4985, -0.9693, 1.876, 0.0416, 0.0556, -0.204, 1.0572]
    ratios = [part for number in matrix for part in (round(number * 10000), 10000)]
    tags = [
        (271, "s", 0, "Lowexp", True),
        (33421, "H", 2, (2, 2), True),
        (33422, "B", 4, (0, 1, 1, 2), True),
        (50706, "B", 4, (1, 4, 0, 0), True),
        (50708, "s", 0, "Lowexp Measuring", True),
        (50717, "I", 1, 16383, True),
        (50721, "2i", 9, ratios, True),
        (50728, "2I", 3, (1, 1, 1, 1, 1, 1), True),
        (50778, "H", 1, 21, True),
    ]
    tifffile.imwrite(path, mosaic, metadata=None, photometric=32803, extratags=tags)


def _batches(
    folders: dict[PhotoFormat, list[Path]], place: Path, turns: int, jobs: int | None
) -> dict[str, object]:
    photos = [str(path) for photo_format in _MIX for path in folders[photo_format]]
    # Writing takes little time, so that the share of decoding is large.
    words = ["enhance", *photos, "-o", str(place / "out"), "--if-exists", "overwrite", "--format", "jpeg"]
    words += ["--jobs", str(jobs)] if jobs else []
    decoded = {"in place": "True", "apart": "each.about.decoded_here"}
    ways = {name: [sys.executable, "-c", _PROGRAM.format(where)] for name, where in decoded.items()}
    found: dict[str, list[_Seconds]] = {name: [] for name in ways}
    for turn in range(turns):
        # The order alternates.
        for name in sorted(ways, reverse=turn % 2 == 1):
            found[name].append(_process([*ways[name], *words]))
            print(f"    {name}: {found[name][-1]}", file=sys.stderr)
    pairs = list(zip(found["apart"], found["in place"], strict=True))
    ratios = [(apart.clock / there.clock, apart.processors / there.processors) for apart, there in pairs]
    return {
        "photos": len(photos),
        "seconds in place, apart": [
            [round(statistics.median(each[way] for each in found[name]), 1) for way in range(2)]
            for name in ("in place", "apart")
        ],
        "clock, apart / in place": _ratio([clock for clock, _ in ratios]),
        "processors, apart / in place": _ratio(
            [apart.processors / there.processors for apart, there in pairs]
        ),
    }


def _ratio(ratios: list[float]) -> dict[str, float]:
    found = {"median": statistics.median(ratios), "least": min(ratios), "most": max(ratios)}
    return {name: round(ratio, 3) for name, ratio in found.items()}


def _process(words: list[str]) -> _Seconds:
    begun, before = time.monotonic(), _of_children()
    with tempfile.TemporaryDirectory() as kept:
        environment = {**os.environ, "LOWEXP_CONFIG_DIR": kept}
        subprocess.run(words, check=True, env=environment, stdout=subprocess.DEVNULL)
    return _Seconds(time.monotonic() - begun, _of_children() - before)


def _of_children() -> float:
    """Processor seconds of ended child processes and their children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _formats(folders: dict[PhotoFormat, list[Path]]) -> dict[str, object]:
    """Processor seconds by format and size: in place, apart, and of the networks."""
    readers = ReaderProcesses()
    readers.read(folders[PhotoFormat.TIFF][0], MAX_PIXELS, _go_on)
    process = readers._free[0]._process.pid
    found: dict[str, object] = {"beginning a process": round(_processors(process), 2)}
    model = load_model(find_model(DEFAULT_MODEL))
    for number, path in enumerate(folders[PhotoFormat.TIFF]):
        photo = read_photo_here(path)
        begun = time.process_time()
        enhance_photo(photo, model, CPU, Event())
        networks = time.process_time() - begun
        found[f"{photo.width * photo.height / 1e6:.1f} megapixels"] = {
            "networks": round(networks, 2),
            **{each: _both(folders[each][number], readers, process) for each in _FOREIGN},
        }
    found["megabytes of the process"] = _statistics(process, 21) * os.sysconf("SC_PAGE_SIZE") >> 20
    readers.close()
    return found


def _both(path: Path, readers: ReaderProcesses, process: int) -> str:
    """Seconds in place and apart, including one access to all pixels."""

    def in_place() -> Photo | None:
        return read_photo_here(path)

    def apart() -> Photo | None:
        return readers.read(path, MAX_PIXELS, _go_on)

    seconds: dict[Callable[[], Photo | None], list[float]] = {in_place: [], apart: []}
    for _ in range(_REPEATS):
        for way, found in seconds.items():
            begun = _processors(process) + time.process_time()
            photo = way()
            if photo is not None:
                photo.pixels.max()
            found.append(_processors(process) + time.process_time() - begun)
    there, elsewhere = (statistics.median(found) for found in seconds.values())
    return f"{there:.2f} in place, {elsewhere:.2f} apart"


def _go_on() -> None:
    pass


def _processors(process: int) -> float:
    """Processor seconds of another process."""
    return (_statistics(process, 11) + _statistics(process, 12)) / os.sysconf("SC_CLK_TCK")


def _statistics(process: int, place: int) -> int:
    """A field of a process's statistics, counted from 0 after its name."""
    text = Path(f"/proc/{process}/stat").read_text("ascii")
    return int(text.rpartition(")")[2].split()[place])


if __name__ == "__main__":
    main()
