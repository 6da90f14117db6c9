"""The queue of a command: found again, resumed or begun anew."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
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
from lowexp_gui.batch.queue_entry import QueueSettings, settings_of
from lowexp_gui.batch.queue_file import QueueBusyError
from lowexp_gui.batch.runner import run_job
from lowexp_gui.field_coding import from_json, to_key
from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.geometry import Geometry


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


def _as_first_written(spec: JobSpec) -> tuple[str, str]:
    """A neutral job and its settings as written before geometry, size and metadata could be chosen."""
    output = {
        "encoding": {
            "bit_depth": None,
            "compression": "deflate",
            "keep_position": True,
            "profile": "as-input",
            "quality": 95,
            "subsampling": "444",
        },
        "folder": str(spec.output.folder),
        "format": None,
        "if_exists": "rename",
        "stages": False,
        "template": "{stem}_lowexp",
    }
    both = {
        "adjustments": {
            "brightness": 1.0,
            "contrast": 1.0,
            "denoise": 1.0,
            "detail": 0.0,
            "highlights": 0.0,
            "saturation": 1.0,
            "shadows": 0.0,
            "temperature": 0.0,
            "tint": 0.0,
        },
        "device": "auto",
        "model": spec.model,
        "output": output,
        "precision": "auto",
    }
    job = {"inputs": [str(path) for path in spec.inputs], "mirrored": True, "recursive": True}
    weights = {"weights": settings_of(spec).weights}
    return json.dumps(both | job, sort_keys=True), json.dumps(both | weights, sort_keys=True)


def test_a_job_of_an_earlier_version_resumes(tmp_path: Path, photos: list[Path]) -> None:
    spec = JobSpec.of((tmp_path / "in",), "article", OutputRule(tmp_path / "out"))
    job, settings = _as_first_written(spec)
    path = job_queue_path(spec)
    assert path.name == f"job-{hashlib.sha256(job.encode()).hexdigest()[:24]}.queue"
    with open_job_queue(spec, resume=False) as queue:
        run_job(spec, lambda _: None, Event(), queue=queue)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE settings SET fields = ?", (settings,))
    with open_job_queue(spec, resume=True) as queue:
        assert run_job(spec, lambda _: None, Event(), queue=queue) == Summary(skipped=len(photos))
        assert len(queue.entries()) == len(photos)


@pytest.mark.parametrize(
    "change",
    [
        lambda spec: replace(spec, geometry=Geometry(1)),
        lambda spec: replace(spec, output=replace(spec.output, encoding=Encoding(long_side=1000))),
        lambda spec: replace(spec, output=replace(spec.output, encoding=Encoding(keep_metadata=False))),
    ],
)
def test_a_job_with_other_results_has_a_queue_of_its_own(
    tmp_path: Path, change: Callable[[JobSpec], JobSpec]
) -> None:
    spec = JobSpec.of((tmp_path,), "article", OutputRule(tmp_path / "out"))
    assert job_queue_path(change(spec)) != job_queue_path(spec)
    settings = settings_of(change(spec))
    assert from_json(QueueSettings, to_key(settings)) == settings
