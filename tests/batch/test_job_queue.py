"""The queue of a command: found again, resumed or begun anew."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from job_samples import write_dark

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.job_events import (
    Summary,
)
from lowexp_gui.batch.job_queue import job_queue_path, open_job_queue
from lowexp_gui.batch.queue_file import QueueBusyError
from lowexp_gui.batch.runner import run_job


def test_the_same_job_has_the_same_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    spec = JobSpec.of((Path("in"),), "article", OutputRule(Path("out")))
    absolute = JobSpec.of((tmp_path / "in",), "article", OutputRule(tmp_path / "out"))
    assert job_queue_path(spec) == job_queue_path(absolute)
    assert job_queue_path(spec) != job_queue_path(replace(spec, recursive=False))
    with open_job_queue(spec, resume=False), pytest.raises(QueueBusyError):
        open_job_queue(spec, resume=True)


def test_a_job_resumes_or_starts_again(tmp_path: Path, photos: list[Path]) -> None:
    spec = JobSpec.of((tmp_path / "in",), "article", OutputRule(tmp_path / "out"))
    with open_job_queue(spec, resume=False) as queue:
        assert run_job(spec, lambda _: None, Event(), queue=queue) == Summary(saved=4)
    write_dark(tmp_path / "in" / "new.png")
    with open_job_queue(spec, resume=True) as queue:
        assert run_job(spec, lambda _: None, Event(), queue=queue) == Summary(saved=1, skipped=4)
    with open_job_queue(spec, resume=False) as queue:
        assert queue.entries() == ()
        assert run_job(spec, lambda _: None, Event(), queue=queue) == Summary(saved=5)
    assert len(list((tmp_path / "out").iterdir())) == 10


def test_an_invalid_queue_is_set_aside(tmp_path: Path) -> None:
    spec = JobSpec.of((tmp_path,), "article", OutputRule(tmp_path / "out"))
    path = job_queue_path(spec)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"nonsense" * 100)
    with open_job_queue(spec, resume=True) as queue:
        assert queue.entries() == ()
    assert len(list(path.parent.glob("*.damaged-1"))) == 1
