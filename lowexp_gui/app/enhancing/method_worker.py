"""Runs compared methods on its own thread."""

import logging
from dataclasses import dataclass, field
from threading import Event

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.viewing.source import MethodPicture
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.evaluation.methods import find_method
from lowexp_gui.photo.photograph import Photo, photo_from_srgb

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class MethodRequest:
    """A request to run a method.

    Attributes:
        key: key of the photo, returned with the picture.
        photo: the photo.
        source: the picture to make.
        cancel: set to cancel it.
    """

    key: int
    photo: Photo
    source: MethodPicture
    cancel: Event = field(default_factory=Event)


class MethodWorker(QObject):
    """Runs one request after the other; each ends with `made`, `failed` or `cancelled`."""

    progressed = Signal(object, float)
    """MethodRequest, share 0..1"""
    made = Signal(object, object)
    """MethodRequest, Photo of 8 bits"""
    failed = Signal(object, str)
    """MethodRequest, sentence"""
    cancelled = Signal(object)
    """MethodRequest"""

    @Slot(object)
    def run(self, request: MethodRequest) -> None:
        """Make a picture of the whole photo."""
        try:
            photo = request.photo
            values = np.clip(photo.values(photo.bounds), 0, 1)
            method = find_method(request.source.method)
            result = method.run(values, lambda share: self.progressed.emit(request, share), request.cancel)
            del values
            np.multiply(result, 255, out=result)
            self.made.emit(request, photo_from_srgb(np.round(result, out=result).astype(np.uint8)))
        except Cancelled:
            self.cancelled.emit(request)
        except MemoryError:
            self.failed.emit(
                request, self.tr("There is not enough memory to use this method on a photo of this size.")
            )
        except Exception:
            _log.exception("The method %s failed", request.source)
            self.failed.emit(request, self.tr("This method failed; the log has the details."))
