"""Scenes of real radiance: panoramas that are linear and unclipped, looked into in any direction."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

FloatImage = NDArray[np.float32]
LARGEST_PANORAMA = 4096 * 2048
"""Pixels of a panorama that is read."""
FIELDS_OF_VIEW = (60.0, 105.0)
"""Of the views, across their long side, degrees."""


def read_panorama(path: Path) -> FloatImage:
    """An equirectangular panorama in the OpenEXR format.

    Returns:
        (H, 2 H, 3) float32, linear light with sRGB primaries, at least 0, of any scale.

    Raises:
        DataError: the file cannot be read, or the library for it is missing (the extra `training`).
    """
    try:
        import OpenEXR
    except ImportError as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "{file} needs the library OpenEXR; install Lowexp with the extra “training”."
                ),
                file=in_quotes(path),
            )
        ) from error
    try:
        with OpenEXR.File(str(path)) as file:
            window = file.header()["dataWindow"]
            columns, rows = (int(last - first + 1) for first, last in zip(*window, strict=True))
            if columns * rows > LARGEST_PANORAMA:
                raise DataError(
                    Sentence(
                        QT_TRANSLATE_NOOP(
                            "sentences", "{file} is too large for a panorama: {columns} x {rows} pixels."
                        ),
                        file=in_quotes(path),
                        columns=columns,
                        rows=rows,
                    )
                )
            pixels = np.asarray(file.channels()["RGB"].pixels, np.float32)
    except (RuntimeError, KeyError, ValueError, TypeError) as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} cannot be read as a panorama."), file=in_quotes(path)
            )
        ) from error
    if pixels.shape != (rows, columns, 3) or columns != 2 * rows:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "{file} is not a panorama: it must be in colour and twice as wide as high."
                ),
                file=in_quotes(path),
            )
        )
    return np.nan_to_num(pixels, nan=0, posinf=float(np.finfo(np.float16).max)).clip(0, None)


def random_view(panorama: FloatImage, shape: tuple[int, int], random: np.random.Generator) -> FloatImage:
    """What a camera sees of a panorama in a random direction, most often near the horizon.

    Args:
        panorama: see `read_panorama`.
        shape: rows and columns of the view.

    Returns:
        Linear light (rows, columns, 3).
    """
    heading = random.uniform(0, 2 * np.pi)
    pitch = np.radians(random.normal(2, 14)).clip(-0.7, 0.7)
    roll = np.radians(random.normal(0, 2))
    field = np.radians(random.uniform(*FIELDS_OF_VIEW))
    view = perspective_view(panorama, shape, (heading, float(pitch), float(roll)), float(field))
    return view[:, ::-1] if random.random() < 0.5 else view


def random_contrast(radiance: FloatImage, random: np.random.Generator) -> FloatImage:
    """A scene with more or less contrast than it had, in light of another colour: more kinds of scenes."""
    grey = radiance.mean(axis=-1, keepdims=True) + np.float32(1e-6)
    power = np.float32(random.uniform(-0.15, 0.35))
    colour = np.exp(random.laplace(0, 0.12, 3)).astype(np.float32)
    changed: FloatImage = radiance * (grey / grey.mean()) ** power * colour
    return changed


def perspective_view(
    panorama: FloatImage, shape: tuple[int, int], direction: tuple[float, float, float], field: float
) -> FloatImage:
    """A perspective view into a panorama, interpolated linearly.

    Args:
        panorama: (H, 2 H, 3).
        shape: rows and columns of the view.
        direction: heading, pitch (up is positive) and roll of the camera, radians.
        field: angle that the long side of the view covers, radians, below pi.
    """
    rows, columns = shape
    focal = max(shape) / 2 / np.tan(field / 2)
    across, down = np.meshgrid(
        (np.arange(columns, dtype=np.float32) + 0.5 - columns / 2) / focal,
        (np.arange(rows, dtype=np.float32) + 0.5 - rows / 2) / focal,
    )
    heading, pitch, roll = direction
    right = across * np.cos(roll) - down * np.sin(roll)
    below = across * np.sin(roll) + down * np.cos(roll)
    forward = np.cos(pitch) + below * np.sin(pitch)
    up = np.sin(pitch) - below * np.cos(pitch)
    longitude = heading + np.arctan2(right, forward)
    latitude = np.arctan2(up, np.hypot(right, forward))
    height, width = panorama.shape[:2]
    x = longitude / (2 * np.pi) * width - 0.5
    y = ((0.5 - latitude / np.pi) * height - 0.5).clip(0, height - 1)
    left, top = np.floor(x).astype(np.intp), np.floor(y).astype(np.intp)
    beside, beneath = ((x - left)[..., None], (y - top)[..., None])
    bottom = np.minimum(top + 1, height - 1)
    near, far = left % width, (left + 1) % width
    upper = panorama[top, near] * (1 - beside) + panorama[top, far] * beside
    lower = panorama[bottom, near] * (1 - beside) + panorama[bottom, far] * beside
    seen: FloatImage = (upper * (1 - beneath) + lower * beneath).astype(np.float32)
    return seen
