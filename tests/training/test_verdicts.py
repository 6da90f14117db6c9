"""Whether a taught model is better: beyond chance, by chance, or not to be judged."""

import numpy as np
import pytest

from lowexp_gui.measuring.measures import Measures
from lowexp_gui.training.tuning import Measured
from lowexp_gui.training.tuning_journal import ModuleJournal
from lowexp_gui.training.verdicts import Comparison, change, compare, judge


def measures(values: np.ndarray) -> list[Measures]:
    return [Measures(float(value), 0.8, 10.0) for value in values]


def compared(gains: np.ndarray) -> Comparison:
    before = np.linspace(15, 25, len(gains))
    return compare(measures(before), measures(before + gains))


NOTHING = compared(np.zeros(12))


def test_a_gain_on_nearly_all_scenes_is_beyond_chance() -> None:
    verdict = judge(compared(np.random.default_rng(0).normal(1, 0.5, 12)), NOTHING)
    assert verdict.better is True
    assert verdict.keep
    assert "beyond chance" in verdict.sentence
    assert "forgot nothing" in verdict.sentence


def test_a_gain_on_some_scenes_may_be_chance() -> None:
    verdict = judge(compared(np.array([4.0, -2, 3, -3, 2, -2, 1, -1, 0.5, -0.5])), NOTHING)
    assert verdict.own.psnr.mean > 0
    assert verdict.better is False
    assert not verdict.keep
    assert "may be chance" in verdict.sentence
    assert "discard" in verdict.sentence


def test_a_loss_is_not_better() -> None:
    verdict = judge(compared(np.full(10, -0.5)), NOTHING)
    assert (verdict.better, verdict.keep) == (False, False)
    assert verdict.sentences[-1] == "Better discard it."
    assert "lost 0.5 dB" in verdict.sentence


@pytest.mark.parametrize(("gain", "keep"), [(1.0, True), (-1.0, False)])
def test_few_scenes_are_too_few_to_judge(gain: float, keep: bool) -> None:
    verdict = judge(compared(np.full(7, gain)), NOTHING)
    assert verdict.better is None
    assert verdict.keep is keep
    assert "too few to judge" in verdict.sentence


def test_what_was_forgotten_is_said() -> None:
    assert "lost 0.7 dB" in judge(compared(np.full(9, 1.0)), compared(np.full(12, -0.7))).sentence


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


def test_few_scenes_do_not_overrule_what_was_taught_since() -> None:
    start = figure(0, 20.0, 20.0)
    journal = ModuleJournal((start, figure(10, 23.0, 18.6), figure(20, 22.9, 18.6)))
    assert journal.highest.step == 10
    assert journal.chosen.step == 20
    clearly = ModuleJournal((*journal.measured, figure(30, 22.0, 17.5), figure(40, 22.0, 17.6)))
    assert clearly.chosen.step == 20
    assert clearly.since_chosen == 2
