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
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.region import Region

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement

_log = logging.getLogger(__name__)
_OVERVIEW_SIDE = 640


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


class ViewWorker(QObject):
    """Renders one request after the other."""

    rendered = Signal(object)
    """Rendered"""
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
            for stage in request.stages:
                self._render(request, stage, request.region, request.level, overview=False)
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
    ) -> None:
        part = level_region(region, level)
        image = image_of(self._pixels(request, stage, part, level))
        covered = Region(*(length << level for length in (part.left, part.top, part.width, part.height)))
        self.rendered.emit(Rendered(request.key, stage, image, covered, overview))

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
