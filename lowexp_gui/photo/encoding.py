"""How a file is to be written."""

from dataclasses import dataclass
from enum import StrEnum

from lowexp_gui.photo.output_profiles import OutputProfile, chosen_profile
from lowexp_gui.photo.photograph import Photo, PhotoFormat


class Subsampling(StrEnum):
    """How far the colours of JPEG and AVIF are resolved: fully, by half across, or by half both ways."""

    FULL = "444"
    HALF = "422"
    QUARTER = "420"


class Compression(StrEnum):
    """How a TIFF is compressed, always without loss."""

    NONE = "none"
    LZW = "lzw"
    DEFLATE = "deflate"


@dataclass(frozen=True)
class Encoding:
    """What a person chose for files, beside their format.

    Attributes:
        quality: of JPEG, WebP, AVIF and JPEG XL (where 100 is lossless), 1 to 100.
        bit_depth: 8 or 16; None for that of the photo. Formats that hold 8 bits get 8.
        subsampling: of JPEG and AVIF.
        compression: of TIFF.
        profile: the colours to write in.
        keep_position: whether GPS positions stay.
    """

    quality: int = 95
    bit_depth: int | None = None
    subsampling: Subsampling = Subsampling.FULL
    compression: Compression = Compression.DEFLATE
    profile: OutputProfile = OutputProfile.AS_INPUT
    keep_position: bool = True

    def depth_of(self, photo_format: PhotoFormat, photo_depth: int) -> int:
        """Bits of a sample, 8 or 16, in a file of a format."""
        return (self.bit_depth or photo_depth) if photo_format.about.heeds("bit_depth") else 8

    def profile_of(self, photo_format: PhotoFormat, photo: Photo) -> bytes | None:
        """The ICC profile of a file of a format; None for sRGB, which is all that some formats have."""
        if not photo_format.about.heeds("profile"):
            return None
        return chosen_profile(self.profile, photo.profile, grey=photo.grey)


USUAL = Encoding()
