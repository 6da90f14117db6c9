"""Finding the pairs among a person's photos: by name, by time, by what they show; or clean photos alone."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.finding import find_photos, natural_key
from lowexp_gui.training.pair_matching.candidates import Candidate, MatchedBy, Matching, Verdict
from lowexp_gui.training.pair_matching.image_summaries import FloatImage, ImageSummary, small_copy
from lowexp_gui.training.pair_matching.pair_verdicts import (
    CheckedPair,
    check_clean_photo,
    check_pair,
    sentence_of,
)

MOST_PHOTOS = 20_000
_SECONDS_APART = 60.0
_LIKE, _SAME_VIEW = 0.6, 0.9
_BEST_BRIGHTNESS = 0.45
_DARKER = 0.8
_ROWS_AT_ONCE = 512
_EXPOSURE_WORDS = re.compile(
    r"(low|high|dark|bright|light|normal|under|over|short|long|before|after|exposed|exposure|input|target|gt)"
)
_Report = Callable[[int, int], None]


def match_photos(low: Sequence[Path], high: Sequence[Path], report: _Report, cancel: Event) -> Matching:
    """The pairs of dark photos and references, each looked at.

    Args:
        low, high: files and folders.
        report: told of photos done, and of all.

    Raises:
        Cancelled: `cancel` was set.
    """
    darks, brights = (list(find_photos(paths, limit=MOST_PHOTOS).photos) for paths in (low, high))
    pairs = _by_name(darks, brights)
    left_darks = [path for path in darks if path not in {dark for dark, _, _ in pairs}]
    left_brights = [path for path in brights if path not in {bright for _, bright, _ in pairs}]
    seen = _Progress(report, 2 * len(pairs) + len(left_darks) + len(left_brights), cancel)
    if left_darks and left_brights:
        pairs += _by_looks(_summaries(left_darks, seen), _summaries(left_brights, seen))
    place = {path: number for number, path in enumerate(darks)}
    pairs.sort(key=lambda pair: place[pair[0]])
    return _checked(pairs, [*darks, *brights], seen)


def match_brackets(photos: Sequence[Path], report: _Report, cancel: Event) -> Matching:
    """The pairs of exposure brackets: of each, the darker frames with the best exposed one.

    Frames that follow each other, by time or by name, belong to one bracket while they show one scene.

    Args:
        photos: files and folders.
        report: told of photos done, and of all.

    Raises:
        Cancelled: `cancel` was set.
    """
    found = list(find_photos(photos, limit=MOST_PHOTOS).photos)
    # Each pair is looked at once more.
    seen = _Progress(report, 3 * len(found), cancel)
    summaries = sorted(
        _summaries(found, seen), key=lambda each: (each.taken or 0.0, natural_key(each.path.name))
    )
    pairs = [
        (dark.path, best.path, MatchedBy.BRACKET)
        for bracket in _brackets(summaries)
        for best in [min(bracket, key=lambda each: abs(each.brightness - _BEST_BRIGHTNESS))]
        for dark in bracket
        if dark.brightness < _DARKER * best.brightness
    ]
    return _checked(pairs, found, seen)


def check_clean_photos(photos: Sequence[Path], report: _Report, cancel: Event) -> Matching:
    """Clean photos, from which dark ones are to be made, each looked at.

    Args:
        photos: files and folders.
        report: told of photos done, and of all.

    Raises:
        Cancelled: `cancel` was set.
    """
    found = list(find_photos(photos, limit=MOST_PHOTOS).photos)
    seen, looked = _Progress(report, len(found), cancel), []
    for path in found:
        seen.next()
        looked.append(check_clean_photo(path))
    return Matching(_with_scenes(_without_duplicates(looked)), ())


_Pair = tuple[Path, Path, MatchedBy]


class _Progress:
    """Counts photos, says so, and stops where it is asked to."""

    def __init__(self, report: _Report, total: int, cancel: Event) -> None:
        self._report, self._total, self._cancel, self._done = report, total, cancel, 0

    def next(self, photos: int = 1) -> None:
        """So many more are about to be looked at."""
        check(self._cancel)
        self._done = min(self._done + photos, self._total)
        self._report(self._done, self._total)


def _by_name(darks: Sequence[Path], brights: Sequence[Path]) -> list[_Pair]:
    """Pairs of equal names, then of names that differ in words of exposure alone."""
    pairs: list[_Pair] = []
    for key in (lambda path: path.stem.casefold(), _bare_name):
        taken = {path for low, high, _ in pairs for path in (low, high)}
        by_key: dict[str, list[Path]] = {}
        for bright in brights:
            if bright not in taken:
                by_key.setdefault(key(bright), []).append(bright)
        for dark in darks:
            same = by_key.get(key(dark), [])
            # A name that several have says nothing.
            if dark not in taken and len(same) == 1 and same[0] != dark:
                pairs.append((dark, same.pop(), MatchedBy.NAME))
    return pairs


def _bare_name(path: Path) -> str:
    bare = re.sub(r"[\W_]", "", _EXPOSURE_WORDS.sub("", path.stem.casefold()))
    return bare or path.stem.casefold()


def _summaries(paths: Iterable[Path], seen: _Progress) -> list[ImageSummary]:
    """Of those that can be read."""
    found = []
    for path in paths:
        seen.next()
        try:
            found.append(small_copy(path).summary)
        except PhotoError:
            continue
    return found


def _by_looks(darks: Sequence[ImageSummary], brights: Sequence[ImageSummary]) -> list[_Pair]:
    """Pairs by time where files tell it, then by content; each is the other's best."""
    pairs: list[_Pair] = []
    for reason, scores in ((MatchedBy.TIME, _nearness), (MatchedBy.CONTENT, _likeness)):
        taken = {path for low, high, _ in pairs for path in (low, high)}
        some, others = ([each for each in those if each.path not in taken] for those in (darks, brights))
        if some and others:
            pairs += [
                (some[one].path, others[other].path, reason) for one, other in _mutual(scores, some, others)
            ]
    return pairs


