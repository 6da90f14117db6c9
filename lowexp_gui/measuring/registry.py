"""All measures, by name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lowexp_gui.measuring import light_faults, measures
from lowexp_gui.measuring.brisque import SMALLEST as BRISQUE_SMALLEST
from lowexp_gui.measuring.brisque import brisque
from lowexp_gui.measuring.colour_differences import cie76, ciede2000, delta_e_itp
from lowexp_gui.measuring.niqe import SMALLEST as NIQE_SMALLEST
from lowexp_gui.measuring.niqe import niqe
from lowexp_gui.measuring.strips import Picture


@dataclass(frozen=True)
class Measure:
    """A measure of sRGB pictures, (H, W, 3) float32 in 0..1.

    Attributes:
        name: as typed, and in JSON.
        title: as shown.
        unit: of its values; empty for none.
        more_is_better: whether higher values are better ones.
        digits: behind the point, as shown.
        formula: what it is, and where it was published.
        smallest: the smallest side that it can measure, pixels.
        compare: measures a picture beside its reference.
        judge: measures a picture alone.
        change: measures a picture beside the photo that it was made of: (before, after). Each measure has one
            of these three, and None for the others.
    """

    name: str
    title: str
    unit: str
    more_is_better: bool
    digits: int
    formula: str
    smallest: int = 1
    compare: Callable[[Picture, Picture], float] | None = None
    judge: Callable[[Picture], float | None] | None = None
    change: Callable[[Picture, Picture], float | None] | None = None

    @property
    def needs_reference(self) -> bool:
        """Whether it compares a picture with another one."""
        return self.compare is not None

    @property
    def needs_before(self) -> bool:
        """Whether it needs the photo that a picture was made of."""
        return self.change is not None

    def of(
        self, picture: Picture, reference: Picture | None = None, before: Picture | None = None
    ) -> float | None:
        """The figure of a picture; infinite for the PSNR of equal ones.

        None where it is not measurable: the picture is too small or has nothing to measure, or what it is to
        be measured beside is missing.

        Args:
            reference: what the picture should be.
            before: the photo that the picture was made of.

        Raises:
            ValueError: the picture differs in size from one of them; the message is a sentence.
        """
        _check_sizes(picture, reference, "its reference")
        _check_sizes(picture, before, "the photo before")
        if min(picture.shape[:2]) < self.smallest:
            return None
        if self.judge is not None:
            return self.judge(picture)
        if self.change is not None:
            return None if before is None else self.change(before, picture)
        if self.compare is None or reference is None:
            return None
        return self.compare(picture, reference)


def _check_sizes(picture: Picture, other: Picture | None, title: str) -> None:
    if other is not None and picture.shape != other.shape:
        (height, width), (other_height, other_width) = picture.shape[:2], other.shape[:2]
        raise ValueError(
            f"The picture has {width} × {height} pixels and {title} {other_width} × {other_height}; "
            "bring both to one size."
        )


_ALL = (
    Measure("psnr", "PSNR", "dB", True, 2, "10 log10(255² / mean squared error)", compare=measures.psnr),
    Measure(
        "ssim",
        "SSIM",
        "",
        True,
        3,
        "luminance × contrast × structure in windows of 11 pixels (Wang 2004)",
        measures.SSIM_WINDOW,
        compare=measures.ssim,
    ),
    Measure(
        "ms_ssim",
        "MS-SSIM",
        "",
        True,
        3,
        "SSIM at five scales (Wang 2003)",
        measures.MS_SSIM_SMALLEST,
        compare=measures.ms_ssim,
    ),
    Measure(
        "ciede2000", "CIEDE2000", "", False, 2, "mean colour difference (CIE 142:2001)", compare=ciede2000
    ),
    Measure("cie76", "CIE76", "", False, 2, "mean distance in CIE Lab (CIE 1976)", compare=cie76),
    Measure(
        "delta_e_itp",
        "ΔE ITP",
        "",
        False,
        2,
        "mean distance in ICtCp, white at 100 cd/m² (ITU-R BT.2124)",
        compare=delta_e_itp,
    ),
    Measure(
        "niqe",
        "NIQE",
        "",
        False,
        2,
        "distance from the statistics of pristine photos (Mittal 2013)",
        NIQE_SMALLEST,
        judge=niqe,
    ),
    Measure(
        "brisque",
        "BRISQUE",
        "",
        False,
        2,
        "quality learnt from people's votes (Mittal 2012)",
        BRISQUE_SMALLEST,
        judge=brisque,
    ),
    Measure(
        "new_burnt_pixels",
        "New burnt pixels",
        "%",
        False,
        2,
        "share of pixels whose brightest channel was below 0.95 and became 0.996 or more",
        change=light_faults.new_burnt_pixels,
    ),
    Measure(
        "noise_in_black",
        "Noise in black",
        "",
        False,
        2,
        "deviation of 8-bit luminance from its blur by 2 pixels, where the photo, blurred by 4 pixels, "
        "was below 6",
        change=light_faults.noise_in_black,
    ),
    Measure(
        "black_becomes",
        "Black becomes",
        "",
        False,
        1,
        "mean 8-bit luminance where the photo, blurred by 4 pixels, was below 6",
        change=light_faults.black_becomes,
    ),
    Measure(
        "halo",
        "Halo",
        "",
        False,
        2,
        "8-bit luminance of dark places 2 to 40 pixels from a light: how far it is from what the gain of "
        "those 60 to 160 pixels away would make of it",
        change=light_faults.halo,
    ),
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
