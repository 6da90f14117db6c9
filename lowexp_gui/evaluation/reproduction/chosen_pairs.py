"""Which held-back pairs are measured: some of each set, evenly over it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.training.data.pairs import DataError, Pair, Pixels, read_pixels, to_unit
from lowexp_gui.training.data.photo_sets import TrainingData
from lowexp_gui.translatable import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class ChosenPair:
    """A pair that was held back.

    Attributes:
        key: its place among all of them, for names of files.
        set_name: the set that it belongs to.
        pair: its files.
    """

    key: str
    set_name: str
    pair: Pair

    def read(self, longest_side: int | None = None) -> tuple[Pixels, FloatImage]:
        """The dark photo's pixels and the reference's values, made smaller to a long side in pixels.

        Raises:
            DataError: a file cannot be read, or the sizes differ.
        """
        low = read_pixels(self.pair.low, longest_side)
        reference = to_unit(read_pixels(self.pair.high, longest_side))
        if low.shape != reference.shape:
            raise DataError(
                Sentence(
                    QT_TRANSLATE_NOOP("sentences", "{photo} and its reference differ in size."),
                    photo=in_quotes(self.pair.low),
                )
            )
        return low, reference


def choose_pairs(data: TrainingData, count: int) -> tuple[ChosenPair, ...]:
    """Pairs of the validation splits, at least one of each set and about `count` in all."""
    sets = [each for each in data.dark if each.validation]
    chosen = []
    for place, each in enumerate(sets):
        share = max(1, count // len(sets))
        for index in _evenly(each.validation, share):
            chosen.append(ChosenPair(f"{place}-{index}", each.name, each.validation[index]))
    return tuple(chosen)


def some_of(pairs: Sequence[ChosenPair], count: int) -> tuple[ChosenPair, ...]:
    """Some of the pairs, evenly over them."""
    return tuple(pairs[index] for index in _evenly(pairs, count))


def _evenly(pairs: Sequence[object], count: int) -> list[int]:
    return sorted({int(index) for index in np.linspace(0, len(pairs) - 1, min(count, len(pairs))).round()})
