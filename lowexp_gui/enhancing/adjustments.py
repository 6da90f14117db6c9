"""Adjustments: what a person may change after the networks have run, each with a physical meaning."""

import math
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any


class Stage(StrEnum):
    """A picture that can be looked at or saved."""

    BEFORE = "before"
    ILLUMINATION = "illumination"
    ENHANCED = "enhanced"
    NOISE = "noise"
    FINAL = "final"


class Space(StrEnum):
    """The numbers that an adjustment works with."""

    ENCODED = "extended sRGB"
    LINEAR = "linear light, sRGB primaries"


@dataclass(frozen=True)
class Adjustment:
    """One thing that can be changed.

    Attributes:
        least, neutral, most: its range, and the value that changes nothing of the networks' own result.
        space: of the numbers in its formula.
        formula: what it does to a picture x, in words of `enhancing.toning` and `enhancing.rendering`: L is
            the illumination, n the noise of photo / L, m the largest channel, y the luminance (BT.709).
    """

    least: float
    neutral: float
    most: float
    space: Space
    formula: str


def _adjustment(least: float, neutral: float, most: float, space: Space, formula: str) -> Any:
    about = Adjustment(least, neutral, most, space, formula)
    return field(default=neutral, metadata={"about": about})


@dataclass(frozen=True)
class Adjustments:
    """How the result is rendered; the neutral values give the networks' own result.

    They apply in the order of the fields. All but `denoise` change the enhanced photo too.

    Attributes:
        brightness: 0 keeps the photo as dark as it was, 1 divides it by the light that the network found,
            more divides it by more.
        shadows: where the scene is dark, more light (above 0) or less (below 0).
        denoise: factor on the noise that is subtracted; 1 is what the network found.
        detail: how much of the noise's brightness is given back where it is stronger than a sensor's: drawing
            that was taken for noise. Colour noise stays out.
        temperature: warmer (above 0) or colder (below 0) light; 1 is a stop between red and blue.
        tint: more magenta (above 0) or green (below 0); 1 is half a stop.
        contrast: factor on each pixel's stops from middle grey.
        highlights: how far bright parts are held below white, so that they keep their drawing.
        saturation: factor on each colour's distance from grey.

    Raises:
        ValueError: a value is outside its range.
    """

    brightness: float = _adjustment(0, 1, 2, Space.ENCODED, "photo / L^b")
    shadows: float = _adjustment(-1, 0, 1, Space.ENCODED, "photo / L^(b + s (1 - L) / 2)")
    denoise: float = _adjustment(0, 1, 2, Space.ENCODED, "x - d n L / G, where x = photo / G")
    detail: float = _adjustment(
        0,
        0,
        1,
        Space.ENCODED,
        "n - (y(n) - y(n) held within +-T), where T = 0.03 (1 - e) / (e L), about thrice a sensor's noise "
        "at e = 0.5",
    )
    temperature: float = _adjustment(-1, 0, 1, Space.LINEAR, "red x 2^(t/2), blue x 2^(-t/2)")
    tint: float = _adjustment(-1, 0, 1, Space.LINEAR, "green x 2^(-t/2)")
    contrast: float = _adjustment(0, 1, 2, Space.LINEAR, "0.18 (x / 0.18)^c")
    highlights: float = _adjustment(
        -1,
        0,
        1,
        Space.ENCODED,
        "above 0: x k(m) / m, where k bends m smoothly from 1 - h/2 on, and stays below 1; "
        "below 0: photo / L, where L is held below white by a factor to the power of 1 + h",
    )
    saturation: float = _adjustment(0, 1, 2, Space.ENCODED, "y + s (x - y)")

    def __post_init__(self) -> None:
        """Check the ranges."""
        for name, about in ADJUSTMENTS.items():
            value = getattr(self, name)
            if not (math.isfinite(value) and about.least <= value <= about.most):
                raise ValueError(f"{name.capitalize()} goes from {about.least:g} to {about.most:g}.")

    @property
    def changes_tones(self) -> bool:
        """Whether anything is to be done once light and noise are right."""
        tones = ("temperature", "tint", "contrast", "highlights", "saturation")
        return any(getattr(self, name) != ADJUSTMENTS[name].neutral for name in tones)


ADJUSTMENTS: dict[str, Adjustment] = {each.name: each.metadata["about"] for each in fields(Adjustments)}
"""All adjustments by name, in the order in which they apply."""

NEUTRAL = Adjustments()
