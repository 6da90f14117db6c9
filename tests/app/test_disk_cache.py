"""Results that exceed memory are stored on disk, read back, and deleted on request."""

import os
import threading

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from lowexp_gui.app.enhancing.storage_limits import StorageLimits
from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.app.session import Session
from lowexp_gui.enhancing import running
from lowexp_gui.model.model_library import DEFAULT_MODEL


@pytest.fixture
def runs(monkeypatch):
    """The files that the networks have processed."""
    done, predict = [], running.predict_noise

    def watched(network, enhancement, region, *rest):
        done.append(enhancement.photo.path)
        return predict(network, enhancement, region, *rest)

    monkeypatch.setattr(running, "predict_noise", watched)
    return done


@pytest.fixture
def cramped(session, runs):
    """A session that holds only the photo in view in memory."""
    session._memory_cache._max_bytes = 1
    return session


def _look_at(session, wait, row):
    wait(lambda: len(session.open_photos) > row)
    session.in_view.select_row(row)
    wait(lambda: session.in_view.has_result)
    return session.in_view.result_of(session.in_view.open_photo.key)


def _wait_for_kept(session, wait, count):
    folder = session.disk_cache.cache.folder
    wait(lambda: folder.is_dir() and len(list(folder.glob("*.safetensors"))) == count)


def test_a_result_comes_back_from_disk_without_a_run(cramped, wait, dark_photos, runs):
    cramped.opening.open_paths(dark_photos)
    first = _look_at(cramped, wait, 0)
    _look_at(cramped, wait, 1)
    _wait_for_kept(cramped, wait, 1)
    again = _look_at(cramped, wait, 0)
    assert again is not first
    assert runs == dark_photos[:2]
    assert np.array_equal(again.illumination, first.illumination)
    assert np.array_equal(again.field.rows, first.field.rows)
    for one, other in zip(again.noise.levels, first.noise.levels, strict=True):
        assert np.array_equal(one, other)
    assert cramped.in_view.open_photo.status.state is PhotoState.DONE


def test_a_changed_file_is_processed_again_whatever_its_time(cramped, wait, dark_photos, runs):
    cramped.opening.open_paths(dark_photos)
    path = dark_photos[1]
    _look_at(cramped, wait, 1)
    _look_at(cramped, wait, 0)
    _wait_for_kept(cramped, wait, 1)
    about, pixels = path.stat(), np.asarray(Image.open(path)).copy()
    pixels[0, 0] ^= 1
    Image.fromarray(pixels).save(path)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    again = _look_at(cramped, wait, 1)
    assert np.array_equal(again.photo.pixels, pixels)
    assert runs.count(path) == 2


def test_run_again_drops_the_result_on_disk_and_runs(cramped, wait, dark_photos, runs):
    cramped.opening.open_paths(dark_photos)
    _look_at(cramped, wait, 0)
    _look_at(cramped, wait, 1)
    _wait_for_kept(cramped, wait, 1)
    _look_at(cramped, wait, 0)
    _wait_for_kept(cramped, wait, 2)
    cramped.run_again()
    wait(lambda: len(runs) == 3 and not cramped.activity.is_busy)
    _wait_for_kept(cramped, wait, 1)
    assert runs == [dark_photos[0], dark_photos[1], dark_photos[0]]


@pytest.mark.parametrize("comes_back", [False, True])
def test_run_again_is_done_though_another_photo_is_chosen_at_once(
    cramped, wait, dark_photos, runs, comes_back
):
    cramped.opening.open_paths(dark_photos)
    for row in (0, 1, 0):
        _look_at(cramped, wait, row)
    _wait_for_kept(cramped, wait, 2)
    busy, begin = threading.Event(), threading.Event()
    QTimer.singleShot(0, cramped._enhancer, lambda: (busy.set(), begin.wait(60)))
    wait(busy.is_set)

    def choose_others():
        cramped.in_view.select_row(1)
        if comes_back:
            cramped.in_view.select_row(0)
        begin.set()

    def choose_soon(key):
        cramped._work.photo_read.disconnect(choose_soon)
        QTimer.singleShot(0, cramped, choose_others)

    cramped._work.photo_read.connect(choose_soon)
    cramped.run_again()
    wait(lambda: begin.is_set() and not cramped.activity.is_busy)
    assert runs == [dark_photos[0], dark_photos[1], dark_photos[0]]


