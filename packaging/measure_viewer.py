"""Measure how fast the real window follows sliders and panning over a 24-megapixel photo.

`.venv/bin/python packaging/measure_viewer.py [--megapixels 24] [--moves 300] [--json FILE]`

A move of a slider or of the view is timed from the move to the end of the paint that shows it; the next move
follows then. The exact picture is timed from the last move to its arrival. Times depend on the machine, so
the time of a copy of the window's pixels is measured in the same run.
"""

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
from measuring.window import MeasuredWindow, PaintWatch, measured_window, write_enlarged_sample
from PySide6.QtCore import QPointF

from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.app.viewing.view_request import Part, Rendered


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one kind of move."""

    what: str
    median: float
    p99: float
    most: float
    moves: int


class Measurement:
    """A user who moves sliders and the view of a finished photo."""

    def __init__(self, measured: MeasuredWindow, moves: int) -> None:
        self._measured, self._window, self._moves = measured, measured.window, moves
        self._pictures, self._arrived = 0, 0.0
        self._window.session.view.rendered.connect(self._on_rendered)

    def arrange(self, arrangement: Arrangement, scale: float | None) -> None:
        """Show panes at a scale, or the whole photo."""
        viewer = self._window.parts.viewer
        self._window.commands.view.arrangements[arrangement].trigger()
        viewer.fit() if scale is None else viewer.transform.zoom_to(scale)
        self._measured.settle()

    def adjust_everything(self) -> None:
        """Use every adjustment, so that rendering takes the longest time."""
        for slider in self._window.parts.adjustments.sliders.values():
            slider.setValue((2 * slider.value() + slider.maximum()) // 3)
        self._measured.settle()

    def sliders(self, what: str) -> tuple[Timing, Timing]:
        """Times from a move to its picture while the slider moves, and to the exact picture when it stops."""
        slider = self._window.parts.adjustments.sliders["brightness"]
        watch = PaintWatch(self._window.parts.viewer.canvas_of(Source.FINAL))
        times = []
        for move in range(self._moves):
            before, begun = self._pictures, perf_counter()
            slider.setValue(60 + move % 80)
            self._measured.wait(
                lambda begun=begun, before=before: self._pictures > before and watch.painted > begun
            )
            times.append(watch.painted - begun)
        exact = []
        for move in range(20):
            begun = perf_counter()
            slider.setValue(60 + move)
            self._measured.wait(lambda: self._window.session.view.is_settled)
            # The histogram and other later work are not waited for.
            exact.append(self._arrived - begun)
        slider.setValue(100)
        self._measured.settle()
        return _timing(f"slider, {what}", times), _timing(f"exact picture after rest, {what}", exact)

    def panning(self, what: str) -> Timing:
        """Times from a move of the view to the next paint."""
        transform = self._window.parts.viewer.transform
        watch = PaintWatch(self._window.parts.viewer.canvas_of(Source.FINAL))
        times = []
        for move in range(self._moves):
            begun = perf_counter()
            transform.pan_by(QPointF(7, 5) if move // 40 % 2 else QPointF(-7, -5))
            self._measured.wait(lambda begun=begun: watch.painted > begun)
            times.append(watch.painted - begun)
        return _timing(f"pan, {what}", times)

    def zooming(self, what: str) -> Timing:
        """Zoom in and out between the whole photo and 200 %, around a point beside the centre."""
        transform = self._window.parts.viewer.transform
        watch = PaintWatch(self._window.parts.viewer.canvas_of(Source.FINAL))
        times, factor = [], 1.1
        for _ in range(self._moves):
            if transform.scale > 2 or transform.is_fitted:
                factor = 1 / factor if transform.scale > 2 else max(factor, 1 / factor)
            begun = perf_counter()
            transform.zoom_by(factor, QPointF(120, 80))
            self._measured.wait(lambda begun=begun: watch.painted > begun)
            times.append(watch.painted - begun)
        transform.zoom_to(1.0)
        return _timing(f"zoom, {what}", times)

    def run_again(self) -> None:
        """Start another run over the photo."""
        self._window.commands.run_again.trigger()
        self._measured.wait(lambda: self._window.session.activity.is_busy)

    def _on_rendered(self, picture: Rendered) -> None:
        if picture.source is Source.FINAL and picture.part is Part.VIEW:
            self._pictures += 1
            self._arrived = perf_counter()


def _timing(what: str, seconds: list[float]) -> Timing:
    times = 1000 * np.array(seconds)
    return Timing(
        what, float(np.median(times)), float(np.quantile(times, 0.99)), float(times.max()), len(times)
    )


def copying() -> Timing:
    """The time of a copy of the window's pixels, milliseconds."""
    pixels = np.zeros((1080, 1920, 4), np.uint8)
    times = []
    for _ in range(50):
        begun = perf_counter()
        pixels = pixels.copy()
        times.append(perf_counter() - begun)
    return _timing("plain copy of the window's pixels", times)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megapixels", type=float, default=24)
    parser.add_argument("--moves", type=int, default=300)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    with measured_window() as (measured, folder):
        measured.open(write_enlarged_sample(folder, chosen.megapixels))
        measurement = Measurement(measured, chosen.moves)
        rows = [copying()]
        for arrangement, scale, what in (
            (Arrangement.SINGLE, None, "one pane, fitted"),
            (Arrangement.LARGE, None, "large picture with small ones, fitted"),
            (Arrangement.LARGE, 1.0, "large picture with small ones, 100 %"),
            (Arrangement.THREE, None, "three panes, fitted"),
            (Arrangement.THREE, 1.0, "three panes, 100 %"),
            (Arrangement.SINGLE, 1.0, "one pane, 100 %"),
        ):
            measurement.arrange(arrangement, scale)
            rows += measurement.sliders(what)
        measurement.adjust_everything()
        rows += measurement.sliders("one pane, 100 %, every adjustment used")
        rows += [measurement.panning("100 %, idle"), measurement.zooming("idle")]
        for move in (measurement.panning, measurement.zooming):
            measurement.run_again()
            rows.append(move("during a run"))
            measured.settle()
    width = max(len(row.what) for row in rows)
    print(f"{'milliseconds':{width}}  median     p99     most  moves")
    for row in rows:
        print(f"{row.what:{width}}  {row.median:6.1f}  {row.p99:6.1f}  {row.most:7.1f}  {row.moves:5}")
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(row) for row in rows], indent=2))


if __name__ == "__main__":
    main()
