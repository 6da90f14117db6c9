"""Running the model on a separate thread."""

import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy, notice_of
from lowexp_gui.app.messages.sentences import filled, in_window_language
from lowexp_gui.app.photos.small_picture import SmallPicture
from lowexp_gui.app.viewing.pictures import image_of, pixels_of
from lowexp_gui.cores import usable_cores
from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.partial import PartialResult
from lowexp_gui.errors import Sentence
from lowexp_gui.model.card import ModelError
from lowexp_gui.photo.photograph import Photo, photo_from_srgb
from lowexp_gui.photo.region import Region
from lowexp_gui.results.result_cache import ResultCache

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement
    from lowexp_gui.model.weights import DualModel

_LEAST_SECONDS_BETWEEN_SIGNALS = 0.05
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DeviceChoice:
    """A device that can be chosen: its name and its title."""

    name: str
    title: str


@dataclass(frozen=True, eq=False)
class EnhanceTask:
    """A run of the model on one photo.

    Attributes:
        run: number of the run, returned with every signal.
        photo: as read.
        model, device: by name.
        cancel: set to stop the run before its next tile.
        focus: returns the visible region; thread-safe.
        partial: finished part of earlier runs, which this one continues.
        cache: disk cache to check first, or None.
        anew: whether to drop the cached result.
    """

    run: int
    photo: Photo
    model: str
    device: str
    cancel: Event
    focus: Callable[[], Region | None]
    partial: PartialResult
    cache: ResultCache | None = None
    anew: bool = False


@dataclass(frozen=True, eq=False)
class PreviewTask:
    """A small picture of a photo to be brightened.

    Attributes:
        key: of the photo, returned with the picture.
        photo: the small picture.
        model, device: by name.
        adjustments: how it is rendered.
        cancel: set when nobody waits for it any more.
    """

    key: int
    photo: Photo
    model: str
    device: str
    adjustments: Adjustments
    cancel: Event


@dataclass(frozen=True)
class ThumbnailTask:
    """A thumbnail to be brightened.

    Attributes:
        key: of the photo, returned with the picture.
        picture: the thumbnail.
        model, device: by name.
        adjustments: how it is rendered.
    """

    key: int
    picture: SmallPicture
    model: str
    device: str
    adjustments: Adjustments


@dataclass(frozen=True)
class TileProgress:
    """Finished and total tiles, and the seconds spent."""

    done: int
    total: int
    seconds: float


