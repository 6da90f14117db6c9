"""Runs after a kill: no file is written twice, and no leftovers stay."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from queue_samples import Watching, run, settings_for

from lowexp_gui.batch.job_events import (
    Summary,
)
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import EntryState
from lowexp_gui.batch.queue_run import clear_leftovers
from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.photo.saving import temporary_beside, writer_name, writing_for


def test_a_file_that_was_written_just_before_a_crash_is_not_written_twice(
    tmp_path: Path, queue: Queue
) -> None:
    run(queue, Watching())
    whole = tmp_path / "out" / "a_lowexp.png"
    before = whole.stat().st_mtime_ns
    # The state after a kill between writing the file and recording it.
    queue.set_state((1,), EntryState.WAITING)
    queue.intend(1, {Stage.FINAL: whole})
    queue._connection.execute("DELETE FROM made")
    assert run(queue, Watching()) == Summary(saved=1)
    assert whole.stat().st_mtime_ns == before
    assert len(list((tmp_path / "out").iterdir())) == 4
    entry = queue.entry(1)
    assert entry is not None
    assert entry.result == whole


def test_leftovers_of_a_killed_process_are_deleted_and_no_others(tmp_path: Path, photos: list[Path]) -> None:
    file, out = tmp_path / "a.queue", tmp_path / "out"
    out.mkdir()
    with Queue(file) as queue:
        queue.add(photos, settings_for(out))
        queue.claim(1)
        queue.keep_fact("writer", "0123abcd")
    with writing_for("0123abcd"):
        left = temporary_beside(out / "x.png")
    others = [temporary_beside(out / "x.png"), out / ".hidden.tmp", out / "0123abcd01234567.tmp"]
    for path in (left, *others):
        path.write_bytes(b"part")
    with Queue(file) as queue:
        assert writer_name() != "0123abcd"
        assert clear_leftovers(queue) == 1
    assert set(out.iterdir()) == set(others)


@pytest.mark.skipif(os.name == "nt", reason="has no SIGKILL")
@pytest.mark.parametrize("stages", [False, True])
def test_two_kills_just_after_a_rename_leave_one_file(
    tmp_path: Path, photos: list[Path], stages: bool
) -> None:
    killed = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from threading import Event\n"
        "from lowexp_gui.batch import photo_work\n"
        "from lowexp_gui.batch.job import JobSpec, OutputRule\n"
        "from lowexp_gui.batch.job_queue import open_job_queue\n"
        "from lowexp_gui.batch.runner import run_job\n"
        "save = photo_work.save_result\n"
        "def killing(*arguments, **named):\n"
        "    save(*arguments, **named)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "if sys.argv[3] == 'killed': photo_work.save_result = killing\n"
        "rule = OutputRule(Path(sys.argv[2]), stages=sys.argv[4] == 'True')\n"
        "spec = JobSpec.of((Path(sys.argv[1]),), 'article', rule)\n"
        "with open_job_queue(spec, resume=True) as queue:\n"
        "    run_job(spec, lambda _: None, Event(), queue=queue)\n"
    )
    arguments = [sys.executable, "-c", killed, str(photos[0]), str(tmp_path / "out")]
    for word in ("killed", "killed", "whole"):
        subprocess.run([*arguments, word, str(stages)], check=word == "whole", cwd=Path(__file__).parents[2])
    names = {"a_lowexp.png", *(("a_enhanced.png", "a_illumination.png") if stages else ())}
    assert {path.name for path in (tmp_path / "out").iterdir()} == names


def test_duplicates_of_interrupted_runs_are_deleted(tmp_path: Path, queue: Queue) -> None:
    run(queue, Watching())
    whole = tmp_path / "out" / "a_lowexp.png"
    doubles = [tmp_path / "out" / f"a_lowexp ({number}).png" for number in (2, 3)]
    other = tmp_path / "out" / "a_lowexp (4).png"
    for double in doubles:
        shutil.copy(whole, double)
    other.write_bytes(b"somebody put it there")
    queue.set_state((1,), EntryState.WAITING)
    for path in (whole, *doubles, other):
        queue.intend(1, {Stage.FINAL: path})
    queue._connection.execute("DELETE FROM made")
    assert run(queue, Watching()) == Summary(saved=1)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        *(f"{each}_lowexp.png" for each in "abcd"),
        "a_lowexp (4).png",
    }
