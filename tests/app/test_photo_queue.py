"""The window's queue with its threads, without a window."""

import os
import shutil
import sys

import pytest
from PIL import Image
from poisoned import write_poison
from tile_gate import gated_tiles

from lowexp_gui.app.queueing.folder_watch import FolderWatch, WatchOrder
from lowexp_gui.app.queueing.photo_queue import PhotoQueue
from lowexp_gui.app.queueing.queue_requests import AddPhotos
from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import EntryState, settings_of
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.model.model_library import DEFAULT_MODEL
from lowexp_gui.paths import window_queue
from lowexp_gui.photo import reading
from lowexp_gui.photo.finding import left_out_sentence
from lowexp_gui.photo.reader_process import ReaderProcesses
from lowexp_gui.results.available_results import AvailableResults


@pytest.fixture
def wait(qtbot):
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=60_000)


@pytest.fixture
def make_queue(qapp):
    made = []

    def make():
        queue = PhotoQueue(AvailableResults())
        queue.heard = []
        queue.noticed.connect(queue.heard.append)
        made.append(queue)
        return queue

    yield make
    for queue in made:
        queue.close()


@pytest.fixture
def queue(make_queue):
    return make_queue()


@pytest.fixture
def enhancing(monkeypatch, queue):
    """Fast tiles that wait for this event."""
    yield from gated_tiles(monkeypatch)


@pytest.fixture
def spec(tmp_path):
    """A job for files or folders."""

    def make(*inputs, adjustments=NEUTRAL, output=tmp_path / "results"):
        return JobSpec(tuple(inputs), DEFAULT_MODEL, "cpu", adjustments, OutputRule(output))

    return make


def _states(queue):
    return [queue.at(row).state for row in range(len(queue))]


def _names(queue):
    return [queue.at(row).path.name for row in range(len(queue))]


def test_folders_in_folders_are_done_and_mirrored(queue, wait, enhancing, spec, dark_photos, tmp_path):
    card = tmp_path / "card"
    shutil.copytree(dark_photos[0].parent, card / "DCIM" / "100")
    enhancing.set()
    queue.add(AddPhotos((spec(card),)))
    # Nothing is active between adding and starting.
    wait(lambda: _states(queue) == [EntryState.DONE] * 3)
    assert len(list((tmp_path / "results" / "DCIM" / "100").iterdir())) == 3


def test_each_photo_keeps_the_settings_it_was_queued_with(queue, wait, enhancing, spec, dark_photos):
    queue.pause()
    darker = Adjustments(brightness=0.5)
    queue.add(AddPhotos((spec(dark_photos[0]), spec(dark_photos[1], adjustments=darker))))
    wait(lambda: len(queue) == 2)
    assert [queue.at(row).settings.adjustments for row in range(2)] == [NEUTRAL, darker]


def test_a_photo_that_fails_fails_alone_with_its_reason_and_can_be_done_again(
    queue, wait, enhancing, spec, dark_photos
):
    good = dark_photos[1].read_bytes()
    dark_photos[1].write_bytes(b"no photo")
    enhancing.set()
    outcomes = []
    queue.ended.connect(lambda outcome, _: outcomes.append(outcome))
    queue.add(AddPhotos((spec(*dark_photos),)))
    wait(lambda: outcomes)
    assert _states(queue) == [EntryState.DONE, EntryState.FAILED, EntryState.DONE]
    assert "IMG_2.png" in str(queue.at(1).sentence)
    assert "2 of 3" in outcomes[0].notice().sentence
    dark_photos[1].write_bytes(good)
    queue.retry()
    wait(lambda: len(outcomes) == 2)
    assert _states(queue) == [EntryState.DONE] * 3


def test_nothing_begins_while_it_is_paused(queue, wait, enhancing, spec, dark_photos, tmp_path):
    enhancing.set()
    queue.pause()
    queue.add(AddPhotos((spec(*dark_photos),)))
    wait(lambda: len(queue) == 3)
    assert not queue.is_active
    queue.go_on()
    wait(lambda: queue.count(EntryState.DONE) == 3)


def test_the_queue_yields_to_the_view_and_continues_after_it(queue, wait, enhancing, spec, large_photo):
    queue.set_yielding(True)
    queue.add(AddPhotos((spec(large_photo),)))
    wait(lambda: queue.is_active)
    enhancing.set()
    queue.set_yielding(False)
    wait(lambda: queue.count(EntryState.DONE) == 1)


