"""Measure the slowdown beside busy programs, and the cost of sleeping threads.

`.venv/bin/python packaging/measure_beside_others.py [--megapixels 24] [--limit 60] [--json FILE]`

It takes five minutes. Linux gives each session an equal share of the cores, so there is one busy process for
each core, each in its own session. Threads that wait in busy loops, which is the default of the libraries,
then lose a time slice at every step; the program's threads sleep. Both are measured in turn, as whole
processes, on a machine that is otherwise idle:

* `lowexp enhance` of the sample, scaled up;
* the window, from opening that photo to its first enhanced picture, and to its result;
* `lowexp finetune` with a few generated pairs, some steps each;
* pure computation: a process for each core that counts until it has used two seconds of processor time. No
  program that uses all cores can be slowed down less.

A process that takes longer than the limit is ended.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image

from lowexp_gui.bundled import command_line, sample_photo
from lowexp_gui.cores import usable_cores

_ROOT = Path(__file__).resolve().parents[1]
# The defaults of the libraries.
_LOOPS = {"OMP_WAIT_POLICY": "active", "GOMP_SPINCOUNT": "300000", "KMP_BLOCKTIME": "200"}
_ABOUT_THREADS = ("OMP_", "KMP_", "GOMP_", "OPENBLAS_", "MKL_")
_BUSY = "import time\nend = time.monotonic() + {}\nwhile time.monotonic() < end: pass"
_PLAIN = f"""
import subprocess, sys
count = "import time\\nwhile time.process_time() < 2: pass"
for each in [subprocess.Popen([sys.executable, "-c", count]) for _ in range({usable_cores()})]:
    each.wait()
