"""The summary of a queue, and the remaining time."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from job_samples import write_dark
from queue_samples import settings_for

from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import EntryState, QueueEntry
from lowexp_gui.batch.queue_summary import save_summary, summary_path
from lowexp_gui.batch.run_progress import RunProgress, header_pixels
from lowexp_gui.errors import Sentence


@pytest.fixture
def entries(tmp_path: Path) -> tuple[QueueEntry, ...]:
    photos = [write_dark(tmp_path / name) for name in ("good, very.png", "bad\nname.png", "=1+1.png")]
    with Queue(None) as queue:
        queue.add(photos, settings_for(tmp_path / "out"))
        good, bad, third = queue.entries()
    return (
        replace(
            good, state=EntryState.DONE, result=tmp_path / "out" / "r.png", seconds=1.5, pixels=2_000_000
        ),
        replace(bad, state=EntryState.FAILED, sentence=Sentence("It is damaged.")),
        third,
    )


def test_as_text_failures_come_first(entries: tuple[QueueEntry, ...], tmp_path: Path) -> None:
    save_summary(entries, tmp_path / "s.txt")
    lines = (tmp_path / "s.txt").read_text("utf-8").splitlines()
    assert lines[0] == "1 waiting, 1 done, 1 failed"
    assert lines[2].startswith("failed")
    assert lines[2].endswith("It is damaged.")
    assert any("r.png" in line for line in lines[3:])


def test_as_a_table_each_photo_is_a_row_and_none_a_formula(
    entries: tuple[QueueEntry, ...], tmp_path: Path
) -> None:
    save_summary(entries, tmp_path / "s.csv")
    with (tmp_path / "s.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["state"] for row in rows] == ["done", "failed", "waiting"]
    assert rows[0]["photo"] == str(entries[0].path)
    assert rows[1]["photo"] == str(entries[1].path)
    assert rows[0]["megapixels"] == "2.0"
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values())


def test_as_json_the_settings_are_there_too(entries: tuple[QueueEntry, ...], tmp_path: Path) -> None:
    save_summary(entries, tmp_path / "s.json")
    found = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert found["version"] == 1
    assert [photo["photo"] for photo in found["photos"]] == [str(entry.path) for entry in entries]
    assert found["photos"][0]["settings"]["model"] == "article"


def test_time_left_follows_the_pixels() -> None:
    now = [100.0]
    progress = RunProgress(clock=lambda: now[0])
    progress.pause(False)
    progress.begin(1, 1_000_000, 500_000)
    progress.wait(1_500_000)
    assert progress.seconds_left is None
    now[0] += 10
    progress.advance(1, 1.0)
    progress.end(1)
    # Three times as much waits as was done in ten seconds.
    assert progress.seconds_left == pytest.approx(30)
    assert progress.done == pytest.approx(0.25)
    progress.pause(True)
    now[0] += 1000
    progress.pause(False)
    assert progress.seconds_left == pytest.approx(30)
    # A skipped photo does not affect the speed.
    progress.begin(2, 1_000_000, 500_000)
    progress.wait(1_000_000)
    progress.end(2)
    assert progress.seconds_left == pytest.approx(20)


def test_pixels_are_known_from_headers(tmp_path: Path) -> None:
    for suffix in ("jpg", "png", "webp", "tif"):
        assert header_pixels(write_dark(tmp_path / f"a.{suffix}", 80, 30)) == 2400
    (tmp_path / "raw").write_bytes(bytes(1000))
    assert header_pixels(tmp_path / "raw") == 1000
    assert header_pixels(tmp_path / "gone") == 0
    assert header_pixels(tmp_path) == 0


@pytest.mark.parametrize(
    ("asked", "kind", "path"),
    [
        ("Report", ".txt", "Report.txt"),
        ("2026.11", ".csv", "2026.11.csv"),
        ("Lowexp.txt", ".csv", "Lowexp.csv"),
        ("Lowexp.txt", ".txt", "Lowexp.txt"),
        ("mine.CSV", ".txt", "mine.CSV"),
        ("photo.png", ".txt", "photo.png.txt"),
    ],
)
def test_a_summary_has_the_suffix_of_its_kind(asked: str, kind: str, path: str) -> None:
    assert summary_path(Path("folder", asked), kind) == Path("folder", path)
