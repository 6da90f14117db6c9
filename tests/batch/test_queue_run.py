"""Running a queue: order, pausing, cancelling, failures, and results that do not depend on speed."""

import os
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
import torch
from job_samples import write_dark
from queue_samples import Watching, run, settings_for
from wakepy import modecount

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.job_events import (
    Failed,
    Finished,
    JobEvent,
    Progressed,
    Started,
    Stopped,
    Summary,
)
from lowexp_gui.batch.photo_work import ProgressCallbacks, SharedByPhotos
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import EntryState, QueueEntry
from lowexp_gui.batch.queue_file import QueueError
from lowexp_gui.batch.queue_run import QueueRun, RunOptions
from lowexp_gui.batch.runner import run_job
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.precision import Precision
from lowexp_gui.photo.naming import IfExists
from lowexp_gui.photo.reading import read_photo


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_all_waiting_photos_are_processed(tmp_path: Path, queue: Queue, jobs: int) -> None:
    watching = Watching()
    assert run(queue, watching, jobs) == Summary(saved=4)
    assert watching.of(Started) == list("abcd")
    assert sorted(watching.of(Finished)) == list("abcd")
    assert queue.counts().done == 4
    for entry in queue.entries():
        assert entry.result == tmp_path / "out" / f"{entry.path.stem}_lowexp.png"
        assert entry.pixels == 200 * 150
        assert entry.seconds > 0
    assert torch.get_num_threads() >= 1


def test_progress_grows_to_the_end(queue: Queue) -> None:
    watching = Watching()
    run(queue, watching, 2)
    shares = [event.total_done for event in watching.events if isinstance(event, Progressed)]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1


def test_names_do_not_depend_on_which_photo_is_faster(tmp_path: Path) -> None:
    sizes = ((900, 700), (20, 10), (400, 300), (20, 20))
    for number, (width, height) in enumerate(sizes):
        (tmp_path / f"{number}").mkdir()
        write_dark(tmp_path / f"{number}" / "x.png", width, height, number)
    spec = JobSpec.of((tmp_path,), "article", OutputRule(tmp_path / "out"))
    run_job(replace(spec, mirrored=False), lambda _: None, Event(), RunOptions(jobs=4))
    names = ["x_lowexp.png", "x_lowexp (2).png", "x_lowexp (3).png", "x_lowexp (4).png"]
    found = [read_photo(tmp_path / "out" / name) for name in names]
    assert [(photo.width, photo.height) for photo in found] == list(sizes)


def test_results_do_not_depend_on_how_many_run_at_a_time(tmp_path: Path, photos: list[Path]) -> None:
    for jobs in (2, 4):
        spec = JobSpec.of(tuple(photos), "studio", OutputRule(tmp_path / str(jobs)))
        run_job(spec, lambda _: None, Event(), RunOptions(jobs=jobs))
    for photo in photos:
        name = f"{photo.stem}_lowexp.png"
        assert (tmp_path / "2" / name).read_bytes() == (tmp_path / "4" / name).read_bytes()


def test_one_photo_is_cancelled_and_the_others_continue(queue: Queue) -> None:
    def act(event: JobEvent, watching: Watching) -> None:
        if isinstance(event, Started) and event.path.stem == "b":
            watching.run.cancel([event.id, event.id + 1])  # type: ignore[union-attr]

    watching = Watching(act)
    # One is running, the other waits.
    assert run(queue, watching).saved == 2
    assert sorted(watching.of(Finished)) == ["a", "d"]
    assert watching.of(Stopped) == ["b"]
    assert queue.counts().cancelled == 2
    queue.retry(queue.ids(EntryState.CANCELLED))
    assert run(queue, Watching()) == Summary(saved=2)


def test_cancelling_all_lets_the_rest_wait(queue: Queue) -> None:
    cancel = Event()

    def act(event: JobEvent, _: Watching) -> None:
        if isinstance(event, Started) and event.path.stem == "c":
            cancel.set()

    with pytest.raises(Cancelled):
        run(queue, Watching(act), cancel=cancel)
    done = queue.counts().done
    # The last tile of a small photo may be finished before the cancel arrives.
    assert done in (2, 3)
    assert queue.counts().waiting == 4 - done
    assert run(queue, Watching()) == Summary(saved=4 - done)


def test_a_paused_run_starts_no_photo_until_it_resumes(queue: Queue) -> None:
    paused = Event()

    def act(event: JobEvent, watching: Watching) -> None:
        if isinstance(event, Finished) and event.path.stem == "a":
            watching.run.pause()  # type: ignore[union-attr]
            paused.set()

    watching = Watching(act)
    watching.run = QueueRun(queue, watching, Event(), RunOptions(jobs=1))
    thread = Thread(target=watching.run.run)
    thread.start()
    assert paused.wait(60)
    assert watching.run.paused
    thread.join(0.5)
    assert thread.is_alive()
    assert watching.of(Started) == ["a"]
    watching.run.resume()
    thread.join(60)
    assert queue.counts().done == 4


