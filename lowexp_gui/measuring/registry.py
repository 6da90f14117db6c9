"""All measures, by name; each is declared beside its code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lowexp_gui.measuring.brightening_artefacts import BLACK_BECOMES, HALO, NEW_BURNT_PIXELS, NOISE_IN_BLACK
from lowexp_gui.measuring.brisque import BRISQUE
from lowexp_gui.measuring.colour_differences import CIE76, CIEDE2000, DELTA_E_ITP
from lowexp_gui.measuring.measure import Measure
from lowexp_gui.measuring.measures import MS_SSIM, PSNR, SSIM
from lowexp_gui.measuring.niqe import NIQE
from lowexp_gui.measuring.strips import Picture

_ALL = (
    PSNR,
    SSIM,
    MS_SSIM,
    CIEDE2000,
    CIE76,
    DELTA_E_ITP,
    NIQE,
    BRISQUE,
    NEW_BURNT_PIXELS,
    NOISE_IN_BLACK,
    BLACK_BECOMES,
    HALO,
)
MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}


def figures(
    picture: Picture,
    reference: Picture | None = None,
    names: Iterable[str] = tuple(MEASURES),
    before: Picture | None = None,
) -> dict[str, float | None]:
    """The figures of a picture by measure; see `Measure.of`.

    Raises:
        KeyError: there is no measure of a name.
        ValueError: pictures differ in size; the message is a sentence.
    """
    return {name: MEASURES[name].of(picture, reference, before) for name in names}


@dataclass(frozen=True)
class ArticleMeasure:
    """A measure of the article whose name and formula disagree.

    Attributes:
        name: what the article calls it.
        formulas: their numbers in the article.
        formula: what they say.
        measure: the measure that this is, by name.
        namesake: the measure that the name belongs to, by name.
    """

    name: str
    formulas: str
    formula: str
    measure: str
    namesake: str


ARTICLE_MEASURES = (
    ArticleMeasure("NIQE", "15, 16", "10 log10(255² / mean squared error)", "psnr", "niqe"),
    ArticleMeasure("BRISQUE", "17", "luminance × contrast × structure", "ssim", "brisque"),
    ArticleMeasure("ΔE_ITP", "18", "mean colour difference in CIE Lab", "cie76", "delta_e_itp"),
)
"""For reports: both names are said where they disagree."""
