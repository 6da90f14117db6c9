"""Pictures without a file are stored beside the queue until no entry needs them."""

import os
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from queue_samples import settings_for

from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import UNFINISHED, EntryState
from lowexp_gui.batch.queue_file import set_queue_aside
from lowexp_gui.batch.queue_run import QueueRun
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.photograph import Photo, photo_from_srgb
from lowexp_gui.photo.reading import read_photo


@pytest.fixture
def picture() -> Photo:
    return photo_from_srgb(np.random.default_rng(0).integers(0, 60, (40, 60, 3), np.uint8))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "a.queue"


def _kept(file: Path) -> list[Path]:
    return sorted(Path(f"{file}-pictures").rglob("*.*"))


def test_a_picture_survives_the_process_until_it_is_saved(tmp_path: Path, file: Path, picture: Photo) -> None:
    with Queue(file) as queue:
        path, added = queue.add_picture(picture, settings_for(tmp_path / "out"))
        assert len(added.ids) == 1
        assert np.array_equal(read_photo(path).pixels, picture.pixels)
    with Queue(file) as again:
        assert _kept(file) == [path]
        summary = QueueRun(again, lambda _: None, Event()).run()
        assert (summary.saved, summary.failed) == (1, 0)
        assert [each.name for each in (tmp_path / "out").iterdir()] == ["pasted_lowexp.png"]
        assert not list(Path(f"{file}-pictures").iterdir())


@pytest.mark.parametrize("state", [EntryState.FAILED, EntryState.CANCELLED, EntryState.WAITING])
def test_what_may_be_tried_again_keeps_its_picture_until_it_is_removed(
    tmp_path: Path, file: Path, picture: Photo, state: EntryState
) -> None:
    with Queue(file) as queue:
        path, added = queue.add_picture(picture, settings_for(tmp_path / "out"))
        (entry,) = queue.entries(added.ids)
        queue.settle(replace(entry, state=state, sentence="It did not work."))
    with Queue(file) as again:
        assert _kept(file) == [path]
        again.remove(added.ids)
        assert not _kept(file)


def test_a_picture_with_two_entries_stays_until_both_are_done(
    tmp_path: Path, file: Path, picture: Photo
) -> None:
    with Queue(file) as queue:
        path, first = queue.add_picture(picture, settings_for(tmp_path / "out"))
        same, second = queue.add_picture(picture, settings_for(tmp_path / "out", brightness=1.5), path)
        assert same == path
        for number, entry in enumerate(queue.entries((*first.ids, *second.ids))):
            assert path.is_file()
            queue.settle(replace(entry, state=EntryState.DONE, result=tmp_path / str(number)))
        assert not path.exists()
        another, _ = queue.add_picture(picture, settings_for(tmp_path / "out", brightness=2.0), path)
        assert another != path
        assert another.is_file()


def test_the_same_picture_with_the_same_settings_waits_once(
    tmp_path: Path, file: Path, picture: Photo
) -> None:
    with Queue(file) as queue:
        path, _ = queue.add_picture(picture, settings_for(tmp_path / "out"))
        _, again = queue.add_picture(picture, settings_for(tmp_path / "out"), path)
        assert (again.ids, again.waiting) == ((), 1)


def test_what_a_killed_process_left_goes_and_what_others_put_there_stays(
    tmp_path: Path, file: Path, picture: Photo
) -> None:
    with Queue(file) as queue:
        path, _ = queue.add_picture(picture, settings_for(tmp_path / "out"))
    folder = path.parent.parent
    left, foreign = folder / ("0" * 16), folder / ("1" * 16)
    for each in (left, foreign, folder / "mine"):
        each.mkdir()
        (each / "pasted.png").write_bytes(b"half")
    (left / f".{'a' * 16}.tmp").write_bytes(b"half")
    (foreign / "diary.txt").write_text("mine")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "pasted.png").write_text("mine")
    if os.name != "nt":
        (folder / ("2" * 16)).symlink_to(elsewhere, target_is_directory=True)
    with Queue(file):
        assert not left.exists()
        assert path.is_file()
        assert (foreign / "diary.txt").is_file()
        assert (folder / "mine" / "pasted.png").is_file()
        assert (elsewhere / "pasted.png").is_file()


def test_a_queue_in_memory_takes_its_pictures_with_it(tmp_path: Path, picture: Photo) -> None:
    with Queue(None) as queue:
        path, _ = queue.add_picture(picture, settings_for(tmp_path / "out"))
        assert path.is_file()
    assert not path.parent.parent.exists()


def test_pictures_go_aside_with_a_damaged_queue(tmp_path: Path, file: Path, picture: Photo) -> None:
    with Queue(file) as queue:
        queue.add_picture(picture, settings_for(tmp_path / "out"))
    aside = set_queue_aside(file)
    assert not _kept(file)
    assert len(_kept(aside)) == 1


def test_a_picture_that_cannot_be_stored_is_reported(tmp_path: Path, file: Path, picture: Photo) -> None:
    with Queue(file) as queue:
        Path(f"{file}-pictures").write_text("in the way")
        with pytest.raises(PhotoError, match=r"The pasted picture cannot be queued: .*\."):
            queue.add_picture(picture, settings_for(tmp_path / "out"))
        assert not queue.entries()


_STEPS = ("add", "done", "failed", "cancel", "retry", "remove", "reopen")


@given(st.lists(st.sampled_from(_STEPS), max_size=12))
def test_there_are_always_just_the_pictures_that_entries_need(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("pictures")
    file, settings = folder / "a.queue", settings_for(folder / "out")
    small = photo_from_srgb(np.zeros((2, 2, 3), np.uint8))
    queue = Queue(file)
    for step in steps:
        ids = queue.ids(*EntryState)[:1]
        match step:
            case "add":
                queue.add_picture(small, settings)
            case "done" | "failed":
                for entry in queue.entries(queue.ids(*UNFINISHED)[:1]):
                    queue.settle(replace(entry, state=EntryState(step), result=folder / "result"))
            case "cancel":
                queue.cancel(ids)
            case "retry":
                queue.retry(ids)
            case "remove":
                queue.remove(ids)
            case "reopen":
                queue.close()
                queue = Queue(file)
        needed = {each.path for each in queue.entries() if each.state is not EntryState.DONE}
        assert set(_kept(file)) == needed
    queue.close()