"""
_MOST_BUSY_TIMES = {"enhance": 2.0, "finetune": 2.5}
_MOST_IDLE_TIMES = 1.1
_PAIRS = 4
_STEPS = 12
_REPEATS = 3
_IDLE_LOAD = 0.3

Seconds = dict[str, float | None]
"""Seconds by task; None for a process that was ended."""


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--megapixels", type=float, default=24)
    parser.add_argument("--limit", type=float, default=60, help="seconds after which a process is ended")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--window", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.window:
        print(json.dumps(_first_picture(chosen.window)))
        return
    if hasattr(os, "getloadavg") and os.getloadavg()[0] > _IDLE_LOAD:
        print(f"This machine is not idle: its load is {os.getloadavg()[0]:.1f}.")
    with tempfile.TemporaryDirectory() as folder:
        work = _Work(Path(folder), chosen.megapixels, chosen.limit)
        found = _measure(work)
    print(_table(found))
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=2))


def _measure(work: "_Work") -> dict[str, Seconds]:
    """The shortest times by circumstances."""
    found: dict[str, list[Seconds]] = {}

    def add(name: str, environment: Mapping[str, str], kinds: tuple[Callable[..., Seconds], ...]) -> None:
        for kind in kinds:
            found.setdefault(name, []).append(kind(environment))
            print(f"    {name}: {found[name][-1]}", file=sys.stderr)

    # In turn, so that other load on the machine affects all alike.
    for turn in range(_REPEATS):
        every = (work.enhance, work.window, work.finetune, work.count)
        kinds = every if turn == 0 else (work.enhance,)
        add("asleep, alone", {}, kinds)
        add("in loops, alone", _LOOPS, kinds)
    with _others(busy_seconds=20 * work.limit):
        add("asleep, beside others", {}, (work.enhance, *every))
        add("in loops, beside others", _LOOPS, every)
    return {name: _shortest(each) for name, each in found.items()}


def _shortest(found: list[Seconds]) -> Seconds:
    shortest: Seconds = {}
    for seconds in found:
        for name, value in seconds.items():
            known = shortest.get(name)
            shortest[name] = value if known is None else known if value is None else min(known, value)
    return shortest


@contextmanager
def _others(busy_seconds: float) -> Iterator[None]:
    """A busy process for each core, each in its own session; they also end by themselves."""
    command = [sys.executable, "-c", _BUSY.format(busy_seconds)]
    others = [subprocess.Popen(command, start_new_session=True) for _ in range(usable_cores())]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


class _Work:
    """The tasks, each in its own process and session.

    Attributes:
        limit: seconds after which a process is ended.
    """

    def __init__(self, folder: Path, megapixels: float, limit: float) -> None:
        self.limit = limit
        self._folder = folder
        self._photo = _scaled_sample(folder, megapixels)
        _write_pairs(folder)
        self._number = 0

    def enhance(self, environment: Mapping[str, str]) -> Seconds:
        """Seconds of `lowexp enhance`."""
        words = ["enhance", str(self._photo), "-o", str(self._new_folder())]
        return {"enhance": self._seconds([*command_line(), *words], environment)[0]}

    def finetune(self, environment: Mapping[str, str]) -> Seconds:
        """Seconds of `lowexp finetune`."""
        out, steps = self._new_folder(), str(_STEPS)
        words = ["finetune", str(self._folder / "low"), str(self._folder / "high"), "--from", "studio"]
        words += ["--name", "measured", "-o", str(out / "model"), "--run", str(out / "run")]
        words += ["--light-steps", steps, "--noise-steps", steps, "--keep", "always"]
        return {"finetune": self._seconds([*command_line(), *words], environment)[0]}

    def count(self, environment: Mapping[str, str]) -> Seconds:
        """Seconds of pure computation."""
        return {"no waiting": self._seconds([sys.executable, "-c", _PLAIN], environment)[0]}

    def window(self, environment: Mapping[str, str]) -> Seconds:
        """Seconds until the window shows the first part of a photo's result, and the whole result."""
        words = [__file__, "--window", str(self._photo)]
        taken, said = self._seconds([sys.executable, *words], environment)
        if taken is None:
            return {"first picture": None, "window's result": None}
        seconds: Seconds = json.loads(said.splitlines()[-1])
        return seconds

    def _new_folder(self) -> Path:
        self._number += 1
        return self._folder / f"out {self._number}"

    def _seconds(self, command: list[str], environment: Mapping[str, str]) -> tuple[float | None, str]:
        """The duration of a process in seconds, None if it was ended, and its output."""
        bare = {name: value for name, value in os.environ.items() if not name.startswith(_ABOUT_THREADS)}
        home = {"LOWEXP_CONFIG_DIR": str(self._folder / "config"), "PYTHONPATH": str(_ROOT)}
        begun = time.perf_counter()
        try:
            done = subprocess.run(
                command,
                env={**bare, **home, **environment},
                capture_output=True,
                text=True,
                timeout=self.limit,
                start_new_session=True,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None, ""
        if done.returncode:
            raise SystemExit(f"{command} failed:\n{done.stdout}\n{done.stderr}")
        return time.perf_counter() - begun, done.stdout


def _scaled_sample(folder: Path, megapixels: float) -> Path:
    with Image.open(sample_photo()) as sample:
        factor = (megapixels * 1e6 / (sample.width * sample.height)) ** 0.5
        size = round(sample.width * factor), round(sample.height * factor)
        path = folder / "sample.jpg"
        sample.convert("RGB").resize(size).save(path, quality=92)
    return path


def _write_pairs(folder: Path) -> None:
    """Write parts of the sample to `low`, and brighter copies to `high`."""
    with Image.open(sample_photo()) as sample:
        pixels = np.asarray(sample.convert("RGB"), np.float32) / 255
    for name in ("low", "high"):
        (folder / name).mkdir()
    noise = np.random.default_rng(0)
    for number, part in enumerate(np.array_split(pixels, _PAIRS, axis=1)):
        low = part + noise.normal(0, 0.01, part.shape)
        for name, picture in (("low", low), ("high", part**0.45)):
            codes = (255 * picture).clip(0, 255).round().astype(np.uint8)
            Image.fromarray(codes).save(folder / name / f"{number}.png")


def _first_picture(photo: Path) -> Seconds:
    """Open a photo in the real window; print the seconds until the first part and the whole of its result."""
    from measuring.window import measured_window

    from lowexp_gui.app.viewing.source import Source
    from lowexp_gui.app.viewing.view_request import Part, Rendered

    first: list[float] = []

    def look(picture: Rendered) -> None:
        if picture.source is Source.FINAL and picture.part is Part.VIEW:
            first.append(time.perf_counter())

    with measured_window() as (measured, _):
        session = measured.window.session
        session.view.rendered.connect(look)
        begun = time.perf_counter()
        measured.window.open_paths((photo,))
        measured.wait(lambda: session.in_view.has_result and not session.activity.is_busy and bool(first))
        ended = time.perf_counter()
    return {"first picture": first[0] - begun, "window's result": ended - begun}


def _table(found: Mapping[str, Seconds]) -> str:
    lines = [f"{'seconds':32}" + "".join(f"{name:>18}" for name in found["asleep, alone"])]
    for circumstances, seconds in found.items():
        lines.append(f"{circumstances:32}" + "".join(f"{_said(each):>18}" for each in seconds.values()))
    ratios: tuple[tuple[str, str, str, Mapping[str, float]], ...] = (
        ("asleep: beside others / alone", "asleep, beside others", "asleep, alone", _MOST_BUSY_TIMES),
        ("in loops: beside others / alone", "in loops, beside others", "in loops, alone", {}),
        (
            "alone: asleep / in loops",
            "asleep, alone",
            "in loops, alone",
            dict.fromkeys(_MOST_BUSY_TIMES, _MOST_IDLE_TIMES),
        ),
    )
    for title, above, below, most in ratios:
        cells = []
        for name, value in found[above].items():
            under, limit = found[below][name], f" (of {most[name]})" if name in most else ""
            cells.append("-" if value is None or under is None else f"{value / under:.2f}{limit}")
        lines.append(f"{title:32}" + "".join(f"{cell:>18}" for cell in cells))
    return "\n".join(lines)


def _said(seconds: float | None) -> str:
    return "ended" if seconds is None else f"{seconds:.2f}"


if __name__ == "__main__":
    main()
