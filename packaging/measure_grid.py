"""How the grid of the real window handles many photos: opening, scrolling, brightening, memory.

`.venv/bin/python packaging/measure_grid.py [--photos 10000] [--seconds 5] [--json FILE]`

Small photos are opened in a window of 1920 x 1080 pixels. With 200 of them, the time is taken until all
thumbnails are brightened; with 1,000, the memory of the process; with all, the time from the key to the first
paint of the grid, and how many times a second it can be scrolled and painted. Times depend on the machine.
"""

import argparse
import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import psutil
from measuring.window import MeasuredWindow, measured_window
from PIL import Image
from PySide6.QtCore import QEvent, QObject

_FEW, _MANY = 200, 1000
_DIFFERENT = 50
_SIZE = (384, 256)
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Figures:
    """What was measured.

    Attributes:
        brightened: seconds from opening 200 photos until all their thumbnails are brightened.
        memory: resident memory with 1,000 open photos and their brightened thumbnails, megabytes.
        opening: seconds from the key to the first paint of the grid with all photos.
        frames: frames a second while all photos are scrolled through.
        slowest: milliseconds of the slowest of a hundred frames.
    """

    brightened: float
    memory: float
    opening: float
    frames: float
    slowest: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--photos", type=int, default=10_000, help="photos in the grid (default: 10000)")
    parser.add_argument("--seconds", type=float, default=5, help="time to scroll (default: 5)")
    parser.add_argument("--json", type=Path, help="file for the figures")
    chosen = parser.parse_args()
    with measured_window() as (measured, folder):
        figures = _measure(measured, folder, chosen.photos, chosen.seconds)
    print(f"{_FEW} thumbnails brightened after {figures.brightened:.1f} s")
    print(f"Memory with {_MANY} open photos: {figures.memory:.0f} MB")
    print(f"Grid of {chosen.photos} photos opened in {figures.opening:.2f} s")
    print(f"Scrolled at {figures.frames:.0f} frames/s, slowest of 100: {figures.slowest:.1f} ms")
    if chosen.json:
        chosen.json.write_text(json.dumps(asdict(figures), indent=2))


def _measure(measured: MeasuredWindow, folder: Path, count: int, seconds: float) -> Figures:
    photos = _write_photos(folder / "photos", count)
    brightened = _open(measured, photos[:_FEW])
    _open(measured, photos[_FEW:_MANY])
    measured.settle()
    memory = psutil.Process().memory_info().rss / _MEGABYTE
    _open(measured, photos[_MANY:])
    measured.settle()
    opening = _open_grid(measured)
    times = _scroll(measured, seconds)
    slowest = float(np.percentile(times, 99)) * 1000
    return Figures(brightened, memory, opening, 1 / median(times), slowest)


def _write_photos(folder: Path, count: int) -> list[Path]:
    """Write dark photos, of which some are equal."""
    folder.mkdir()
    generator, paths = np.random.default_rng(0), []
    for number in range(count):
        path = folder / f"IMG_{number:05}.jpg"
        if number < _DIFFERENT:
            pixels = generator.integers(0, 60, (_SIZE[1] // 20, _SIZE[0] // 20, 3), np.uint8)
            Image.fromarray(pixels).resize(_SIZE).save(path)
        else:
            shutil.copyfile(paths[number % _DIFFERENT], path)
        paths.append(path)
    return paths


def _open(measured: MeasuredWindow, photos: list[Path]) -> float:
    """Open photos. Returns the seconds until all thumbnails are brightened."""
    session = measured.window.session
    wanted, begun = len(session.open_photos) + len(photos), perf_counter()
    measured.window.open_paths(tuple(photos))
    measured.wait(
        lambda: (
            len(session.open_photos) == wanted
            # Thumbnails are made and brightened in the order of the photos.
            and session.open_photos.at(wanted - 1).brightened_with is not None
            and not session.thumbnails.is_busy
        )
    )
    return perf_counter() - begun


class _Paints(QObject):
    """Counts the paints of a list's viewport; the list itself paints."""

    def __init__(self, viewport: QObject) -> None:
        super().__init__(viewport)
        self.count = 0
        viewport.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() is QEvent.Type.Paint
        return False


def _open_grid(measured: MeasuredWindow) -> float:
    grid = measured.window.parts.lists.grid
    paints, begun = _Paints(grid.viewport()), perf_counter()
    measured.window.commands.photos.grid.trigger()
    # The paint has ended when the events that began it are processed.
    measured.wait(lambda: paints.count > 0)
    return perf_counter() - begun


def _scroll(measured: MeasuredWindow, seconds: float) -> list[float]:
    """Scroll by half a tile at a time, each when the last one is painted. Returns the seconds of each."""
    grid = measured.window.parts.lists.grid
    bar, times, paints = grid.verticalScrollBar(), [], _Paints(grid.viewport())
    step = grid.visualRect(grid.model().index(0, 0)).height() // 2
    begun = perf_counter()
    while perf_counter() - begun < seconds:
        frame, before = perf_counter(), paints.count
        bar.setValue((bar.value() + step) % bar.maximum())
        measured.wait(lambda before=before: paints.count > before)
        times.append(perf_counter() - frame)
    return times


if __name__ == "__main__":
    main()
