"""Steps over photos, as values."""

from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.app.editing.edit_history import _MOST_STEPS, EditHistory, EditStep, RemovalStep
from lowexp_gui.app.photos.open_photos import OpenPhoto
from lowexp_gui.edits.photo_edits import UNTOUCHED, PhotoEdits
from lowexp_gui.enhancing.adjustments import Adjustments

_keys = st.integers(1, 4)
_edits = st.builds(
    PhotoEdits,
    st.builds(Adjustments, brightness=st.sampled_from((0.5, 1.0, 1.5))),
    st.sampled_from(("", "article")),
)
_steps = st.lists(st.dictionaries(_keys, _edits, min_size=1), max_size=8)


def _done(state, step):
    return state | {key: step.applied_to(key, state[key]) for key in step.after}


@given(_steps)
def test_undoing_all_and_redoing_all_gives_every_state_again(changes):
    state = dict.fromkeys(range(1, 5), UNTOUCHED)
    states, history = [state], EditHistory()
    for change in changes:
        step = EditStep({key: state[key] for key in change}, change)
        state = state | change
        history = history.with_step(step)
        states.append(state)
    for expected in reversed(states[:-1]):
        state = _done(state, history.done[-1].reversed())
        history = history.after_undo()
        assert state == expected
    for expected in states[1:]:
        state = _done(state, history.undone[-1])
        history = history.after_redo()
        assert state == expected
    assert not history.undone


def test_what_became_another_thing_without_a_step_stays():
    step = EditStep({1: UNTOUCHED}, {1: PhotoEdits(Adjustments(brightness=0.5), "article")})
    assert step.reversed().applied_to(1, PhotoEdits(Adjustments(brightness=0.5), "other")).model == "other"


def test_it_is_bounded_in_steps_and_in_what_they_hold():
    history = EditHistory()
    for number in range(_MOST_STEPS + 50):
        history = history.with_step(EditStep({1: UNTOUCHED}, {1: PhotoEdits(model=str(number))}))
    assert len(history.done) == _MOST_STEPS
    many = dict.fromkeys(range(60_000), UNTOUCHED)
    history = EditHistory()
    for _ in range(6):
        history = history.with_step(EditStep(many, many))
    assert len(history.done) == 3
    huge = dict.fromkeys(range(300_000), UNTOUCHED)
    assert len(history.with_step(EditStep(huge, huge)).done) == 1


def test_a_removal_leaves_the_history_when_its_photo_is_opened_again():
    removal = RemovalStep(((OpenPhoto(7, None), 0),))
    step = EditStep({1: UNTOUCHED}, {1: PhotoEdits(model="a")})
    history = EditHistory().with_step(removal).with_step(step)
    assert history.without_removal(7).done == (step,)


def test_models_that_are_renamed_are_renamed_in_every_step():
    step = EditStep({1: PhotoEdits(model="old")}, {1: PhotoEdits(Adjustments(tint=0.5), "old")})
    history = EditHistory((step,), (step,)).with_models({"old": "new"})
    models = {
        each.model for one in (*history.done, *history.undone) for each in (one.before[1], one.after[1])
    }
    assert models == {"new"}
