"""The queue: its entries, their order, and that it survives crashes."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from job_samples import write_dark
from queue_samples import settings_for

from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import MOST_TRIES, EntryState, QueueCounts, stamp_of
from lowexp_gui.batch.queue_file import (
    QueueBusyError,
    QueueDamagedError,
    QueueError,
    connect,
    set_queue_aside,
)
from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.errors import NO_SENTENCE, Sentence
from lowexp_gui.paths import queue_folder, window_queue
from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.errors import deadly_sentence


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    return [write_dark(tmp_path / "in" / name) for name in ("a.png", "b.png", "deep/c.png")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "a.queue"


def test_photos_are_queued_with_all_that_they_need(tmp_path: Path, photos: list[Path], file: Path) -> None:
    settings = settings_for(tmp_path / "out", brightness=1.5, encoding=Encoding(80))
    with Queue(file) as queue:
        added = queue.add([tmp_path / "in", tmp_path / "gone"], settings)
        entries = queue.entries()
        assert added.ids == tuple(entry.id for entry in entries)
        assert [str(problem) for problem in added.problems] == [
            "“gone” does not exist; check its name and folder."
        ]
    with Queue(file) as again:
        assert again.entries() == entries
    assert [entry.path for entry in entries] == photos
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert [entry.folder for entry in entries] == [tmp_path / "out"] * 2 + [tmp_path / "out" / "deep"]
    assert {entry.settings for entry in entries} == {settings}
    assert [entry.stamp for entry in entries] == [stamp_of(photo) for photo in photos]


def test_without_mirroring_all_results_go_into_one_folder(tmp_path: Path, photos: list[Path]) -> None:
    with Queue(None) as queue:
        queue.add([tmp_path / "in"], settings_for(tmp_path / "out"), mirrored=False)
        assert {entry.folder for entry in queue.entries()} == {tmp_path / "out"}


def test_without_recursion_folders_in_folders_are_left(tmp_path: Path, photos: list[Path]) -> None:
    with Queue(None) as queue:
        queue.add([tmp_path / "in"], settings_for(tmp_path / "out"), recursive=False)
        assert [entry.path for entry in queue.entries()] == photos[:2]


@pytest.mark.parametrize("turned", [False, True])
def test_the_outermost_folder_is_mirrored(tmp_path: Path, photos: list[Path], turned: bool) -> None:
    inputs = [tmp_path / "in", tmp_path / "in" / "deep"]
    with Queue(None) as queue:
        queue.add(inputs[:: -1 if turned else 1], settings_for(tmp_path / "out"))
        assert {entry.path.name: entry.folder.name for entry in queue.entries()} == {
            "a.png": "out",
            "b.png": "out",
            "c.png": "deep",
        }


def test_what_waits_is_not_queued_twice(tmp_path: Path, photos: list[Path]) -> None:
    with Queue(None) as queue:
        settings = settings_for(tmp_path / "out")
        queue.add(photos[:2], settings)
        added = queue.add([tmp_path / "in"], settings)
        assert (len(added.ids), added.waiting, added.made) == (1, 2, 0)
        # Other settings make another entry.
        assert len(queue.add(photos, settings_for(tmp_path / "out", brightness=0.5)).ids) == 3


def test_what_is_done_and_whole_is_not_queued_again(tmp_path: Path, photos: list[Path]) -> None:
    result = write_dark(tmp_path / "result.png")
    settings = settings_for(tmp_path / "out")
    with Queue(None) as queue:
        queue.add(photos[:1], settings)
        (entry,) = queue.entries()
        queue.settle(replace(entry, state=EntryState.DONE, result=result))
        assert queue.add(photos[:1], settings).made == 1
        # A removed entry still counts as done.
        queue.clear(EntryState.DONE)
        assert queue.add(photos[:1], settings).made == 1
        assert queue.made(entry, entry.stamp) == (result,)
        # A changed result or photo does not count as done.
        os.utime(result, (1, 1))
        assert len(queue.add(photos[:1], settings).ids) == 1
        queue.settle(replace(queue.entries()[0], state=EntryState.DONE, result=result))
        os.utime(photos[0], (1, 1))
        assert len(queue.add(photos[:1], settings).ids) == 1


def test_a_failed_photo_that_is_added_waits_again(tmp_path: Path, photos: list[Path]) -> None:
    settings = settings_for(tmp_path / "out")
    with Queue(None) as queue:
        (number,) = queue.add(photos[:1], settings).ids
        queue.settle(replace(queue.entries()[0], state=EntryState.FAILED, sentence=Sentence("It failed.")))
        assert queue.add(photos[:1], settings).ids == (number,)
        (entry,) = queue.entries()
        assert (entry.state, entry.sentence) == (EntryState.WAITING, NO_SENTENCE)


@pytest.fixture
def five(tmp_path: Path):
    names = [write_dark(tmp_path / f"{name}.png") for name in "abcde"]
    with Queue(None) as queue:
        queue.add(names, settings_for(tmp_path / "out"))
        yield queue


def _order(queue: Queue) -> str:
    return "".join(entry.path.stem for entry in queue.entries())


@pytest.mark.parametrize(
    ("moved", "before", "order"),
    [
        ([4], 1, "dabce"),
        ([1, 2], None, "cdeab"),
        ([5, 1], 3, "beacd"),
        ([3], 3, "abcde"),
        ([2], 99, "acdeb"),
        ([99, 2, 2], 1, "bacde"),
        ([], 1, "abcde"),
        ([1, 2], 2, "abcde"),
    ],
)
def test_entries_are_moved(five: Queue, moved: list[int], before: int | None, order: str) -> None:
    five.move(moved, before)
    assert _order(five) == order
    assert five.next_waiting() == five.entries()[0]


def test_what_runs_is_neither_removed_nor_cancelled_here(five: Queue) -> None:
    assert five.claim(2)
    assert not five.claim(2)
    five.remove([1, 2])
    five.cancel([2, 3])
    assert _order(five) == "bcde"
    assert five.counts() == QueueCounts(waiting=2, running=1, cancelled=1)
    assert five.counts().total == 4
    assert five.counts().unfinished == 3


def test_failed_ones_are_tried_again_and_cancelled_ones_on_request(five: Queue) -> None:
    for entry, state in zip(five.entries(), (EntryState.FAILED, EntryState.DONE), strict=False):
        five.settle(replace(entry, state=state, sentence=Sentence("Why.")))
    five.cancel([3])
    five.retry()
    assert five.ids(EntryState.WAITING) == (1, 4, 5)
    assert five.entry(1).sentence == NO_SENTENCE  # type: ignore[union-attr]
    five.retry([2, 3])
    assert five.ids(EntryState.WAITING) == (1, 3, 4, 5)


def test_after_a_crash_what_ran_waits_again(tmp_path: Path, photos: list[Path], file: Path) -> None:
    """The process is killed with the queue open, by a signal it cannot handle."""
    code = (
        "import os, signal, sys; from pathlib import Path; sys.path.insert(0, sys.argv[3]);"
        "from queue_samples import settings_for; from lowexp_gui.batch.queue import Queue;"
        "from lowexp_gui.enhancing.adjustments import Stage;"
        "queue = Queue(Path(sys.argv[1])); place = Path(sys.argv[2]);"
        "queue.add([place / 'in'], settings_for(place / 'out')); queue.claim(2);"
        "queue.intend(2, {Stage.FINAL: place / 'out' / 'x.png'});"
        "os.kill(os.getpid(), signal.SIGTERM if os.name == 'nt' else signal.SIGKILL)"
    )
    command = [sys.executable, "-c", code, str(file), str(tmp_path), str(Path(__file__).parent)]
    assert subprocess.run(command, check=False, env=os.environ).returncode != 0
    with Queue(file) as queue:
        assert queue.cut_off == (2,)
        assert queue.ids(EntryState.WAITING) == (1, 2, 3)
        cut_off = queue.entry(2)
        assert cut_off is not None
        assert cut_off.intended == {Stage.FINAL: (tmp_path / "out" / "x.png",)}
        assert queue.ids(EntryState.RUNNING) == ()
    with Queue(file) as queue:
        assert queue.cut_off == ()


def test_only_one_works_on_a_queue(file: Path) -> None:
    with Queue(file):
        with pytest.raises(QueueBusyError, match="Another Lowexp is working on this queue"):
            Queue(file)
        code = (
            "import sys; from pathlib import Path; from lowexp_gui.batch.queue import Queue\n"
            "from lowexp_gui.batch.queue_file import QueueBusyError\n"
            "try: Queue(Path(sys.argv[1]))\n"
            "except QueueBusyError: sys.exit(7)"
        )
        assert subprocess.run([sys.executable, "-c", code, str(file)], check=False).returncode == 7
    Queue(file).close()


@pytest.mark.parametrize("content", [b"no data base", b"SQLite format 3\0" + bytes(500), bytes(8192)])
def test_what_is_no_queue_is_set_aside(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(QueueDamagedError, match="set aside"):
        Queue(file)
    aside = set_queue_aside(file)
    assert aside.read_bytes() == content
    with Queue(file) as queue:
        assert queue.entries() == ()


def test_a_queue_of_another_version_is_set_aside(file: Path) -> None:
    Queue(file).close()
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(QueueDamagedError, match="another version"):
        Queue(file)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE settings SET fields = '{}'",
        "UPDATE settings SET fields = '[['",
        "UPDATE entries SET state = 'lost'",
        "UPDATE entries SET intended = '[1]'",
        "UPDATE entries SET stages = '{'",
        "UPDATE entries SET stages = '{\"a\": 1}'",
        "UPDATE entries SET seconds = 'long' WHERE id = 2",
        "UPDATE entries SET number = 'first'",
        "UPDATE entries SET sentence = CAST(x'ff41' AS TEXT)",
        "UPDATE entries SET size = 'large'",
        "UPDATE entries SET path = 7",
        "DELETE FROM settings",
        "ALTER TABLE entries RENAME COLUMN stages TO steps",
        "DROP TABLE made",
    ],
)
def test_entries_that_make_no_sense_are_a_sentence(
    tmp_path: Path, photos: list[Path], file: Path, change: str
) -> None:
    with Queue(file) as queue:
        queue.add(photos, settings_for(tmp_path / "out"))
    connection = connect(file)
    connection.execute(change)
    connection.close()
    with pytest.raises(QueueDamagedError, match="set aside"):
        Queue(file)
    # The file is closed, so that it can be set aside.
    set_queue_aside(file)
    Queue(file).close()


@pytest.mark.parametrize("files", ["", "{", "[[1, 2, 3]]", '[["a"]]', '{"a": 1}', "[7]"])
def test_what_is_not_understood_to_be_done_is_done_again(tmp_path: Path, file: Path, files: str) -> None:
    photo = write_dark(tmp_path / "a.png")
    with Queue(file) as queue:
        queue.add([photo], settings_for(tmp_path / "out"))
        (entry,) = queue.entries()
        queue.settle(replace(entry, state=EntryState.DONE, result=photo))
        queue._connection.execute("UPDATE made SET files = ?", (files,))
        assert queue.made(entry, entry.stamp) == ()
        assert len(queue.add([photo], settings_for(tmp_path / "out")).ids) == 1


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(QueueError, match="is not writable"):
        Queue(tmp_path / "file" / "a.queue")


def test_the_window_s_queue_is_beside_the_settings() -> None:
    assert window_queue().parent == queue_folder()
    assert queue_folder().is_relative_to(os.environ["LOWEXP_CONFIG_DIR"])


@given(st.lists(st.tuples(st.lists(st.integers(1, 6), max_size=4), st.integers(0, 7)), max_size=8))
def test_moving_loses_nothing(tmp_path_factory, moves: list[tuple[list[int], int]]) -> None:
    place = tmp_path_factory.mktemp("moves")
    with Queue(None) as queue:
        queue.add([write_dark(place / f"{n}.png", 2, 2) for n in range(6)], settings_for(place))
        for moved, before in moves:
            queue.move(moved, before or None)
            assert sorted(entry.id for entry in queue.entries()) == [1, 2, 3, 4, 5, 6]


def test_what_ran_when_the_process_died_comes_last_and_is_given_up_at_last(
    tmp_path: Path, photos: list[Path], file: Path
) -> None:
    settings = settings_for(tmp_path / "out")
    with Queue(file) as queue:
        queue.add(photos, settings)
    for tries in range(1, MOST_TRIES + 1):
        with Queue(file) as queue:
            entry = queue.next_waiting()
            assert entry is not None
            assert (entry.id, entry.tries) == ((1, 0) if tries == 1 else (2, 0))
            # The state after a kill at that moment.
            queue.claim(1)
    with Queue(file) as queue:
        failed = queue.entry(1)
        assert failed is not None
        assert queue.given_up == (1,)
        assert failed.state is EntryState.FAILED
        assert failed.sentence == deadly_sentence(photos[0])
        # Adding it again does not let it wait, unless its file has changed or the user retries it.
        queue.given_up = ()
        assert queue.add(photos, settings).ids == ()
        assert queue.given_up == (1,)
        queue.retry([1])
        again = queue.entry(1)
        assert again is not None
        assert (again.state, again.tries) == (EntryState.WAITING, 1)
        queue.settle(replace(again, state=EntryState.FAILED, tries=MOST_TRIES))
        os.utime(photos[0], (5, 5))
        assert queue.add(photos, settings).ids == (1,)


def test_a_queue_of_the_first_version_is_converted(tmp_path: Path, photos: list[Path], file: Path) -> None:
    with Queue(file) as queue:
        queue.add(photos, settings_for(tmp_path / "out"))
    connection = connect(file)
    connection.execute("ALTER TABLE entries DROP COLUMN tries")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with Queue(file) as queue:
        assert [entry.path for entry in queue.entries()] == photos
        assert queue.claim(1)


def test_a_plain_sentence_of_an_earlier_version_stays_readable(
    tmp_path: Path, photos: list[Path], file: Path
) -> None:
    plain = 'It failed: "a" is {damaged}.'
    with Queue(file) as queue:
        queue.add(photos, settings_for(tmp_path / "out"))
        failed = replace(queue.entries()[0], state=EntryState.FAILED, sentence=Sentence(plain))
        queue.settle(failed)
    connection = connect(file)
    connection.execute("UPDATE entries SET sentence = ? WHERE id = ?", (plain, failed.id))
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    for _ in range(2):
        with Queue(file) as queue:
            assert str(queue.entries()[0].sentence) == plain
            assert queue.entries()[1].sentence == NO_SENTENCE


def test_a_sentence_is_kept_with_its_values(tmp_path: Path, photos: list[Path], file: Path) -> None:
    reason = Sentence("the folder {folder} is read-only", folder="“b”")
    sentence = Sentence("{photo} was not saved: {reason} ({count}).", photo="“a”", reason=reason, count=3)
    with Queue(file) as queue:
        queue.add(photos, settings_for(tmp_path / "out"))
        queue.settle(replace(queue.entries()[0], state=EntryState.FAILED, sentence=sentence))
    with Queue(file) as queue:
        assert queue.entries()[0].sentence == sentence
