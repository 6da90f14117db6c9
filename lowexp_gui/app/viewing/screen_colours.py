"""Pictures in the colours of the screen."""

import logging
import struct
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColorSpace, QColorTransform, QImage

MOST_PROFILE = 16 << 20
"""Of an ICC profile, bytes."""
_SIGNATURE_AT, _HEADER = 36, 128
_SRGB = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ScreenColours:
    """The profiles by which colours are converted for the screen.

    Attributes:
        screen: ICC profile of the screen; None for sRGB.
        proof: ICC profile of the saved files; colours that they cannot hold are shown as they will be saved.
            None to show all colours.
    """

    screen: bytes | None = None
    proof: bytes | None = None


NO_CONVERSION = ScreenColours()
"""Of a screen of sRGB."""


class ScreenConversion:
    """Converts sRGB pictures by `ScreenColours`; profiles that cannot be used are left out."""

    def __init__(self, colours: ScreenColours = NO_CONVERSION) -> None:
        """Prepare the conversion; none is needed for sRGB."""
        self.colours = colours
        spaces = [_SRGB]
        for profile in (colours.proof, colours.screen):
            space = None if profile is None else colour_space(profile)
            spaces += [] if space is None else [space]
        if len(spaces) > 1 and colours.screen is None:
            # A proof is shown on a screen of sRGB.
            spaces.append(_SRGB)
        steps = (first.transformationToColorSpace(then) for first, then in pairwise(spaces))
        self._steps: tuple[QColorTransform, ...] = tuple(step for step in steps if not step.isIdentity())

    def converted(self, image: QImage) -> QImage | None:
        """A picture in the colours of the screen; None if it is shown as it is."""
        if not self._steps:
            return None
        shown = image.copy()
        for step in self._steps:
            shown.applyColorTransform(step)
        return shown


def colour_space(profile: bytes) -> QColorSpace | None:
    """The colours of an ICC profile of RGB values; None if pictures cannot be converted to it."""
    if not _HEADER <= len(profile) <= MOST_PROFILE or profile[_SIGNATURE_AT : _SIGNATURE_AT + 4] != b"acsp":
        return None
    if struct.unpack_from(">I", profile)[0] > len(profile):
        return None
    space = QColorSpace.fromIccProfile(QByteArray(profile))
    if (
        not space.isValid()
        or not space.isValidTarget()
        or space.colorModel() is not QColorSpace.ColorModel.Rgb
    ):
        _log.info("A profile of %d bytes cannot be used for the screen", len(profile))
        return None
    return space
