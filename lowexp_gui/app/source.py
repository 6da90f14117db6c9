"""What a pane can show of a photo."""

from dataclasses import dataclass
from enum import StrEnum

from lowexp_gui.enhancing.adjustments import Stage


class Source(StrEnum):
    """A picture of the photo in view: a stage of its result, or what that is compared with but models."""

    BEFORE = "before"
    ILLUMINATION = "illumination"
    ENHANCED = "enhanced"
    NOISE = "noise"
    FINAL = "final"
    GAMMA = "automatic gamma"
    """The photo brightened by the simplest method there is: a power of its values."""
    REFERENCE = "reference"
    """Another photo of the same scene."""
    # Compared methods, by their names.
    POWER = "power"
    LOGARITHM = "log"
    EQUALISATION = "he"
    ADAPTIVE_EQUALISATION = "clahe"
    SINGLE_SCALE_RETINEX = "ssr"
    MULTI_SCALE_RETINEX = "msrcr"
    LIME = "lime"
    EXPOSURE_FUSION = "fusion"
    SINGULAR_VALUES = "svd"
    GHP = "ghp"
    LSSC = "lssc"

    @property
    def stage(self) -> Stage | None:
        """The stage of a result that is shown; None for what needs no result."""
        if self in (Source.GAMMA, Source.REFERENCE) or self in COMPARED_METHODS:
            return None
        return Stage(self.value)


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


Shown = Source | ModelPicture
"""What a pane shows; its `value` is a text for boxes and files."""
_OF_A_MODEL = "model:"

COMPARED_METHODS = (
    Source.POWER,
    Source.LOGARITHM,
    Source.EQUALISATION,
    Source.ADAPTIVE_EQUALISATION,
    Source.SINGLE_SCALE_RETINEX,
    Source.MULTI_SCALE_RETINEX,
    Source.LIME,
    Source.EXPOSURE_FUSION,
    Source.SINGULAR_VALUES,
    Source.GHP,
    Source.LSSC,
)
"""Sources that a method makes of the whole photo at once; each one's value is the method's name."""
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


def is_adjusted(shown: Shown) -> bool:
    """Whether adjustments change it."""
    return isinstance(shown, ModelPicture) or shown in ADJUSTED


def is_of_the_scene(shown: Shown) -> bool:
    """Whether it is a picture of the scene, so that figures of it make sense."""
    return isinstance(shown, ModelPicture) or shown in OF_THE_SCENE


def shown_of(value: str) -> Shown | None:
    """What has a value; None for nothing that is known."""
    if value.startswith(_OF_A_MODEL):
        return ModelPicture(value.removeprefix(_OF_A_MODEL))
    return Source(value) if value in set(Source) else None
