"""How the viewer is divided, and what its panes show."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from lowexp_gui.app.source import Source


class Arrangement(StrEnum):
    """Panes side by side, or two sources in one pane."""

    SINGLE = "single"
    TWO = "two"
    THREE = "three"
    FOUR = "four"
    SIX = "six"
    NINE = "nine"
    WIPE = "wipe"
    """The first source up to a line, the second beyond it."""
    DIFFERENCE = "difference"
    """The absolute difference of two sources, DIFFERENCE_GAIN times as large."""

    @property
    def panes(self) -> int:
        """How many panes there are."""
        return _PANES.get(self, 1)

    @property
    def blends(self) -> bool:
        """Whether one pane shows two sources."""
        return self in (Arrangement.WIPE, Arrangement.DIFFERENCE)


_PANES = {
    Arrangement.TWO: 2,
    Arrangement.THREE: 3,
    Arrangement.FOUR: 4,
    Arrangement.SIX: 6,
    Arrangement.NINE: 9,
}
MOST_PANES = max(_PANES.values())
DIFFERENCE_GAIN = 4

_USUAL: dict[Arrangement, tuple[Source, ...]] = {
    Arrangement.SINGLE: (Source.FINAL,),
    Arrangement.TWO: (Source.BEFORE, Source.FINAL),
    Arrangement.THREE: (Source.BEFORE, Source.ENHANCED, Source.FINAL),
    Arrangement.FOUR: (Source.BEFORE, Source.ILLUMINATION, Source.ENHANCED, Source.FINAL),
    Arrangement.SIX: (
        Source.BEFORE,
        Source.FINAL,
        Source.OTHER_MODEL,
        Source.GAMMA,
        Source.LIME,
        Source.EXPOSURE_FUSION,
    ),
    Arrangement.NINE: (
        Source.BEFORE,
        Source.FINAL,
        Source.OTHER_MODEL,
        Source.GAMMA,
        Source.LIME,
        Source.EXPOSURE_FUSION,
        Source.SINGULAR_VALUES,
        Source.MULTI_SCALE_RETINEX,
        Source.EQUALISATION,
    ),
    Arrangement.WIPE: (Source.BEFORE, Source.FINAL),
    Arrangement.DIFFERENCE: (Source.ENHANCED, Source.FINAL),
}


@dataclass(frozen=True)
class ViewLayout:
    """The viewer's division, with the sources of each arrangement as they were left.

    Attributes:
        arrangement: the one that is used.
        chosen: sources by arrangement: one for each pane, or the two of a blending one.
        upright: the line of the wipe stands upright.
    """

    arrangement: Arrangement = Arrangement.THREE
    chosen: Mapping[Arrangement, tuple[Source, ...]] = field(default_factory=lambda: MappingProxyType(_USUAL))
    upright: bool = True

    @property
    def sources(self) -> tuple[Source, ...]:
        """What is shown, in order."""
        return self.chosen[self.arrangement]

    def arranged(self, arrangement: Arrangement) -> "ViewLayout":
        """The same with another arrangement."""
        return replace(self, arrangement=arrangement)

    def showing(self, place: int, source: Source) -> "ViewLayout":
        """The same with another source at a place of the present arrangement."""
        sources = (*self.sources[:place], source, *self.sources[place + 1 :])
        return replace(self, chosen=MappingProxyType({**self.chosen, self.arrangement: sources}))
