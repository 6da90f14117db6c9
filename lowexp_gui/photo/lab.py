"""Pictures in CIE L*a*b* (D50), as scanners and Photoshop write them in TIFF."""

from functools import cache
from typing import cast

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from lowexp_gui.photo.pixels import Codes, FloatImage

_ROWS = 64


def lab_to_srgb(codes: Codes, *, signed: bool) -> Codes:
    """Convert L*a*b* to sRGB, clipped to its range.

    Args:
        codes: (height, width, 3), 8 or 16 bit. L* is 0 to 100 over all codes (unsigned 16 bits: to 0xFF00).
        signed: whether a* and b* are signed numbers ("CIELab" of TIFF 6.0, 23), or have their zero in the
            middle ("ICCLab" of its technical note 4). In 16 bit, they are 256 times as large.

    Returns:
        (height, width, 3) of the same dtype.
    """
    converted = np.empty_like(codes)
    top = np.iinfo(codes.dtype).max
    for start in range(0, len(codes), _ROWS):
        strip = codes[start : start + _ROWS]
        linear = imagecodecs.cms_transform(
            _values(strip, signed),
            *_profiles(),
            colorspace="lab",
            outcolorspace="rgb",
            outdtype="float32",
            intent=imagecodecs.CMS.INTENT.RELATIVE_COLORIMETRIC,
        )
        converted[start : start + _ROWS] = np.rint(np.clip(linear, 0, 1) * top).astype(codes.dtype)
    return converted


@cache
def _profiles() -> tuple[bytes, bytes]:
    return imagecodecs.cms_profile("lab4"), imagecodecs.cms_profile("srgb")


def _values(codes: Codes, signed: bool) -> FloatImage:
    """L*, a* and b* in their natural units."""
    deep = codes.dtype == np.uint16
    values = np.empty(codes.shape, np.float32)
    whitest = 0xFF00 if deep and not signed else np.iinfo(codes.dtype).max
    values[..., 0] = codes[..., 0] * np.float32(100 / whitest)
    colour: NDArray[np.float32]
    if signed:
        colour = np.ascontiguousarray(codes[..., 1:]).view(np.int16 if deep else np.int8).astype(np.float32)
    else:
        colour = codes[..., 1:].astype(np.float32) - np.float32(32768 if deep else 128)
    values[..., 1:] = colour / np.float32(256 if deep else 1)
    return cast(FloatImage, values)
