"""Results of open photos, for the queue."""

import gc
from dataclasses import replace
from threading import Event

import numpy as np
import pytest

from lowexp_gui.app.saving.open_photo_results import OpenPhotoResults
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.model_library import DEFAULT_MODEL, find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.results.result_cache import ResultCache


@pytest.fixture(scope="module")
def model():
    return load_model(find_model(DEFAULT_MODEL))


@pytest.fixture
def results(tmp_path):
    cache = ResultCache(tmp_path / "cache", 100_000_000)
    return OpenPhotoResults(lambda: cache)


@pytest.fixture
def result(model, dark_photo):
    return enhance_photo(read_photo(dark_photo), model, CPU, Event())


def test_a_result_in_memory_is_found_for_the_same_pixels(results, result, model, dark_photo):
    results.remember(result)
    again = read_photo(dark_photo)
    found = results.find(again, model, "cpu", Event())
    assert found.photo is again
    assert found.noise is result.noise


def test_nothing_is_found_for_other_pixels_or_another_device(results, result, model, dark_photo):
    results.remember(result)
    again = read_photo(dark_photo)
    assert results.find(again, model, "cuda", Event()) is None
    changed = np.array(again.pixels)
    changed[0, 0, 0] ^= 1
    assert results.find(replace(again, pixels=changed), model, "cpu", Event()) is None


def test_a_result_is_freed_with_its_last_reference(results, model, dark_photo):
    held = enhance_photo(read_photo(dark_photo), model, CPU, Event())
    results.remember(held)
    del held
    gc.collect()
    assert results.find(read_photo(dark_photo), model, "cpu", Event()) is None


def test_only_results_of_open_photos_are_stored_on_disk(results, result, model, dark_photo):
    results.keep(result)
    assert results.find(read_photo(dark_photo), model, "cpu", Event()) is None
    results.set_open([dark_photo])
    results.keep(result)
    assert results.find(read_photo(dark_photo), model, "cpu", Event()) is not None
