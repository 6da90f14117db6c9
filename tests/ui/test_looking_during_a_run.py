"""What is looked at comes first, also while a run is going on."""

import threading

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPointF

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.enhancing import running
from lowexp_gui.enhancing.tiles import TILE

WIDTH, HEIGHT = 4 * TILE + 800, 900


class Tiles:
    """Tiles of a run, each of which waits until it is let go."""

    def __init__(self):
        self.asked = []
        self.gate = threading.Semaphore(0)

    def predict(self, _network, _enhancement, region, *_):
        self.asked.append(region)
        self.gate.acquire(timeout=60)
        return np.zeros((region.height, region.width, 3), np.int16)


@pytest.fixture
def tiles(person, monkeypatch):
    tiles = Tiles()
    monkeypatch.setattr(running, "predict_noise", tiles.predict)
    yield tiles
    tiles.gate.release(20)


def is_in(column, view):
    return view.width < WIDTH and view.left <= column < view.right


def test_tiles_follow_the_view_while_a_run_goes_on(person, tiles, tmp_path, dark_pixels):
    path = tmp_path / "wide.jpg"
    Image.fromarray(dark_pixels(WIDTH, HEIGHT)).save(path)
    person.drop(path)
    person.wait(lambda: tiles.asked)
    person.viewer.zoom_to_pixels()
    focus = person.window.session.view.focus
    key = person.open_photos.at(0).key
    # Ever the tile that is farthest from the one before.
    for place, index in ((WIDTH, 4), (0, 0), (3.5 * TILE, 3), (1.5 * TILE, 1)):
        person.viewer.transform.centre_on(QPointF(place, HEIGHT / 2))
        place_seen = min(place, WIDTH - 1)
        person.wait(lambda seen=place_seen: is_in(seen, focus(key)))
        done = len(tiles.asked)
        tiles.gate.release()
        person.wait(lambda count=done: len(tiles.asked) > count)
        assert tiles.asked[-1].left == index * TILE
        assert person.state(0) is PhotoState.WORKING
    tiles.gate.release()
    person.wait_for_result()
    assert sorted(tile.left for tile in tiles.asked) == [index * TILE for index in range(5)]
