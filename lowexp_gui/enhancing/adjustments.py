"""Adjustments: what a person may change after the networks have run, each with a physical meaning."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """A picture that can be looked at or saved."""

    BEFORE = "before"
    ILLUMINATION = "illumination"
    ENHANCED = "enhanced"
    NOISE = "noise"
    FINAL = "final"


@dataclass(frozen=True)
class Adjustments:
    """How the result is rendered; the neutral values give the networks' own result.

    Attributes:
        brightness: exponent b on the illumination map, 0..2: 0 keeps the photo as dark as it was, 1 divides
            it by the light that the network found, more divides it by more.
        denoise: factor on the noise that is subtracted, 0..2; 1 is what the network found.
    """

    brightness: float = 1.0
    denoise: float = 1.0

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            ValueError: a value is outside its range.
        """
        for name in ("brightness", "denoise"):
            if not 0 <= getattr(self, name) <= 2:
                raise ValueError(f"{name.capitalize()} goes from 0 to 2.")


NEUTRAL = Adjustments()
