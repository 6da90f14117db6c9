"""The arrangement of the panes, and their sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from types import MappingProxyType

from lowexp_gui.app.viewing.source import MethodPicture, ModelPicture, PaneContent, Source
from lowexp_gui.evaluation.methods import METHODS
from lowexp_gui.translatable import QT_TRANSLATE_NOOP, Translatable


class Blend(StrEnum):
    """How a single pane shows two sources."""

    WIPE = "wipe"
    """The first source up to a line, the second beyond it."""
    DIFFERENCE = "difference"
    """The absolute difference of two sources, DIFFERENCE_GAIN times as large."""


@dataclass(frozen=True, kw_only=True)
class _Declaration:
    """The declaration of an arrangement; see `Arrangement`."""

    label: Translatable
    shortcut: str
    hint: str = ""
    panes: int = 1
    usual: tuple[Source, ...] = ()
    blend: Blend | None = None
    compares: bool = False
    has_large: bool = False


_COMPARING = QT_TRANSLATE_NOOP(
    "arrangements", "Models and methods side by side; choose it again to reset the panes"
)


class Arrangement(StrEnum):
    """Panes side by side, or two sources in one pane; the value is its name in kept files.

    Attributes:
        label: its text in the menu, with a mnemonic.
        shortcut: its keyboard shortcut.
        hint: a tooltip, or empty.
        panes: number of panes.
        usual: the default sources; a grid is filled automatically.
        blend: how its single pane shows two sources; None if each pane shows one.
        compares: whether it is a grid for comparing models and methods.
        has_large: whether the first pane is large and the others are small.
    """

    label: Translatable
    shortcut: str
    hint: str
    panes: int
    usual: tuple[Source, ...]
    blend: Blend | None
    compares: bool
    has_large: bool

    LARGE = (
        "large",
        _Declaration(
            label=QT_TRANSLATE_NOOP("arrangements", "&Large picture with small ones"),
            shortcut="E",
            hint=QT_TRANSLATE_NOOP(
                "arrangements",
                "Click a small picture to swap it with the large one; choose this again to reset the panes",
            ),
            panes=3,
            usual=(Source.FINAL, Source.BEFORE, Source.ENHANCED),
            has_large=True,
        ),
    )
    SINGLE = (
        "single",
        _Declaration(
            label=QT_TRANSLATE_NOOP("arrangements", "&One pane"), shortcut="S", usual=(Source.FINAL,)
        ),
    )
    TWO = (
        "two",
        _Declaration(
            label=QT_TRANSLATE_NOOP("arrangements", "&Two panes"),
            shortcut="Ctrl+2",
            panes=2,
            usual=(Source.BEFORE, Source.FINAL),
        ),
    )
    THREE = (
        "three",
        _Declaration(
            label=QT_TRANSLATE_NOOP("arrangements", "T&hree panes"),
            shortcut="Ctrl+3",
            panes=3,
            usual=(Source.BEFORE, Source.ENHANCED, Source.FINAL),
        ),
    )
    FOUR = (
        "four",
        _Declaration(
            label=QT_TRANSLATE_NOOP("arrangements", "&Four panes"),
            shortcut="Ctrl+4",
            panes=4,
            usual=(Source.BEFORE, Source.ILLUMINATION, Source.ENHANCED, Source.FINAL),
        ),
    )
    SIX = (
        "six",
        _Declaration(
            label=QT_TRANSLATE_NOOP("arrangements", "Compare in &six panes"),
            shortcut="Ctrl+6",
            hint=_COMPARING,
            panes=6,
            compares=True,
        ),
    )
    NINE = (
        "nine",
        _Declaration(
            label=QT_TRANSLATE_NOOP("arrangements", "Compare in n&ine panes"),
            shortcut="Ctrl+9",
            hint=_COMPARING,
            panes=9,
            compares=True,
        ),
    )
    WIPE = (
        "wipe",
        _Declaration(
            label=QT_TRANSLATE_NOOP("arrangements", "Split vie&w"),
            shortcut="W",
            usual=(Source.BEFORE, Source.FINAL),
            blend=Blend.WIPE,
        ),
    )
    DIFFERENCE = (
        "difference",
        _Declaration(
            label=QT_TRANSLATE_NOOP("arrangements", "&Difference"),
            shortcut="D",
            usual=(Source.ENHANCED, Source.FINAL),
            blend=Blend.DIFFERENCE,
        ),
    )

    def __new__(cls, name: str, about: _Declaration) -> "Arrangement":
        """A member with its declaration."""
        made = str.__new__(cls, name)
        made._value_ = name
        for each in fields(about):
            setattr(made, each.name, getattr(about, each.name))
        return made

    @property
    def sources(self) -> int:
        """Number of shown sources."""
        return self.panes if self.blend is None else 2

    @property
    def with_one_more(self) -> "Arrangement | None":
        """The next larger arrangement of equal panes that is not a grid."""
        if self.blend is not None:
            return None
        plain = (each for each in Arrangement if not (each.blend or each.compares or each.has_large))
        return next((each for each in plain if each.panes == self.panes + 1), None)


MOST_PANES = max(each.panes for each in Arrangement)
DIFFERENCE_GAIN = 4


def _ranked_methods() -> tuple[MethodPicture, ...]:
    """Sources that fill grids besides models, by rank."""
    ranked = [(method.compare_rank, name) for name, method in METHODS.items() if method.offered]
    return tuple(MethodPicture(name) for _, name in sorted((rank, name) for rank, name in ranked if rank))


@dataclass(frozen=True)
class Candidates:
    """Everything that can be compared.

    Attributes:
        models: names of all models.
        used: name of the model in use.
        has_reference: whether the photo in view has a reference.
    """

    models: tuple[str, ...] = ()
    used: str = ""
    has_reference: bool = False

    def knows(self, shown: PaneContent | None) -> bool:
        """Whether a source can be shown; a picture of a missing model cannot."""
        return shown is not None and (not isinstance(shown, ModelPicture) or shown.model in self.models)

    def first(self, count: int) -> tuple[PaneContent, ...]:
        """The most useful sources for a comparison, at most `count`.

        In order: the photo, the result of the model in use, other models, methods; the reference last.
        """
        models = tuple(ModelPicture(name) for name in self.models if name != self.used)
        line: tuple[PaneContent, ...] = (
            Source.BEFORE,
            Source.FINAL,
            *models,
            Source.GAMMA,
            *_ranked_methods(),
        )
        return (*line[: count - 1], Source.REFERENCE) if self.has_reference else line[:count]


@dataclass(frozen=True)
class ViewLayout:
    """The arrangement in use, and the user's choices in each arrangement.

    Attributes:
        arrangement: the arrangement in use.
        chosen: by arrangement, the chosen source of each pane, or the two of a blending pane; None for the
            default.
        upright: whether the line of the split view is vertical.
        candidates: everything that can be compared.
        grid: the arrangement for comparing.
        before: the arrangement in use before it.
    """

    arrangement: Arrangement = Arrangement.LARGE
    chosen: Mapping[Arrangement, tuple[PaneContent | None, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    upright: bool = True
    candidates: Candidates = Candidates()
    grid: Arrangement = Arrangement.NINE
    before: Arrangement = Arrangement.LARGE

    @property
    def sources(self) -> tuple[PaneContent, ...]:
        """The shown sources, in order."""
        usual: tuple[PaneContent, ...] = (
            self.candidates.first(self.arrangement.panes)
            if self.arrangement.compares
            else self.arrangement.usual
        )
        return tuple(own or other for own, other in zip(self._by_hand(), usual, strict=True))

    def arranged(self, arrangement: Arrangement) -> "ViewLayout":
        """The layout with another arrangement."""
        if not arrangement.compares:
            return replace(self, arrangement=arrangement)
        before = self.before if self.arrangement.compares else self.arrangement
        return replace(self, arrangement=arrangement, grid=arrangement, before=before)

    def comparing(self, wanted: bool) -> "ViewLayout":
        """The layout with the grid for comparing, or with the arrangement before it."""
        if wanted is self.arrangement.compares:
            return self
        return self.arranged(self.grid if wanted else self.before)

    def as_usual(self) -> "ViewLayout":
        """The layout without the choices in the current arrangement."""
        chosen = {name: shown for name, shown in self.chosen.items() if name is not self.arrangement}
        return replace(self, chosen=MappingProxyType(chosen))

    def showing(self, place: int, source: PaneContent) -> "ViewLayout":
        """The layout with another source at a place of the current arrangement."""
        by_hand = self._by_hand()
        by_hand = (*by_hand[:place], source, *by_hand[place + 1 :])
        return replace(self, chosen=MappingProxyType({**self.chosen, self.arrangement: by_hand}))

    def swapped(self, place: int, other: int) -> "ViewLayout":
        """The layout with two sources of the current arrangement exchanged."""
        shown = self.sources
        return self.showing(place, shown[other]).showing(other, shown[place])

    def renamed(self, before: str, now: str) -> "ViewLayout":
        """The layout after a model has been renamed."""
        chosen = {
            arrangement: tuple(ModelPicture(now) if each == ModelPicture(before) else each for each in shown)
            for arrangement, shown in self.chosen.items()
        }
        names = tuple(now if name == before else name for name in self.candidates.models)
        candidates = replace(self.candidates, models=names)
        return replace(self, chosen=MappingProxyType(chosen), candidates=candidates)

    def _by_hand(self) -> tuple[PaneContent | None, ...]:
        """The chosen sources that can be shown."""
        chosen = self.chosen.get(self.arrangement, (None,) * self.arrangement.sources)
        return tuple(each if self.candidates.knows(each) else None for each in chosen)
