"""What a picture file holds, between its bytes and a Photo."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lowexp_gui.photo.photograph import Codes


class UnreadableError(Exception):
    """A file's bytes give no photo.

    The message goes on after the file's name: "is damaged or cut short; ...".
    """


DAMAGED = "is damaged or cut short; copy it again from the card or the backup."


@dataclass(frozen=True, eq=False)
class Raster:
    """Codes and blocks as they stand in a file.

    Attributes:
        colour: (height, width) grey or (height, width, 3) codes in the encoding of `icc`.
        alpha: (height, width) straight opacity of the dtype of `colour`, or None.
        icc: colour profile, not yet judged.
        exif: a TIFF-structured block without prefix.
        xmp: an XMP packet.
        iptc: IIM records.
        orientation: as the file format itself says it (TIFF); None where EXIF has the word.
        notices: what a person should know of how it was read, as ends of sentences that begin with its name.
    """

    colour: Codes
    alpha: Codes | None = None
    icc: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    orientation: int | None = None
    notices: tuple[str, ...] = ()


def check_size(width: int, height: int, max_pixels: int) -> None:
    """Raise UnreadableError for a picture without pixels or with more than `max_pixels`."""
    if width < 1 or height < 1:
        raise UnreadableError(DAMAGED)
    if width * height > max_pixels:
        raise UnreadableError(
            f"is too large ({width} x {height} pixels, the limit is {max_pixels // 1_000_000} megapixels); "
            "make it smaller or cut it in parts."
        )


def raster_from_samples(
    samples: Codes,
    *,
    icc: bytes | None = None,
    exif: bytes | None = None,
    xmp: bytes | None = None,
    iptc: bytes | None = None,
    orientation: int | None = None,
    notices: tuple[str, ...] = (),
) -> Raster:
    """A raster from (height, width[, 1 to 4]) codes: grey, grey + alpha, RGB or RGB + alpha.

    Raises:
        UnreadableError: another number of channels.
    """
    channels = 1 if samples.ndim == 2 else samples.shape[2]
    if channels not in (1, 2, 3, 4):
        raise UnreadableError(f"has {channels} channels, and a photo has one to four.")
    alpha = samples[..., -1] if samples.ndim == 3 and channels in (2, 4) else None
    colour = samples if samples.ndim == 2 else samples[..., 0] if channels < 3 else samples[..., :3]
    return Raster(colour, alpha, icc, exif, xmp, iptc, orientation, notices)


def code_type(bit_depth: int) -> np.dtype[Any]:
    """The dtype of codes of up to 8, or of up to 16 bits."""
    return np.dtype(np.uint8 if bit_depth <= 8 else np.uint16)


def to_depth(codes: Codes, bit_depth: int) -> Codes:
    """The codes in 8 or 16 bit, rounded; the same array where they are so already."""
    if codes.dtype == code_type(bit_depth):
        return codes
    if bit_depth == 16:
        return codes.astype(np.uint16) * np.uint16(257)
    reduced = np.empty(codes.shape, np.uint8)
    # Some rows at a time, as the products need 32 bits.
    for top in range(0, len(codes), 64):
        rows = slice(top, top + 64)
        reduced[rows] = (codes[rows].astype(np.uint32) * 255 + 32895) >> 16
    return reduced
