"""Measures the sources in the panes on its own thread."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.viewing.pictures import usual_gamma
from lowexp_gui.app.viewing.source import PaneContent, Source
from lowexp_gui.app.viewing.view_request import Pictures
from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.cancelling import Cancelled, check
from lowexp_gui.enhancing.framing import framed
from lowexp_gui.measuring.measure import Measure
from lowexp_gui.measuring.registry import MEASURES
from lowexp_gui.measuring.strips import Picture
from lowexp_gui.photo.geometry import Frame
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.photo.region import Region

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement

FIGURES: tuple[Measure, ...] = tuple(each for each in MEASURES.values() if each.widest is not None)
"""The measures that are shown."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class FiguresRequest:
    """A request to measure a picture.

    Attributes:
        pictures: the photo and its results.
        source: the source to measure.
        adjustments: how results are rendered.
        cancel: set to cancel it.
    """

    pictures: Pictures
    source: PaneContent
    adjustments: Adjustments
    cancel: Event = field(default_factory=Event)


class FiguresWorker(QObject):
    """Measures one whole picture after the other, strip by strip."""

    measured = Signal(object, object)
    """FiguresRequest; Mapping from the names of measures to the figures so far"""
    done = Signal(object)
    """FiguresRequest, whether measured or not"""

    @Slot(object)
    def measure(self, request: FiguresRequest) -> None:
        """Measure a picture, and emit each figure at once."""
        try:
            self._measure(request)
        except Cancelled:
            pass
        except Exception:
            _log.exception("%s could not be measured", request.source)
        finally:
            self.done.emit(request)

    def _measure(self, request: FiguresRequest) -> None:
        picture, reference = picture_of(request), request.pictures.reference
        frame, photo = request.pictures.frame, request.pictures.photo
        compared = None if reference is None else _LazyStrips(frame, reference.values, request.cancel)
        before = _LazyStrips(frame, photo.values, request.cancel)
        found: dict[str, float | None] = {}
        for measure in FIGURES:
            check(request.cancel)
            found[measure.name] = measure.of(picture, compared, before)
            self.measured.emit(request, MappingProxyType(dict(found)))


class _LazyStrips:
    """A picture rendered strip by strip when measures read it, because the whole may not fit into memory.

    Attributes:
        shape: (H, W, 3).
    """

    def __init__(self, frame: Frame, made: Callable[[Region], FloatImage], cancel: Event) -> None:
        """A picture of a photo.

        Args:
            frame: of the picture.
            made: extended sRGB of a region of the photo.
            cancel: set to end whoever asks for a strip.
        """
        self.shape = (frame.height, frame.width, 3)
        self._frame, self._made, self._cancel = frame, made, cancel

    def __getitem__(self, rows: slice, /) -> FloatImage:
        """Rows in 0..1, (rows, W, 3).

        Raises:
            Cancelled: it was.
        """
        check(self._cancel)
        start, stop, _ = rows.indices(self.shape[0])
        region = Region(0, start, self.shape[1], stop - start)
        strip: FloatImage = np.clip(framed(self._made, self._frame, region), 0, 1)
        return strip


def picture_of(request: FiguresRequest) -> Picture:
    """A source of the whole photo at full size."""
    pictures, source, cancel = request.pictures, request.source, request.cancel
    frame = pictures.frame
    stage, result = source.stage, pictures.result_for(source)
    if stage is not None and result is not None and source is not Source.BEFORE:
        return _LazyStrips(frame, partial(_rendered, result, stage, request.adjustments), cancel)
    photo = pictures.photo_for(source)
    if source is Source.GAMMA:
        return _LazyStrips(frame, partial(_brightened, photo, usual_gamma(photo)), cancel)
    return _LazyStrips(frame, photo.values, cancel)


def _rendered(result: "Enhancement", stage: Stage, adjustments: Adjustments, region: Region) -> FloatImage:
    from lowexp_gui.enhancing.rendering import render

    return render(result, stage, adjustments, region, in_passing=True)


def _brightened(photo: Photo, gamma: float, region: Region) -> FloatImage:
    brightened: FloatImage = np.clip(photo.values(region), 0, 1) ** np.float32(gamma)
    return brightened
