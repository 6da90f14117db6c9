"""Whether a fine-tuned model is better: figures before and after, and a test against chance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lowexp_gui.errors import Counted, Sentence
from lowexp_gui.measuring.measures import Measures
from lowexp_gui.training.finetuning.scene_split import FEWEST_TEST_SCENES, scenes_for
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

BEYOND_CHANCE = 0.05
"""Level of significance: gains that chance gives less often count as real."""
_FEWEST_TO_DENY = 8
"""From this number of scenes on, a gain that may be chance counts as none; with fewer, it is left open."""
_DRAWS = 10_000
_STEPS = 4096
"""Differences are rounded to this part of the largest, so that their sums can be counted."""
_MOST_DIFFERENCE = 100.0


@dataclass(frozen=True)
class Spread:
    """A measure over scenes.

    Attributes:
        mean, deviation: of the scenes.
    """

    mean: float
    deviation: float


@dataclass(frozen=True)
class Change:
    """One measure over the same scenes, before and after.

    Attributes:
        before, after: mean and spread.
        least, most: bounds of the mean change, by a paired bootstrap over scenes, 95 %.
        rise_by_chance, fall_by_chance: how often chance alone would raise, or lower, the mean at least as
            much, 0..1; see `by_chance`.
    """

    before: Spread
    after: Spread
    least: float
    most: float
    rise_by_chance: float
    fall_by_chance: float

    @property
    def mean(self) -> float:
        """The mean change."""
        return self.after.mean - self.before.mean


@dataclass(frozen=True)
class Comparison:
    """All measures over some scenes; see `Measures`."""

    scenes: int
    psnr: Change
    ssim: Change
    ciede2000: Change


@dataclass(frozen=True)
class FinetuneVerdict:
    """What fine-tuning changed.

    Attributes:
        own: on the user's scenes that were used neither for training nor to decide when to stop.
        open: on synthetic dark photos, made of bundled open photos that are no rehearsal: what it forgot.
        better: whether the gain in PSNR is beyond chance; None where the scenes are too few to say.
        keep: whether to propose to keep the new model.
        sentences: all that in words.
    """

    own: Comparison
    open: Comparison
    better: bool | None
    keep: bool
    sentences: tuple[Sentence, ...]

    @property
    def sentence(self) -> str:
        """All sentences in English, one after the other."""
        return " ".join(map(str, self.sentences))


def compare(before: Sequence[Measures], after: Sequence[Measures], seed: int = 1) -> Comparison:
    """Two models on the same scenes.

    Args:
        before, after: one entry a scene, in the same order, at least one.
        seed: of the bootstrap.

    Raises:
        ValueError: there is nothing to compare, or the lengths differ.
    """
    if not before or len(before) != len(after):
        raise ValueError("The same scenes have to be measured before and after.")
    changes = {
        name: change([getattr(each, name) for each in before], [getattr(each, name) for each in after], seed)
        for name in ("psnr", "ssim", "ciede2000")
    }
    return Comparison(len(before), **changes)


def change(before: Sequence[float], after: Sequence[float], seed: int = 1) -> Change:
    """One measure, with the bounds of its mean change by drawing the scenes again and again."""
    first, second = np.asarray(before, np.float64), np.asarray(after, np.float64)
    differences = second - first
    random = np.random.default_rng(seed)
    drawn = random.integers(len(differences), size=(_DRAWS, len(differences)))
    least, most = np.percentile(differences[drawn].mean(axis=1), (2.5, 97.5))
    rise, fall = by_chance(differences.tolist()), by_chance((-differences).tolist())
    return Change(_spread(first), _spread(second), float(least), float(most), rise, fall)


def by_chance(differences: Sequence[float]) -> float:
    """How often differences would have at least their mean if each could as well have the other sign.

    That is the exact permutation test of paired samples, one-sided (Fisher 1935, "Design of Experiments"):
    of the 2^n choices of signs, all count that turn at most as much downwards as the differences themselves.
    Six of six that rise give 1/64. They are found by counting sums, not by trying choices, so any number of
    differences will do.

    Args:
        differences: at least one; what is no number counts as 0.

    Returns:
        A share, from 2^-n to 1.
    """
    finite = np.nan_to_num(np.asarray(differences, np.float64), nan=0.0)
    limited = finite.clip(-_MOST_DIFFERENCE, _MOST_DIFFERENCE)
    largest = float(np.abs(limited).max())
    steps = np.rint(limited / (largest or 1.0) * _STEPS).astype(np.int64)
    lost = int(-steps[steps < 0].sum())
    # Entry k: how often those with the other sign sum up to k.
    sums = np.zeros(lost + 1)
    sums[0] = 1.0
    for size in np.abs(steps).tolist():
        turned = np.zeros_like(sums)
        turned[size:] = sums[: max(0, len(sums) - size)]
        sums = (sums + turned) / 2
    return float(min(1.0, sums.sum()))


def verdict_of(own: Comparison, open_photos: Comparison) -> FinetuneVerdict:
    """Whether the new model is better, in words too.

    It is better if the mean gain is large enough and chance alone would give such a gain in at most 5 % of
    cases. Fewer than five scenes can never show that. It is not better if eight scenes or more do not show
    it, or if a loss is beyond chance. In between, the mean decides what to propose.
    """
    gains = own.psnr.mean > _NOTHING
    worse = own.psnr.mean < -_NOTHING and own.psnr.fall_by_chance <= BEYOND_CHANCE
    better: bool | None = gains and own.psnr.rise_by_chance <= BEYOND_CHANCE
    if not better and not worse and own.scenes < _FEWEST_TO_DENY:
        better = None
    keep = gains if better is None else better
    found = _found(own, better, worse=worse)
    advice = () if better else (_LOOK if keep else _DISCARD,)
    gained = _gained(own.psnr.mean, own.scenes)
    return FinetuneVerdict(own, open_photos, better, keep, (gained, *found, _forgotten(open_photos), *advice))


def _found(own: Comparison, better: bool | None, *, worse: bool) -> tuple[Sentence, ...]:
    """What the figures of the user's own scenes mean."""
    chance = percent(own.psnr.rise_by_chance)
    if better:
        return (
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "Chance alone would give such a gain in at most {chance} of cases: the "
                    "new model is better on your photos.",
                ),
                chance=chance,
            ),
        )
    if worse:
        chance = percent(own.psnr.fall_by_chance)
        return (
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "Chance alone would give such a loss in at most {chance} of cases: the "
                    "new model is worse.",
                ),
                chance=chance,
            ),
        )
    if own.scenes < FEWEST_TEST_SCENES:
        one = QT_TRANSLATE_NOOP(
            "sentences",
            "1 held-back scene is too few to judge: it would gain by chance alone in {chance} of cases.",
        )
        several = QT_TRANSLATE_NOOP(
            "sentences",
            "{scenes} are too few to judge: all of them would gain by chance alone in {chance} of cases.",
        )
        chance = percent(0.5**own.scenes)
        few = (
            Sentence(one, chance=chance)
            if own.scenes == 1
            else Sentence(
                several,
                scenes=Counted(own.scenes, "held-back scene", "held-back scenes"),
                chance=chance,
            )
        )
        needed = Counted(scenes_for(FEWEST_TEST_SCENES), "scene", "scenes")
        return (
            few,
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "At least {least} are needed; photos of {scenes} give that many."
                ),
                least=FEWEST_TEST_SCENES,
                scenes=needed,
            ),
        )
    if own.psnr.mean <= _NOTHING:
        return (Sentence(QT_TRANSLATE_NOOP("sentences", "The new model is not better.")),)
    if better is None:
        return (
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "This may be chance, which alone would give such a gain in at most "
                    "{chance} of cases; use more scenes to be sure.",
                ),
                chance=chance,
            ),
        )
    return (
        Sentence(
            QT_TRANSLATE_NOOP(
                "sentences",
                "This may be chance, which alone would give such a gain in at most "
                "{chance} of cases: the new model is not shown to be better.",
            ),
            chance=chance,
        ),
    )


