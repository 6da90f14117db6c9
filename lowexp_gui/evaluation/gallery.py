"""The best and the worst photos of a subject, kept small while an evaluation goes on."""

import heapq
import itertools
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image

from lowexp_gui.evaluation.subjects import Pictures
from lowexp_gui.photo.pixels import FloatImage

KEPT = 3
"""Of the best and of the worst, each."""
SHOWN_SIDE = 384
MOST_DIFFERENCE = 40.0
"""The colour difference (CIEDE2000) that error maps show brightest."""
_QUALITY = 80
_order = itertools.count()


@dataclass(frozen=True, eq=False)
class GalleryPhoto:
    """A photo as a report shows it: WebP files, long sides of at most SHOWN_SIDE pixels.

    Attributes:
        name: of its file.
        value: of the measure that it is ranked by.
        pictures: by title, in the order in which they are shown.
    """

    name: str
    value: float
    pictures: dict[str, bytes]


class Gallery:
    """The KEPT photos with the highest values, and those with the lowest."""

    def __init__(self) -> None:
        # Numbers of arrival stand between equal values, for photos have no order.
        self._highest: list[tuple[float, int, GalleryPhoto]] = []
        self._lowest: list[tuple[float, int, GalleryPhoto]] = []

    def offer(
        self, name: str, value: float, before: FloatImage, made: Pictures, reference: FloatImage | None
    ) -> None:
        """Keep a photo if it is among the highest or lowest so far."""
        if not any(self._wants(heap, key) for heap, key in self._places(value)):
            return
        shown = GalleryPhoto(name, value, shown_pictures(before, made, reference))
        for heap, key in self._places(value):
            if self._wants(heap, key):
                heapq.heappush(heap, (key, next(_order), shown))
                if len(heap) > KEPT:
                    heapq.heappop(heap)

    @property
    def highest(self) -> tuple[GalleryPhoto, ...]:
        """Those with the highest values, the highest first."""
        return tuple(shown for _, _, shown in sorted(self._highest, key=lambda each: -each[0]))

    @property
    def lowest(self) -> tuple[GalleryPhoto, ...]:
        """Those with the lowest values, the lowest first; none that is among the highest."""
        ordered = sorted(self._lowest, key=lambda each: -each[0])
        return tuple(shown for _, _, shown in ordered if shown not in self.highest)

    def _places(self, value: float) -> tuple[tuple[list[tuple[float, int, GalleryPhoto]], float], ...]:
        return (self._highest, value), (self._lowest, -value)

    @staticmethod
    def _wants(heap: list[tuple[float, int, GalleryPhoto]], key: float) -> bool:
        return len(heap) < KEPT or key > heap[0][0]


def shown_pictures(before: FloatImage, made: Pictures, reference: FloatImage | None) -> dict[str, bytes]:
    """A photo's pictures, small, as WebP files by title; with a reference also this and the error map.

    The error map is the colour difference of the pictures at the size in which they are shown.
    """
    pictures = {"before": small(before)}
    if made.enhanced is not None:
        pictures["enhanced"] = small(made.enhanced)
    pictures["final"] = small(made.final)
    if reference is not None:
        pictures["reference"] = small(reference)
        pictures["error"] = error_map(pictures["final"], pictures["reference"])
    return {title: webp(picture) for title, picture in pictures.items()}


def small(picture: FloatImage, side: int = SHOWN_SIDE) -> FloatImage:
    """A picture (H, W, 3), 0..1, whose long side is at most `side` pixels."""
    height, width = picture.shape[:2]
    factor = side / max(height, width)
    if factor >= 1:
        return picture
    size = max(1, round(width * factor)), max(1, round(height * factor))
    image = Image.fromarray(codes(picture)).resize(size, Image.Resampling.BOX)
    return np.asarray(image, np.float32) / np.float32(255)


def error_map(picture: FloatImage, reference: FloatImage) -> FloatImage:
    """CIEDE2000 by pixel, from black over red and yellow to white at MOST_DIFFERENCE: (H, W, 3), 0..1."""
    from skimage.color import deltaE_ciede2000, rgb2lab

    difference = deltaE_ciede2000(rgb2lab(reference), rgb2lab(picture))  # type: ignore[no-untyped-call]
    heat = np.clip(difference / MOST_DIFFERENCE, 0, 1)[..., None] * 3
    coloured: FloatImage = np.clip(heat - np.arange(3), 0, 1).astype(np.float32)
    return coloured


def webp(picture: FloatImage) -> bytes:
    """A picture (H, W, 3), 0..1, as a WebP file."""
    stream = BytesIO()
    Image.fromarray(codes(picture)).save(stream, "WEBP", quality=_QUALITY, method=4)
    return stream.getvalue()


def codes(picture: FloatImage) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Values in 0..1 as 8 bits."""
    return np.round(np.clip(picture, 0, 1) * 255).astype(np.uint8)
