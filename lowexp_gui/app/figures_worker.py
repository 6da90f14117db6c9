"""Measuring what panes show, on a thread of its own."""

import logging
from dataclasses import dataclass, field
from threading import Event
from types import MappingProxyType

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.source import Shown, Source
from lowexp_gui.app.view_request import Pictures
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.measuring.brightness import automatic_gamma
from lowexp_gui.photo.photograph import FloatImage, Photo

FIGURES = ("psnr", "ssim", "ciede2000", "niqe", "brisque")
"""Measures that are shown, by name."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class FiguresRequest:
    """A picture that is to be measured.

    Attributes:
        pictures: what there is of the photo.
        source: which picture of it.
        adjustments: how results are rendered.
        cancel: ends it.
    """

    pictures: Pictures
    source: Shown
    adjustments: Adjustments
    cancel: Event = field(default_factory=Event)


class FiguresWorker(QObject):
    """Measures one whole picture after the other."""

    measured = Signal(object, object)
    """FiguresRequest, Mapping from a measure's name to its figure, as far as measured"""
    done = Signal(object)
    """FiguresRequest, measured or not"""

    @Slot(object)
    def measure(self, request: FiguresRequest) -> None:
        """Measure a picture, and tell each figure as it comes."""
        try:
            self._measure(request)
        except Exception:
            _log.exception("%s could not be measured", request.source)
        finally:
            self.done.emit(request)

    def _measure(self, request: FiguresRequest) -> None:
        if request.cancel.is_set():
            return
        # They take a while to come, and are not needed to start.
        from lowexp_gui.measuring.registry import MEASURES

        picture, reference = whole_picture(request), request.pictures.reference
        compared = None if reference is None else _whole(reference)
        found: dict[str, float | None] = {}
        for name in FIGURES:
            if request.cancel.is_set():
                return
            found[name] = MEASURES[name].of(picture, compared)
            self.measured.emit(request, MappingProxyType(dict(found)))


def whole_picture(request: FiguresRequest) -> FloatImage:
    """What a pane shows, of the whole photo at full size, (H, W, 3) in 0..1."""
    pictures, source = request.pictures, request.source
    stage, result = source.stage, pictures.result_for(source)
    if stage is not None and result is not None and source is not Source.BEFORE:
        from lowexp_gui.enhancing.rendering import render

        return np.clip(render(result, stage, request.adjustments), 0, 1)
    if source is Source.GAMMA:
        return automatic_gamma(_whole(pictures.photo))
    return _whole(pictures.photo_for(source))


def _whole(photo: Photo) -> FloatImage:
    values: FloatImage = np.clip(photo.values(photo.bounds), 0, 1)
    return values
