"""Results in folders are skipped with a message, and enhanced if they are named."""

import shutil
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from job_samples import write_dark

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.job_events import JobEvent, Noticed, Summary
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.runner import run_job
from lowexp_gui.batch.watching import watch
from lowexp_gui.photo.finding import find_photos
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.naming import IfExists


def dark(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_dark(path)


def run(spec: JobSpec) -> tuple[Summary, list[str]]:
    told: list[JobEvent] = []
    summary = run_job(spec, told.append, Event())
    return summary, [str(event.sentence) for event in told if isinstance(event, Noticed)]


def job(folder: Path, output: Path, template: str = "{stem}_lowexp", **rule: object) -> JobSpec:
    return JobSpec.of((folder,), "article", OutputRule(output, template, **rule))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("output", "template"),
    [("Lowexp", "{stem}"), ("out", "{stem}"), (".", "{stem}_x"), (".", "{stem}_lowexp"), ("deep/out", "{n}")],
)
def test_a_folder_that_is_enhanced_three_times_stays_as_it_is(
    tmp_path: Path, output: str, template: str
) -> None:
    for name in ("a.png", "b.jpg", "c.tif"):
        dark(tmp_path / "in" / name)
    spec = job(tmp_path / "in", tmp_path / "in" / output, template, if_exists=IfExists.SKIP)
    before = run(spec)
    assert before == (Summary(saved=3), [])
    there = sorted((tmp_path / "in").rglob("*.*"))
    for _ in range(2):
        assert run(spec) == (Summary(skipped=3), ["3 results of Lowexp were skipped."])
        assert sorted((tmp_path / "in").rglob("*.*")) == there
    # Results are recognised by their metadata, whatever the settings and the folder.
    others = replace(spec, output=OutputRule(tmp_path / "elsewhere"))
    assert run(others)[0].saved == 3


@pytest.mark.parametrize("photo_format", WRITABLE)
def test_results_of_every_format_and_their_stages_are_known(
    tmp_path: Path, photo_format: PhotoFormat
) -> None:
    dark(tmp_path / "in" / "a.png")
    run(job(tmp_path / "in", tmp_path / "out", format=photo_format, stages=True))
    found = find_photos([tmp_path / "out"], outputs=())
    assert (found.photos, found.problems, found.left_out) == ((), (), 3)
    # For pairs and similar uses, results count as photos.
    assert len(find_photos([tmp_path / "out"]).photos) == 3


def test_a_result_is_taken_where_it_is_named(tmp_path: Path) -> None:
    dark(tmp_path / "in" / "a.png")
    run(job(tmp_path / "in", tmp_path / "in" / "Lowexp"))
    result = tmp_path / "in" / "Lowexp" / "a_lowexp.png"
    assert find_photos([result, tmp_path / "in"], outputs=()).photos == (result, tmp_path / "in" / "a.png")
    assert run(JobSpec.of((result,), "article", OutputRule(tmp_path / "again")))[0] == Summary(saved=1)


def test_a_photo_that_is_only_named_like_a_result_is_one(tmp_path: Path) -> None:
    photos = (dark(tmp_path / "Lowexp" / "a.png"), dark(tmp_path / "Lowexp" / "a_lowexp.png"))
    found = find_photos([tmp_path / "Lowexp"], outputs=())
    assert (found.photos, found.left_out) == (photos, 0)


def test_results_that_arrive_in_a_watched_folder_are_left_out(tmp_path: Path) -> None:
    dark(tmp_path / "in" / "a.png")
    run(job(tmp_path / "in", tmp_path / "out"))
    folder = tmp_path / "watched"
    dark(folder / "b.png")
    shutil.copy(tmp_path / "out" / "a_lowexp.png", folder / "c.png")
    told: list[JobEvent] = []
    cancel, looks = Event(), iter(range(6))

    def wait() -> None:
        if next(looks, None) is None:
            cancel.set()

    with Queue(None) as queue:
        spec = job(folder, tmp_path / "results")
        assert watch(spec, queue, told.append, cancel, existing=True, wait=wait) == Summary(saved=1)
    assert [str(event.sentence) for event in told if isinstance(event, Noticed)] == [
        "1 result of Lowexp was skipped."
    ]
