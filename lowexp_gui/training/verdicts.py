"""Whether a model that was taught on is better: figures before and after, and chance taken into account."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lowexp_gui.counting import counted
from lowexp_gui.measuring.measures import Measures
from lowexp_gui.training.holding_back import scenes_for

FEWEST_TO_JUDGE = 8
"""Scenes below which no interval is trusted."""
_DRAWS = 10_000


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
    """

    before: Spread
    after: Spread
    least: float
    most: float

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
class Judgement:
    """What teaching did.

    Attributes:
        own: on scenes of the person that were never taught, nor decided when to stop.
        open: on bundled open photos, made dark by calculation and not rehearsed: what it forgot.
        better: whether the gain in PSNR is beyond chance; None where the scenes are too few to judge.
        keep: whether to propose to keep the new model.
        sentences: all that in words.
    """

    own: Comparison
    open: Comparison
    better: bool | None
    keep: bool
    sentences: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """All sentences, one after the other."""
        return " ".join(self.sentences)


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
    return Change(_spread(first), _spread(second), float(least), float(most))


def judge(own: Comparison, open_photos: Comparison) -> Judgement:
    """Whether the new model is better, in words too."""
    better = None if own.scenes < FEWEST_TO_JUDGE else own.psnr.least > 0
    keep = own.psnr.mean > _NOTHING if better is None else better
    if better is None:
        scenes = counted(own.scenes, "held-back scene is", "held-back scenes are")
        found = (
            f"{scenes} too few to judge; at least {FEWEST_TO_JUDGE} are needed, as "
            f"photos of {counted(scenes_for(FEWEST_TO_JUDGE), 'scene', 'scenes')} give."
        )
    elif better:
        found = "That is beyond chance: the new model is better on your photos."
    else:
        found = "That may be chance: the new model is not better."
    advice = () if better else (_LOOK if keep else _DISCARD,)
    gained = _gained(own.psnr.mean, own.scenes)
    return Judgement(own, open_photos, better, keep, (gained, found, _forgotten(open_photos), *advice))


_NOTHING = 0.05
"""Changes of less are none, dB."""
_LOOK = "Look at the pictures before you keep it."
_DISCARD = "Better discard it."


def _gained(change: float, scenes: int) -> str:
    if abs(change) < _NOTHING:
        return f"It gained nothing on {counted(scenes, 'held-back scene', 'held-back scenes')}."
    word = "gained" if change > 0 else "lost"
    return f"It {word} {abs(change):.1f} dB on {counted(scenes, 'held-back scene', 'held-back scenes')}."


def _forgotten(open_photos: Comparison) -> str:
    lost = -open_photos.psnr.mean
    if lost < _NOTHING:
        return "It forgot nothing on other photos."
    return f"On other photos it lost {lost:.1f} dB."


def _spread(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Spread:
    deviation = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    return Spread(float(values.mean()), deviation)