def test_results_of_pasted_pictures_stay_off_the_disk(cramped, wait, dark_photo, runs):
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(0x202830)
    cramped.opening.open_picture(picture)
    wait(lambda: cramped.in_view.has_result)
    cramped.opening.open_paths([dark_photo])
    wait(lambda: len(cramped.open_photos) == 2 and cramped.in_view.has_result)
    measured = []
    cramped.disk_cache.measured.connect(measured.append)
    cramped.disk_cache.measure()
    wait(lambda: measured)
    assert measured == [0]
    _look_at(cramped, wait, 0)
    assert runs == [None, dark_photo, None]


def test_results_of_an_earlier_time_are_found(cramped, wait, dark_photos, runs):
    cramped.opening.open_paths(dark_photos)
    _look_at(cramped, wait, 0)
    _look_at(cramped, wait, 1)
    _wait_for_kept(cramped, wait, 1)
    cramped.close()
    later = Session(DEFAULT_MODEL, "cpu", SaveChoice())
    try:
        later.opening.open_paths(dark_photos)
        _look_at(later, wait, 0)
        assert runs == dark_photos[:2]
    finally:
        later.close()


def test_no_disk_cache_leaves_no_files(cramped, wait, dark_photos, runs):
    cramped.set_limits(StorageLimits(disk=0))
    cramped._memory_cache._max_bytes = 1
    cramped.opening.open_paths(dark_photos)
    for row in (0, 1, 0):
        _look_at(cramped, wait, row)
    assert len(runs) == 3
    assert not cramped.disk_cache.cache.folder.exists()


def test_less_memory_sends_results_to_disk_at_once(session, wait, dark_photos):
    session.opening.open_paths(dark_photos)
    for row in range(3):
        _look_at(session, wait, row)
    session.set_limits(StorageLimits(memory=0))
    _wait_for_kept(session, wait, 2)
    assert session.in_view.has_result
    assert [photo.status.state for photo in session.open_photos][:2] == [PhotoState.WAITING] * 2


def test_a_lower_limit_and_clearing_make_room_on_disk(cramped, wait, dark_photos):
    measured = []
    cramped.disk_cache.measured.connect(measured.append)
    cramped.opening.open_paths(dark_photos)
    for row in range(3):
        _look_at(cramped, wait, row)
    _wait_for_kept(cramped, wait, 2)
    wait(lambda: measured)
    assert measured[-1] > 0
    cramped.disk_cache.clear()
    wait(lambda: measured[-1] == 0)
    _wait_for_kept(cramped, wait, 0)


def test_a_folder_that_cannot_be_written_is_not_noticed(cramped, wait, dark_photos, runs, notices, caplog):
    cramped.disk_cache.cache.folder.parent.mkdir(parents=True, exist_ok=True)
    cramped.disk_cache.cache.folder.touch()
    cramped.opening.open_paths(dark_photos)
    for row in (0, 1, 0):
        _look_at(cramped, wait, row)
    wait(lambda: "cannot be kept" in caplog.text)
    assert not notices
    assert len(runs) == 3


def test_closing_does_not_wait_for_what_is_to_be_kept(cramped, wait, dark_photos, monkeypatch):
    from lowexp_gui.results import result_cache

    gate, write = threading.Event(), result_cache.write_result

    def slow(result, key, path, cancel):
        gate.set()
        cancel.wait(60)
        write(result, key, path, cancel)

    monkeypatch.setattr(result_cache, "write_result", slow)
    cramped.opening.open_paths(dark_photos)
    _look_at(cramped, wait, 0)
    _look_at(cramped, wait, 1)
    wait(gate.is_set)
    cramped.close()
    assert list(cramped.disk_cache.cache.folder.iterdir()) == []


def test_results_are_written_and_read_off_the_window_s_thread(cramped, wait, dark_photos, monkeypatch):
    from lowexp_gui.results import result_cache

    threads = {}

    def watched(name):
        original = getattr(result_cache, name)

        def watch(*arguments):
            threads.setdefault(name, set()).add(threading.get_ident())
            return original(*arguments)

        monkeypatch.setattr(result_cache, name, watch)

    for name in ("write_result", "read_result", "result_key"):
        watched(name)
    cramped.opening.open_paths(dark_photos)
    _look_at(cramped, wait, 0)
    _look_at(cramped, wait, 1)
    _wait_for_kept(cramped, wait, 1)
    _look_at(cramped, wait, 0)
    assert set(threads) == {"write_result", "read_result", "result_key"}
    assert threading.get_ident() not in set.union(*threads.values())
