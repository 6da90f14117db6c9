"""Figures of large photos are measured strip by strip, and can be cancelled between strips."""

import tracemalloc
from threading import Event

import numpy as np
import pytest

from lowexp_gui.app.viewing.figures_worker import FIGURES, FiguresRequest, FiguresWorker, picture_of
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.app.viewing.view_request import Pictures
from lowexp_gui.enhancing.adjustments import NEUTRAL, Stage
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.photograph import photo_from_srgb

WIDTH = 200


@pytest.fixture(scope="module")
def model():
    return load_model(find_model("article"))


def pictures_of(dark_pixels, model, height):
    """A tall photo with black and a light, its result and a reference."""
    dark, bright = (dark_pixels(WIDTH, height, seed) for seed in (0, 1))
    dark[100:140], dark[300:310] = 1, 200
    photo, reference = photo_from_srgb(dark), photo_from_srgb(bright)
    return Pictures(1, photo, enhance_photo(photo, model, CPU, Event()), reference=reference)


def test_a_picture_in_strips_is_the_whole_one(dark_pixels, model):
    pictures = pictures_of(dark_pixels, model, 1000)
    picture = picture_of(FiguresRequest(pictures, Source.FINAL, NEUTRAL))
    whole = np.clip(render(pictures.enhancement, Stage.FINAL), 0, 1)
    assert picture.shape == whole.shape
    in_strips = np.concatenate([picture[top : top + 300] for top in range(0, 1000, 300)])
    assert np.abs(in_strips - whole).max() < 1e-5


@pytest.mark.parametrize("source", [Source.FINAL, Source.GAMMA])
def test_a_photo_twice_as_large_takes_no_more_memory(dark_pixels, model, source, monkeypatch):
    monkeypatch.setattr("lowexp_gui.measuring.strips._PIXELS", 50_000)
    peaks = []
    # Both have several strips.
    for height in (1000, 2000):
        request = FiguresRequest(pictures_of(dark_pixels, model, height), source, NEUTRAL)
        worker, found = FiguresWorker(), []
        worker.measured.connect(lambda _, figures, found=found: found.append(figures))
        tracemalloc.start()
        worker.measure(request)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert found[-1].keys() == {each.name for each in FIGURES}
        assert None not in found[-1].values()
    # Another whole picture would be 2.4 MB.
    assert peaks[1] - peaks[0] < 0.5e6


def test_a_measure_ends_within_a_strip(dark_pixels, model):
    request = FiguresRequest(pictures_of(dark_pixels, model, 1000), Source.FINAL, NEUTRAL)
    worker, found, done = FiguresWorker(), [], []
    worker.measured.connect(lambda _, figures: (found.append(figures), request.cancel.set()))
    worker.done.connect(done.append)
    worker.measure(request)
    assert [set(figures) for figures in found] == [{"psnr"}]
    assert done == [request]
    picture = picture_of(request)
    with pytest.raises(Cancelled):
        picture[0:1]