def _mutual(
    scores: Callable[[Sequence[ImageSummary], Sequence[ImageSummary]], FloatImage],
    some: Sequence[ImageSummary],
    others: Sequence[ImageSummary],
) -> list[tuple[int, int]]:
    """Places of those that are each other's best, of scores above 0; a few rows of scores at a time."""
    best_other, best_one = np.full(len(some), -1), np.full(len(others), -1)
    highest = np.zeros(len(others), np.float32)
    for start in range(0, len(some), _ROWS_AT_ONCE):
        rows = scores(some[start : start + _ROWS_AT_ONCE], others)
        most = rows.argmax(axis=1)
        good = rows[np.arange(len(rows)), most] > 0
        best_other[start : start + len(rows)][good] = most[good]
        higher = rows.max(axis=0) > highest
        best_one[higher] = start + rows.argmax(axis=0)[higher]
        highest = np.maximum(highest, rows.max(axis=0))
    return [
        (one, int(other)) for one, other in enumerate(best_other) if other >= 0 and best_one[other] == one
    ]


def _nearness(some: Sequence[ImageSummary], others: Sequence[ImageSummary]) -> FloatImage:
    """How near in time, 0..1; of photos that do not look alike at all, or without a time, 0."""
    first, second = (
        np.array([np.nan if each.taken is None else each.taken for each in those]) for those in (some, others)
    )
    apart = np.abs(first[:, None] - second[None, :])
    near = np.where(apart <= _SECONDS_APART, 1 - apart / (2 * _SECONDS_APART), 0)
    near[_correlations(some, others) < _LIKE] = 0
    scores: FloatImage = near.astype(np.float32)
    return scores


def _likeness(some: Sequence[ImageSummary], others: Sequence[ImageSummary]) -> FloatImage:
    """How alike by content, 0..1, or 0 for no."""
    correlations = _correlations(some, others)
    return np.where(correlations >= _LIKE, correlations, np.float32(0))


def _correlations(some: Sequence[ImageSummary], others: Sequence[ImageSummary]) -> FloatImage:
    first, second = (np.stack([each.ranks.ravel() for each in those]) for those in (some, others))
    product: FloatImage = first @ second.T
    return product


def _brackets(summaries: Sequence[ImageSummary]) -> list[list[ImageSummary]]:
    """Runs of two and more frames of one scene."""
    runs: list[list[ImageSummary]] = []
    for each in summaries:
        last = runs[-1][-1] if runs else None
        if last is not None and _one_bracket(last, each):
            runs[-1].append(each)
        else:
            runs.append([each])
    return [run for run in runs if len(run) > 1]


def _one_bracket(first: ImageSummary, second: ImageSummary) -> bool:
    if (first.width, first.height) != (second.width, second.height):
        return False
    if (
        None not in (first.taken, second.taken)
        and abs((first.taken or 0) - (second.taken or 0)) > _SECONDS_APART
    ):
        return False
    return float((first.ranks * second.ranks).sum()) >= _LIKE


def _checked(pairs: Sequence[_Pair], photos: Sequence[Path], seen: _Progress) -> Matching:
    looked = []
    for pair in pairs:
        seen.next(2)
        looked.append(check_pair(*pair))
    paired = {path for low, high, _ in pairs for path in (low, high)}
    alone = tuple(path for path in photos if path not in paired)
    return Matching(_with_scenes(_without_duplicates(looked)), alone)


def _without_duplicates(looked: Sequence[CheckedPair]) -> list[CheckedPair]:
    """Pairs of which both photos have the pixels of an earlier pair's are duplicates."""
    known: set[tuple[bytes, bytes]] = set()
    result = []
    for each in looked:
        if each.low is not None and each.high is not None:
            photos = (each.low.digest, each.high.digest)
            if photos in known:
                words = sentence_of(Verdict.DUPLICATE, each.candidate)
                marked = replace(each.candidate, verdict=Verdict.DUPLICATE, sentence=words)
                each = replace(each, candidate=marked)
            known.add(photos)
        result.append(each)
    return result


def _with_scenes(looked: Sequence[CheckedPair]) -> tuple[Candidate, ...]:
    """Candidates with the numbers of their scenes: those whose references look alike share one."""
    numbers = np.arange(len(looked))
    places = np.array([place for place, each in enumerate(looked) if each.high is not None], np.intp)
    summaries = [high for each in looked if (high := each.high) is not None]
    for start in range(0, len(summaries), _ROWS_AT_ONCE):
        rows = _correlations(summaries[start : start + _ROWS_AT_ONCE], summaries)
        for row in rows >= _SAME_VIEW:
            linked = np.unique(numbers[places[row]])
            numbers[np.isin(numbers, linked)] = linked.min(initial=len(numbers))
    return tuple(
        replace(each.candidate, scene=int(number)) for each, number in zip(looked, numbers, strict=True)
    )
