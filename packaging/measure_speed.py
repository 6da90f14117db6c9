"""Measure the three things that must stay fast, and compare them with the committed figures in `speed.json`.

`.venv/bin/python packaging/measure_speed.py [--save]`

They are start-up, from the start of the process to the first painted window; a slider, from its move to the
picture of a 24-megapixel photo; and enhancing, the light, noise and rendering of 2 megapixels. Each time is
divided by a baseline of the same run, so that machines can be compared: an empty Qt window, a copy of the
window's pixels, a convolution. The exit status is 1 if a ratio is more than a quarter above the committed
one. Run it on an idle machine.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event
from time import perf_counter

from measure_viewer import Measurement, copying
from measuring.window import measured_window, write_enlarged_sample

from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.evaluation.benchmark import run_benchmark
from lowexp_gui.model.model_library import DEFAULT_MODEL

_COMMITTED = Path(__file__).with_name("speed.json")
_FIRST_PAINT = Path(__file__).with_name("measuring") / "first_paint.py"
_STARTS = 5
_SLOWER = 1.25


@dataclass(frozen=True)
class Figure:
    """A measured time.

    Attributes:
        milliseconds: the shortest time; for the slider the median.
        ratio: the time divided by that of the baseline.
        plain: the baseline.
    """

    milliseconds: float
    ratio: float
    plain: str


def _figure(milliseconds: float, ratio: float, plain: str) -> Figure:
    return Figure(round(milliseconds, 1), round(ratio, 2), plain)


def _start_up() -> Figure:
    window, plain = (min(_starts(kind)) for kind in ("lowexp", "plain"))
    return _figure(window, window / plain, "an empty Qt window")


def _starts(kind: str) -> Iterator[float]:
    """Milliseconds from the start of a process to its first paint, for each start."""
    command = [sys.executable, str(_FIRST_PAINT), kind]
    for _ in range(_STARTS):
        begun = perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            if process.stdout is None or process.stdout.readline() != b"painted\n":
                raise SystemExit("The window did not open.")
            yield 1000 * (perf_counter() - begun)


def _slider() -> Figure:
    with measured_window() as (measured, folder):
        measured.open(write_enlarged_sample(folder, 24))
        measurement = Measurement(measured, moves=100)
        plain = copying().median
        measurement.arrange(Arrangement.SINGLE, None)
        moved, _ = measurement.sliders("")
    return _figure(moved.median, moved.median / plain, "a copy of the window's pixels")


def _enhance() -> Figure:
    (row,) = run_benchmark((DEFAULT_MODEL,), (2.0,), lambda *_: None, lambda _: None, Event())
    seconds = row.measured.seconds
    if seconds is None:
        raise SystemExit(row.measured.problem)
    taken = seconds.light + seconds.noise + seconds.render
    return _figure(1000 * taken, seconds.ratio, "a convolution of 16 channels")


def main() -> None:
    """Measure, compare, and save the figures on request."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--save", action="store_true", help="write the figures to speed.json")
    chosen = parser.parse_args()
    found = {"start-up": _start_up(), "slider to picture": _slider(), "enhance": _enhance()}
    committed = json.loads(_COMMITTED.read_text("utf-8")) if _COMMITTED.exists() else {}
    slower = []
    for name, figure in found.items():
        before = committed.get(name, {}).get("ratio")
        beside = "" if before is None else f", {before:.2f} when last committed"
        print(f"{name}: {figure.milliseconds:.1f} ms, {figure.ratio:.2f} of {figure.plain}{beside}")
        if before is not None and figure.ratio > _SLOWER * before:
            slower.append(name)
    if chosen.save:
        text = json.dumps({name: asdict(figure) for name, figure in found.items()}, indent=2)
        _COMMITTED.write_text(text + "\n", encoding="utf-8")
    if slower:
        raise SystemExit(f"Slower than a quarter above the committed figure: {', '.join(slower)}")


if __name__ == "__main__":
    main()
