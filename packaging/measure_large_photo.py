"""Measure a large photo in the real window: seconds of each step, and the peak of memory.

`.venv/bin/python packaging/measure_large_photo.py [--megapixels 200] [--format jpg] [--json FILE]`

The photo is opened, enhanced, viewed as a whole and at 100 %, adjusted, and saved in its format. Another
process makes it, so that the peak is that of the window alone.
"""

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from measuring.window import MeasuredWindow, measured_window, write_enlarged_sample
from PySide6.QtCore import QPointF

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.app.viewing.view_request import Rendered


class _Steps:
    """Seconds and the peak of memory after each step."""

    def __init__(self) -> None:
        self.rows: list[dict[str, object]] = []

    def step(self, what: str, act: Callable[[], None]) -> None:
        begun = perf_counter()
        act()
        self.note(what, perf_counter() - begun)

    def note(self, what: str, seconds: float) -> None:
        # Linux counts in kilobytes, macOS in bytes.
        unit = 1 if sys.platform == "darwin" else 1024
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
        self.rows.append({"step": what, "seconds": seconds, "peak_megabytes": peak / 1e6})


class _FirstPictures:
    """The time at which each source was first painted."""

    def __init__(self, measured: MeasuredWindow) -> None:
        self.seen: dict[Source, float] = {}
        measured.window.session.view.rendered.connect(self._on_rendered)

    def _on_rendered(self, picture: Rendered) -> None:
        self.seen.setdefault(picture.source, perf_counter())


def _walk(measured: MeasuredWindow, photo: Path) -> list[dict[str, object]]:
    window, steps, pictures = measured.window, _Steps(), _FirstPictures(measured)
    warm: list[object] = []
    window.session.devices_found.connect(warm.append)
    measured.wait(lambda: bool(warm))
    steps.note("start, torch loaded", 0.0)
    begun = perf_counter()
    steps.step("open and enhance", lambda: measured.open(photo))
    before, brightened = (pictures.seen[source] for source in (Source.BEFORE, Source.ENHANCED))
    steps.note("  photo seen after", before - begun)
    steps.note("  brightened, after the photo was seen", brightened - before)
    transform, (width, height) = window.parts.viewer.transform, _size(measured)

    def look() -> None:
        window.parts.viewer.zoom_to_pixels()
        for across, down in ((0.2, 0.3), (0.8, 0.7)):
            transform.centre_on(QPointF(across * width, down * height))
            measured.settle()
        window.parts.viewer.fit()
        measured.settle()

    def adjust() -> None:
        window.parts.adjustments.sliders["brightness"].setValue(120)
        measured.settle()

    def save() -> None:
        window.commands.save.trigger()
        current = window.session.in_view.open_photo
        measured.wait(lambda: current is not None and current.status.state is PhotoState.SAVED)

    steps.step("look at 100 % and fitted", look)
    steps.step("adjust", adjust)
    steps.step("save", save)
    return steps.rows


def _size(measured: MeasuredWindow) -> tuple[int, int]:
    photo = measured.window.session.in_view.photo
    if photo is None:
        raise SystemExit("The photo could not be opened.")
    return photo.width, photo.height


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megapixels", type=float, default=200)
    parser.add_argument("--format", choices=("jpg", "png", "tif", "webp"), default="jpg")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.make:
        write_enlarged_sample(chosen.make, chosen.megapixels, chosen.format)
        return
    with measured_window() as (measured, folder):
        made = folder / "photos"
        made.mkdir()
        command = (sys.executable, __file__, "--make", str(made), "--megapixels", str(chosen.megapixels))
        subprocess.run((*command, "--format", chosen.format), check=True)
        rows = _walk(measured, next(made.iterdir()))
    for row in rows:
        print(f"{row['step']:40} {row['seconds']:8.2f} s   peak {row['peak_megabytes']:6.0f} MB")
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
