"""Compared models: when they run, and which results are kept."""

from dataclasses import replace

import pytest
from tile_gate import gated_tiles

from lowexp_gui.app.enhancing.storage_limits import StorageLimits
from lowexp_gui.app.viewing.source import ModelPicture, Source
from lowexp_gui.library.own_models import delete_model, keep_model
from lowexp_gui.model.model_library import DEFAULT_MODEL, find_model

_OTHERS = ("article", "studio")


def _own(*names):
    model = find_model("article")
    for name in names:
        keep_model(replace(model.card, name=name, title=name.title()), model.weights.read_bytes())


@pytest.fixture
def own_models(own_settings):
    """Three models of the user, added before the session starts."""
    _own("one", "two", "three")
    return ("one", "two", "three")


@pytest.fixture
def enhancing(session, monkeypatch):
    """Fast tiles that wait for this event."""
    yield from gated_tiles(monkeypatch)


@pytest.fixture
def runs(session):
    """The models in the order in which they start."""
    begun = []
    session._work.began.connect(lambda: begun.append(session._work.running.model))
    return begun


def show(session, *models):
    sources = (Source.FINAL, *map(ModelPicture, models))
    session.view.set_sources(sources)
    session.compared_models.set_shown(sources)


def has(session, *models):
    return all(session.view.has(ModelPicture(model)) for model in models)


def begin_to_compare(session, wait, enhancing, photo):
    """Wait until the model in use is finished and the first other one runs."""
    session.opening.open_paths([photo])
    enhancing.set()
    wait(lambda: session.in_view.has_result)
    enhancing.clear()
    show(session, *_OTHERS)
    wait(lambda: is_running(session, "article"))


def is_running(session, model):
    running = session._work.running
    return running is not None and running.model == model


def test_models_run_one_after_the_other_once_the_one_in_use_is_done(session, wait, runs, dark_photo):
    show(session, *_OTHERS)
    session.opening.open_paths([dark_photo])
    wait(lambda: has(session, *_OTHERS))
    assert runs == [DEFAULT_MODEL, *_OTHERS]
    results = session.view.pictures.models
    assert {name: result.model for name, result in results.items()} == {name: name for name in _OTHERS}
    assert session.in_view.has_result


def test_nothing_runs_that_is_not_shown(session, wait, runs, dark_photo):
    show(session, "studio")
    show(session)
    session.opening.open_paths([dark_photo])
    wait(lambda: session.in_view.has_result)
    assert not session.activity.is_busy
    assert runs == [DEFAULT_MODEL]


def test_a_hidden_model_is_interrupted_and_continues_later(session, wait, runs, enhancing, dark_photo):
    begin_to_compare(session, wait, enhancing, dark_photo)
    assert session.compared_models.message("article") == "“Article” is running…"
    assert session.compared_models.message("studio") == "Waiting"
    show(session, "studio")
    assert is_running(session, "studio")
    show(session)
    assert not session.activity.is_busy
    show(session, *_OTHERS)
    enhancing.set()
    wait(lambda: has(session, *_OTHERS))


def test_the_model_in_use_is_shown_by_its_name_without_another_run(session, wait, runs, dark_photo):
    show(session, DEFAULT_MODEL)
    session.opening.open_paths([dark_photo])
    wait(lambda: has(session, DEFAULT_MODEL))
    assert session.view.pictures.models[DEFAULT_MODEL] is session.in_view.result
    assert runs == [DEFAULT_MODEL]


def test_another_photo_is_done_in_place_of_the_first(session, wait, enhancing, dark_photos):
    show(session, *_OTHERS)
    session.opening.open_paths(dark_photos)
    wait(lambda: len(session.open_photos) == 3)
    enhancing.set()
    wait(lambda: session.in_view.has_result)
    enhancing.clear()
    wait(lambda: is_running(session, "article"))
    session.in_view.step(1)
    second = session.in_view.open_photo.key
    assert {request.key for request in session._work._requests} <= {second}
    enhancing.set()
    wait(lambda: has(session, *_OTHERS))
    photo = session.in_view.photo
    assert all(result.photo is photo for result in session.view.pictures.models.values())
    session.in_view.step(-1)
    assert not has(session, "article")
    wait(lambda: has(session, *_OTHERS))


def test_another_device_renews_all(session, wait, runs, dark_photo):
    show(session, "studio")
    session.opening.open_paths([dark_photo])
    wait(lambda: has(session, "studio"))
    session.in_view.set_device("auto")
    assert not has(session, "studio")
    wait(lambda: has(session, "studio"))
    assert runs == [DEFAULT_MODEL, "studio"] * 2


