"""Photos in strips of rows: how methods that change pixel by pixel work on photos of any size."""

from collections.abc import Callable, Iterator
from threading import Event

import numpy as np

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.evaluation.methods.method import Progress
from lowexp_gui.measuring.strips import strips
from lowexp_gui.photo.pixels import FloatImage

# So few that cancelling does not wait for the slowest method's strip.
_PIXELS = 250_000


def each_strip(photo: FloatImage, cancel: Event) -> Iterator[slice]:
    """The rows of each strip.

    Raises:
        Cancelled: asked for before each strip.
    """
    for rows in strips(photo.shape[0], photo.shape[1], pixels=_PIXELS):
        check(cancel)
        yield rows


def by_rows(
    photo: FloatImage,
    change: Callable[[slice], FloatImage],
    progress: Progress,
    cancel: Event,
    begun: float = 0.0,
) -> FloatImage:
    """A picture of the photo's size, clipped to 0..1, made strip by strip.

    Args:
        photo: (H, W, 3).
        change: gives the new rows of a strip.
        progress: told of the share that is done.
        cancel: ends it.
        begun: the share that was done before.

    Raises:
        Cancelled: `cancel` is set.
    """
    result = np.empty_like(photo)
    for rows in each_strip(photo, cancel):
        np.clip(change(rows), 0, 1, out=result[rows])
        progress(begun + (1 - begun) * rows.stop / photo.shape[0])
    progress(1.0)
    return result
