"""The sources that a pane can show."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.evaluation.methods import METHODS
from lowexp_gui.translatable import QT_TRANSLATE_NOOP, Translatable


class Source(StrEnum):
    """A source that is not of a particular model or method.

    Attributes:
        label: its title.
    """

    label: Translatable

    def __new__(cls, value: str, label: Translatable) -> Self:
        """A member with a key and a label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    BEFORE = Stage.BEFORE.value, QT_TRANSLATE_NOOP("sources", "Before")
    ILLUMINATION = Stage.ILLUMINATION.value, QT_TRANSLATE_NOOP("sources", "Illumination")
    ENHANCED = Stage.ENHANCED.value, QT_TRANSLATE_NOOP("sources", "Brightened")
    NOISE = Stage.NOISE.value, QT_TRANSLATE_NOOP("sources", "Noise")
    FINAL = Stage.FINAL.value, QT_TRANSLATE_NOOP("sources", "Brightened + denoised")
    GAMMA = "automatic gamma", QT_TRANSLATE_NOOP("sources", "Automatic gamma")
    """The photo brightened by a power of its values."""
    REFERENCE = "reference", QT_TRANSLATE_NOOP("sources", "Reference")
    """The reference of the photo."""

    @property
    def stage(self) -> Stage | None:
        """The stage of the result; None for sources without a result."""
        return None if self in (Source.GAMMA, Source.REFERENCE) else Stage(self.value)


@dataclass(frozen=True)
class ModelPicture:
    """The final picture of a given model.

    Attributes:
        model: its name.
    """

    model: str

    @property
    def stage(self) -> Stage:
        """The stage of the model's result that is shown."""
        return Stage.FINAL

    @property
    def value(self) -> str:
        """A key that no other source has."""
        return f"{_OF_A_MODEL}{self.model}"


@dataclass(frozen=True)
class MethodPicture:
    """The result of a compared method.

    Attributes:
        method: its name.
    """

    method: str

    @property
    def stage(self) -> None:
        """None, because it is not a stage of a result."""

    @property
    def value(self) -> str:
        """The method's name, a key that no other source has."""
        return self.method

    @property
    def title(self) -> Translatable:
        """The method's title."""
        return METHODS[self.method].title

    @property
    def is_slow(self) -> bool:
        """Whether the method takes minutes."""
        return METHODS[self.method].slow


PaneContent = Source | ModelPicture | MethodPicture
"""A source; its `value` identifies it in boxes and files."""
_OF_A_MODEL = "model:"

COMPARED_METHODS = tuple(MethodPicture(method.name) for method in METHODS.values() if method.offered)
"""The sources of all methods."""
ADJUSTED = frozenset((Source.ENHANCED, Source.FINAL))
"""Sources that adjustments change, besides pictures of models."""
TILED = frozenset((Source.NOISE, Source.FINAL))
"""Sources that change while the denoiser runs."""
OF_RESULT = frozenset((Source.ILLUMINATION, Source.ENHANCED, Source.NOISE, Source.FINAL))
"""Sources that need the result."""
OF_THE_SCENE = tuple(source for source in Source if source not in (Source.ILLUMINATION, Source.NOISE))
"""Pictures of the scene, which can be measured."""
MEASURED = (Source.BEFORE, Source.FINAL)
"""Sources with histograms, whether shown or not."""


def is_adjusted(shown: PaneContent) -> bool:
    """Whether adjustments change it."""
    return isinstance(shown, ModelPicture) or shown in ADJUSTED


def is_of_the_scene(shown: PaneContent) -> bool:
    """Whether it is a picture of the scene, which can be measured."""
    return not isinstance(shown, Source) or shown in OF_THE_SCENE


def content_of(value: str) -> PaneContent | None:
    """The source with a value; None for an unknown value."""
    if value.startswith(_OF_A_MODEL):
        return ModelPicture(value.removeprefix(_OF_A_MODEL))
    picture = MethodPicture(value)
    if picture in COMPARED_METHODS:
        return picture
    return next((source for source in Source if source.value == value), None)
