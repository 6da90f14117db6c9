"""Small pictures for the filmstrip, made without reading a photo at full size where that can be avoided."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps
from PySide6.QtGui import QImage

from lowexp_gui.app.viewing.pictures import image_of
from lowexp_gui.enhancing.pyramid import pyramid_of
from lowexp_gui.photo.decoder_complaints import decoding
from lowexp_gui.photo.formats.photo_format import DECODED_HERE_FORMATS
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.reading import read_photo

SIDE = 192
"""Of a thumbnail, pixels."""
_PLAIN_MODES = ("L", "RGB", "RGBA", "P")


def make_thumbnail(path: Path) -> QImage:
    """A small picture of a file.

    Raises:
        PhotoError: it is no photo.
    """
    try:
        return image_of(_quickly(path))
    except Exception:
        # Our own reader knows more formats, decodes most of them in another process, and says what is wrong.
        return thumbnail_of(read_photo(path))


def thumbnail_of(photo: Photo) -> QImage:
    """A small picture of a photo that has been read."""
    levels = pyramid_of(photo)
    values = photo.quantisation.decode(levels.level(levels.deepest))
    small = Image.fromarray(np.round(np.clip(values, 0, 1) * 255).astype(np.uint8))
    small.thumbnail((SIDE, SIDE))
    return image_of(np.asarray(small))


def _quickly(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    with decoding(path), Image.open(path, formats=DECODED_HERE_FORMATS) as image:
        if image.mode not in _PLAIN_MODES:
            raise ValueError(image.mode)
        image.draft("RGB", (2 * SIDE, 2 * SIDE))
        image.thumbnail((2 * SIDE, 2 * SIDE), Image.Resampling.BOX)
        upright = ImageOps.exif_transpose(image).convert("RGB")
    upright.thumbnail((SIDE, SIDE))
    return np.asarray(upright)