@pytest.mark.parametrize("wanted", [False, True])
def test_the_machine_may_sleep_while_the_run_is_paused(
    queue: Queue, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    paused, working = Event(), []

    def act(event: JobEvent, watching: Watching) -> None:
        if isinstance(event, Started):
            working.append(modecount())
        if isinstance(event, Finished) and event.path.stem == "a":
            watching.run.pause()  # type: ignore[union-attr]
            paused.set()

    watching = Watching(act)
    watching.run = QueueRun(queue, watching, Event(), RunOptions(jobs=1, keep_awake=wanted))
    thread = Thread(target=watching.run.run)
    thread.start()
    assert paused.wait(60)
    for _ in range(1000):
        if not modecount():
            break
        thread.join(0.05)
    assert not modecount()
    assert thread.is_alive()
    watching.run.resume()
    thread.join(60)
    assert working == [int(wanted)] * 4
    assert not modecount()


def test_paused_within_a_photo_it_can_be_cancelled(tmp_path: Path) -> None:
    photo = write_dark(tmp_path / "large.png", 2000, 1700)
    reached = Event()

    def act(event: JobEvent, watching: Watching) -> None:
        if isinstance(event, Started):
            watching.run.pause()  # type: ignore[union-attr]
            reached.set()

    with Queue(None) as queue:
        (number,) = queue.add([photo], settings_for(tmp_path / "out")).ids
        watching = Watching(act)
        watching.run = QueueRun(queue, watching, Event())
        thread = Thread(target=watching.run.run)
        thread.start()
        assert reached.wait(60)
        watching.run.cancel([number])
        watching.run.resume()
        thread.join(60)
        assert not thread.is_alive()
        assert queue.counts().cancelled == 1
    assert not (tmp_path / "out").exists()


def test_photos_added_during_a_run_are_processed(tmp_path: Path, queue: Queue) -> None:
    later = write_dark(tmp_path / "later.png")

    def act(event: JobEvent, watching: Watching) -> None:
        if isinstance(event, Started) and event.path.stem == "d":
            queue.add([later], settings_for(tmp_path / "out"))
            watching.run.wake()  # type: ignore[union-attr]

    assert run(queue, Watching(act)) == Summary(saved=5)


def test_photos_are_processed_in_order(queue: Queue) -> None:
    queue.move([4, 3], 1)
    watching = Watching()
    run(queue, watching)
    assert watching.of(Started) == ["d", "c", "a", "b"]


def test_running_photos_are_limited_by_pixels(tmp_path: Path, queue: Queue) -> None:
    at_once = 0
    most = 0

    def act(event: JobEvent, _: Watching) -> None:
        nonlocal at_once, most
        at_once += isinstance(event, Started)
        at_once -= isinstance(event, Finished)
        most = max(most, at_once)

    QueueRun(queue, Watching(act), Event(), RunOptions(jobs=4, most_pixels=70_000)).run()
    assert most == 2
    assert queue.counts().done == 4


def test_photos_done_with_the_same_settings_are_skipped(tmp_path: Path, queue: Queue) -> None:
    run(queue, Watching())
    queue.set_state(queue.ids(EntryState.DONE), EntryState.WAITING)
    (tmp_path / "out" / "b_lowexp.png").unlink()
    os.utime(tmp_path / "in" / "c.png", (5, 5))
    watching = Watching()
    assert run(queue, watching) == Summary(saved=2, skipped=2)
    skipped = [e.path.stem for e in watching.events if isinstance(e, Finished) and e.saved.skipped]
    assert skipped == ["a", "d"]


def test_a_result_of_another_photo_is_not_overwritten_after_a_restart(tmp_path: Path) -> None:
    for seed, folder in enumerate("xy"):
        (tmp_path / folder).mkdir()
        write_dark(tmp_path / folder / "s.png", seed=seed)
    settings = settings_for(tmp_path / "out", if_exists=IfExists.OVERWRITE)
    for folder in "xy":
        with Queue(tmp_path / "a.queue") as queue:
            queue.add([tmp_path / folder], settings)
            run(queue, Watching())
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"s_lowexp.png", "s_lowexp (2).png"}
    # The rule allows to overwrite its own result.
    write_dark(tmp_path / "x" / "s.png", seed=7)
    with Queue(tmp_path / "a.queue") as queue:
        queue.add([tmp_path / "x"], settings)
        run(queue, Watching())
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_model_that_has_changed_fails_the_photo(tmp_path: Path, photos: list[Path]) -> None:
    settings = replace(settings_for(tmp_path / "out"), weights="0" * 64)
    with Queue(None) as queue:
        queue.add(photos[:1], settings)
        watching = Watching()
        assert run(queue, watching) == Summary(failed=1)
    (failed,) = (event for event in watching.events if isinstance(event, Failed))
    assert "“article” has changed since the photo was queued" in str(failed.sentence)


