"""The figures of a picture beside its reference, as evaluations and their reports give them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from lowexp_gui.measuring.measure import Measure
from lowexp_gui.measuring.registry import ARTICLE_MEASURES, MEASURES

Figures: TypeAlias = dict[str, float | None]
"""By name of the measure; None where it cannot be measured, infinite where pictures are equal."""


def ranked_by(*, with_references: bool) -> Measure:
    """What decides which photos are a subject's best and worst."""
    return MEASURES["psnr" if with_references else "new_burnt_pixels"]


def article_name(measure: Measure) -> str:
    """What the article calls a measure by mistake, with its formula's numbers; empty if it does not."""
    return next(
        (f"{each.name} ({each.formulas})" for each in ARTICLE_MEASURES if each.measure == measure.name), ""
    )


def heading(measure: Measure) -> str:
    """A measure with its unit, and an arrow that tells which way is better."""
    arrow = "↑" if measure.more_is_better else "↓"
    return f"{measure.title}{', ' + measure.unit if measure.unit else ''} {arrow}"


@dataclass(frozen=True)
class Summary:
    """A measure over photos.

    Attributes:
        count: photos with a finite value.
        infinite: photos that equal their references.
        missing: photos that it could not be measured of.
        mean, deviation: of the finite values; None without any.
        quartiles: least, first quartile, median, third quartile, most; empty without any.
    """

    count: int
    infinite: int
    missing: int
    mean: float | None
    deviation: float | None
    quartiles: tuple[float, ...]


def summary(values: Sequence[float | None]) -> Summary:
    """The summary of a measure's values."""
    found = [value for value in values if value is not None]
    finite = np.array([value for value in found if math.isfinite(value)])
    infinite, missing = len(found) - len(finite), len(values) - len(found)
    if not len(finite):
        return Summary(0, infinite, missing, None, None, ())
    quartiles = tuple(np.quantile(finite, (0, 0.25, 0.5, 0.75, 1)).tolist())
    return Summary(len(finite), infinite, missing, float(finite.mean()), float(finite.std()), quartiles)
