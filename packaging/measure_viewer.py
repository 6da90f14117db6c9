"""How fast the real window follows: sliders and panning over a 24-megapixel photo.

`.venv/bin/python packaging/measure_viewer.py [--megapixels 24] [--moves 300] [--json FILE]`

Each move of a slider is timed from the move to the end of the paint that shows it, each move of the view to
the end of the paint that follows; the next one comes when that is done. Times depend on the machine: beside
them stands the time of a plain copy of the window's pixels, taken in the same run.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

# Before Qt and the program are loaded.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, QTimer
from PySide6.QtWidgets import QApplication

from lowexp_gui.app.arrangement import Arrangement
from lowexp_gui.app.preferences import Preferences
from lowexp_gui.app.source import Source
from lowexp_gui.bundled import bundled_folder
from lowexp_gui.ui.main_window import MainWindow
from lowexp_gui.ui.theme import ThemeSwitch

_PATIENCE = 300


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one kind of move."""

    what: str
    median: float
    p99: float
    most: float
    moves: int


class _PaintWatch(QObject):
    """Notes when a canvas was painted last, and what it had to paint."""

    def __init__(self, canvas: QObject) -> None:
        super().__init__(canvas)
        self.painted = 0.0
        canvas.installEventFilter(self)

    def eventFilter(self, canvas: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is not QEvent.Type.Paint:
            return False
        canvas.paintEvent(event)  # type: ignore[attr-defined]
        self.painted = perf_counter()
        return True


class _Measurement:
    """The window with a finished photo, and someone who moves things in it."""

    def __init__(self, window: MainWindow, moves: int) -> None:
        self._window, self._moves = window, moves
        self._pictures = 0
        # So that waiting ends if nothing ever happens.
        self._heartbeat = QTimer(window, interval=500)
        self._heartbeat.start()
        window.session.view.rendered.connect(self._on_rendered)

    def open(self, photo: Path) -> None:
        self._window.open_paths((photo,))
        self.wait(lambda: self._window.session.can_save and not self._window.session.is_busy)
        self.settle()

    def settle(self) -> None:
        self.wait(lambda: self._window.session.view.is_settled)
        self.pause(400)

    def arrange(self, arrangement: Arrangement, scale: float | None) -> None:
        viewer = self._window.parts.viewer
        self._window.commands.view.arrangements[arrangement].trigger()
        viewer.fit() if scale is None else viewer.transform.zoom_to(scale)
        self.settle()

    def adjust_everything(self) -> None:
        """Use every adjustment, so that each costs what it can."""
        for slider in self._window.parts.adjustments.sliders.values():
            slider.slider.setValue((2 * slider.slider.value() + slider.slider.maximum()) // 3)
        self.settle()

    def sliders(self, what: str) -> tuple[Timing, Timing]:
        """From a move to its picture while the slider keeps moving, and to the exact one once it rests."""
        slider = self._window.parts.adjustments.sliders["brightness"].slider
        watch = _PaintWatch(self._window.parts.viewer.canvas_of(Source.FINAL))
        times = []
        for move in range(self._moves):
            before, begun = self._pictures, perf_counter()
            slider.setValue(60 + move % 80)
            self.wait(lambda begun=begun, before=before: self._pictures > before and watch.painted > begun)
            times.append(watch.painted - begun)
        exact = []
        for move in range(20):
            begun = perf_counter()
            slider.setValue(60 + move)
            self.wait(lambda: self._window.session.view.is_settled)
            exact.append(perf_counter() - begun)
        slider.setValue(100)
        self.settle()
        return _timing(f"slider, {what}", times), _timing(f"exact picture after rest, {what}", exact)

    def panning(self, what: str) -> Timing:
        transform = self._window.parts.viewer.transform
        watch = _PaintWatch(self._window.parts.viewer.canvas_of(Source.FINAL))
        times = []
        for move in range(self._moves):
            begun = perf_counter()
            transform.pan_by(QPointF(7, 5) if move // 40 % 2 else QPointF(-7, -5))
            self.wait(lambda begun=begun: watch.painted > begun)
            times.append(watch.painted - begun)
        return _timing(f"pan, {what}", times)

    def panning_during_a_run(self) -> Timing:
        self._window.commands.run_again.trigger()
        self.wait(lambda: self._window.session.view.has_result)
        return self.panning("100 %, during a run")

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the window live until something holds; what makes it hold is an event."""
        loop, begun = QEventLoop(), perf_counter()
        while not condition():
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if perf_counter() - begun > _PATIENCE:
                raise SystemExit("The window does not get ready.")

    def pause(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _on_rendered(self, picture: object) -> None:
        self._pictures += picture.source is Source.FINAL  # type: ignore[attr-defined]


def _timing(what: str, seconds: list[float]) -> Timing:
    times = 1000 * np.array(seconds)
    return Timing(
        what, float(np.median(times)), float(np.quantile(times, 0.99)), float(times.max()), len(times)
    )


def _copying(window: MainWindow) -> Timing:
    pixels = np.zeros((window.height(), window.width(), 4), np.uint8)
    times = []
    for _ in range(50):
        begun = perf_counter()
        pixels = pixels.copy()
        times.append(perf_counter() - begun)
    return _timing("plain copy of the window's pixels", times)


def _photo(folder: Path, megapixels: float) -> Path:
    """The sample, scaled up, as a JPEG."""
    with Image.open(bundled_folder("resources") / "sample.jpg") as sample:
        factor = (megapixels * 1e6 / (sample.width * sample.height)) ** 0.5
        size = round(sample.width * factor), round(sample.height * factor)
        path = folder / "large.jpg"
        sample.convert("RGB").resize(size).save(path, quality=92)
    return path


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megapixels", type=float, default=24)
    parser.add_argument("--moves", type=int, default=300)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LOWEXP_CONFIG_DIR"] = str(Path(folder) / "config")
        application = QApplication(sys.argv[:1])
        window = MainWindow(Preferences(), ThemeSwitch(application))
        window.show()
        window.setFixedSize(1920, 1080)
        measurement = _Measurement(window, chosen.moves)
        measurement.open(_photo(Path(folder), chosen.megapixels))
        rows = [_copying(window)]
        for arrangement, scale, what in (
            (Arrangement.SINGLE, None, "one pane, fitted"),
            (Arrangement.THREE, None, "three panes, fitted"),
            (Arrangement.THREE, 1.0, "three panes, 100 %"),
            (Arrangement.SINGLE, 1.0, "one pane, 100 %"),
        ):
            measurement.arrange(arrangement, scale)
            rows += measurement.sliders(what)
        measurement.adjust_everything()
        rows += measurement.sliders("one pane, 100 %, every adjustment used")
        rows += [measurement.panning("100 %, idle"), measurement.panning_during_a_run()]
        window.close()
    width = max(len(row.what) for row in rows)
    print(f"{'milliseconds':{width}}  median     p99     most  moves")
    for row in rows:
        print(f"{row.what:{width}}  {row.median:6.1f}  {row.p99:6.1f}  {row.most:7.1f}  {row.moves:5}")
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(row) for row in rows], indent=2))


if __name__ == "__main__":
    main()