def test_float32_gives_the_same_on_any_number_of_cores(tmp_path: Path, photos: list[Path]) -> None:
    results = []
    # A single photo would have all cores, three photos one each.
    for place, count, jobs in (("alone", 1, 1), ("in turn", 4, 1), ("side by side", 4, 3)):
        spec = JobSpec.of(tuple(photos[:count]), "studio", OutputRule(tmp_path / place))
        spec = replace(spec, precision=Precision.FLOAT32)
        run_job(spec, lambda _: None, Event(), RunOptions(jobs=jobs))
        results.append((tmp_path / place / "a_lowexp.png").read_bytes())
    assert results[0] == results[1] == results[2]


def test_running_photos_share_the_cores(
    tmp_path: Path, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lowexp_gui.batch.queue_run.usable_cores", lambda: 8)
    shares: list[tuple[str, int]] = []
    others_begun, others_ended, go_on = Event(), Event(), Event()

    def work(
        entry: QueueEntry, turn: int, shared: SharedByPhotos, callbacks: ProgressCallbacks, cancel: Event
    ) -> QueueEntry:
        def tell() -> None:
            callbacks.on_tile()
            shares.append((entry.path.stem, torch.get_num_threads()))

        tell()
        if entry.path.stem == "a":
            running.add(photos[1:], settings_for(tmp_path / "out"))
            watching.run.wake()  # type: ignore[union-attr]
            assert others_begun.wait(60)
            tell()
            go_on.set()
            assert others_ended.wait(60)
            tell()
        elif len(watching.of(Started)) == 4:
            others_begun.set()
        assert go_on.wait(60)
        shared.gate.give_up(turn)
        return replace(entry, state=EntryState.CANCELLED)

    def act(event: JobEvent, watching: Watching) -> None:
        if isinstance(event, Stopped) and len(watching.of(Stopped)) == 3:
            others_ended.set()

    watching = Watching(act)
    with Queue(tmp_path / "growing.queue") as running:
        running.add(photos[:1], settings_for(tmp_path / "out"))
        watching.run = QueueRun(running, watching, Event(), RunOptions(jobs=4, work=work))
        watching.run.run()
    assert [share for stem, share in shares if stem == "a"] == [8, 2, 8]


@pytest.mark.parametrize("kind", [Started, Progressed, Finished])
@pytest.mark.parametrize("jobs", [1, 3])
def test_a_run_whose_reports_fail_ends_and_loses_nothing(queue: Queue, kind: type, jobs: int) -> None:
    def act(event: JobEvent, _: Watching) -> None:
        if isinstance(event, kind):
            raise BrokenPipeError

    running = QueueRun(queue, Watching(act), Event(), RunOptions(jobs=jobs))
    ended = _ended_in_time(running)
    assert isinstance(ended, BrokenPipeError)
    counts = queue.counts()
    assert counts.done + counts.waiting == 4
    assert counts.waiting
    assert run(queue, Watching(), jobs).saved == counts.waiting


def test_a_queue_whose_disk_fails_ends_the_run(queue: Queue) -> None:
    def act(event: JobEvent, _: Watching) -> None:
        if isinstance(event, Finished):
            queue._connection.execute("PRAGMA max_page_count = 1")
            queue._connection.execute("PRAGMA query_only = ON")

    ended = _ended_in_time(QueueRun(queue, Watching(act), Event(), RunOptions(jobs=2)))
    assert isinstance(ended, QueueError)


def test_any_error_of_a_photo_fails_only_that_photo(queue: Queue) -> None:
    def work(entry: QueueEntry, *_: object) -> QueueEntry:
        if entry.path.stem == "b":
            raise SystemExit
        return replace(entry, state=EntryState.DONE)

    running = QueueRun(queue, Watching(), Event(), RunOptions(jobs=2, work=work))
    assert _ended_in_time(running) is None
    assert (queue.counts().done, queue.counts().failed) == (3, 1)


def _ended_in_time(running: QueueRun) -> BaseException | None:
    """The exception that a run ends with, or None; the run must end in time."""
    raised: list[BaseException] = []

    def end() -> None:
        try:
            running.run()
        except BaseException as error:
            raised.append(error)

    thread = Thread(target=end, daemon=True)
    thread.start()
    thread.join(60)
    assert not thread.is_alive(), "the run never ends"
    return raised[0] if raised else None


def test_a_result_that_another_process_writes_meanwhile_is_skipped_if_the_rule_says_so(
    tmp_path: Path, photos: list[Path]
) -> None:
    def act(event: JobEvent, _: Watching) -> None:
        if isinstance(event, Progressed):
            (tmp_path / "out" / f"{event.path.stem}_lowexp.png").write_bytes(b"of another")

    watching = Watching(act)
    with Queue(None) as queue:
        queue.add(photos[:2], settings_for(tmp_path / "out", if_exists=IfExists.SKIP))
        assert run(queue, watching, 2) == Summary(skipped=2)
        assert queue.counts().skipped == 2
    assert watching.of(Failed) == []
    assert {path.read_bytes() for path in (tmp_path / "out").iterdir()} == {b"of another"}
