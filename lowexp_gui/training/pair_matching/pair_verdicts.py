"""What a pair is good for, found by looking at small copies of both photos."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from lowexp_gui.errors import Counted, Sentence
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.training.pair_matching.alignment import align
from lowexp_gui.training.pair_matching.candidates import Candidate, MatchedBy, Verdict
from lowexp_gui.training.pair_matching.image_summaries import ImageSummary, SmallCopy, small_copy
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

LARGEST_SHIFT = 8.0
"""That is registered away, pixels at full size."""
_SMALLEST_SHIFT = 1.0
# Of pairs of LOL and SICE, all are above 0.8; of different scenes, all are below 0.2.
_SAME_SCENE = 0.5
_SAME_BRIGHTNESS = 1.15
_MOST_BURNT, _MOST_BLACK = 0.2, 0.4
_DARKEST_CLEAN = 0.15
"""Mean of encoded luminance below which a photo is not well exposed."""


@dataclass(frozen=True, eq=False)
class CheckedPair:
    """A candidate, and what was seen of its photos; None where one is unreadable."""

    candidate: Candidate
    low: ImageSummary | None = None
    high: ImageSummary | None = None


def check_pair(low: Path, high: Path, matched_by: MatchedBy) -> CheckedPair:
    """Judge a pair by its photos alone; whether another pair has the same photos is for others to say."""
    candidate = Candidate(low, high, matched_by, Verdict.UNREADABLE)
    try:
        dark, bright = small_copy(low), small_copy(high)
    except PhotoError as error:
        return CheckedPair(replace(candidate, sentence=error.sentence))
    verdict, shift = _verdict(dark, bright)
    sentence = sentence_of(verdict, candidate, shift)
    judged = replace(candidate, verdict=verdict, shift=shift, sentence=sentence)
    return CheckedPair(judged, dark.summary, bright.summary)


def check_clean_photo(path: Path) -> CheckedPair:
    """Judge a clean photo, from which a dark one is to be made."""
    candidate = Candidate(path, path, MatchedBy.CALCULATION, Verdict.UNREADABLE)
    try:
        seen = small_copy(path).summary
    except PhotoError as error:
        return CheckedPair(replace(candidate, sentence=error.sentence))
    if seen.burnt > _MOST_BURNT or seen.black > _MOST_BLACK:
        verdict = Verdict.CLIPPED
    else:
        verdict = Verdict.TOO_DARK if seen.brightness < _DARKEST_CLEAN else Verdict.CLEAN
    judged = replace(candidate, verdict=verdict, sentence=sentence_of(verdict, candidate))
    return CheckedPair(judged, seen, seen)


def sentence_of(verdict: Verdict, pair: Candidate, shift: tuple[float, float] = (0.0, 0.0)) -> Sentence:
    """A verdict in words, with what to do where it is not good."""
    low, high = quoted(pair.low), quoted(pair.high)
    pixels = Counted(round(max(abs(shift[0]), abs(shift[1]))), "pixel", "pixels")
    if verdict is Verdict.DUPLICATE and pair.is_calculated:
        return Sentence(QT_TRANSLATE_NOOP("sentences", "{high} is a duplicate; it is left out."), high=high)
    return {
        Verdict.ALIGNED: Sentence(
            QT_TRANSLATE_NOOP("sentences", "{low} and {high} are aligned."), low=low, high=high
        ),
        Verdict.SHIFTED: Sentence(
            QT_TRANSLATE_NOOP("sentences", "{high} is shifted by {pixels}; the shift is corrected."),
            high=high,
            pixels=pixels,
        ),
        Verdict.TOO_FAR: Sentence(
            QT_TRANSLATE_NOOP("sentences", "{high} is shifted by {pixels}, which is too far; use a tripod."),
            high=high,
            pixels=pixels,
        ),
        Verdict.DIFFERENT_SCENE: Sentence(
            QT_TRANSLATE_NOOP("sentences", "{low} and {high} show different scenes; they are left out."),
            low=low,
            high=high,
        ),
        Verdict.CLIPPED: Sentence(
            QT_TRANSLATE_NOOP("sentences", "Much of {high} is clipped; choose another exposure."),
            high=high,
        ),
        Verdict.SAME_EXPOSURE: Sentence(
            QT_TRANSLATE_NOOP("sentences", "{low} and {high} are equally bright; choose a darker photo."),
            low=low,
            high=high,
        ),
        Verdict.EXCHANGED: Sentence(
            QT_TRANSLATE_NOOP("sentences", "{low} is brighter than {high}; swap them."),
            low=low,
            high=high,
        ),
        Verdict.DUPLICATE: Sentence(
            QT_TRANSLATE_NOOP(
                "sentences", "{low} and {high} are already in another pair; they are left out."
            ),
            low=low,
            high=high,
        ),
        Verdict.SIZES: Sentence(
            QT_TRANSLATE_NOOP(
                "sentences", "{low} and {high} differ in size or orientation; export both alike."
            ),
            low=low,
            high=high,
        ),
        Verdict.UNREADABLE: pair.sentence,
        Verdict.CLEAN: Sentence(QT_TRANSLATE_NOOP("sentences", "{high} is well exposed."), high=high),
        Verdict.TOO_DARK: Sentence(
            QT_TRANSLATE_NOOP("sentences", "{high} is too dark for training; choose a well-exposed photo."),
            high=high,
        ),
    }[verdict]


def _verdict(low: SmallCopy, high: SmallCopy) -> tuple[Verdict, tuple[float, float]]:
    """The verdict, and the shift in pixels at full size."""
    still = (0.0, 0.0)
    dark, bright = low.summary, high.summary
    if dark.digest == bright.digest:
        return Verdict.SAME_EXPOSURE, still
    if (dark.width, dark.height) != (bright.width, bright.height):
        return Verdict.SIZES, still
    if dark.burnt + dark.black == 1 or bright.burnt + bright.black == 1:
        return Verdict.CLIPPED, still
    lying = align(low.grey, high.grey)
    if lying.likeness < _SAME_SCENE:
        return Verdict.DIFFERENT_SCENE, still
    darkest, brightest = sorted((dark.brightness, bright.brightness))
    if brightest < _SAME_BRIGHTNESS * darkest + 0.01:
        return Verdict.SAME_EXPOSURE, still
    if dark.brightness > bright.brightness:
        return Verdict.EXCHANGED, still
    if bright.burnt > _MOST_BURNT or bright.black > _MOST_BLACK:
        return Verdict.CLIPPED, still
    scale = dark.width / low.grey.shape[1]
    shift = (lying.right * scale, lying.down * scale)
    length = float(np.max(np.abs(shift)))
    # What is less than a part of a pixel of the small copies is not known.
    if length < max(_SMALLEST_SHIFT, 0.25 * scale):
        return Verdict.ALIGNED, still
    return (Verdict.SHIFTED if length <= LARGEST_SHIFT else Verdict.TOO_FAR), shift
