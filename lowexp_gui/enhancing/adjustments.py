"""Adjustments: what a person may change after the networks have run, each with a physical meaning."""

import math
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from lowexp_gui.enhancing.adjusting.adjustment import Adjustment
from lowexp_gui.enhancing.adjusting.contrast import CONTRAST
from lowexp_gui.enhancing.adjusting.highlights import HIGHLIGHTS
from lowexp_gui.enhancing.adjusting.light import BRIGHTNESS, SHADOWS
from lowexp_gui.enhancing.adjusting.noise import DENOISE, DETAIL
from lowexp_gui.enhancing.adjusting.saturation import SATURATION
from lowexp_gui.enhancing.adjusting.white_balance import TEMPERATURE, TINT


class Stage(StrEnum):
    """A picture that can be looked at or saved."""

    BEFORE = "before"
    ILLUMINATION = "illumination"
    ENHANCED = "enhanced"
    NOISE = "noise"
    FINAL = "final"


def _declared(adjustment: Adjustment) -> Any:
    return field(default=adjustment.neutral, metadata={"about": adjustment})


@dataclass(frozen=True)
class Adjustments:
    """How the result is rendered; the neutral values give the networks' own result.

    They apply in the order of the fields; what each means stands where it is declared, in
    `enhancing.adjusting`. All but `denoise` change the enhanced photo too.

    Raises:
        ValueError: a value is outside its range.
    """

    brightness: float = _declared(BRIGHTNESS)
    shadows: float = _declared(SHADOWS)
    denoise: float = _declared(DENOISE)
    detail: float = _declared(DETAIL)
    temperature: float = _declared(TEMPERATURE)
    tint: float = _declared(TINT)
    contrast: float = _declared(CONTRAST)
    highlights: float = _declared(HIGHLIGHTS)
    saturation: float = _declared(SATURATION)

    def __post_init__(self) -> None:
        """Check the ranges."""
        for name, about in ADJUSTMENTS.items():
            value = getattr(self, name)
            if not (math.isfinite(value) and about.least <= value <= about.most):
                raise ValueError(f"{name.capitalize()} goes from {about.least:g} to {about.most:g}.")

    @property
    def changes_tones(self) -> bool:
        """Whether anything is to be done once light and noise are right."""
        return any(
            about.tone is not None and getattr(self, name) != about.neutral
            for name, about in ADJUSTMENTS.items()
        )


ADJUSTMENTS: dict[str, Adjustment] = {each.name: each.metadata["about"] for each in fields(Adjustments)}
"""All adjustments by name, in the order in which they apply."""

NEUTRAL = Adjustments()
