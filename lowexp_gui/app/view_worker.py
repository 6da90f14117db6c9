"""Rendering what is in view, on a thread of its own."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from lowexp_gui.app.pictures import image_of
from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.pyramid import Pyramid, level_region, level_size
from lowexp_gui.measuring.histogram import histogram, stops_between
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.region import Region

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement

_log = logging.getLogger(__name__)
_OVERVIEW_SIDE = 640
# Of larger views, every second or third pixel tells as much.
_ENOUGH_VALUES = 1_500_000


@dataclass(frozen=True, eq=False)
class ViewRequest:
    """What to render.

    Attributes:
        key: of the photo; it comes back with the pictures.
        photo: as read.
        enhancement: the result, or None if only the photo as it was can be shown.
        stages: which pictures.
        adjustments: how the result is rendered.
        region: what is in view, pixels of the full photo.
        level: the size to render it at: 1 / 2**level.
        overview: whether a small picture of the whole photo is needed too.
    """

    key: int
    photo: Photo
    enhancement: "Enhancement | None"
    stages: tuple[Stage, ...]
    adjustments: Adjustments
    region: Region
    level: int
    overview: bool


@dataclass(frozen=True, eq=False)
class Rendered:
    """A picture of a region.

    Attributes:
        key: of the photo.
        stage: what it shows.
        image: the picture.
        region: what it covers, pixels of the full photo; it may reach over the right and lower edges by
            less than a pixel of its level.
        overview: it is the small picture of the whole photo.
    """

    key: int
    stage: Stage
    image: QImage
    region: Region
    overview: bool


@dataclass(frozen=True, eq=False)
class ViewHistograms:
    """What was measured of a view.

    Attributes:
        key: of the photo.
        before: how many pixels of the photo as it was have each level of luminance, red, green and blue,
            (4, 256).
        after: the same of the final picture, or None if there is no result yet.
        stops: how much light was gained, on average; None where that makes no sense.
        white, black: the share of pixels that are clipped in what is shown last, 0..1.
    """

    key: int
    before: NDArray[np.int64]
    after: NDArray[np.int64] | None
    stops: float | None
    white: float
    black: float


class ViewWorker(QObject):
    """Renders one request after the other."""

    rendered = Signal(object)
    """Rendered"""
    measured = Signal(object)
    """ViewHistograms"""
    done = Signal()
    """A request has been answered."""

    def __init__(self) -> None:
        """A worker, to be moved to its thread."""
        super().__init__()
        self._levels_of: Photo | None = None
        self._levels: Pyramid | None = None

    @Slot(object)
    def render(self, request: ViewRequest) -> None:
        """Render all stages of a request: what is in view first."""
        if request.photo is not self._levels_of:
            self.forget()
        try:
            shown = {
                stage: self._render(request, stage, request.region, request.level, overview=False)
                for stage in request.stages
            }
            self._measure(request.key, shown)
            if request.overview:
                level = overview_level(request.photo)
                for stage in request.stages:
                    self._render(request, stage, request.photo.bounds, level, overview=True)
        except Exception:
            _log.exception("The view could not be rendered")
        finally:
            self.done.emit()

    @Slot()
    def forget(self) -> None:
        """Let go of the last photo."""
        self._levels_of = self._levels = None

    def _render(
        self, request: ViewRequest, stage: Stage, region: Region, level: int, *, overview: bool
    ) -> NDArray[np.uint8]:
        part = level_region(region, level)
        pixels = self._pixels(request, stage, part, level)
        image = image_of(pixels)
        covered = Region(*(length << level for length in (part.left, part.top, part.width, part.height)))
        self.rendered.emit(Rendered(request.key, stage, image, covered, overview))
        return pixels

    def _measure(self, key: int, shown: dict[Stage, NDArray[np.uint8]]) -> None:
        """Tell the histograms of the view, once its pictures are out."""
        step = 1 + max(picture.size for picture in shown.values()) // _ENOUGH_VALUES if shown else 1
        measured = {
            stage: histogram(shown[stage][::step, ::step])
            for stage in (Stage.BEFORE, Stage.FINAL)
            if stage in shown
        }
        before, after = measured.get(Stage.BEFORE), measured.get(Stage.FINAL)
        if before is None:
            return
        last = after or before
        stops = None if after is None else stops_between(before, after)
        counts = None if after is None else after.counts
        self.measured.emit(ViewHistograms(key, before.counts, counts, stops, last.white, last.black))

    def _pixels(self, request: ViewRequest, stage: Stage, part: Region, level: int) -> NDArray[np.uint8]:
        enhancement, photo = request.enhancement, request.photo
        if enhancement is None:
            # Without a result there may be no torch yet.
            codes = self._levels_of_photo(photo).levels[level][part.rows, part.columns]
            values = photo.quantisation.decode(codes)
            return np.round(np.clip(values, 0, 1) * 255).astype(np.uint8)
        from lowexp_gui.enhancing.rendering import render, to_display

        return to_display(render(enhancement, stage, request.adjustments, part, level))

    def _levels_of_photo(self, photo: Photo) -> Pyramid:
        if self._levels is None or self._levels_of is not photo:
            self._levels_of, self._levels = photo, Pyramid.of(photo.pixels)
        return self._levels


def overview_level(photo: Photo) -> int:
    """The level of the small picture of the whole photo."""
    level = 0
    while max(level_size(photo.width, photo.height, level)) > _OVERVIEW_SIDE:
        level += 1
    return level
