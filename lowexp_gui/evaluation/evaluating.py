"""Measuring subjects on photos, with or without references, one photo at a time."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from threading import Event

from lowexp_gui.enhancing.cancelling import Cancelled, check
from lowexp_gui.enhancing.running import OutOfMemory
from lowexp_gui.errors import Sentence, UserError
from lowexp_gui.evaluation.figures import Figures, ranked_by
from lowexp_gui.evaluation.gallery import Gallery
from lowexp_gui.evaluation.pairing import Pairing, PhotoPair
from lowexp_gui.evaluation.subjects import EvaluationSubject, unit_values
from lowexp_gui.measuring.registry import MEASURES, figures
from lowexp_gui.photo.errors import quoted
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.photo.reading import read_complete_photo
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

MOST_PIXELS = 40_000_000
"""Of a photo to be measured: measures take some hundred bytes a pixel."""
_log = logging.getLogger(__name__)


class PairError(UserError):
    """A pair cannot be measured; the message is a sentence."""


@dataclass(frozen=True)
class Outcome:
    """What a subject has made of a photo.

    Attributes:
        name: of the dark photo's file.
        width, height: pixels.
        seconds: that it took, without reading and measuring.
        figures: by measure.
    """

    name: str
    width: int
    height: int
    seconds: float
    figures: Figures

    @property
    def megapixels(self) -> float:
        """Size of the photo."""
        return self.width * self.height / 1e6


@dataclass(frozen=True, eq=False)
class Result:
    """A subject with all that was measured of it.

    Attributes:
        subject: what was measured.
        outcomes: by photo, in the order of the pairs.
        gallery: its best and worst photos.
    """

    subject: EvaluationSubject
    outcomes: list[Outcome] = field(default_factory=list)
    gallery: Gallery = field(default_factory=Gallery)

    @property
    def seconds_per_megapixel(self) -> float | None:
        """The median over the photos, as a first one also makes a model ready; None where there are none."""
        return median(each.seconds / each.megapixels for each in self.outcomes) if self.outcomes else None


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What came of an evaluation.

    Attributes:
        measures: that were taken, by name.
        ranked_by: the measure that decides which photos are best and worst, by name.
        with_references: whether photos were measured beside references.
        pairs: that were to be measured.
        measured: how many were.
        results: by subject.
        problems: a sentence for each file that was left out, and for what failed.
        stopped: whether it was stopped before its end.
    """

    measures: tuple[str, ...]
    ranked_by: str
    with_references: bool
    pairs: int
    measured: int
    results: tuple[Result, ...]
    problems: tuple[str, ...]
    stopped: bool


def evaluate(
    pairing: Pairing,
    subjects: Sequence[EvaluationSubject],
    on_pair: Callable[[int, int], None],
    on_problem: Callable[[str], None],
    cancel: Event,
    measures: Sequence[str] = tuple(MEASURES),
) -> Evaluation:
    """Measure subjects on all pairs; what cannot be measured is left out and said.

    Args:
        on_pair: told of pairs done, and of all.
        on_problem: told of each sentence at once, those of the pairing first.
        cancel: ends it; what was measured until then is kept.
        measures: by name; that which photos are ranked by is taken in any case.
    """
    results = tuple(Result(subject) for subject in subjects)
    rank = ranked_by(with_references=pairing.with_references).name
    names = tuple(name for name in MEASURES if name in measures or name == rank)
    problems = list(pairing.problems)

    def tell(sentence: str) -> None:
        problems.append(sentence)
        on_problem(sentence)

    for sentence in pairing.problems:
        on_problem(sentence)
    measured = 0
    stopped = False
    for done, pair in enumerate(pairing.pairs, start=1):
        try:
            measured += _measure_pair(pair, results, names, tell, cancel)
        except Cancelled:
            stopped = True
            break
        on_pair(done, len(pairing.pairs))
    return Evaluation(
        names,
        rank,
        pairing.with_references,
        len(pairing.pairs),
        measured,
        results,
        tuple(problems),
        stopped,
    )


def _measure_pair(
    pair: PhotoPair,
    results: Sequence[Result],
    names: Sequence[str],
    tell: Callable[[str], None],
    cancel: Event,
) -> bool:
    """Measure one pair; whether all of it could be measured."""
    check(cancel)
    try:
        photo, reference = read_pair(pair)
    except UserError as error:
        tell(str(error))
        return False
    except MemoryError:
        tell(f"{quoted(pair.low)} needs more memory than there is; close other programs.")
        return False
    before, whole = unit_values(photo), True
    for result in results:
        check(cancel)
        try:
            _measure(result, names, pair, photo, before, reference, cancel)
        except Cancelled:
            raise
        except (OutOfMemory, MemoryError):
            whole = False
            tell(f"{result.subject.title} needs more memory for {quoted(pair.low)} than there is.")
        except Exception:
            # Thousands of other photos are not to be lost for one.
            whole = False
            _log.exception("%s failed on %s", result.subject.name, pair.low)
            tell(f"{result.subject.title} failed on {quoted(pair.low)}; the log says why.")
    return whole


def read_pair(pair: PhotoPair) -> tuple[Photo, FloatImage | None]:
    """A dark photo, and its reference's values (H, W, 3) in 0..1, if it has one.

    Raises:
        PhotoError: a file cannot be read, or is too large to be measured.
        PairError: their sizes differ.
    """
    photo = read_complete_photo(pair.low, max_pixels=MOST_PIXELS)
    if pair.high is None:
        return photo, None
    reference = read_complete_photo(pair.high, max_pixels=MOST_PIXELS)
    size, wanted = (photo.width, photo.height), (reference.width, reference.height)
    if size != wanted:
        turned = size == wanted[::-1]
        if turned:
            advice = Sentence(QT_TRANSLATE_NOOP("sentences", "rotate one of them"))
        else:
            advice = Sentence(QT_TRANSLATE_NOOP("sentences", "resize one of them"))
        raise PairError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "{photo} has {width} × {height} pixels and its reference has "
                    "{other_width} × {other_height}; {advice}.",
                ),
                photo=quoted(pair.low),
                width=size[0],
                height=size[1],
                other_width=wanted[0],
                other_height=wanted[1],
                advice=advice,
            )
        )
    return photo, unit_values(reference)


def _measure(
    result: Result,
    names: Sequence[str],
    pair: PhotoPair,
    photo: Photo,
    before: FloatImage,
    reference: FloatImage | None,
    cancel: Event,
) -> None:
    started = time.perf_counter()
    made = result.subject.run(photo, cancel)
    seconds = time.perf_counter() - started
    found = figures(made.final, reference, names, before)
    result.outcomes.append(Outcome(pair.low.name, photo.width, photo.height, seconds, found))
    value = found.get(ranked_by(with_references=reference is not None).name)
    if value is not None:
        result.gallery.offer(pair.low.name, value, before, made, reference)
