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

    @property
    def stage(self) -> Stage | None:
        """The stage of a result that is shown; None for what needs no result."""
        if self in (Source.GAMMA, Source.REFERENCE):
            return None
        return Stage.FINAL if self is Source.OTHER_MODEL else Stage(self.value)


ADJUSTED = frozenset((Source.ENHANCED, Source.FINAL, Source.OTHER_MODEL))
"""Sources that adjustments change."""
TILED = frozenset((Source.NOISE, Source.FINAL))
"""Sources that change while the denoiser runs."""
OF_RESULT = frozenset((Source.ILLUMINATION, Source.ENHANCED, Source.NOISE, Source.FINAL))
"""Sources that need the result."""
MEASURED = (Source.BEFORE, Source.FINAL)
"""Sources whose histograms are told, shown or not."""
