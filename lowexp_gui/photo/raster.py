"""The decoded content of a picture file, from which a Photo is made."""

from dataclasses import dataclass
from typing import Any, BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.errors import Sentence, UserError
from lowexp_gui.photo.pixels import Codes
from lowexp_gui.photo.resolution import Resolution
from lowexp_gui.translatable import QT_TRANSLATE_NOOP


class UnreadableError(UserError):
    """A file's bytes cannot be read as a photo.

    The message continues a sentence that starts with the file's name: "is damaged or cut short; ...".
    """


DAMAGED = Sentence(
    QT_TRANSLATE_NOOP(
        "sentences", "{photo} is damaged or cut short; copy it again from the card or the backup."
    )
)
CUT_SHORT = QT_TRANSLATE_NOOP(
    "sentences",
    "{photo} is cut short: its last {missing} of {height} rows are missing; copy it again from the card or "
    "the backup.",
)
SEVERAL = QT_TRANSLATE_NOOP("sentences", "{photo} contains {pictures}; the first one was opened.")
ANIMATED = Sentence(QT_TRANSLATE_NOOP("sentences", "{photo} is animated; its first picture was opened."))
_TOO_LONG = Sentence(
    QT_TRANSLATE_NOOP(
        "sentences",
        "{photo} is a much larger file than its picture needs; copy it again from the card or the backup.",
    )
)
# Allowance for everything but the pixels: profiles, further pictures, the film of a motion photo.
_AROUND_PIXELS = 256 << 20


@dataclass(frozen=True, eq=False)
class Raster:
    """The codes and metadata blocks of a file.

    Attributes:
        colour: (height, width) grey or (height, width, 3) codes in the encoding of `icc`.
        alpha: (height, width) straight (not premultiplied) opacity with the dtype of `colour`, or None.
        icc: colour profile, not yet checked.
        exif: a TIFF-structured block without prefix.
        xmp: an XMP packet.
        iptc: IIM records.
        orientation: from the file format itself (TIFF); None if EXIF decides.
        notices: messages for the user about how it was read, as sentences about `{photo}`.
        colours_stated: whether the file itself defines its colours, by `icc` or as sRGB; otherwise EXIF may.
        resolution: from the file format itself, pixels per inch across and down.
        texts: keywords and texts to be read by people.
        cut_short: whether the file ended early: rows at the bottom are missing, or all rows are coarse.
    """

    colour: Codes
    alpha: Codes | None = None
    icc: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    orientation: int | None = None
    notices: tuple[Sentence, ...] = ()
    colours_stated: bool = False
    cut_short: bool = False
    resolution: Resolution | None = None
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Reduced:
    """A small picture of a photo, as it is stored.

    Attributes:
        raster: the small picture, with the orientation of the photo.
        width, height: of the photo as it is stored, pixels.
    """

    raster: Raster
    width: int
    height: int


def check_size(width: int, height: int, max_pixels: int) -> None:
    """Raise UnreadableError for a picture without pixels or with more than `max_pixels`."""
    if width < 1 or height < 1:
        raise UnreadableError(DAMAGED)
    if width * height > max_pixels:
        raise UnreadableError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "{photo} is too large ({width} x {height} pixels, the limit is {limit} "
                    "megapixels); make it smaller or cut it into parts.",
                ),
                width=width,
                height=height,
                limit=max_pixels // 1_000_000,
            )
        )


def read_whole(stream: BinaryIO, pixels: int, bytes_per_pixel: int, length: int | None = None) -> bytes:
    """All bytes of a file whose picture has a known size.

    Args:
        stream: read from its start.
        pixels: number of pixels of the picture.
        bytes_per_pixel: the most bytes per pixel in the format's coding.
        length: the file's length as stated in the file; None for the actual length.

    Raises:
        UnreadableError: the file is far longer than its pixels need, or is truncated; nothing has been read
            then.
    """
    there = stream.seek(0, 2)
    length = there if length is None else length
    if length > there:
        raise UnreadableError(DAMAGED)
    if length > _AROUND_PIXELS + pixels * bytes_per_pixel:
        raise UnreadableError(_TOO_LONG)
    stream.seek(0)
    return stream.read(length)


def raster_from_samples(
    samples: Codes,
    *,
    icc: bytes | None = None,
    exif: bytes | None = None,
    xmp: bytes | None = None,
    iptc: bytes | None = None,
    orientation: int | None = None,
    notices: tuple[Sentence, ...] = (),
    colours_stated: bool = False,
) -> Raster:
    """A raster from (height, width[, 1 to 4]) codes: grey, grey + alpha, RGB or RGB + alpha.

    Raises:
        UnreadableError: another number of channels.
    """
    channels = 1 if samples.ndim == 2 else samples.shape[2]
    if channels not in (1, 2, 3, 4):
        raise UnreadableError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "{photo} has {channels} channels, but a photo has one to four; convert it to RGB first.",
                ),
                channels=channels,
            )
        )
    alpha = samples[..., -1] if samples.ndim == 3 and channels in (2, 4) else None
    colour = samples if samples.ndim == 2 else samples[..., 0] if channels < 3 else samples[..., :3]
    return Raster(colour, alpha, icc, exif, xmp, iptc, orientation, notices, colours_stated)


def fill_missing(samples: Codes, missing: int) -> Codes:
    """The samples with the last `missing` rows set to the mean colour of the others; alpha is unchanged.

    The mean keeps the missing rows from affecting the estimated light of the others.
    """
    if not 0 < missing < len(samples):
        return samples
    samples = samples if samples.flags.writeable else samples.copy()
    colours = samples if samples.ndim == 2 else samples[..., : 1 if samples.shape[2] < 3 else 3]
    colours[-missing:] = np.rint(colours[:-missing].mean(axis=(0, 1))).astype(samples.dtype)
    return samples


def code_type(bit_depth: int) -> np.dtype[Any]:
    """The dtype of codes with up to 8 or up to 16 bits."""
    return np.dtype(np.uint8 if bit_depth <= 8 else np.uint16)


def to_depth(codes: Codes, bit_depth: int) -> Codes:
    """The codes converted to 8 or 16 bit, rounded; the same array if the depth already fits."""
    if codes.dtype == code_type(bit_depth):
        return codes
    if bit_depth == 16:
        return codes.astype(np.uint16) * np.uint16(257)
    reduced = np.empty(codes.shape, np.uint8)
    # In blocks of rows, because the products need 32 bits.
    for top in range(0, len(codes), 64):
        rows = slice(top, top + 64)
        reduced[rows] = (codes[rows].astype(np.uint32) * 255 + 32895) >> 16
    return reduced


def full_scale(codes: NDArray[Any], bits: int) -> NDArray[np.uint16]:
    """Codes of 9 to 16 bits, scaled to the full 16-bit range."""
    if bits == 16:
        return codes.astype(np.uint16, copy=False)
    top = (1 << bits) - 1
    return cast("NDArray[np.uint16]", ((codes.astype(np.uint32) * 65535 + top // 2) // top).astype(np.uint16))
