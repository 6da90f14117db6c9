"""Running the model, on a thread of its own."""

import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy, notice_of
from lowexp_gui.app.messages.sentences import filled, in_window_language
from lowexp_gui.cores import usable_cores
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.partial import PartialResult
from lowexp_gui.errors import Sentence
from lowexp_gui.model.card import ModelError
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.region import Region
from lowexp_gui.results.result_cache import ResultCache

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement
    from lowexp_gui.model.weights import DualModel

_LEAST_SECONDS_BETWEEN_SIGNALS = 0.05
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DeviceChoice:
    """A device as it is offered: its name for the program, its title for people."""

    name: str
    title: str


@dataclass(frozen=True, eq=False)
class EnhanceTask:
    """A run of the model on one photo.

    Attributes:
        run: a number that comes back with every signal.
        photo: as read.
        model, device: by name.
        cancel: set to stop the run before its next tile.
        focus: asked for the region that is looked at; safe on any thread.
        partial: what earlier runs have done; this one goes on from there.
        cache: results on disk to look in first, or None.
        anew: the result that is there is to be dropped instead.
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


@dataclass(frozen=True)
class TileProgress:
    """Tiles done and tiles in all, and the seconds that those done take."""

    done: int
    total: int
    seconds: float


class EnhanceWorker(QObject):
    """Runs one request after the other. Its slots are reached by queued signals only."""

    devices_found = Signal(object)
    """tuple[DeviceChoice, ...], the automatic choice first."""
    light_found = Signal(int, object)
    """run, Enhancement whose noise is zero where no run has been"""
    progressed = Signal(int, object)
    """run, TileProgress; at most 20 times a second"""
    finished = Signal(int, object)
    """run, Enhancement"""
    cancelled = Signal(int)
    """run"""
    failed = Signal(int, object)
    """run, Notice"""
    noticed = Signal(object)
    """Notice of something that went another way than asked for."""

    def __init__(self) -> None:
        """A worker, to be moved to its thread."""
        super().__init__()
        self._model: DualModel | None = None

    @Slot(str)
    def warm_up(self, model: str) -> None:
        """Load torch, which takes a second or more, and a model, and say which devices there are."""
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
            # What is wrong with the model is said when it is to work.
            with contextlib.suppress(ModelError):
                self._loaded(model)

    @Slot(object)
    def enhance(self, request: EnhanceTask) -> None:
        """Run a request to its end, one way or another; exactly one closing signal comes of it."""
        if request.cancel.is_set():
            self.cancelled.emit(request.run)
            return
        try:
            self._enhance(request)
        except Cancelled:
            self.cancelled.emit(request.run)
        except Exception as error:
            self.failed.emit(request.run, notice_of(error, request.photo.path, Remedy.RUN_AGAIN))

    def _enhance(self, request: EnhanceTask) -> None:
        from lowexp_gui.enhancing.devices import find_device
        from lowexp_gui.enhancing.memory import give_freed_memory_back
        from lowexp_gui.enhancing.running import Watcher, enhance_photo

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

        watcher = Watcher(on_light, on_tile, on_notice, request.focus)
        enhancement = enhance_photo(
            request.photo, model, device, request.cancel, watcher, partial=request.partial
        )
        self.finished.emit(request.run, enhancement)
        give_freed_memory_back()

    def _loaded(self, name: str) -> "DualModel":
        from lowexp_gui.model.model_library import find_model
        from lowexp_gui.model.weights import load_model

        # The card is read each time: a model may go, and another one come under its name.
        stored = find_model(name)
        if self._model is None or self._model.card != stored.card:
            self._model = None
            self._model = load_model(stored)
        return self._model


def _kept_result(request: EnhanceTask, model: "DualModel", device: str) -> "Enhancement | None":
    """The result on disk, if there is one and it is wanted."""
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
