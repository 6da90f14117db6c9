"""The verdict on a fine-tuned model: better beyond chance, by chance, or undecided."""

import itertools
import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.measuring.measures import Measures
from lowexp_gui.training.finetuning.finetune_journal import ModuleJournal
from lowexp_gui.training.finetuning.finetune_progress import Measured
from lowexp_gui.training.finetuning.finetune_verdict import (
    Comparison,
    by_chance,
    change,
    compare,
    percent,
    verdict_of,
)
from lowexp_gui.training.finetuning.scene_split import held_back_counts, scenes_for


def measures(values: np.ndarray) -> list[Measures]:
    return [Measures(float(value), 0.8, 10.0) for value in values]


def compared(gains: np.ndarray) -> Comparison:
    before = np.linspace(15, 25, len(gains))
    return compare(measures(before), measures(before + gains))


NOTHING = compared(np.zeros(12))


def test_a_gain_on_nearly_all_scenes_is_beyond_chance() -> None:
    verdict = verdict_of(compared(np.random.default_rng(0).normal(1, 0.5, 12)), NOTHING)
    assert verdict.better is True
    assert verdict.keep
    assert "better on your photos" in verdict.sentence
    assert "did not get worse" in verdict.sentence


def test_a_gain_on_some_scenes_may_be_chance() -> None:
    verdict = verdict_of(compared(np.array([4.0, -2, 3, -3, 2, -2, 1, -1, 0.5, -0.5])), NOTHING)
    assert verdict.own.psnr.mean > 0
    assert verdict.better is False
    assert not verdict.keep
    assert "may be chance" in verdict.sentence
    assert "discard" in verdict.sentence


def test_a_loss_is_not_better() -> None:
    verdict = verdict_of(compared(np.full(10, -0.5)), NOTHING)
    assert (verdict.better, verdict.keep) == (False, False)
    assert str(verdict.sentences[-1]) == "It is best to discard it."
    assert "lost 0.5 dB" in verdict.sentence


@pytest.mark.parametrize("scenes", [1, 2, 3, 4])
@pytest.mark.parametrize(("gain", "keep"), [(1.0, True), (-1.0, False)])
def test_few_scenes_are_too_few_to_judge(scenes: int, gain: float, keep: bool) -> None:
    verdict = verdict_of(compared(np.full(scenes, gain)), NOTHING)
    assert verdict.better is None
    assert verdict.keep is keep
    assert "too few to judge" in verdict.sentence
    assert "photos of 15 scenes give that many" in verdict.sentence


@pytest.mark.parametrize(("scenes", "said"), [(5, "3.2 %"), (6, "1.6 %"), (8, "0.4 %"), (64, "0.1 %")])
def test_a_gain_on_all_of_five_scenes_and_more_is_beyond_chance(scenes: int, said: str) -> None:
    verdict = verdict_of(compared(np.linspace(0.2, 2, scenes)), NOTHING)
    assert (verdict.better, verdict.keep) == (True, True)
    assert f"in at most {said} of cases" in verdict.sentence


def test_six_scenes_of_which_one_lost_little_are_beyond_chance_still() -> None:
    gains = np.array([1.0, 1.2, 0.8, 0.9, 1.1, -0.05])
    assert change(np.zeros(6), gains).rise_by_chance == pytest.approx(2 / 64)
    assert verdict_of(compared(gains), NOTHING).better is True


def test_six_scenes_of_which_two_lost_leave_it_open() -> None:
    verdict = verdict_of(compared(np.array([1.0, 1.2, 0.8, 0.9, -0.7, -0.9])), NOTHING)
    assert (verdict.better, verdict.keep) == (None, True)
    assert "may be chance" in verdict.sentence
    assert "Look at the pictures" in verdict.sentence


def test_a_gain_that_is_worth_nothing_is_none_however_sure() -> None:
    verdict = verdict_of(compared(np.full(40, 0.02)), NOTHING)
    assert (verdict.better, verdict.keep) == (False, False)
    assert "gained nothing" in verdict.sentence


@given(
    gains=st.lists(st.integers(-300, 300).map(lambda value: value / 100), min_size=1, max_size=9),
)
def test_the_share_of_chance_is_that_of_all_choices_of_signs(gains: list[float]) -> None:
    scale = max(map(abs, gains)) or 1.0
    steps = np.rint(np.array(gains) / scale * 4096).astype(int)
    choices = np.array(list(itertools.product((1, -1), repeat=len(gains))))
    expected = (np.abs(steps) * choices).sum(axis=1) >= steps.sum()
    assert by_chance(gains) == pytest.approx(expected.mean())


def test_the_share_of_chance_agrees_with_another_program() -> None:
    gains = np.random.default_rng(7).normal(0.3, 1, 11)
    found = scipy.stats.permutation_test(
        (gains,), np.mean, permutation_type="samples", n_resamples=np.inf, alternative="greater"
    )
    assert by_chance(gains.tolist()) == pytest.approx(found.pvalue, abs=1e-3)


