"""Arrangements, and the choices that a layout remembers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.app.viewing.arrangement import Arrangement, Candidates, ViewLayout
from lowexp_gui.app.viewing.source import COMPARED_METHODS, MethodPicture, ModelPicture, Source, content_of

_MODELS = Candidates(("studio", "open", "mine"), "open")


def test_a_grid_shows_the_photo_the_model_in_use_the_others_then_methods():
    shown = ViewLayout(candidates=_MODELS).comparing(True).sources
    assert shown[:5] == (
        Source.BEFORE,
        Source.FINAL,
        ModelPicture("studio"),
        ModelPicture("mine"),
        Source.GAMMA,
    )
    assert set(shown[5:]) < set(COMPARED_METHODS) - {MethodPicture("ghp"), MethodPicture("lssc")}
    assert len(set(shown)) == 9


def test_a_reference_takes_the_last_pane():
    layout = ViewLayout(candidates=replace(_MODELS, has_reference=True)).comparing(True)
    assert layout.sources[-1] is Source.REFERENCE
    assert layout.sources[:8] == ViewLayout(candidates=_MODELS).comparing(True).sources[:8]


def test_another_model_in_use_changes_places_with_the_one_before():
    shown = ViewLayout(candidates=replace(_MODELS, used="mine")).comparing(True).sources
    assert shown[2:4] == (ModelPicture("studio"), ModelPicture("open"))


@pytest.mark.parametrize("models", [0, 1, 5, 30])
@pytest.mark.parametrize("arrangement", Arrangement)
def test_every_pane_shows_something_however_many_models_there_are(models, arrangement):
    names = tuple(f"m{number}" for number in range(models))
    layout = ViewLayout(candidates=Candidates(names, "m0")).arranged(arrangement)
    assert len(layout.sources) == arrangement.sources


def test_comparing_gives_back_what_was_before_and_comes_back_as_it_was_left():
    wipe = ViewLayout(candidates=_MODELS).arranged(Arrangement.WIPE)
    grid = wipe.comparing(True).showing(8, MethodPicture("lssc"))
    assert grid.arrangement is Arrangement.NINE
    assert grid.comparing(False).arrangement is Arrangement.WIPE
    assert grid.comparing(False).comparing(True).sources == grid.sources
    assert grid.arranged(Arrangement.SIX).comparing(False).arrangement is Arrangement.WIPE
    assert grid.arranged(Arrangement.SIX).comparing(False).comparing(True).arrangement is Arrangement.SIX


@given(
    place=st.integers(0, 8), source=st.sampled_from([*Source, ModelPicture("mine"), ModelPicture("studio")])
)
def test_choosing_in_one_pane_leaves_the_others_as_they_are(place, source):
    grid = ViewLayout(candidates=_MODELS).comparing(True)
    chosen = grid.showing(place, source)
    assert chosen.sources[place] == source
    others = [number for number in range(9) if number != place]
    assert [chosen.sources[each] for each in others] == [grid.sources[each] for each in others]
    assert chosen.as_usual().sources == grid.sources


def test_a_model_that_is_gone_leaves_its_pane_to_what_is_usual_until_it_is_back():
    layout = ViewLayout(Arrangement.THREE, candidates=_MODELS).showing(0, ModelPicture("mine"))
    gone = replace(layout, candidates=Candidates(("studio", "open"), "open"))
    assert gone.sources == (Source.BEFORE, Source.ENHANCED, Source.FINAL)
    assert replace(gone, candidates=_MODELS).sources[0] == ModelPicture("mine")


def test_a_model_that_is_renamed_stays_where_it_is():
    layout = ViewLayout(candidates=_MODELS).showing(0, ModelPicture("mine")).renamed("mine", "yours")
    assert layout.sources[0] == ModelPicture("yours")


@pytest.mark.parametrize("shown", [*Source, ModelPicture("a-b_1"), ModelPicture("model")])
def test_what_is_shown_can_be_written_down(shown):
    assert content_of(shown.value) == shown


def test_an_unknown_value_gives_none():
    assert content_of("other model") is None
    assert content_of("") is None