def percent(share: float) -> str:
    """A share as it is said, rounded up: 1/64 as "1.6 %"."""
    tenths = max(1, math.ceil(1000 * share - 1e-6))
    return f"{tenths / 10:.1f} %" if tenths < _WHOLE_FROM else f"{math.ceil(tenths / 10)} %"


_WHOLE_FROM = 100
_NOTHING = 0.05
"""Smaller changes count as none, dB."""
_LOOK = Sentence(QT_TRANSLATE_NOOP("sentences", "Look at the pictures before you keep it."))
_DISCARD = Sentence(QT_TRANSLATE_NOOP("sentences", "It is best to discard it."))


def _gained(change: float, scenes: int) -> Sentence:
    held_back = Counted(scenes, "held-back scene", "held-back scenes")
    if abs(change) < _NOTHING:
        return Sentence(QT_TRANSLATE_NOOP("sentences", "It gained nothing on {scenes}."), scenes=held_back)
    gained = QT_TRANSLATE_NOOP("sentences", "It gained {change} dB on {scenes}.")
    lost = QT_TRANSLATE_NOOP("sentences", "It lost {change} dB on {scenes}.")
    return Sentence(gained if change > 0 else lost, change=f"{abs(change):.1f}", scenes=held_back)


def _forgotten(open_photos: Comparison) -> Sentence:
    lost = -open_photos.psnr.mean
    if lost < _NOTHING:
        return Sentence(QT_TRANSLATE_NOOP("sentences", "It did not get worse on other photos."))
    return Sentence(
        QT_TRANSLATE_NOOP("sentences", "On other photos it lost {change} dB."), change=f"{lost:.1f}"
    )


def _spread(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Spread:
    deviation = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    return Spread(float(values.mean()), deviation)
