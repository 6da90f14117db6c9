"""The figures of a picture beside its reference, as evaluations and their reports give them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from lowexp_gui.measuring import measures
from lowexp_gui.photo.photograph import FloatImage

Figures: TypeAlias = dict[str, float | None]
"""By name of the measure; None where it cannot be measured, infinite where pictures are equal."""
_WINDOW = 11


@dataclass(frozen=True)
class MeasureAbout:
    """A measure, for reports.

    Attributes:
        name: in JSON.
        title: as shown.
        unit: of its values; empty for none.
        more_is_better: which way it goes.
        digits: behind the point, as shown.
        formula: what it is.
        article: what the article calls it, where that is another name; empty else.
    """

    name: str
    title: str
    unit: str
    more_is_better: bool
    digits: int
    formula: str
    article: str = ""


MEASURES = (
    MeasureAbout("psnr", "PSNR", "dB", True, 2, "10 log10(255² / mean squared error)", "NIQE (15, 16)"),
    MeasureAbout("ssim", "SSIM", "", True, 3, "luminance × contrast × structure (Wang 2004)", "BRISQUE (17)"),
    MeasureAbout("ciede2000", "CIEDE2000", "", False, 2, "mean colour difference in CIE Lab", "ΔE_ITP (18)"),
)
RANKED_BY = MEASURES[0]
"""What decides which photos are a contender's best and worst."""


def figures_of(picture: FloatImage, reference: FloatImage, names: Sequence[str] | None = None) -> Figures:
    """Measures of a picture (H, W, 3), 0..1, against a reference of the same shape.

    Args:
        names: which; None for all.
    """
    functions = {"psnr": measures.psnr, "ssim": measures.ssim, "ciede2000": measures.ciede2000}
    chosen = functions if names is None else {name: functions[name] for name in names}
    small = min(picture.shape[:2]) < _WINDOW
    return {
        name: None if name == "ssim" and small else function(picture, reference)
        for name, function in chosen.items()
    }


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
