"""Odd and hostile situations: a batch continues, loses nothing, leaves no partial file, reports errors."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from batch_situations import SITUATIONS
from batch_situations.scene import Scene, write_named
from job_samples import write_dark
from PIL import Image

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.job_events import Failed, Finished, JobEvent, Started, Summary
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import EntryState
from lowexp_gui.batch.runner import run_job

_REGULAR_LIMIT = 50_000_000


def test_there_are_many_situations() -> None:
    assert len(SITUATIONS) >= 170


@pytest.mark.parametrize("title", SITUATIONS)
def test_nothing_stops_a_batch(tmp_path: Path, title: str) -> None:
    place = tmp_path / "p"
    place.mkdir()
    scene = SITUATIONS[title](place)
    run_and_check(scene, place)


def run_and_check(scene: Scene, place: Path) -> list[Failed]:
    before = _contents(place)
    told: list[JobEvent] = []

    def tell(event: JobEvent) -> None:
        if isinstance(event, Started) and event.number == 1:
            scene.begun()
        told.append(event)

    rule = OutputRule(**{"folder": place / "out", **scene.rule})  # type: ignore[arg-type]
    spec = JobSpec.of(scene.inputs, "article", rule)
    spec = JobSpec(**{**{name: getattr(spec, name) for name in spec.__dataclass_fields__}, **scene.job})
    with _Queued(scene.queued) as queue:
        summary = run_job(spec, tell, Event(), queue=queue)
        states = {entry.state for entry in queue.entries()}
    failures = [event for event in told if isinstance(event, Failed)]
    _check_told(summary, told, scene)
    assert states <= {EntryState.DONE, EntryState.SKIPPED, EntryState.FAILED}
    for failure in failures:
        assert str(failure.sentence)
        assert str(failure.sentence).isprintable()
        assert str(failure.sentence).rstrip(".").count("\n") == 0
        assert "Traceback" not in str(failure.sentence)
        assert "the log has the details" not in str(failure.sentence), failure.sentence
    _check_files(place, before, told, scene)
    return failures


class _Queued(Queue):
    """A queue in memory that reports added photos."""

    def __init__(self, then: Callable[[], object]) -> None:
        super().__init__(None)
        self._then = then

    def add(self, *inputs, **options):
        added = super().add(*inputs, **options)
        self._then()
        return added


def _check_told(summary: Summary, told: list[JobEvent], scene: Scene) -> None:
    failures = [event for event in told if isinstance(event, Failed)]
    assert summary.failed == len(failures)
    if scene.saved is not None:
        expected = scene.failed or 0
        assert (summary.saved, summary.failed) == (scene.saved, expected), [
            str(each.sentence) for each in failures
        ]
    elif scene.failed is not None:
        assert summary.failed == scene.failed
    if scene.words:
        assert all(scene.words in str(each.sentence) or scene.words in str(each.path) for each in failures)


def _check_files(place: Path, before: dict[Path, bytes], told: list[JobEvent], scene: Scene) -> None:
    """Photos are unchanged, results are complete and separate, and no other files remain."""
    results = [event.saved.path for event in told if isinstance(event, Finished) and not event.saved.skipped]
    results += [path for event in told if isinstance(event, Finished) for path in event.saved.stages]
    assert len({os.path.normcase(path) for path in results}) == len(results)
    there = [path for path in results if path.exists()]
    if scene.begun is Scene.begun:
        assert there == results
    for path in there:
        with Image.open(path) as picture:
            picture.load()
    after = _contents(place.parent)
    results = [path.resolve() for path in results]
    assert not [path for path in after if path.name.endswith(".tmp")]
    if scene.queued is Scene.queued and scene.begun is Scene.begun:
        assert {path: after.get(path) for path in before if path not in results} == {
            path: data for path, data in before.items() if path not in results
        }
        assert set(after) == set(before) | set(results)


def _contents(folder: Path) -> dict[Path, bytes]:
    """All regular files below a folder, links not followed."""
    found = {}
    for root, _, files in os.walk(folder):
        for name in files:
            path = Path(root) / name
            if path.is_file() and not path.is_symlink() and path.stat().st_size < _REGULAR_LIMIT:
                found[path] = path.read_bytes()
    return found


@pytest.mark.parametrize("what", ["folder", "file", "link", "deep file"])
def test_an_output_folder_that_cannot_be_made_ends_the_job_with_a_sentence(tmp_path: Path, what: str) -> None:
    from lowexp_gui.photo.errors import PhotoError

    photo, out = write_named(tmp_path / "a.png"), tmp_path / "out"
    if what == "folder":
        out = tmp_path / ("o" * 300)
    elif what == "link":
        if os.name == "nt":
            pytest.skip("links need a privilege")
        out.symlink_to("out")
    else:
        out.write_text("a file")
        out = out / "below" if what == "deep file" else out
    with pytest.raises(PhotoError, match="cannot be created") as raised:
        run_job(JobSpec.of((photo,), "article", OutputRule(out)), lambda _: None, Event())
    assert str(raised.value).isprintable()


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder without permission for the user that the test runs as."""
    if os.name != "posix":
        pytest.skip("permissions are another matter there")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        place = Path(made)
        if os.geteuid() == 0:
            os.chown(place, 65534, 65534)
            os.seteuid(65534)
            try:
                yield place
            finally:
                os.seteuid(0)
        else:
            yield place
        for folder, _, _ in os.walk(place):
            Path(folder).chmod(0o700)


