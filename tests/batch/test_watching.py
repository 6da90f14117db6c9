"""A watched folder: new photos are enhanced once they are complete. The test controls the clock."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import pytest
from job_samples import write_dark

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.job_events import Summary
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.watching import WatchedFolder, watch
from lowexp_gui.photo.errors import PhotoError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def looks(watched: WatchedFolder, count: int) -> list[tuple[str, ...]]:
    return [tuple(path.name for path in watched.look()) for _ in range(count)]


def test_a_new_photo_is_reported_once_it_is_stable_for_two_polls(folder: Path) -> None:
    watched = WatchedFolder(folder, folder.parent / "out")
    assert looks(watched, 1) == [()]
    write_dark(folder / "a.png")
    assert looks(watched, 4) == [(), ("a.png",), (), ()]


@pytest.mark.parametrize("existing", [False, True])
def test_existing_photos_are_ignored_unless_requested(folder: Path, existing: bool) -> None:
    photo = write_dark(folder / "old.png")
    watched = WatchedFolder(folder, folder.parent / "out", existing=existing)
    assert looks(watched, 3) == ([(), ("old.png",), ()] if existing else [(), (), ()])
    # A rewritten photo is new.
    write_dark(photo, 50, 40)
    assert looks(watched, 3) == [(), ("old.png",), ()]


def test_a_photo_that_is_still_being_copied_is_waited_for(folder: Path) -> None:
    whole = write_dark(folder.parent / "whole.png", 300, 200).read_bytes()
    watched = WatchedFolder(folder, folder.parent / "out")
    photo = folder / "a.png"
    # Writing pauses for more than two polls.
    for part in (0.0, 0.2, 0.2, 0.2, 0.7):
        photo.write_bytes(whole[: int(len(whole) * part)])
        os.utime(photo, (1000 + part, 1000 + part))
        assert looks(watched, 1) == [()]
    photo.write_bytes(whole)
    assert looks(watched, 3) == [(), ("a.png",), ()]


def test_a_photo_that_stays_damaged_is_reported_in_the_end(folder: Path) -> None:
    watched = WatchedFolder(folder, folder.parent / "out")
    (folder / "bad.png").write_bytes(b"no photo")
    told = looks(watched, 15)
    assert told.count(("bad.png",)) == 1
    assert told[:5] == [()] * 5


@pytest.mark.parametrize("name", [".a.png", "~a.png", "._a.png", "a.png.part", "a.png.tmp", "a.crdownload"])
def test_files_of_programs_that_copy_are_not_photos_until_they_are_renamed(folder: Path, name: str) -> None:
    watched = WatchedFolder(folder, folder.parent / "out")
    write_dark(folder.parent / "x.png").rename(folder / name)
    assert looks(watched, 3) == [()] * 3
    (folder / name).rename(folder / "a.png")
    assert looks(watched, 3) == [(), ("a.png",), ()]


def test_results_in_the_folder_do_not_come_back(folder: Path) -> None:
    watched = WatchedFolder(folder, folder / "out")
    (folder / "out").mkdir()
    write_dark(folder / "out" / "result.png")
    assert looks(watched, 3) == [()] * 3


def test_a_folder_that_is_away_for_a_while_has_nothing_new(folder: Path) -> None:
    write_dark(folder / "old.png")
    watched = WatchedFolder(folder, folder.parent / "out")
    folder.rename(folder.with_name("away"))
    assert looks(watched, 2) == [()] * 2
    folder.with_name("away").rename(folder)
    assert looks(watched, 3) == [()] * 3


def watching(
    folder: Path, out: Path, steps: Sequence[Callable[[], object]], *, existing: bool = False
) -> tuple[Summary, Queue]:
    """Watch with one step in place of each wait, then end."""
    cancel, left = Event(), list(steps)

    def wait() -> None:
        if left:
            left.pop(0)()
        else:
            cancel.set()

    queue = Queue(None)
    spec = JobSpec.of((folder,), "article", OutputRule(out))
    return watch(spec, queue, lambda _: None, cancel, existing=existing, wait=wait), queue


def test_photos_are_enhanced_as_they_arrive(folder: Path) -> None:
    out = folder / "bright"
    (folder / "day").mkdir()
    write_dark(folder / "old.png")
    steps = (
        lambda: write_dark(folder / "a.png"),
        lambda: write_dark(folder / "day" / "b.png"),
        lambda: None,
        lambda: None,
        lambda: None,
    )
    summary, queue = watching(folder, out, steps)
    with queue:
        assert summary == Summary(saved=2)
        assert {path.relative_to(out) for path in out.rglob("*.*")} == {
            Path("a_lowexp.png"),
            Path("day/b_lowexp.png"),
        }


def test_a_photo_that_goes_again_at_once_disturbs_nothing(folder: Path) -> None:
    photo = folder / "a.png"
    steps = (lambda: write_dark(photo), lambda: None, photo.unlink, lambda: write_dark(folder / "b.png"))
    summary, queue = watching(folder, folder.parent / "out", [*steps, lambda: None, lambda: None])
    with queue:
        assert summary.saved >= 1
        assert summary.failed == 0


@pytest.mark.parametrize("out", [".", ".."])
def test_an_output_folder_around_the_watched_one_is_refused(folder: Path, out: str) -> None:
    with pytest.raises(PhotoError, match="would be enhanced again"):
        watching(folder, folder / out, ())


def test_a_folder_that_is_not_there_is_a_sentence(folder: Path) -> None:
    with pytest.raises(PhotoError, match="folder “gone” does not exist"):
        watching(folder / "gone", folder.parent / "out", ())
