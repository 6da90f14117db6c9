"""Pictures with their geometry: turned, straightened and cropped after everything else."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.photo.geometry import Frame
from lowexp_gui.photo.pixels import Codes, FloatImage
from lowexp_gui.photo.region import Region


def framed(values: Callable[[Region], FloatImage], frame: Frame, region: Region) -> FloatImage:
    """A region of a picture at full size.

    Args:
        values: gives a region of the photo, (rows, columns, channels) float32.
        region: in pixels of the picture.

    Returns:
        (region.height, region.width, channels). It equals its part of the whole picture bit by bit, if
        `values` of a region equal their part of the whole photo.
    """
    if frame.resamples:
        # By torch; the window begins without it.
        from lowexp_gui.enhancing.straightening import straightened

        area, _ = frame.straightened_part(region, 0)
        return straightened(values, frame, area, 0)
    around, _ = frame.part(region, 0)
    turned: FloatImage = frame.turned(values(around))
    return turned


def framed_codes(codes: Codes, frame: Frame) -> Codes:
    """Codes of the whole photo, such as its opacity (height, width), with its geometry."""
    if not frame.resamples:
        source = frame.source
        return np.ascontiguousarray(frame.turned(codes[source.rows, source.columns]))
    most = np.iinfo(codes.dtype).max

    def values(around: Region) -> FloatImage:
        part: NDArray[Any] = codes[around.rows, around.columns, None]
        return part.astype(np.float32)

    picture = framed(values, frame, frame.bounds)[..., 0]
    rounded = np.empty(picture.shape, codes.dtype)
    np.copyto(rounded, np.clip(np.round(picture), 0, most), casting="unsafe")
    return rounded
