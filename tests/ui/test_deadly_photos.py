"""A photo with which a decoder dies costs itself alone, in the window too."""

import os
import sys

import pytest
from PIL import Image
from poisoned import write_poison

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.queueing.queue_requests import AddPhotos
from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.queue_entry import EntryState
from lowexp_gui.enhancing.adjustments import NEUTRAL
from lowexp_gui.model.model_library import DEFAULT_MODEL
from lowexp_gui.photo import reading
from lowexp_gui.photo.reader_process import ReaderProcesses


@pytest.fixture
def deadly(tmp_path, monkeypatch, dark_photos):
    """A photo that kills the processes which this one begins to read."""
    paths = [write_poison(tmp_path / "poison"), *filter(None, sys.path)]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    readers = ReaderProcesses()
    monkeypatch.setattr(reading, "_readers", readers)
    path = dark_photos[0].with_name("poison.tif")
    Image.open(dark_photos[0]).save(path, compression="tiff_lzw")
    yield path
    readers.close()


def test_it_is_opened_and_makes_no_thumbnail(person, deadly, dark_photos):
    person.drop(deadly, *dark_photos)
    person.wait_for_state(0, PhotoState.FAILED)
    person.wait_for_words("poison.tif", "crashes the program")
    person.window.parts.filmstrip.setCurrentIndex(person.window.parts.filmstrip.model().index(1, 0))
    person.wait_for_result(1)
    person.wait(lambda: all(not person.open_photos.at(row).thumbnail.isNull() for row in (1, 2, 3)))


def test_in_the_queue_all_others_are_done(person, deadly, dark_photos, tmp_path):
    queue = person.window.session.queue
    spec = JobSpec((deadly, *dark_photos), DEFAULT_MODEL, "cpu", NEUTRAL, OutputRule(tmp_path / "out"))
    queue.add(AddPhotos((spec,)))
    person.wait(lambda: queue.count(EntryState.DONE, EntryState.FAILED) == 4)
    entries = {entry.path.name: entry for entry in map(queue.at, range(4))}
    failed = entries.pop("poison.tif")
    assert failed.state is EntryState.FAILED
    assert "“poison.tif” crashes the program" in str(failed.sentence)
    assert {entry.state for entry in entries.values()} == {EntryState.DONE}
