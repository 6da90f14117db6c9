"""Patch-based denoisers after the automatic gamma, tile by tile, channel by channel."""

from collections.abc import Callable
from threading import Event
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.evaluation.methods.method import Progress
from lowexp_gui.evaluation.methods.point_transforms import brightened
from lowexp_gui.photo.pixels import FloatImage

Plane: TypeAlias = NDArray[np.float32]
Denoiser: TypeAlias = Callable[[Plane, float, Callable[[], None]], Plane]
"""Denoises a plane with a deviation of its noise; calls what it is given every now and then, to be ended."""

_TILE = 128
_MARGIN = 16
_LEAST_SIDE = 24
_LIGHT = 0.15
# From red, green and blue to a mean and two differences, none of which makes noise larger or smaller.
_OPPONENT = np.array(
    [
        [3**-0.5, 3**-0.5, 3**-0.5],
        [2**-0.5, 0, -(2**-0.5)],
        [6**-0.5, -2 * 6**-0.5, 6**-0.5],
    ],
    np.float32,
)
_QUIET = 1e-3


def brightened_and_denoised(
    photo: FloatImage, denoise: Denoiser, progress: Progress, cancel: Event
) -> FloatImage:
    """A photo with the automatic gamma, and without its noise.

    Raises:
        Cancelled: `cancel` is set.
    """
    bright = brightened(photo, lambda share: progress(_LIGHT * share), cancel)
    opponent = bright @ _OPPONENT.T
    noise = [noise_deviation(opponent[..., channel]) for channel in range(3)]
    clean = np.empty_like(bright)
    tiles = _tiles(*bright.shape[:2])
    for number, (rows, columns) in enumerate(tiles):
        clean[rows, columns] = _clean_tile(opponent, noise, rows, columns, denoise, cancel)
        progress(_LIGHT + (1 - _LIGHT) * (number + 1) / len(tiles))
    result: FloatImage = np.clip(clean, 0, 1, out=clean)
    return result


def noise_deviation(plane: Plane) -> float:
    """The deviation of white noise in a plane, by the median of its finest diagonal details (Donoho 1994)."""
    height, width = (side // 2 * 2 for side in plane.shape)
    if min(height, width) == 0:
        return 0.0
    even, odd = plane[:height:2], plane[1:height:2]
    details = (even[:, :width:2] - even[:, 1:width:2] - odd[:, :width:2] + odd[:, 1:width:2]) / 2
    return float(np.median(np.abs(details)) / 0.6745)


def _tiles(height: int, width: int) -> list[tuple[slice, slice]]:
    return [
        (slice(top, min(top + _TILE, height)), slice(left, min(left + _TILE, width)))
        for top in range(0, height, _TILE)
        for left in range(0, width, _TILE)
    ]


def _clean_tile(
    opponent: FloatImage, noise: list[float], rows: slice, columns: slice, denoise: Denoiser, cancel: Event
) -> FloatImage:
    """A tile without noise, red, green and blue."""
    height, width = opponent.shape[:2]
    top, left = max(0, rows.start - _MARGIN), max(0, columns.start - _MARGIN)
    seen = opponent[top : min(rows.stop + _MARGIN, height), left : min(columns.stop + _MARGIN, width)]
    # What is smaller than a few patches goes on as in a mirror.
    wanting = [max(0, _LEAST_SIDE - side) for side in seen.shape[:2]]
    whole = np.pad(seen, (*((0, more) for more in wanting), (0, 0)), mode="symmetric")
    planes = []
    for channel, deviation in enumerate(noise):
        check(cancel)
        plane = np.ascontiguousarray(whole[..., channel])
        planes.append(denoise(plane, deviation, lambda: check(cancel)) if deviation > _QUIET else plane)
    down, across = rows.start - top, columns.start - left
    clean = np.stack(planes, axis=2)[down:, across:][: rows.stop - rows.start, : columns.stop - columns.start]
    rgb: FloatImage = clean @ _OPPONENT
    return rgb
