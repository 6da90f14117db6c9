"""Making pictures smaller for export."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lowexp_gui.photo.pixels import Codes

_FILTER = Image.Resampling.LANCZOS


def size_within(width: int, height: int, long_side: int) -> tuple[int, int]:
    """(width, height) of a picture whose longer side is at most `long_side` pixels; 0 for the full size.

    A picture is never enlarged. The ratio is kept within half a pixel, and no side is below 1.
    """
    longest = max(width, height)
    if not long_side or longest <= long_side:
        return width, height
    return max(1, round(width * long_side / longest)), max(1, round(height * long_side / longest))


def resized(codes: Codes, width: int, height: int) -> Codes:
    """Codes (rows, columns) or (rows, columns, channels), uint8 or uint16, at another size.

    Each pixel is a mean of those that it covers, weighted by Lanczos's window of three lobes. As with most
    programs, it is taken of encoded values.
    """
    if codes.ndim == 2:
        return _plane(codes, width, height)
    # Plane by plane, because Pillow knows no 16-bit colours and a whole copy would take much memory.
    made = np.empty((height, width, codes.shape[2]), codes.dtype)
    for channel in range(codes.shape[2]):
        made[..., channel] = _plane(codes[..., channel], width, height)
    return made


def _plane(codes: NDArray[np.uint8] | NDArray[np.uint16], width: int, height: int) -> Codes:
    """One channel, in float32 between both directions."""
    plane = Image.fromarray(np.ascontiguousarray(codes, dtype=np.float32))
    made = np.asarray(plane.resize((width, height), _FILTER))
    most = np.iinfo(codes.dtype).max
    rounded = np.clip(np.round(made), 0, most)
    return rounded.astype(np.uint8) if codes.dtype == np.uint8 else rounded.astype(np.uint16)
