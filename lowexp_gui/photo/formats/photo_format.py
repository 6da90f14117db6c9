"""The list of the file formats."""

from enum import StrEnum
from typing import Self

from lowexp_gui.photo.encoding import EXPORT_OPTIONS
from lowexp_gui.photo.formats import avif, heic, jpeg, jpegxl, png, raw, tiff, webp
from lowexp_gui.photo.formats.file_format import FileFormat


class PhotoFormat(StrEnum):
    """The readable file formats, in the order in which they are tried.

    The order matters: many raw files are also TIFF files, and a HEIC may claim to be an AVIF.

    Attributes:
        about: the format's declaration.
    """

    about: FileFormat

    def __new__(cls, about: FileFormat) -> Self:
        """A member whose value is the declaration's name."""
        member = str.__new__(cls, about.name)
        member._value_ = about.name
        member.about = about
        return member

    RAW = raw.FORMAT
    JPEG = jpeg.FORMAT
    PNG = png.FORMAT
    WEBP = webp.FORMAT
    TIFF = tiff.FORMAT
    HEIC = heic.FORMAT
    AVIF = avif.FORMAT
    JPEG_XL = jpegxl.FORMAT


WRITABLE = tuple(each for each in PhotoFormat if each.about.writing is not None)
"""The formats that can be written."""
PILLOW_FORMATS = tuple(each.about.pillow for each in PhotoFormat if each.about.pillow is not None)
"""Pillow's names of the formats whose headers it reads quickly and correctly."""
DECODED_HERE_FORMATS = tuple(
    each.about.pillow for each in PhotoFormat if each.about.pillow is not None and each.about.decoded_here
)
"""Those of them that Pillow may decode in this process, to make a small picture quickly."""


def formats_with(option: str) -> tuple[PhotoFormat, ...]:
    """The formats that use an option, given by the name of its field in `Encoding`."""
    if EXPORT_OPTIONS[option].all_formats:
        return WRITABLE
    return tuple(each for each in WRITABLE if each.about.heeds(option))
