"""What a pane can show of a photo."""

from enum import StrEnum

from lowexp_gui.enhancing.adjustments import Stage


class Source(StrEnum):
    """A picture of the photo in view: a stage of its result, or what that is compared with."""

    BEFORE = "before"
    ILLUMINATION = "illumination"
    ENHANCED = "enhanced"
    NOISE = "noise"
    FINAL = "final"
    OTHER_MODEL = "other model"
    """The final picture of another model."""
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
        return Stage.FINAL if self is Source.OTHER_MODEL else Stage(self.value)


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
ADJUSTED = frozenset((Source.ENHANCED, Source.FINAL, Source.OTHER_MODEL))
"""Sources that adjustments change."""
TILED = frozenset((Source.NOISE, Source.FINAL))
"""Sources that change while the denoiser runs."""
OF_RESULT = frozenset((Source.ILLUMINATION, Source.ENHANCED, Source.NOISE, Source.FINAL))
"""Sources that need the result."""
OF_THE_SCENE = tuple(source for source in Source if source not in (Source.ILLUMINATION, Source.NOISE))
"""Sources that are pictures of the scene, so that figures of them make sense."""
MEASURED = (Source.BEFORE, Source.FINAL)
"""Sources whose histograms are told, shown or not."""
