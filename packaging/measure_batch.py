"""Measure the speed of a batch beside that of single photos, its time by part, and its memory.

    python packaging/measure_batch.py                    12 photos of 3 megapixels
    python packaging/measure_batch.py --photos 1000 --megapixels 0.05 --memory-only

Both ways run in turn, several times, in this process; the shortest time of each counts. Single photos use all
of torch's threads.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import numpy as np
import torch
from PIL import Image

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.job_events import Finished, JobEvent
from lowexp_gui.batch.queue_run import RunOptions
from lowexp_gui.batch.runner import run_job
from lowexp_gui.batch.saving import save_result
from lowexp_gui.bundled import sample_photo
from lowexp_gui.cores import usable_cores
from lowexp_gui.enhancing.adjustments import NEUTRAL
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.reading import read_photo


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--photos", type=int, default=12)
    parser.add_argument("--megapixels", type=float, default=3.0)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--memory-only", action="store_true")
    parser.add_argument("--model", default="studio")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        photos = _photos(Path(place) / "photos", chosen.photos, chosen.megapixels)
        out = Path(place) / "out"
        if chosen.memory_only:
            found = _memory(photos, out, chosen.model)
        else:
            found = _speed(photos, out, chosen.model, chosen.repeats)
    print(json.dumps(found, indent=2))


def _photos(folder: Path, count: int, megapixels: float) -> list[Path]:
    folder.mkdir()
    sample = Image.open(sample_photo())
    width = round((megapixels * 1e6 * 1.5) ** 0.5)
    small = np.asarray(sample.resize((width, round(width / 1.5)), Image.Resampling.LANCZOS), np.float32)
    paths = []
    for number in range(count):
        noise = np.random.default_rng(number).normal(0, 4, small.shape)
        path = folder / f"{number:04}.jpg"
        Image.fromarray((small + noise).clip(0, 255).astype(np.uint8)).save(path, quality=92)
        paths.append(path)
    return paths


def _speed(photos: list[Path], out: Path, model: str, repeats: int) -> dict[str, object]:
    cores = usable_cores()
    ways: dict[str, Callable[[Path], object]] = {
        f"single photos ({cores} torch threads)": lambda to: _one_after_another(photos, to, model, cores),
        "one after another (1 torch thread)": lambda to: _one_after_another(photos, to, model, 1),
    }
    ways |= {
        f"{jobs} photos at a time": lambda to, jobs=jobs: _batch(photos, to, model, jobs)
        for jobs in sorted({cores, cores + 1})
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    _one_after_another(photos[:1], out / "warm", model, 1)
    for turn in range(repeats):
        for name, way in ways.items():
            started = time.perf_counter()
            way(out / f"{turn}-{len(seconds[name])}-{name}")
            seconds[name].append(time.perf_counter() - started)
    best = {name: min(each) for name, each in seconds.items()}
    before = next(iter(best.values()))
    return {
        "seconds": {name: round(each, 2) for name, each in best.items()},
        "times as fast as single photos": {name: round(before / each, 2) for name, each in best.items()},
        "stages on one core, seconds a photo": _stages(photos[:6], out / "stages", model),
    }


def _one_after_another(photos: list[Path], out: Path, model: str, threads: int) -> None:
    loaded, rule = load_model(find_model(model)), OutputRule(out)
    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    for path in photos:
        save_result(enhance_photo(read_photo(path), loaded, CPU, Event()), NEUTRAL, rule)
    torch.set_num_threads(before)


def _batch(photos: list[Path], out: Path, model: str, jobs: int) -> None:
    spec = JobSpec(tuple(photos), model, "cpu", NEUTRAL, OutputRule(out))
    run_job(spec, lambda _: None, Event(), RunOptions(jobs=jobs))


def _stages(photos: list[Path], out: Path, model: str) -> dict[str, float]:
    """Processor time of each part; other programs do not affect it."""
    loaded, rule = load_model(find_model(model)), OutputRule(out)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    spent = {"reading": 0.0, "networks": 0.0, "rendering and writing": 0.0}
    for path in photos:
        moments = [time.thread_time()]
        photo = read_photo(path)
        moments.append(time.thread_time())
        enhancement = enhance_photo(photo, loaded, CPU, Event())
        moments.append(time.thread_time())
        save_result(enhancement, NEUTRAL, rule)
        moments.append(time.thread_time())
        for name, start, end in zip(spent, moments, moments[1:], strict=False):
            spent[name] += (end - start) / len(photos)
    torch.set_num_threads(threads)
    return {name: round(each, 3) for name, each in spent.items()}


def _memory(photos: list[Path], out: Path, model: str) -> dict[str, object]:
    """The used memory after each tenth of a batch, megabytes."""
    after: list[int] = []
    finished = 0

    def look(event: JobEvent) -> None:
        nonlocal finished
        if isinstance(event, Finished):
            finished += 1
            if finished % max(1, len(photos) // 10) == 0:
                after.append(_resident())

    started = time.perf_counter()
    summary = run_job(JobSpec.of(tuple(photos), model, OutputRule(out)), look, Event())
    return {
        "photos": summary.saved,
        "seconds a photo": round((time.perf_counter() - started) / len(photos), 4),
        "megabytes after each tenth": after,
        "most megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _resident() -> int:
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


if __name__ == "__main__":
    main()
