"""Runs a batch, or one export, over and over in child processes that are killed at random moments.

    python killed_batch.py batch|export FOLDER KILLS SEED

FOLDER holds the photos in `in`; of those with "poison" in their names the children die by themselves, if
`poisoned.py` is in use. After each kill all results are read, and the photos compared. It prints one
JSON object and exits with 1 at the first thing that is not as it should be. Children are forked from this
process, which has imported everything and computed nothing, so that most of their time is the work itself.
"""

import hashlib
import json
import os
import random
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from threading import Event

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.job_queue import open_job_queue
from lowexp_gui.batch.queue_entry import EntryState
from lowexp_gui.batch.queue_run import RunOptions
from lowexp_gui.batch.runner import run_job
from lowexp_gui.batch.saving import save_result
from lowexp_gui.enhancing.adjustments import NEUTRAL
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.errors import deadly_sentence
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.naming import IfExists
from lowexp_gui.photo.reading import read_photo

_LONGEST = 300.0
Check = Callable[[], None]


def main() -> None:
    what, folder, kills, seed = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    chance = random.Random(seed)  # noqa: S311
    before = _hashes(folder / "in")
    count = _kill_batches if what == "batch" else _kill_exports
    found = count(
        folder, kills, chance, lambda: _require(_hashes(folder / "in") == before, "a photo changed")
    )
    print(json.dumps(found))  # noqa: T201


def _kill_batches(
    folder: Path, kills: int, chance: random.Random, check: Callable[[], None]
) -> dict[str, int]:
    photos = [path for path in sorted((folder / "in").rglob("*.*")) if "poison" not in path.name]
    poison = sorted((folder / "in").rglob("*poison*"))
    given_up = 0
    killed = rounds = kept = 0
    usual = 0.0
    while killed < kills:
        rounds += 1
        out = folder / f"out-{rounds}"
        spec = JobSpec.of((folder / "in",), "article", OutputRule(out))

        def work(spec: JobSpec = spec) -> None:
            with open_job_queue(spec, resume=True) as queue:
                run_job(spec, lambda _: None, Event(), RunOptions(jobs=2), queue)

        for attempt in range(200):
            moment = chance.uniform(0, usual or 2.0) if killed < kills else _LONGEST
            ended, seconds = _child(work, moment)
            check()
            results = _whole(out)
            _require(len(results) >= kept or attempt == 0, "a result is gone")
            kept = len(results)
            if ended:
                usual = usual or seconds
                again = _given_up(spec, poison)
                given_up += again
                if not again:
                    break
            killed += not ended
        _require(ended, "the queue never came to its end")
        _require(not list(out.rglob("*.tmp")), "temporary files are left")
        _require(kept == len(photos), f"{kept} results of {len(photos)} photos")
    return {"kills": killed, "rounds": rounds, "photos": len(photos), "given up": given_up}


def _given_up(spec: JobSpec, poison: list[Path]) -> int:
    """How many good photos were given up, killed too often; they wait again."""
    with open_job_queue(spec, resume=True) as queue:
        failed = queue.entries(queue.ids(EntryState.FAILED))
        _require({each.path for each in failed} >= set(poison), "a deadly photo did not fail")
        for each in failed:
            _require(each.sentence == deadly_sentence(each.path), str(each.sentence))
        good = [each.id for each in failed if each.path not in poison]
        queue.retry(good)
    return len(good)


def _kill_exports(
    folder: Path, kills: int, chance: random.Random, check: Callable[[], None]
) -> dict[str, int]:
    photo = next((folder / "in").rglob("*.*"))
    killed = whole = absent = 0
    rule = OutputRule(folder / "out", if_exists=IfExists.OVERWRITE, format=PhotoFormat.PNG, stages=True)
    usual = 3.0
    while killed < kills:

        def work() -> None:
            enhancement = enhance_photo(read_photo(photo), load_model(find_model("article")), CPU, Event())
            os.write(_said, b"saving")
            for _ in range(1000):
                save_result(enhancement, NEUTRAL, rule)

        # The moment is within the endless saving, of which each file is replaced again and again.
        _child(work, chance.uniform(0.05, usual), after_word=True)
        killed += 1
        check()
        there = _whole(rule.folder)
        whole, absent = whole + len(there), absent + 3 - len(there)
    return {"kills": killed, "whole": whole, "absent": absent}


_said = 1


def _child(work: Callable[[], None], seconds: float, *, after_word: bool = False) -> tuple[bool, float]:
    """Let a child work, and kill it after some time; whether it ended before, and how long it took."""
    global _said

    hears, says = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hears)
        _said = says
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(says)
    started = time.monotonic()
    if after_word:
        select.select([hears], [], [], _LONGEST)
        os.read(hears, 6)
    # The pipe closes when the child ends.
    ended = bool(select.select([hears], [], [], seconds)[0])
    os.close(hears)
    if not ended:
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    # A deadly photo kills the child just as this process does.
    ended = ended and not os.WIFSIGNALED(status)
    _require(not ended or status == 0, "the batch failed")
    return ended, time.monotonic() - started


def _whole(out: Path) -> list[Path]:
    """The results there; each can be read to its end."""
    found = [path for path in out.rglob("*") if path.is_file() and not path.name.endswith(".tmp")]
    for path in found:
        try:
            read_photo(path)
        except Exception as error:
            _require(False, f"{path} is half-written: {error}")
    return found


def _hashes(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _require(condition: bool, sentence: str) -> None:
    if not condition:
        print(sentence, file=sys.stderr)  # noqa: T201
        sys.exit(1)


if __name__ == "__main__":
    main()
