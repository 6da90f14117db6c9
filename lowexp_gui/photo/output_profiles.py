"""The colour profiles for saved photos."""

from enum import StrEnum

from lowexp_gui.photo.made_profiles import DISPLAY_P3


class OutputProfile(StrEnum):
    """The colour profile of a written file."""

    AS_INPUT = "as-input"
    SRGB = "srgb"
    DISPLAY_P3 = "display-p3"


def chosen_profile(choice: OutputProfile, of_photo: bytes | None, *, grey: bool) -> bytes | None:
    """The ICC profile of a written file; None for sRGB.

    Args:
        of_photo: the photo's own, or None for sRGB.
        grey: the photo has one channel, for which only its own profile or sRGB's curve can be used.
    """
    if choice is OutputProfile.AS_INPUT:
        return of_photo
    return None if choice is OutputProfile.SRGB or grey else DISPLAY_P3
