"""Pairs that a person's photos may make, each with a verdict that the person may overrule."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from lowexp_gui.errors import NO_SENTENCE, Counted, Sentence
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

FEWEST = 4
"""Good pairs or clean photos, and scenes among them, fewer than which cannot train a model."""


class MatchedBy(StrEnum):
    """Why two photos are thought to be a pair; CALCULATION: the dark one is made from the other."""

    NAME = "name"
    TIME = "time"
    CONTENT = "content"
    BRACKET = "bracket"
    CALCULATION = "calculation"


class Verdict(StrEnum):
    """What a pair, or a clean photo alone, is good for; see `GOOD`."""

    ALIGNED = "aligned"
    SHIFTED = "shifted"
    TOO_FAR = "shifted too far"
    DIFFERENT_SCENE = "different scene"
    CLIPPED = "clipped reference"
    SAME_EXPOSURE = "same exposure"
    EXCHANGED = "exchanged"
    DUPLICATE = "duplicate"
    SIZES = "different sizes"
    UNREADABLE = "unreadable"
    CLEAN = "clean"
    TOO_DARK = "too dark"


GOOD = frozenset({Verdict.ALIGNED, Verdict.SHIFTED, Verdict.CLEAN})


@dataclass(frozen=True)
class Candidate:
    """Two photos that may be a pair, or a clean photo to make a dark one from.

    Attributes:
        low, high: the dark photo and its reference, as they were given; a clean photo is both.
        matched_by: why they are thought to belong together.
        verdict: what was found.
        shift: how far right and down the reference shows what the dark photo shows, pixels at full size.
        sentence: the verdict in words, with what to do where it is not good.
        scene: pairs of one number show one scene.
        chosen: whether to use it, where a person has decided; None leaves it to the verdict. An exchanged
            pair that is used is used the other way round.
    """

    low: Path
    high: Path
    matched_by: MatchedBy
    verdict: Verdict
    shift: tuple[float, float] = (0.0, 0.0)
    sentence: Sentence = NO_SENTENCE
    scene: int = 0
    chosen: bool | None = None

    @property
    def used(self) -> bool:
        """Whether it is used, for training or for measuring."""
        if self.verdict is Verdict.UNREADABLE:
            return False
        return self.verdict in GOOD if self.chosen is None else self.chosen

    @property
    def is_calculated(self) -> bool:
        """Whether the dark photo is made from the clean one."""
        return self.matched_by is MatchedBy.CALCULATION

    def overruled(self, chosen: bool | None) -> "Candidate":
        """The same pair, used or not by a person's word; None gives the verdict its word back."""
        return replace(self, chosen=chosen)


@dataclass(frozen=True)
class Matching:
    """What was found among photos.

    Attributes:
        candidates: in the order of their dark photos.
        alone: photos that belong to no pair, by path.
    """

    candidates: tuple[Candidate, ...]
    alone: tuple[Path, ...]

    @property
    def used(self) -> tuple[Candidate, ...]:
        """Those that are used, for training or for measuring."""
        return tuple(each for each in self.candidates if each.used)


def check_enough(candidates: Sequence[Candidate]) -> None:
    """Refuse too few pairs or clean photos among those that are used.

    Raises:
        DataError: fewer than FEWEST of them, or scenes among them.
    """
    used = [each for each in candidates if each.used]
    if any(each.is_calculated for each in candidates):
        _check_enough_clean(used)
        return
    if len(used) < FEWEST:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "Found {found}, but at least {fewest} are needed; take more from a "
                    "tripod, each a dark and a well-exposed photo of one scene.",
                ),
                found=Counted(len(used), "good pair", "good pairs"),
                fewest=FEWEST,
            )
        )
    scenes = len({each.scene for each in used})
    if scenes < FEWEST:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The pairs show {scenes}, but at least {fewest} are needed; add pairs of other scenes.",
                ),
                scenes=Counted(scenes, "scene", "scenes"),
                fewest=FEWEST,
            )
        )


def _check_enough_clean(used: Sequence[Candidate]) -> None:
    scenes = len({each.scene for each in used})
    if scenes < FEWEST:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The clean photos show {scenes}, but at least {fewest} are needed; add "
                    "well-exposed photos at the lowest ISO.",
                ),
                scenes=Counted(scenes, "scene", "scenes"),
                fewest=FEWEST,
            )
        )