def test_a_photo_that_may_not_be_read_fails_alone(as_nobody: Path) -> None:
    photo = write_named(as_nobody / "in" / "a.png")
    write_named(as_nobody / "in" / "b.png")
    photo.chmod(0)
    told = _run(as_nobody / "in", as_nobody / "out")
    assert [str(event.sentence) for event in told if isinstance(event, Failed)] == [
        "“a.png” cannot be read; change its permissions."
    ]
    assert len(list((as_nobody / "out").iterdir())) == 1


def test_a_folder_that_may_not_be_read_fails_alone(as_nobody: Path) -> None:
    write_named(as_nobody / "in" / "shut" / "a.png")
    write_named(as_nobody / "in" / "b.png")
    (as_nobody / "in" / "shut").chmod(0)
    told = _run(as_nobody / "in", as_nobody / "out")
    assert [str(event.sentence) for event in told if isinstance(event, Failed)] == [
        "The folder “shut” cannot be read; change its permissions."
    ]
    assert len([event for event in told if isinstance(event, Finished)]) == 1


@pytest.mark.parametrize("mode", [0, 0o400, 0o500])
def test_a_folder_that_may_not_be_written_is_a_sentence_for_each_photo(as_nobody: Path, mode: int) -> None:
    for name in ("a.png", "b.png"):
        write_named(as_nobody / "in" / name)
    out = as_nobody / "out"
    out.mkdir()
    out.chmod(mode)
    told = _run(as_nobody / "in", out)
    failures = [str(event.sentence) for event in told if isinstance(event, Failed)]
    assert len(failures) == 2
    assert all("read-only" in sentence or "not saved" in sentence for sentence in failures)
    out.chmod(0o700)
    assert list(out.iterdir()) == []


def test_mirrored_folders_that_cannot_be_made_fail_their_photos_alone(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        write_named(tmp_path / "in" / folder / "a.png")
    out = tmp_path / "out"
    out.mkdir()
    (out / "x").write_text("a file where a folder is to be")
    told = _run(tmp_path / "in", out)
    (failure,) = (event for event in told if isinstance(event, Failed))
    assert "“x” cannot be created" in str(failure.sentence)
    assert (out / "y" / "a_lowexp.png").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small file system")
def test_a_full_disk_is_a_sentence_and_leaves_no_part(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(small)]
    if os.geteuid() != 0 or subprocess.run(mounting, check=False, capture_output=True).returncode:
        pytest.skip("may not mount")
    try:
        for number in range(12):
            write_dark(tmp_path / f"{number:02}.png", 90, 60, number)
        told = _run(tmp_path, small)
        failures = [str(event.sentence) for event in told if isinstance(event, Failed)]
        finished = [event.saved.path for event in told if isinstance(event, Finished)]
        assert failures
        assert finished
        assert all("the disk is full" in sentence for sentence in failures)
        assert sorted(small.iterdir()) == sorted(finished)
        for path in finished:
            with Image.open(path) as picture:
                picture.load()
    finally:
        subprocess.run(["umount", str(small)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files")
def test_files_that_may_not_be_as_large_fail_alone(tmp_path: Path) -> None:
    import resource

    write_dark(tmp_path / "large.png", 300, 200)
    write_dark(tmp_path / "small.png", 20, 10)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
        told = _run(tmp_path, tmp_path / "out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert ["large" in str(event.sentence) for event in told if isinstance(event, Failed)] == [True]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["small_lowexp.png"]


def _run(source: Path, out: Path) -> list[JobEvent]:
    told: list[JobEvent] = []
    run_job(JobSpec.of((source,), "article", OutputRule(out)), told.append, Event())
    return told
