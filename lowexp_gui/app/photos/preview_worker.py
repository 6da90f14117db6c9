"""Reads small pictures of photos before the photos are read, on its own thread."""

import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from lowexp_gui.app.viewing.pictures import display_codes, image_of
from lowexp_gui.enhancing.cancelling import Cancelled, check
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.formats.file_format import PreviewKind

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class PreviewRequest:
    """Read the small pictures of a file, the soonest first, unless it is cancelled.

    Attributes:
        key: key of the photo.
        path: its file.
        cancel: set to cancel it.
    """

    key: int
    path: Path
    cancel: Event


class PreviewWorker(QObject):
    """Answers one request after the other."""

    made = Signal(int, object, object, QImage)
    """key, PreviewKind, Preview, the same as a picture"""
    _request = Signal(object)

    def __init__(self) -> None:
        """A worker that must be moved to its thread."""
        super().__init__()
        self._request.connect(self._read)

    def ask(self, request: PreviewRequest) -> None:
        """Add a request. May be called on any thread."""
        self._request.emit(request)

    @Slot(object)
    def _read(self, request: PreviewRequest) -> None:
        from lowexp_gui.photo.reading import read_preview

        for kind in PreviewKind:
            if request.cancel.is_set():
                return
            try:
                preview = read_preview(request.path, kind, between=partial(check, request.cancel))
            except Cancelled:
                return
            except PhotoError as error:
                # Errors are reported when the photo itself is read; its small picture alone may be damaged.
                _log.info("No small picture of %s: %s", request.path, error)
            except Exception:
                _log.exception("No small picture of %s", request.path)
            else:
                if preview is not None:
                    # Here, because it takes too long for the window's thread.
                    picture = image_of(display_codes(preview.photo))
                    self.made.emit(request.key, kind, preview, picture)
