"""What a pane can show of a photo."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.evaluation.methods import METHODS
from lowexp_gui.translatable import QT_TRANSLATE_NOOP, Translatable


class Source(StrEnum):
    """A picture of the photo in view: a stage of its result, or what needs no model and no method.

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
    """The photo brightened by the simplest method there is: a power of its values."""
    REFERENCE = "reference", QT_TRANSLATE_NOOP("sources", "Reference")
    """Another photo of the same scene."""

    @property
    def stage(self) -> Stage | None:
        """The stage of a result that is shown; None for what needs no result."""
        return None if self in (Source.GAMMA, Source.REFERENCE) else Stage(self.value)


@dataclass(frozen=True)
class ModelPicture:
    """The final picture of a model, whether that is in use or not.

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
        """Of no source, and of no other model."""
        return f"{_OF_A_MODEL}{self.model}"


@dataclass(frozen=True)
class MethodPicture:
    """What a compared method makes of the whole photo at once.

    Attributes:
        method: its name.
    """

    method: str

    @property
    def stage(self) -> None:
        """None: it is of no result."""

    @property
    def value(self) -> str:
        """The method's name, which no source has."""
        return self.method

    @property
    def title(self) -> Translatable:
        """What the method is called."""
        return METHODS[self.method].title

    @property
    def is_slow(self) -> bool:
        """Whether the method takes minutes."""
        return METHODS[self.method].slow


PaneContent = Source | ModelPicture | MethodPicture
"""What a pane shows; its `value` is a text for boxes and files."""
_OF_A_MODEL = "model:"

COMPARED_METHODS = tuple(MethodPicture(method.name) for method in METHODS.values() if method.offered)
"""What methods make, for all that are offered."""
ADJUSTED = frozenset((Source.ENHANCED, Source.FINAL))
"""Sources that adjustments change; pictures of models are changed too."""
TILED = frozenset((Source.NOISE, Source.FINAL))
"""Sources that change while the denoiser runs."""
OF_RESULT = frozenset((Source.ILLUMINATION, Source.ENHANCED, Source.NOISE, Source.FINAL))
"""Sources that need the result."""
OF_THE_SCENE = tuple(source for source in Source if source not in (Source.ILLUMINATION, Source.NOISE))
"""Sources that are pictures of the scene, so that figures of them make sense."""
MEASURED = (Source.BEFORE, Source.FINAL)
"""Sources whose histograms are told, shown or not."""


def is_adjusted(shown: PaneContent) -> bool:
    """Whether adjustments change it."""
    return isinstance(shown, ModelPicture) or shown in ADJUSTED


def is_of_the_scene(shown: PaneContent) -> bool:
    """Whether it is a picture of the scene, so that figures of it make sense."""
    return not isinstance(shown, Source) or shown in OF_THE_SCENE


def content_of(value: str) -> PaneContent | None:
    """What has a value; None for nothing that is known."""
    if value.startswith(_OF_A_MODEL):
        return ModelPicture(value.removeprefix(_OF_A_MODEL))
    picture = MethodPicture(value)
    if picture in COMPARED_METHODS:
        return picture
    return next((source for source in Source if source.value == value), None)
