"""Small pictures of photos, made without reading a photo at full size where that can be avoided."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from lowexp_gui.app.photos.photo_facts import PhotoFacts
from lowexp_gui.app.photos.small_picture import SmallPicture
from lowexp_gui.app.viewing.pictures import image_of
from lowexp_gui.enhancing.pyramid import pyramid_of
from lowexp_gui.photo.decoder_complaints import decoding
from lowexp_gui.photo.formats.photo_format import DECODED_HERE_FORMATS
from lowexp_gui.photo.jpeg import check_jpeg
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.rating import rating_of
from lowexp_gui.photo.reading import MAX_PIXELS, read_photo
from lowexp_gui.photo.taken import taken_at
from lowexp_gui.srgb import LUMINANCE

SIDE = 320
"""Of a thumbnail, pixels; more than the working size of models, so that they find the same light in it."""
_PLAIN_MODES = ("L", "RGB", "RGBA", "P")
_EXIF_PREFIX = b"Exif\0\0"


@dataclass(frozen=True, eq=False)
class Thumbnail:
    """A small picture of a photo, and what its file says."""

    picture: SmallPicture
    facts: PhotoFacts


def make_thumbnail(path: Path, at_hand: Photo | None = None) -> Thumbnail:
    """A small picture of a file.

    Args:
        path: the file.
        at_hand: the same photo, if it is in memory.

    Raises:
        PhotoError: it is no photo.
    """
    if at_hand is not None:
        return thumbnail_of(at_hand)
    try:
        pixels, exif, xmp = _quickly(path)
    except Exception:
        # The program's own reader knows more formats, isolates decoders, and explains errors.
        return thumbnail_of(read_photo(path))
    return _thumbnail(pixels, exif, xmp, path)


def thumbnail_of(photo: Photo) -> Thumbnail:
    """The thumbnail of a photo that has been read."""
    levels = pyramid_of(photo)
    deepest = levels.deepest
    # The last level may be smaller than a thumbnail.
    level = deepest - 1 if deepest and max(levels.level(deepest).shape[:2]) < SIDE else deepest
    values = photo.quantisation.decode(levels.level(level))
    small = Image.fromarray(np.round(np.clip(values, 0, 1) * 255).astype(np.uint8))
    small.thumbnail((SIDE, SIDE))
    return _thumbnail(np.asarray(small), photo.metadata.exif, photo.metadata.xmp, photo.path)


def _thumbnail(
    pixels: NDArray[np.uint8], exif: bytes | None, xmp: bytes | None, path: Path | None
) -> Thumbnail:
    brightness = float(pixels.reshape(-1, 3).mean(axis=0) @ np.array(LUMINANCE)) / 255
    facts = PhotoFacts(taken_at(exif, path), rating_of(xmp, exif), brightness)
    return Thumbnail(SmallPicture.of(image_of(pixels)), facts)


def _quickly(path: Path) -> tuple[NDArray[np.uint8], bytes | None, bytes | None]:
    """Pixels, EXIF and XMP of a file that Pillow may decode here."""
    with decoding(path), Image.open(path, formats=DECODED_HERE_FORMATS) as image:
        if image.mode not in _PLAIN_MODES:
            raise ValueError(image.mode)
        if isinstance(image, JpegImageFile):
            with path.open("rb") as stream:
                check_jpeg(stream, MAX_PIXELS)
        exif, xmp = image.info.get("exif"), image.info.get("xmp")
        image.draft("RGB", (2 * SIDE, 2 * SIDE))
        image.thumbnail((2 * SIDE, 2 * SIDE), Image.Resampling.BOX)
        upright = ImageOps.exif_transpose(image).convert("RGB")
    upright.thumbnail((SIDE, SIDE))
    exif = exif.removeprefix(_EXIF_PREFIX) if isinstance(exif, bytes) else None
    return np.asarray(upright), exif, xmp if isinstance(xmp, bytes) else None
