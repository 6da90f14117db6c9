"""Renders the view on its own thread."""

import logging
from dataclasses import replace
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.viewing.pictures import image_of, usual_gamma
from lowexp_gui.app.viewing.screen_colours import ScreenConversion
from lowexp_gui.app.viewing.source import MEASURED, PaneContent, Source
from lowexp_gui.app.viewing.view_request import (
    Part,
    Pictures,
    Rendered,
    ViewArea,
    ViewHistograms,
    ViewRequest,
)
from lowexp_gui.cores import usable_cores
from lowexp_gui.enhancing.pyramid import level_size, pyramid_of
from lowexp_gui.measuring.histogram import (
    Histogram,
    black_is_lost,
    histogram,
    stops_between,
    white_is_lost,
)
from lowexp_gui.photo.geometry import Frame
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.photo.region import Region

_log = logging.getLogger(__name__)
_OVERVIEW_SIDE = 640
# For larger views, every second or third pixel is precise enough.
_ENOUGH_VALUES = 1_500_000
_WHITE_MARK, _BLACK_MARK = (235, 40, 60), (40, 90, 255)

_Pixels = NDArray[np.uint8]


class ViewWorker(QObject):
    """Renders one request after the other."""

    rendered = Signal(object)
    """Rendered"""
    measured = Signal(object)
    """ViewHistograms"""
    done = Signal()
    """A request has been answered."""

    def __init__(self) -> None:
        """A worker that must be moved to its thread."""
        super().__init__()
        self._histograms: dict[Source, Histogram] = {}
        self._gammas: WeakKeyDictionary[Photo, float] = WeakKeyDictionary()
        self._conversion = ScreenConversion()
        self._measured_of: tuple[int, Frame, ViewArea, bool] | None = None

    @Slot(object)
    def render(self, request: ViewRequest) -> None:
        """Render everything in a request, the view first."""
        frame = request.pictures.frame
        whole = ViewArea(frame.bounds, overview_level(frame.width, frame.height))
        loupe = request.loupe
        if request.colours != self._conversion.colours:
            self._conversion = ScreenConversion(request.colours)
        try:
            small = frozenset[PaneContent]() if request.small is None else request.small.sources
            large = tuple(source for source in request.sources if source not in small)
            shown = self._show(request, large, Part.VIEW, request.view)
            if request.small is not None:
                others = tuple(source for source in request.sources if source in small)
                self._show(request, others, Part.VIEW, request.small.area)
            if loupe is not None:
                self._show(request, request.loupes, Part.LOUPE, loupe)
            overviews = self._show(request, request.overviews, Part.OVERVIEW, whole)
            if request.measuring:
                self._measure(request, overviews if request.whole else shown, whole)
        except Exception:
            _log.exception("The view could not be rendered")
        finally:
            self.done.emit()

    @Slot()
    def forget(self) -> None:
        """Release the last photo."""
        self._histograms.clear()
        self._measured_of = None

    def _show(
        self, request: ViewRequest, sources: tuple[PaneContent, ...], part: Part, area: ViewArea
    ) -> dict[PaneContent, _Pixels]:
        """Render sources of an area and emit each at once. Returns their pixels."""
        key, frame = request.pictures.key, request.pictures.frame
        shown = {}
        for source in sources:
            pixels, covered = self._framed(request, source, frame, area)
            marked = marked_clipping(pixels) if request.clipping else pixels
            image = image_of(marked)
            picture = Rendered(key, source, image, covered, part, area.level, frame=frame)
            self.rendered.emit(replace(picture, converted=self._conversion.converted(image)))
            shown[source] = pixels
        return shown

    def _framed(
        self, request: ViewRequest, source: PaneContent, frame: Frame, area: ViewArea
    ) -> tuple[_Pixels, Region]:
        """8-bit sRGB of an area, and what it covers of the picture."""
        if not frame.resamples:
            around, covered = frame.part(area.region, area.level)
            return frame.turned(self._pixels(request, source, ViewArea(around, area.level))), covered
        from lowexp_gui.enhancing.rendering import to_display
        from lowexp_gui.enhancing.straightening import straightened

        around, covered = frame.straightened_part(area.region, area.level)

        def values(region: Region) -> FloatImage:
            return self._values(request, source, ViewArea(region, area.level))

        _use_all_cores()
        return to_display(straightened(values, frame, around, area.level)), covered

    def _pixels(self, request: ViewRequest, source: PaneContent, area: ViewArea) -> _Pixels:
        """8-bit sRGB of an area of the photo, in pixels of its level."""
        result, stage = request.pictures.result_for(source), source.stage
        if result is None or stage is None:
            return _rounded(self._plain(request.pictures, source, area))
        from lowexp_gui.enhancing.rendering import render_display

        _use_all_cores()
        return render_display(result, stage, request.adjustments, area.region, area.level)

    def _values(self, request: ViewRequest, source: PaneContent, area: ViewArea) -> FloatImage:
        """Extended sRGB of an area of the photo, in pixels of its level."""
        result, stage = request.pictures.result_for(source), source.stage
        if result is None or stage is None:
            return self._plain(request.pictures, source, area)
        from lowexp_gui.enhancing.rendering import render

        _use_all_cores()
        return render(result, stage, request.adjustments, area.region, area.level)

    def _plain(self, pictures: Pictures, source: PaneContent, area: ViewArea) -> FloatImage:
        """A photo as it was, but for a power of its values; without a result there may be no torch yet."""
        photo = pictures.photo_for(source)
        values = photo.quantisation.decode(pyramid_of(photo).part(area.level, area.region))
        if source is Source.GAMMA:
            values = np.clip(values, 0, 1) ** np.float32(self._gamma(pictures.photo))
        return values

    def _gamma(self, photo: Photo) -> float:
        """`usual_gamma`, computed once for each photo."""
        if photo not in self._gammas:
            self._gammas[photo] = usual_gamma(photo)
        return self._gammas[photo]

    def _measure(self, request: ViewRequest, shown: dict[PaneContent, _Pixels], whole: ViewArea) -> None:
        """Emit the histograms after the pictures; those of unchanged sources are reused.

        Sources in small panes are rendered again, so that both histograms are of the same area.
        """
        key, area = request.pictures.key, whole if request.whole else request.view
        measured_of = (key, request.pictures.frame, area, request.whole)
        if self._measured_of != measured_of:
            self._histograms.clear()
            self._measured_of = measured_of
        for source in MEASURED:
            if not request.pictures.has(source):
                self._histograms.pop(source, None)
            elif source in request.sources or source not in self._histograms:
                pixels = shown.get(source)
                if pixels is None:
                    pixels, _ = self._framed(request, source, request.pictures.frame, area)
                step = 1 + pixels.size // _ENOUGH_VALUES
                self._histograms[source] = histogram(pixels[::step, ::step])
        before, after = (self._histograms.get(source) for source in MEASURED)
        if before is None:
            return
        last = after or before
        stops = None if after is None else stops_between(before, after)
        counts = None if after is None else after.counts
        self.measured.emit(ViewHistograms(key, before.counts, counts, stops, last.white, last.black))


def overview_level(width: int, height: int) -> int:
    """The level of the small copy of a whole picture."""
    level = 0
    while max(level_size(width, height, level)) > _OVERVIEW_SIDE:
        level += 1
    return level


def marked_clipping(pixels: _Pixels) -> _Pixels:
    """A picture (H, W, 3) with pixels at 255 in any channel in red, and those at 0 in all in blue."""
    marked = pixels.copy()
    marked[white_is_lost(pixels)] = _WHITE_MARK
    marked[black_is_lost(pixels)] = _BLACK_MARK
    return marked


def _rounded(values: FloatImage) -> _Pixels:
    return np.round(np.clip(values, 0, 1) * 255).astype(np.uint8)


def _use_all_cores() -> None:
    """A new thread begins with the number that any other thread has chosen for itself."""
    import torch

    torch.set_num_threads(usable_cores())
