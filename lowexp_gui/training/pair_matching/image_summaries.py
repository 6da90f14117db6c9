"""Small copies of photos, read without decoding them at full size where the format allows it."""

import hashlib
import warnings
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from lowexp_gui.enhancing.illumination import working_copy
from lowexp_gui.photo.decoder_complaints import decoding
from lowexp_gui.photo.formats.photo_format import DECODED_HERE_FORMATS
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.reading import MAX_PIXELS, read_complete_photo
from lowexp_gui.srgb import LUMINANCE

SIDE = 256
"""Long side of the copies, pixels."""
THUMB = 32
"""Side of the square that photos are compared by."""
BURNT, BLACK = 250, 2
_PLAIN_MODES = ("L", "RGB", "RGBA", "P")
_EXIF, _TAKEN, _PARTS = 0x8769, 0x9003, 0x9291

FloatImage = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class ImageSummary:
    """What is known of a photo without holding it: some kilobytes.

    Attributes:
        path: the file.
        width, height: of the upright photo, pixels.
        brightness: mean of encoded luminance, 0..1.
        burnt, black: shares of pixels that are white, or black, in all channels, 0..1.
        taken: seconds since some day, or None where the file does not say.
        ranks: luminance as ranks, which do not depend on the exposure, (THUMB, THUMB), mean 0, length 1.
        digest: equal for photos of the same pixels.
    """

    path: Path
    width: int
    height: int
    brightness: float
    burnt: float
    black: float
    taken: float | None
    ranks: FloatImage
    digest: bytes


@dataclass(frozen=True, eq=False)
class SmallCopy:
    """A photo made small, upright.

    Attributes:
        grey: encoded luminance, (h, w) float32, 0..1.
        summary: the rest.
    """

    grey: FloatImage
    summary: ImageSummary


def small_copy(path: Path) -> SmallCopy:
    """A photo with a long side of at most SIDE pixels.

    Raises:
        PhotoError: it is no photo.
    """
    try:
        codes, size, taken = _quickly(path)
    except Exception:
        # Pillow knows less than our own reader, which also says what is wrong.
        photo = read_complete_photo(path)
        size, taken = (photo.width, photo.height), _time_of(_exif_of(photo))
        codes = np.round(working_copy(photo, SIDE) * 255).astype(np.uint8)
    grey: FloatImage = (codes.astype(np.float32) @ np.array(LUMINANCE, np.float32)) / np.float32(255)
    about = ImageSummary(
        path,
        *size,
        float(grey.mean()),
        float((codes.min(axis=2) >= BURNT).mean()),
        float((codes.max(axis=2) <= BLACK).mean()),
        taken,
        ranks_of(grey),
        hashlib.blake2b(codes.tobytes(), digest_size=16).digest(),
    )
    return SmallCopy(grey, about)


def ranks_of(grey: FloatImage) -> FloatImage:
    """A picture (h, w), as ranks in a square of THUMB pixels, mean 0, length 1; of an even one zeros."""
    square = Image.fromarray(grey).resize((THUMB, THUMB), Image.Resampling.BOX)
    return as_ranks(np.asarray(square, np.float32))


def as_ranks(values: FloatImage) -> FloatImage:
    """Values by their order, in their shape, mean 0, length 1; equal values have equal ranks."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts + 1) / 2
    ranks = middle[place.reshape(values.shape)]
    ranks -= ranks.mean()
    length = float(np.sqrt((ranks**2).sum()))
    result: FloatImage = (ranks / length if length else ranks).astype(np.float32)
    return result


def _quickly(path: Path) -> tuple[NDArray[np.uint8], tuple[int, int], float | None]:
    with decoding(path), warnings.catch_warnings():
        # The limit is ours, not Pillow's.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(path, formats=DECODED_HERE_FORMATS) as image:
            if image.mode not in _PLAIN_MODES or image.width * image.height > MAX_PIXELS:
                raise ValueError(image.mode)
            exif = image.getexif()
            width, height = image.size
            if exif.get(0x0112, 1) >= 5:
                width, height = height, width
            image.draft("RGB", (SIDE, SIDE))
            image.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
            upright = ImageOps.exif_transpose(image).convert("RGB")
    return np.asarray(upright), (width, height), _time_of(exif)


def _exif_of(photo: Photo) -> Image.Exif:
    exif = Image.Exif()
    if photo.metadata.exif is not None:
        try:
            exif.load(b"Exif\0\0" + photo.metadata.exif)
        except (SyntaxError, ValueError, OSError):
            return Image.Exif()
    return exif


def _time_of(exif: Image.Exif) -> float | None:
    """When a photo was taken, seconds; its own day and clock, whatever the zone."""
    try:
        details = exif.get_ifd(_EXIF)
        taken = datetime.strptime(str(details[_TAKEN]).strip("\0 "), "%Y:%m:%d %H:%M:%S")
        digits = str(details.get(_PARTS, "")).strip("\0 ")
        seconds = (taken - datetime(1970, 1, 1)).total_seconds()
    except (KeyError, ValueError, TypeError, SyntaxError, OSError):
        return None
    return seconds + (int(digits) / 10 ** len(digits) if digits.isdecimal() else 0.0)
