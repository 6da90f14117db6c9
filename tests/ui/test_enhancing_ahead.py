"""While a photo is looked at, the next ones are enhanced, and give way to whatever is asked for."""

import pytest
from PIL import Image
from tile_gate import gated_tiles

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.ui.labels import state_text


@pytest.fixture
def paths(tmp_path, dark_pixels):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(4):
        Image.fromarray(dark_pixels(90, 60, seed=number)).save(folder / f"IMG_{number}.png")
    return sorted(folder.iterdir())


@pytest.fixture
def ahead(person):
    person.window.session.ahead._rest.setInterval(0)
    return person


def _states(person):
    return [photo.status.state for photo in person.open_photos]


def test_the_next_photos_are_ready_when_they_are_looked_at(ahead, paths):
    texts = set()
    ahead.open_photos.changed.connect(lambda row: texts.add(state_text(ahead.open_photos.at(row).status)))
    ahead.drop(*paths)
    ahead.wait(lambda: _states(ahead) == [PhotoState.DONE] * 4)
    session = ahead.window.session
    assert {"queued", "ready"} <= texts
    assert "waiting" not in texts
    assert all(session.in_view.result_of(photo.key) is not None for photo in ahead.open_photos)
    assert not session.activity.is_busy


def test_it_can_be_turned_off_and_stays_so(ahead, paths, make_person):
    ahead.window.commands.photos.ahead.trigger()
    ahead.open_and_wait(*paths)
    ahead.wait(lambda: not ahead.window.session.thumbnails.is_busy)
    assert _states(ahead) == [PhotoState.DONE, *[PhotoState.WAITING] * 3]
    assert not ahead.window.session.ahead._rest.isActive()
    assert not make_person().window.commands.photos.ahead.isChecked()


def test_there_is_no_more_than_memory_holds(ahead, paths):
    session = ahead.window.session
    session._work.set_memory(1)
    ahead.open_and_wait(*paths)
    ahead.wait(lambda: not session.thumbnails.is_busy and not session.ahead._rest.isActive())
    assert _states(ahead)[1:] == [PhotoState.WAITING] * 3


@pytest.fixture
def working_ahead(ahead, paths, monkeypatch):
    """The first photo is done, and the second one is worked on, ahead, until the gate opens."""
    ahead.open_and_wait(*paths)
    for gate in gated_tiles(monkeypatch):
        ahead.wait(lambda: _states(ahead)[1] is PhotoState.WORKING)
        yield ahead, gate
        gate.set()


def test_it_gives_way_to_the_photo_that_is_looked_at(working_ahead):
    person, gate = working_ahead
    session = person.window.session
    assert not session.activity.is_busy
    assert not person.window.commands.cancel.isEnabled()
    session.in_view.select_row(3)
    assert _states(person)[1] is PhotoState.WAITING
    gate.set()
    person.wait_for_state(3, PhotoState.DONE)


def test_it_is_waited_for_once_it_is_looked_at(working_ahead):
    person, gate = working_ahead
    session = person.window.session
    session.in_view.select_row(1)
    assert session.activity.is_busy
    gate.set()
    person.wait_for_state(1, PhotoState.DONE)
    session.editing.adjust(Adjustments(brightness=0.8))
    person.wait_for_view()


def test_cancel_stops_it_until_another_photo_is_looked_at(working_ahead):
    person, gate = working_ahead
    session = person.window.session
    session.cancel()
    gate.set()
    assert _states(person)[1:] == [PhotoState.WAITING] * 3
    assert not session.ahead._rest.isActive()
    session.in_view.select_row(1)
    person.wait(lambda: _states(person)[1:] == [PhotoState.DONE] * 3)