def test_the_file_is_read_again_for_all(session, wait, dark_photo):
    show(session, "studio")
    session.opening.open_paths([dark_photo])
    wait(lambda: has(session, "studio"))
    before = session.in_view.photo
    session.run_again()
    wait(lambda: session.in_view.photo is not before)
    wait(lambda: has(session, "studio") and session.in_view.has_result)
    assert session.view.pictures.models["studio"].photo is session.in_view.photo


def test_another_model_in_use_was_done_already(session, wait, runs, dark_photo):
    show(session, *_OTHERS)
    session.opening.open_paths([dark_photo])
    wait(lambda: has(session, *_OTHERS))
    session.editing.use_model("studio")
    assert session.in_view.has_result
    assert has(session, *_OTHERS)
    assert runs == [DEFAULT_MODEL, *_OTHERS]


def test_cancelled_models_rest_until_they_are_chosen_again(session, wait, enhancing, dark_photo):
    begin_to_compare(session, wait, enhancing, dark_photo)
    session.cancel()
    assert not session.activity.is_busy
    for model in _OTHERS:
        assert session.compared_models.message(model) == "Cancelled. Choose it again to run it."
    enhancing.set()
    show(session, "studio")
    assert not session.activity.is_busy
    show(session)
    show(session, "studio")
    wait(lambda: has(session, "studio"))


def test_a_failed_model_is_reported_in_its_pane_only_and_not_retried(
    own_models, session, wait, notices, runs, dark_photo
):
    find_model("one").weights.write_bytes(b"nonsense")
    show(session, "one", "studio")
    session.opening.open_paths([dark_photo])
    wait(lambda: has(session, "studio"))
    assert "weights" in session.compared_models.message("one")
    assert not has(session, "one")
    assert not notices
    assert not session.activity.is_busy
    assert runs == [DEFAULT_MODEL, "one", "studio"]


def test_results_that_are_shown_are_kept_however_many_they_are(own_models, session, wait, runs, dark_photo):
    shown = (*_OTHERS, *own_models)
    show(session, *shown)
    session.opening.open_paths([dark_photo])
    wait(lambda: has(session, *shown))
    show(session, *reversed(shown))
    assert has(session, *shown)
    assert session.in_view.has_result
    assert runs == [DEFAULT_MODEL, *shown]
    show(session)
    session.run_again()
    wait(lambda: session.in_view.has_result and not session.activity.is_busy)
    held = session._memory_cache.get(session.in_view.open_photo.key)
    assert len(held.results) == 1


def test_panes_report_low_memory_until_there_is_enough(own_models, session, wait, runs, dark_photo):
    session.set_limits(StorageLimits(memory=0))
    show(session, *_OTHERS, "one", "two")
    session.opening.open_paths([dark_photo])
    wait(lambda: has(session, *_OTHERS) and not session.activity.is_busy)
    assert runs == [DEFAULT_MODEL, *_OTHERS]
    assert "not enough memory" in session.compared_models.message("one")
    assert "not enough memory" in session.compared_models.message("two")
    session.set_limits(StorageLimits(memory=500))
    wait(lambda: has(session, *_OTHERS, "one", "two"))
    assert session.in_view.has_result


def test_a_model_that_is_gone_is_not_run(own_models, session, wait, enhancing, notices, dark_photo):
    session.opening.open_paths([dark_photo])
    enhancing.set()
    wait(lambda: session.in_view.has_result)
    enhancing.clear()
    show(session, "one", "studio")
    wait(lambda: is_running(session, "one"))
    delete_model("one")
    session.models.refresh()
    wait(lambda: is_running(session, "studio"))
    enhancing.set()
    wait(lambda: has(session, "studio"))
    assert not has(session, "one")
    assert not notices


def test_a_model_that_becomes_another_one_while_it_runs_begins_again(
    own_models, session, wait, enhancing, dark_photo
):
    show(session, "one")
    session.opening.open_paths([dark_photo])
    enhancing.set()
    wait(lambda: session.in_view.has_result)
    enhancing.clear()
    show(session)
    show(session, "one")
    wait(lambda: has(session, "one") or is_running(session, "one"))
    other = find_model("studio")
    delete_model("one")
    keep_model(replace(other.card, name="one", title="One"), other.weights.read_bytes())
    session.models.refresh()
    enhancing.set()
    wait(lambda: has(session, "one") and session.view.pictures.models["one"].weights == other.card.sha256)