@given(
    gains=st.lists(st.floats(-30, 30), min_size=1, max_size=64),
    seed=st.integers(0, 100),
    scale=st.floats(0.01, 100),
)
def test_what_the_share_of_chance_does_not_depend_on(gains: list[float], seed: int, scale: float) -> None:
    share = by_chance(gains)
    assert 2.0 ** -len(gains) * (1 - 1e-9) <= share <= 1
    shuffled = np.random.default_rng(seed).permutation(gains)
    assert by_chance(shuffled.tolist()) == pytest.approx(share)
    # Both cannot be unlikely: at least the choice that was made counts in both.
    assert share + by_chance([-gain for gain in gains]) >= 1
    if sum(gains) <= 0 and max(gains) - min(gains) > 1:
        assert share >= 0.49
    powers = [gain * 2.0 ** round(math.log2(scale)) for gain in gains]
    if max(map(abs, powers)) < 100 and max(map(abs, gains)) > 1e-290:
        assert by_chance(powers) == pytest.approx(share, abs=0.01)


@given(count=st.integers(1, 64), least=st.floats(0.01, 1))
def test_gains_alone_are_as_likely_as_one_choice_of_all(count: int, least: float) -> None:
    assert by_chance([least] * count) == pytest.approx(2.0**-count)


def test_equal_pictures_make_no_verdict_fail() -> None:
    """Their PSNR is infinite, and the difference of two such is no number."""
    assert by_chance([math.nan] * 6) == 1
    assert by_chance([math.inf] * 6) == pytest.approx(1 / 64)
    assert by_chance([math.nan, 1.0, 1.0]) == pytest.approx(1 / 4)


@given(gains=st.lists(st.floats(-3, 3), min_size=1, max_size=20))
def test_every_verdict_is_said_in_whole_sentences_that_agree_with_it(gains: list[float]) -> None:
    verdict = verdict_of(compared(np.array(gains)), NOTHING)
    assert all(said[0].isupper() or said[0].isdigit() for said in map(str, verdict.sentences))
    assert all(str(sentence).endswith(".") for sentence in verdict.sentences)
    if verdict.better:
        assert verdict.keep
        assert len(gains) >= 5
        assert verdict.own.psnr.rise_by_chance <= 0.05
    if len(gains) >= 8:
        assert verdict.better is not None
    assert ("better on your photos" in verdict.sentence) is (verdict.better is True)


@pytest.mark.parametrize(
    ("share", "said"),
    [(1.0, "100 %"), (0.5, "50 %"), (0.1094, "11 %"), (1 / 64, "1.6 %"), (0.05, "5.0 %"), (0.0, "0.1 %")],
)
def test_shares_are_rounded_up(share: float, said: str) -> None:
    assert percent(share) == said


def test_twenty_scenes_make_a_verdict() -> None:
    assert held_back_counts(20) == (6, 2)
    assert (scenes_for(5), scenes_for(6)) == (15, 18)


@given(scenes=st.integers(3, 2000))
def test_more_scenes_are_trained_than_held_back(scenes: int) -> None:
    judging, stopping = held_back_counts(scenes)
    more_judging, more_stopping = held_back_counts(scenes + 1)
    assert judging >= 1
    assert stopping >= 1
    assert judging + stopping < scenes
    assert judging + stopping <= scenes / 2 or scenes == 3
    assert more_judging >= judging
    assert more_stopping >= stopping


def test_what_was_forgotten_is_said() -> None:
    assert "lost 0.7 dB" in verdict_of(compared(np.full(9, 1.0)), compared(np.full(12, -0.7))).sentence


def test_the_bounds_are_those_of_the_mean() -> None:
    gains = np.random.default_rng(1).normal(0.3, 2, 400)
    found = change(np.zeros(400), gains)
    error = 1.96 * gains.std() / 20
    assert found.mean == pytest.approx(gains.mean())
    assert (found.least, found.most) == pytest.approx((gains.mean() - error, gains.mean() + error), abs=0.03)


def test_the_bootstrap_is_the_same_every_time() -> None:
    gains = np.random.default_rng(2).normal(0, 1, 9)
    first, second = change(np.zeros(9), gains), change(np.zeros(9), gains)
    assert first == second
    assert change(np.zeros(9), gains, seed=2) != first


def test_nothing_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="same scenes"):
        compare([], [])


def figure(step: int, *scenes: float) -> Measured:
    return Measured(step, float(np.mean(scenes)), 0.5, scenes)


def test_few_scenes_do_not_overrule_later_training() -> None:
    start = figure(0, 20.0, 20.0)
    journal = ModuleJournal((start, figure(10, 23.0, 18.6), figure(20, 22.9, 18.6)))
    assert journal.highest.step == 10
    assert journal.chosen.step == 20
    clearly = ModuleJournal((*journal.measured, figure(30, 22.0, 17.5), figure(40, 22.0, 17.6)))
    assert clearly.chosen.step == 20
    assert clearly.since_chosen == 2
