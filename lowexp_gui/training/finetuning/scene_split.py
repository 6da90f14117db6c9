"""Splits scenes into training, validation (early stopping) and test."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import count

import numpy as np

from lowexp_gui.training.pair_matching.candidates import Candidate, check_enough

FEWEST_TEST_SCENES = 5
"""Scenes that a verdict takes: all of five gain by chance once in 32 times, all of four once in 16."""
_WANTED_TEST_SCENES = 6
_LARGEST_PART = 3
MOST_TRAINING, MOST_VALIDATION, MOST_TEST = 1000, 16, 64
"""Pairs of each part at most, so that thousands take neither hours nor gigabytes."""


class SplitPart(StrEnum):
    """What a pair is for."""

    TRAINING = "taught"
    VALIDATION = "stopping"
    TEST = "judging"


def held_back_counts(scenes: int) -> tuple[int, int]:
    """How many of so many scenes judge, and how many decide when to stop.

    A quarter of the scenes, two at least, in two halves; but six judge, or five, where that is no more than a
    third of them.
    """
    held = max(2, round(scenes / 4))
    judging, stopping = (held + 1) // 2, held // 2
    possible = min(_WANTED_TEST_SCENES, scenes // _LARGEST_PART)
    return (max(judging, possible) if possible >= FEWEST_TEST_SCENES else judging), stopping


def scenes_for(judging: int) -> int:
    """How many scenes it takes for so many to judge."""
    return next(scenes for scenes in count(1) if held_back_counts(scenes)[0] >= judging)


def split_scenes(used: Sequence[Candidate], seed: int) -> tuple[tuple[Candidate, SplitPart], ...]:
    """Each pair with what it is for; a scene is never in two parts, and what is too much is left out.

    How many scenes are held back says `held_back_counts`.

    Args:
        seed: of the draw.

    Raises:
        DataError: there are too few pairs or scenes.
    """
    check_enough(used)
    scenes = np.random.default_rng(seed).permutation(sorted({each.scene for each in used})).tolist()
    judging, stopping = held_back_counts(len(scenes))
    part_of_scene = {
        scene: SplitPart.TEST
        if place < judging
        else SplitPart.VALIDATION
        if place < judging + stopping
        else SplitPart.TRAINING
        for place, scene in enumerate(scenes)
    }
    order = {scene: place for place, scene in enumerate(scenes)}
    left = {
        SplitPart.TRAINING: MOST_TRAINING,
        SplitPart.VALIDATION: MOST_VALIDATION,
        SplitPart.TEST: MOST_TEST,
    }
    chosen = []
    for each in sorted(used, key=lambda pair: order[pair.scene]):
        part = part_of_scene[each.scene]
        if left[part]:
            left[part] -= 1
            chosen.append((each, part))
    return tuple(chosen)
