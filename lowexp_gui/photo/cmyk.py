"""Pictures for print, in cyan, magenta, yellow and black."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms


def cmyk_to_srgb(image: Image.Image, icc: bytes | None) -> NDArray[np.uint8]:
    """(height, width, 3) sRGB of a CMYK image, by its profile; approximate if the profile is unusable."""
    if icc:
        try:
            converted = ImageCms.profileToProfile(
                image, io.BytesIO(icc), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            converted = None
        if converted is not None:
            return np.asarray(converted)
    return np.asarray(image.convert("RGB"))
