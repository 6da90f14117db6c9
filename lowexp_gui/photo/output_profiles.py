"""Colour profiles that photos can be saved in."""

from enum import StrEnum

from lowexp_gui.photo.made_profiles import DISPLAY_P3


class OutputProfile(StrEnum):
    """Which colours a file is written in."""

    AS_INPUT = "as-input"
    SRGB = "srgb"
    DISPLAY_P3 = "display-p3"


def chosen_profile(choice: OutputProfile, of_photo: bytes | None, *, grey: bool) -> bytes | None:
    """The ICC profile of what is written; None for sRGB.

    Args:
        of_photo: the photo's own, or None for sRGB.
        grey: the photo has one channel, for which there is no profile but its own or sRGB's curve.
    """
    if choice is OutputProfile.AS_INPUT:
        return of_photo
    return None if choice is OutputProfile.SRGB or grey else DISPLAY_P3
