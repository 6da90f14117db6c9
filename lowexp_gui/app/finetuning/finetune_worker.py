"""Finds pairs and accesses the files of fine-tuning on its own thread."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from lowexp_gui.app.messages.notices import notice_of
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.library.finetune_events import Drawn
from lowexp_gui.library.finetune_run import FinetuneRun
from lowexp_gui.photo.finding import find_photos

if TYPE_CHECKING:
    from lowexp_gui.training.camera_noise.profile import CameraNoise
    from lowexp_gui.training.finetuning.finetune_order import FinetuneOrder
    from lowexp_gui.training.pair_matching.candidates import Matching

THUMBNAIL, THUMBNAIL_HEIGHT = 96, 68
"""The longest side of the thumbnails of pairs, pixels."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class MatchRequest:
    """Find pairs in files and folders, or check clean photos and measure a camera's noise.

    Attributes:
        dark, bright: files and folders; without bright ones, the dark ones are brackets.
        shots: photos that show the noise; with shots, the bright photos are clean photos without dark ones.
        cancel: set to cancel it.
    """

    dark: tuple[Path, ...]
    bright: tuple[Path, ...]
    shots: tuple[Path, ...] = ()
    cancel: Event = field(default_factory=Event)


def _found(
    request: MatchRequest, report: Callable[[int, int], None]
) -> "tuple[Matching, CameraNoise | None]":
    """The result of a request. Imports torch only now."""
    from lowexp_gui.training.pair_matching.matching import check_clean_photos, match_brackets, match_photos

    if request.shots:
        from lowexp_gui.training.camera_noise.noise_estimation import estimate_of_files

        camera = estimate_of_files(find_photos(request.shots).photos, request.cancel)
        return check_clean_photos(request.bright, report, request.cancel), camera
    if request.bright:
        return match_photos(request.dark, request.bright, report, request.cancel), None
    return match_brackets(request.dark, report, request.cancel), None


class FinetuneWorker(QObject):
    """Answers one request after the other."""

    progressed = Signal(int, int)
    """number of checked photos; number of all photos"""
    matched = Signal(object, object, object)
    """MatchRequest; Matching; CameraNoise, or None if it was not requested"""
    match_ended = Signal(object, object)
    """MatchRequest that failed; Notice, or None if it was cancelled"""
    thumbnail_made = Signal(object, QImage)
    """Path; thumbnail, empty if the file is not a photo"""
    prepared = Signal(object)
    """FinetuneOrder that is now stored in its folder"""
    failed = Signal(object)
    """Notice"""
    loaded = Signal(object)
    """tuple[QImage, ...]: by the start model, by the new one, and the reference"""
    cleared = Signal()

    @Slot(object)
    def match(self, request: MatchRequest) -> None:
        """Find pairs."""
        try:
            found, camera = _found(request, self.progressed.emit)
        except Cancelled:
            self.match_ended.emit(request, None)
        except Exception as error:
            self.match_ended.emit(request, notice_of(error, next(iter(request.dark or request.bright), None)))
        else:
            self.matched.emit(request, found, camera)

    @Slot(object)
    def make_thumbnail(self, path: Path) -> None:
        """Make a thumbnail of a file."""
        from lowexp_gui.app.photos.thumbnails import make_thumbnail

        try:
            picture = make_thumbnail(path).picture.image()
        except Exception:
            _log.info("No small picture of %s", path, exc_info=True)
            picture = QImage()
        else:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            picture = picture.scaled(THUMBNAIL, THUMBNAIL_HEIGHT, keep, smooth)
        self.thumbnail_made.emit(path, picture)

    @Slot(object, object, bool)
    def prepare(self, run: FinetuneRun, order: "FinetuneOrder", start: bool) -> None:
        """Store an order in its folder."""
        try:
            run.prepare(order, start=start)
        except Exception as error:
            self.failed.emit(notice_of(error, run.folder))
        else:
            self.prepared.emit(order)

    @Slot(object)
    def load(self, drawn: Drawn) -> None:
        """Load the preview pictures of a run."""
        pictures = tuple(QImage(file) for file in (drawn.before, drawn.now, drawn.reference))
        if not any(picture.isNull() for picture in pictures):
            self.loaded.emit(pictures)

    @Slot(object)
    def clear(self, run: FinetuneRun) -> None:
        """Delete everything of a fine-tuning run."""
        try:
            run.clear()
        except Exception:
            _log.exception("A fine-tuning run could not be deleted")
        self.cleared.emit()
