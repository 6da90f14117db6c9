"""What a picture file is to hold, between a photo and the file's bytes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from lowexp_gui.photo.photograph import Codes


@dataclass(frozen=True, eq=False)
class FileContent:
    """Samples and blocks as they are to stand in a file; what `Raster` is to reading.

    Attributes:
        width, height: of the whole picture, pixels.
        channels: 1 for grey, 2 for grey and alpha, 3 for RGB, 4 for RGB and alpha.
        bit_depth: 8 or 16.
        strips: gives (rows, width, channels) samples, from the top, any number of rows at a time.
        icc: colour profile.
        exif: a TIFF-structured block without prefix.
        xmp: an XMP packet.
    """

    width: int
    height: int
    channels: int
    bit_depth: int
    strips: Callable[[], Iterator[Codes]]
    icc: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None

    @property
    def has_alpha(self) -> bool:
        """Whether the last channel is opacity."""
        return self.channels in (2, 4)

    def whole(self) -> Codes:
        """All samples, (height, width, channels), for libraries that want them at once."""
        return np.concatenate(list(self.strips()))