def test_one_photo_is_cancelled_and_the_others_continue(queue, wait, enhancing, spec, dark_photos):
    queue.add(AddPhotos((spec(*dark_photos),)))
    wait(lambda: queue.count(EntryState.RUNNING))
    queue.cancel((queue.at(2).id,))
    wait(lambda: queue.at(2).state is EntryState.CANCELLED)
    enhancing.set()
    wait(lambda: not queue.is_active)
    assert queue.count(EntryState.DONE) == 2


def test_everything_is_cancelled_and_brought_back(queue, wait, enhancing, spec, dark_photos):
    outcomes = []
    queue.ended.connect(lambda outcome, _: outcomes.append(outcome))
    queue.add(AddPhotos((spec(*dark_photos),)))
    wait(lambda: queue.count(EntryState.RUNNING))
    queue.cancel_all()
    # The others are cancelled at the same moment, but end after their tile.
    wait(lambda: queue.at(2).state is EntryState.CANCELLED)
    enhancing.set()
    wait(lambda: outcomes)
    assert set(_states(queue)) == {EntryState.CANCELLED}
    assert "0 of 3" in outcomes[0].notice().sentence
    queue.go_on()
    wait(lambda: queue.count(EntryState.DONE) == 3)


def test_photos_are_moved_and_removed(queue, wait, spec, dark_photos):
    queue.pause()
    queue.add(AddPhotos((spec(*dark_photos),)))
    wait(lambda: len(queue) == 3)
    queue.move((queue.at(2).id,), queue.at(0).id)
    wait(lambda: _names(queue) == ["IMG_10.jpg", "IMG_1.jpg", "IMG_2.png"])
    queue.remove((queue.at(1).id,))
    wait(lambda: _names(queue) == ["IMG_10.jpg", "IMG_2.png"])


def test_what_was_left_is_known_the_next_time_and_begins_when_asked(
    queue, make_queue, wait, enhancing, spec, dark_photos
):
    queue.add(AddPhotos((spec(*dark_photos),)))
    wait(lambda: queue.count(EntryState.RUNNING))
    enhancing.set()
    queue.close()
    again, left = make_queue(), []
    again.left.connect(left.append)
    again.open()
    wait(lambda: left)
    assert left == [again.count(EntryState.WAITING)]
    assert not again.is_active
    again.go_on()
    wait(lambda: again.count(EntryState.WAITING, EntryState.RUNNING) == 0)
    assert set(_states(again)) <= {EntryState.DONE, EntryState.SKIPPED}


def test_without_a_queue_from_before_no_file_is_made(queue, wait):
    queue.open()
    queue.close()
    assert not window_queue().exists()


def test_a_second_window_warns_that_its_queue_is_not_stored_and_runs_it(
    queue, wait, enhancing, spec, dark_photos
):
    enhancing.set()
    with Queue(window_queue()):
        queue.add(AddPhotos((spec(*dark_photos),)))
        wait(lambda: queue.count(EntryState.DONE) == 3)
    assert "Another Lowexp window" in queue.heard[0].sentence


def test_a_damaged_queue_is_set_aside_and_reported(queue, wait, enhancing, spec, dark_photo):
    window_queue().parent.mkdir(parents=True)
    window_queue().write_bytes(b"no queue at all" * 100)
    enhancing.set()
    queue.add(AddPhotos((spec(dark_photo),)))
    wait(lambda: queue.count(EntryState.DONE) == 1)
    assert "set aside" in queue.heard[0].sentence


@pytest.mark.parametrize("is_left", [True, False])
def test_a_queue_with_an_invalid_row_is_set_aside_and_work_continues(
    make_queue, wait, spec, dark_photos, is_left
):
    with Queue(window_queue()) as left:
        left.add(dark_photos[:2], settings_of(spec()))
        left._connection.execute("UPDATE entries SET pixels = 'many' WHERE id = 2")
    queue = make_queue()
    if is_left:
        queue.open()
        wait(lambda: queue.heard)
    queue.add(AddPhotos((spec(dark_photos[2]),)))
    wait(lambda: queue.count(EntryState.DONE) == 1)
    assert [notice.sentence for notice in queue.heard] == ["The queue is damaged; it was set aside."]
    assert len(list(window_queue().parent.glob("*.damaged-1"))) == 1
    # The next start finds a valid queue.
    queue.close()
    again = make_queue()
    again.open()
    wait(lambda: len(again) == 1)
    assert not again.heard


