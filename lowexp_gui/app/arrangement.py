"""How the viewer is divided, and what its panes show."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from lowexp_gui.app.source import ModelPicture, Shown, Source


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
    def sources(self) -> int:
        """How many sources are shown."""
        return 2 if self.blends else self.panes

    @property
    def blends(self) -> bool:
        """Whether one pane shows two sources."""
        return self in (Arrangement.WIPE, Arrangement.DIFFERENCE)

    @property
    def compares(self) -> bool:
        """Whether it is a grid of many panes, to compare models and methods in."""
        return self in (Arrangement.SIX, Arrangement.NINE)


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
    Arrangement.WIPE: (Source.BEFORE, Source.FINAL),
    Arrangement.DIFFERENCE: (Source.ENHANCED, Source.FINAL),
}
# Those that take less than half a second for a megapixel come before LIME, which takes two; what is alike
# comes last. GHP and LSSC take minutes: they are shown where a person chooses them.
_METHODS = (
    Source.GAMMA,
    Source.EQUALISATION,
    Source.ADAPTIVE_EQUALISATION,
    Source.SINGULAR_VALUES,
    Source.EXPOSURE_FUSION,
    Source.MULTI_SCALE_RETINEX,
    Source.SINGLE_SCALE_RETINEX,
    Source.LIME,
    Source.LOGARITHM,
    Source.POWER,
)


@dataclass(frozen=True)
class LineUp:
    """What there is to compare.

    Attributes:
        models: names of all of them.
        used: name of the one in use.
        has_reference: the photo in view has a reference.
    """

    models: tuple[str, ...] = ()
    used: str = ""
    has_reference: bool = False

    def knows(self, shown: Shown | None) -> bool:
        """Whether something can be shown: pictures of models that are not there cannot."""
        return shown is not None and (not isinstance(shown, ModelPicture) or shown.model in self.models)

    def first(self, count: int) -> tuple[Shown, ...]:
        """So many that are worth being compared, at most as many as there are.

        The photo, what the model in use makes of it, the other models, methods; the reference last.
        """
        models = tuple(ModelPicture(name) for name in self.models if name != self.used)
        line: tuple[Shown, ...] = (Source.BEFORE, Source.FINAL, *models, *_METHODS)
        return (*line[: count - 1], Source.REFERENCE) if self.has_reference else line[:count]


@dataclass(frozen=True)
class ViewLayout:
    """The viewer's division, with what a person chose in each arrangement.

    Attributes:
        arrangement: the one that is used.
        chosen: by arrangement what was chosen for each pane, or for the two sources of a blending one; None
            where what is usual is shown.
        upright: the line of the wipe stands upright.
        line_up: what there is to compare.
        grid: the arrangement in which one compares.
        before: the one that was used before that.
    """

    arrangement: Arrangement = Arrangement.THREE
    chosen: Mapping[Arrangement, tuple[Shown | None, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    upright: bool = True
    line_up: LineUp = LineUp()
    grid: Arrangement = Arrangement.NINE
    before: Arrangement = Arrangement.THREE

    @property
    def sources(self) -> tuple[Shown, ...]:
        """What is shown, in order."""
        usual: tuple[Shown, ...] = (
            self.line_up.first(self.arrangement.panes)
            if self.arrangement.compares
            else _USUAL[self.arrangement]
        )
        return tuple(own or other for own, other in zip(self._by_hand(), usual, strict=True))

    def arranged(self, arrangement: Arrangement) -> "ViewLayout":
        """The same with another arrangement."""
        if not arrangement.compares:
            return replace(self, arrangement=arrangement)
        before = self.before if self.arrangement.compares else self.arrangement
        return replace(self, arrangement=arrangement, grid=arrangement, before=before)

    def comparing(self, wanted: bool) -> "ViewLayout":
        """The same with the grid in which one compares, or with what was used before."""
        if wanted is self.arrangement.compares:
            return self
        return self.arranged(self.grid if wanted else self.before)

    def as_usual(self) -> "ViewLayout":
        """The same without what a person chose in the present arrangement."""
        chosen = {name: shown for name, shown in self.chosen.items() if name is not self.arrangement}
        return replace(self, chosen=MappingProxyType(chosen))

    def showing(self, place: int, source: Shown) -> "ViewLayout":
        """The same with another source at a place of the present arrangement."""
        by_hand = self._by_hand()
        by_hand = (*by_hand[:place], source, *by_hand[place + 1 :])
        return replace(self, chosen=MappingProxyType({**self.chosen, self.arrangement: by_hand}))

    def renamed(self, before: str, now: str) -> "ViewLayout":
        """The same where a model is called something else."""
        chosen = {
            arrangement: tuple(ModelPicture(now) if each == ModelPicture(before) else each for each in shown)
            for arrangement, shown in self.chosen.items()
        }
        names = tuple(now if name == before else name for name in self.line_up.models)
        line_up = replace(self.line_up, models=names)
        return replace(self, chosen=MappingProxyType(chosen), line_up=line_up)

    def _by_hand(self) -> tuple[Shown | None, ...]:
        """What a person chose, as far as it is there."""
        chosen = self.chosen.get(self.arrangement, (None,) * self.arrangement.sources)
        return tuple(each if self.line_up.knows(each) else None for each in chosen)
