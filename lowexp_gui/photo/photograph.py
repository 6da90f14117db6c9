"""A photograph in memory."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.errors import Sentence
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.pixels import Codes, FloatImage
from lowexp_gui.photo.region import Region
from lowexp_gui.photo.resolution import Resolution


@dataclass(frozen=True)
class Quantisation:
    """How integer codes map to extended sRGB: value = lowest + code * step.

    Extended sRGB is the sRGB transfer curve on linear sRGB primaries, mirrored about zero and unclipped,
    so colours outside sRGB have values below 0 or above 1 (as scRGB does in linear light).
    """

    lowest: float
    step: float

    def decode(self, codes: Codes) -> FloatImage:
        """Extended sRGB values, float32, in the shape of `codes`."""
        return codes.astype(np.float32) * np.float32(self.step) + np.float32(self.lowest)


SRGB_8 = Quantisation(0.0, 1 / 255)
SRGB_16 = Quantisation(0.0, 1 / 65535)
# ProPhoto primaries reach from about -1.01 to 1.4; a step is a hundredth of an 8-bit level.
WIDE_16 = Quantisation(-1.1, 2.7 / 65535)


@dataclass(frozen=True)
class Metadata:
    """The photo's metadata. Valid bytes that apply to a result are kept exactly as they were read.

    Attributes:
        exif: a TIFF-structured EXIF block without the "Exif\\0\\0" prefix, orientation already set to 1.
        xmp: an XMP packet.
        iptc: records of the IPTC's information interchange model (IIM 4.2).
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None


@dataclass(frozen=True, eq=False)
class Photo:
    """A photo as it was read: upright, in extended sRGB, with everything needed to write it back.

    Attributes:
        pixels: (height, width, 3) codes, read-only; grey photos have three equal channels.
        quantisation: what the codes mean.
        bit_depth: 8 or 16: the file's, or the next larger of the two.
        format: of the file.
        alpha: (height, width) opacity, of the file's bit depth, or None.
        grey: the file had one channel, and so will written files.
        profile: the file's ICC profile, or None for sRGB.
        metadata: EXIF, XMP and IPTC.
        path: the file, or None for a pasted picture.
        notices: messages for the user about how it was read.
        resolution: the file's, pixels per inch across and down; None if not stated.
        texts: keywords and texts in a PNG or JPEG, besides EXIF and XMP.
        cut_short: the file ended early: rows at the bottom are missing, or all rows are coarse. A notice says
            so.
    """

    pixels: Codes
    quantisation: Quantisation = SRGB_8
    bit_depth: int = 8
    format: PhotoFormat = PhotoFormat.PNG
    alpha: Codes | None = None
    grey: bool = False
    profile: bytes | None = None
    metadata: Metadata = field(default_factory=Metadata)
    path: Path | None = None
    notices: tuple[Sentence, ...] = ()
    resolution: Resolution | None = None
    texts: tuple[tuple[str, str], ...] = ()
    cut_short: bool = False

    @property
    def saved_format(self) -> PhotoFormat:
        """The default format for saving: the photo's own, if it can be written.

        Raw files give TIFF, since they have 16 bits; a HEIC gives JPEG, or TIFF if it has more than 8 bits.
        """
        if self.format in WRITABLE:
            return self.format
        return PhotoFormat.TIFF if self.bit_depth == 16 else PhotoFormat.JPEG

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.pixels.shape[0])

    @property
    def bounds(self) -> Region:
        """The whole photo."""
        return Region(0, 0, self.width, self.height)

    def values(self, region: Region) -> FloatImage:
        """Extended sRGB of a region: (region.height, region.width, 3) float32."""
        return self.quantisation.decode(self.pixels[region.rows, region.columns])


@dataclass(frozen=True, eq=False)
class Preview:
    """A small picture of a photo that has not been read yet.

    Attributes:
        photo: the small picture, upright.
        width, height: of the photo, upright, pixels.
    """

    photo: Photo
    width: int
    height: int


def photo_from_srgb(pixels: NDArray[np.uint8], path: Path | None = None) -> Photo:
    """A photo from (height, width, 3) 8-bit sRGB, such as a pasted picture."""
    frozen = np.array(pixels, order="C")
    frozen.flags.writeable = False
    return Photo(frozen, path=path)