class EnhanceWorker(QObject):
    """Runs one request after the other. Its slots are reached by queued signals only."""

    devices_found = Signal(object)
    """tuple[DeviceChoice, ...], the automatic choice first."""
    light_found = Signal(int, object)
    """run, Enhancement with zero noise in unprocessed parts"""
    progressed = Signal(int, object)
    """run, TileProgress; at most 20 times a second"""
    finished = Signal(int, object)
    """run, Enhancement"""
    cancelled = Signal(int)
    """run"""
    failed = Signal(int, object)
    """run, Notice"""
    noticed = Signal(object)
    """Notice of a deviation from the request."""
    thumbnail_brightened = Signal(object, object)
    """ThumbnailTask; SmallPicture, or None if that failed"""
    preview_brightened = Signal(int, QImage)
    """key, small picture"""

    def __init__(self) -> None:
        """A worker, to be moved to its thread."""
        super().__init__()
        self._model: DualModel | None = None

    @Slot(str)
    def warm_up(self, model: str) -> None:
        """Load torch (a second or more) and a model, and report the devices."""
        try:
            import lowexp_gui.enhancing.running  # noqa: F401
            from lowexp_gui.enhancing.devices import find_device, list_devices

            leave_a_core_to_the_window()
            automatic = filled(self.tr("Auto: %1"), in_window_language(find_device("auto").title))
            devices = tuple(
                DeviceChoice(device.name, in_window_language(device.title)) for device in list_devices()
            )
        except Exception as error:
            self.noticed.emit(notice_of(error, None))
        else:
            _log.info("Devices: %s", ", ".join(device.name for device in devices))
            self.devices_found.emit((DeviceChoice("auto", automatic), *devices))
            # Errors of the model are reported when it is used.
            with contextlib.suppress(ModelError):
                self._loaded(model)

    @Slot(object)
    def enhance(self, request: EnhanceTask) -> None:
        """Run a request; it always emits exactly one final signal."""
        if request.cancel.is_set():
            self.cancelled.emit(request.run)
            return
        try:
            self._enhance(request)
        except Cancelled:
            self.cancelled.emit(request.run)
        except Exception as error:
            self.failed.emit(request.run, notice_of(error, request.photo.path, Remedy.RUN_AGAIN))

    @Slot(object)
    def brighten_preview(self, task: PreviewTask) -> None:
        """Brighten a small picture by its light alone; if it fails, enhancing the photo tells why."""
        if task.cancel.is_set():
            return
        try:
            pixels = self._brightened(task.photo, task.model, task.device, task.adjustments)
        except Exception as error:
            _log.info("No brightened preview: %s", error)
        else:
            self.preview_brightened.emit(task.key, image_of(pixels))

    @Slot(object)
    def brighten_thumbnail(self, task: ThumbnailTask) -> None:
        """Brighten a thumbnail by its light alone, with the user's adjustments."""
        picture = None
        try:
            photo = photo_from_srgb(pixels_of(task.picture.image()))
            pixels = self._brightened(photo, task.model, task.device, task.adjustments)
            picture = SmallPicture.of(image_of(pixels))
        except Exception as error:
            _log.info("No brightened thumbnail: %s", error)
        self.thumbnail_brightened.emit(task, picture)

    def _brightened(
        self, photo: Photo, model: str, device: str, adjustments: Adjustments
    ) -> NDArray[np.uint8]:
        """The brightened picture of a small photo, (height, width, 3)."""
        from lowexp_gui.enhancing.devices import find_device
        from lowexp_gui.enhancing.rendering import render_display
        from lowexp_gui.enhancing.running import find_light

        leave_a_core_to_the_window()
        light = find_light(photo, self._loaded(model), find_device(device))
        return render_display(light, Stage.ENHANCED, adjustments)

    def _enhance(self, request: EnhanceTask) -> None:
        from lowexp_gui.enhancing.devices import find_device
        from lowexp_gui.enhancing.memory import give_freed_memory_back
        from lowexp_gui.enhancing.running import RunCallbacks, enhance_photo

        leave_a_core_to_the_window()
        device = find_device(request.device)
        model = self._loaded(request.model)
        kept = _kept_result(request, model, device.name)
        if kept is not None:
            self.finished.emit(request.run, kept)
            return
        begun = last = 0.0
        before = 0

        def on_light(enhancement: "Enhancement") -> None:
            nonlocal begun, before
            begun, before = time.monotonic(), len(request.partial.done)
            self.light_found.emit(request.run, enhancement)

        def on_tile(_: Region, done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _LEAST_SECONDS_BETWEEN_SIGNALS:
                last = now
                seconds = (now - begun) * done / (done - before)
                self.progressed.emit(request.run, TileProgress(done, total, seconds))

        def on_notice(sentence: Sentence) -> None:
            self.noticed.emit(Notice(in_window_language(sentence), NoticeKind.WARNING))

        callbacks = RunCallbacks(on_light, on_tile, on_notice, request.focus)
        enhancement = enhance_photo(
            request.photo, model, device, request.cancel, callbacks, partial=request.partial
        )
        self.finished.emit(request.run, enhancement)
        give_freed_memory_back()

    def _loaded(self, name: str) -> "DualModel":
        from lowexp_gui.model.model_library import find_model
        from lowexp_gui.model.weights import load_model

        # The card is read each time, because another model may have replaced it under the same name.
        stored = find_model(name)
        if self._model is None or self._model.card != stored.card:
            self._model = None
            self._model = load_model(stored)
        return self._model


def _kept_result(request: EnhanceTask, model: "DualModel", device: str) -> "Enhancement | None":
    """The cached result, if it exists and is wanted."""
    cache = request.cache
    if cache is None or request.partial.enhancement is not None:
        return None
    if request.anew:
        cache.forget(request.photo, model.card.sha256, device)
        return None
    return cache.fetch(request.photo, model, device, request.cancel)


def leave_a_core_to_the_window() -> None:
    """Let torch use all cores but one on this thread."""
    import torch

    torch.set_num_threads(max(1, usable_cores() - 1))
