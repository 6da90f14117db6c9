"""Conversion between arrays, photos and Qt images."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColorSpace, QImage

from lowexp_gui.enhancing.pyramid import pyramid_of
from lowexp_gui.errors import Sentence
from lowexp_gui.measuring.brightness import gamma_for
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.photograph import SRGB_8, Photo, photo_from_srgb
from lowexp_gui.photo.pixels import Codes
from lowexp_gui.translatable import QT_TRANSLATE_NOOP


def image_of(pixels: Codes) -> QImage:
    """A picture (its own memory, in the format that is painted fastest) of (height, width, 3) 8-bit sRGB."""
    height, width = pixels.shape[:2]
    packed = np.empty((height, width, 4), np.uint8)
    packed[..., 0] = pixels[..., 2]
    packed[..., 1] = pixels[..., 1]
    packed[..., 2] = pixels[..., 0]
    packed[..., 3] = 255
    return QImage(packed.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def pixels_of(image: QImage) -> NDArray[np.uint8]:
    """The sRGB pixels (height, width, 3) of a picture, such as one from the clipboard."""
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    flat = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), flat.bytesPerLine())
    return rows[:, : 3 * flat.width()].reshape(flat.height(), flat.width(), 3).copy()


def display_codes(photo: Photo) -> NDArray[np.uint8]:
    """A small photo as 8-bit sRGB, (height, width, 3)."""
    if photo.quantisation == SRGB_8:
        return photo.pixels.astype(np.uint8, copy=False)
    values = photo.quantisation.decode(photo.pixels)
    return np.round(np.clip(values, 0, 1) * 255).astype(np.uint8)


def photo_of(picture: QImage) -> Photo:
    """A photo from a picture without a file.

    Raises:
        PhotoError: it is too large.
    """
    from lowexp_gui.photo.reading import MAX_PIXELS

    if picture.width() * picture.height() > MAX_PIXELS:
        most = MAX_PIXELS // 1_000_000
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The picture has more than {limit} megapixels; make it smaller before you copy it.",
                ),
                limit=most,
            )
        )
    return photo_from_srgb(pixels_of(picture))


def usual_gamma(photo: Photo) -> float:
    """The exponent that gives a photo a usual brightness, from a small copy of it."""
    levels = pyramid_of(photo)
    smallest = photo.quantisation.decode(levels.level(levels.deepest))
    return gamma_for(np.clip(smallest, 0, 1))
