"""A window that is killed in the middle of the work has lost none of it."""

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Timer

import pytest

from lowexp_gui.config.window_state import load_window_state
from lowexp_gui.edits.edits_store import edits_store
from lowexp_gui.edits.kept_edits import PhotoFile, find_edits
from lowexp_gui.edits.photo_edits import EditsPlace
from lowexp_gui.model.model_library import DEFAULT_MODEL

DRIVER = [sys.executable, str(Path(__file__).with_name("edits_driver.py"))]


@contextmanager
def _window(what, *photos):
    """A window with photos, which dies without a chance to say good-bye."""
    command = [*DRIVER, what, *map(str, photos)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    with process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)


def _said(process):
    line = process.stdout.readline()
    assert line, "the window said nothing"
    return json.loads(line)


def test_what_was_adjusted_is_there_under_other_names_and_undo_of_all_gives_each_back(dark_photos, tmp_path):
    with _window("adjust", *dark_photos) as process:
        adjusted = _said(process)
    assert list(adjusted.values()) == [[0.6, DEFAULT_MODEL], [0.8, DEFAULT_MODEL], [1.5, DEFAULT_MODEL]]
    assert set(load_window_state().recent) == set(dark_photos)
    elsewhere = tmp_path / "card"
    elsewhere.mkdir()
    renamed = [elsewhere / f"holiday {number}.jpg" for number in range(3)]
    for path, other in zip(reversed(dark_photos), renamed, strict=True):
        shutil.move(path, other)
    with _window("look", *renamed) as process:
        found, all_alike, taken_back = (_said(process) for _ in range(3))
    assert [each[0] for each in found.values()] == [1.5, 0.8, 0.6]
    assert [each[0] for each in all_alike.values()] == [1.5, 1.5, 1.5]
    assert taken_back == found


@pytest.mark.parametrize("seed", range(5))
def test_killed_at_any_moment_the_store_is_whole(dark_photo, seed):
    with _window("adjust_for_ever", dark_photo) as process:
        assert _said(process) == "begun"
        moment = random.Random(seed).uniform(0, 1.5)  # noqa: S311
        timer = Timer(moment, process.kill)
        timer.start()
        process.wait()
        timer.join()
    looked = find_edits([PhotoFile(1, dark_photo)], EditsPlace.STORE)
    assert not looked.problems
    assert looked.photos[0].edits is not None
    with closing(sqlite3.connect(edits_store().path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