def test_a_queue_that_breaks_while_it_is_open_is_set_aside(queue, wait, spec, dark_photos):
    queue.pause()
    queue.add(AddPhotos((spec(dark_photos[0]),)))
    wait(lambda: len(queue) == 1)
    queue._queue._connection.execute("ALTER TABLE made RENAME TO lost")
    queue.add(AddPhotos((spec(*dark_photos[1:]),)))
    wait(lambda: len(queue) == 2)
    assert [notice.sentence for notice in queue.heard] == ["The queue is damaged; it was set aside."]
    queue.go_on()
    wait(lambda: queue.count(EntryState.DONE) == 2)


def test_a_folder_that_is_queued_again_gives_no_results_of_results(queue, wait, enhancing, spec, dark_photos):
    enhancing.set()
    folder = dark_photos[0].parent
    for brightness in (0.8, 1.2):
        adjusted = spec(folder, adjustments=Adjustments(brightness=brightness), output=folder / "Lowexp")
        before = queue.count(EntryState.DONE)
        queue.add(AddPhotos((adjusted,)))
        wait(lambda: queue.count(EntryState.DONE) == before + 3)  # noqa: B023
    assert [notice.sentence for notice in queue.heard] == ["3 results of Lowexp were skipped."]


def test_a_folder_without_photos_is_reported(queue, wait, spec, tmp_path):
    (tmp_path / "empty").mkdir()
    queue.add(AddPhotos((spec(tmp_path / "empty"),)))
    wait(lambda: not queue.is_adding)
    assert "“empty”" in queue.heard[0].sentence
    assert not queue.is_active


def test_the_summary_is_saved(queue, wait, spec, dark_photos, tmp_path):
    queue.pause()
    queue.add(AddPhotos((spec(*dark_photos),)))
    wait(lambda: len(queue) == 3)
    saved = []
    queue.summary_saved.connect(saved.append)
    queue.save_summary(tmp_path / "summary.csv")
    wait(lambda: saved)
    assert len((tmp_path / "summary.csv").read_text().splitlines()) == 4


@pytest.fixture
def watching(queue):
    made = FolderWatch(queue)
    made.heard = []
    made.noticed.connect(made.heard.append)
    yield made
    made.close()


def test_photos_that_arrive_are_done_once_they_are_whole(
    queue, watching, wait, enhancing, spec, dark_photos, tmp_path
):
    enhancing.set()
    folder = tmp_path / "arriving"
    folder.mkdir()
    Image.open(dark_photos[0]).save(folder / "before.jpg")
    watching.start(WatchOrder(spec(folder)))
    wait(lambda: (tmp_path / "results").is_dir())
    whole = dark_photos[0].read_bytes()
    (folder / "new.jpg").write_bytes(whole)
    wait(lambda: queue.count(EntryState.DONE) == 1)
    assert _names(queue) == ["new.jpg"]
    assert (watching.count, watching.newest.name) == (1, "new.jpg")
    watching.stop()
    assert watching.order is None


def test_a_photo_that_crashes_the_check_of_a_watched_folder_is_enhanced_in_another_process(
    queue, watching, wait, spec, dark_photos, tmp_path, monkeypatch
):
    paths = [write_poison(tmp_path / "poison"), *filter(None, sys.path)]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    readers = ReaderProcesses()
    monkeypatch.setattr(reading, "_readers", readers)
    folder = tmp_path / "arriving"
    folder.mkdir()
    shutil.copy(dark_photos[0], folder / "poison.jpg")
    watching.start(WatchOrder(spec(folder), existing=True))
    wait(lambda: queue.count(EntryState.DONE, EntryState.FAILED) == 1)
    assert "“poison.jpg” crashes the program" in str(queue.at(0).sentence)
    readers.close()


def test_results_that_arrive_in_a_watched_folder_are_skipped_with_a_message(
    queue, watching, wait, enhancing, spec, dark_photos, tmp_path
):
    enhancing.set()
    queue.add(AddPhotos((spec(dark_photos[0]),)))
    wait(lambda: queue.count(EntryState.DONE) == 1)
    folder = tmp_path / "arriving"
    folder.mkdir()
    shutil.copy(queue.at(0).result, folder / "result.jpg")
    watching.start(WatchOrder(spec(folder), existing=True))
    wait(lambda: watching.heard)
    assert str(left_out_sentence(1)) == watching.heard[0].sentence
    assert len(queue) == 1
    assert watching.order is not None


def test_a_folder_whose_results_would_come_back_is_not_watched(queue, watching, wait, spec, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    watching.start(WatchOrder(spec(folder, output=tmp_path)))
    wait(lambda: watching.heard)
    assert watching.order is None
