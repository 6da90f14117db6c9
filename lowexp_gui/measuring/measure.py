"""What a measure is."""

from collections.abc import Callable
from dataclasses import dataclass

from lowexp_gui.measuring.strips import Picture


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure of sRGB pictures, (H, W, 3) float32 in 0..1.

    Attributes:
        name: as typed, and in JSON.
        title: as shown; the window translates it, unless it is a proper name.
        unit: of its values; empty for none.
        more_is_better: whether higher values are better ones.
        digits: behind the point, as shown.
        formula: what it is, and where it was published.
        smallest: the smallest side that it can measure, pixels.
        widest: the widest figure that usually comes, for which the window makes room beneath its panes; None
            where the window does not show the measure.
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
    widest: float | None = None
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
