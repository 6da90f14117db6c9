"""Running a model over a photo: the light at once, then the noise tile by tile."""

import functools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Event
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.enhancing.devices import CPU, Device, is_lost, is_out_of_memory
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.illumination import estimate_illumination, fit_guided_illumination, working_copy
from lowexp_gui.enhancing.memory import ScratchMemory, stop_keeping_freed_memory
from lowexp_gui.enhancing.noise_tiles import predict_noise
from lowexp_gui.enhancing.partial import PartialResult
from lowexp_gui.enhancing.precision import Precision
from lowexp_gui.enhancing.preparing import PreparedModel, prepare
from lowexp_gui.enhancing.pyramid import Pyramid
from lowexp_gui.enhancing.tiles import (
    SMALLEST_TILE,
    TILE,
    nearest_first,
    plan_tiles,
    split,
)
from lowexp_gui.errors import Sentence, UserError
from lowexp_gui.model.one_thread import one_thread
from lowexp_gui.model.weights import DualModel
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.photo.region import Region
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_log = logging.getLogger(__name__)
_NO_MEMORY = Sentence(
    QT_TRANSLATE_NOOP("sentences", "There is not enough memory for this photo; close other programs.")
)
Result = TypeVar("Result")


class OutOfMemory(UserError):
    """Even the smallest tile on the CPU does not fit into memory."""


@dataclass(frozen=True)
class RunCallbacks:
    """What a run tells, and what it asks, all on the thread of the run.

    Attributes:
        on_light: the illumination is known; the enhancement's noise is zero where no run has been.
        on_tile: the noise of a region is in: (region, tiles done, tiles in all).
        on_notice: something that a person should know.
        focus: the region that is looked at, or None.
    """

    on_light: Callable[[Enhancement], None] = lambda _: None
    on_tile: Callable[[Region, int, int], None] = lambda *_: None
    on_notice: Callable[[Sentence], None] = lambda _: None
    focus: Callable[[], Region | None] = lambda: None


NO_CALLBACKS = RunCallbacks()


def enhance_photo(
    photo: Photo,
    model: DualModel,
    device: Device,
    cancel: Event,
    callbacks: RunCallbacks = NO_CALLBACKS,
    tile: int = TILE,
    partial: PartialResult | None = None,
    precision: Precision = Precision.AUTO,
) -> Enhancement:
    """Run both networks over a photo.

    Memory that runs out makes the tiles smaller, then moves the work to the CPU, as does a graphics card that
    fails; `on_notice` says so, once.

    Args:
        model: on any device; it stays there, and copies run.
        tile: side of the denoiser's tiles, pixels.
        partial: what earlier runs have done of this photo; it is kept up to date. Tiles that are done are
            not done again, unless the photo or the weights are others.
        precision: of the denoiser.

    Raises:
        Cancelled: `cancel` was set; it is looked at before each tile.
        OutOfMemory: even a small tile does not fit.
    """
    check(cancel)
    running = _Run(model, device, callbacks, tile, precision)
    partial = partial or PartialResult()
    enhancement = _begun(photo, running, partial)
    callbacks.on_light(enhancement)
    tiles = plan_tiles(photo.bounds, tile)
    left = tuple(region for region in tiles if region not in partial.done)
    for done, region in enumerate(nearest_first(left, callbacks.focus), start=len(tiles) - len(left) + 1):
        check(cancel)
        running.denoise(enhancement, region)
        partial.done.add(region)
        callbacks.on_tile(region, done, len(tiles))
    return enhancement


def find_light(photo: Photo, model: DualModel, device: Device) -> Enhancement:
    """An enhancement with the light of a photo and without noise.

    Raises:
        OutOfMemory: there is not enough memory.
    """
    return _begun(photo, _Run(model, device, NO_CALLBACKS, TILE, Precision.AUTO), PartialResult())


def with_light(
    photo: Photo, copy: FloatImage, illumination: FloatImage, model: DualModel, device: str
) -> Enhancement:
    """An enhancement whose light is known and whose noise is to be filled.

    Args:
        copy: the photo at the model's working size.
        illumination: of the copy, the same shape.
        device: name of the device.
    """
    return Enhancement(
        photo,
        illumination,
        fit_guided_illumination(
            illumination,
            copy,
            photo.width,
            photo.height,
            model.enhancement.edge,
            bounded=model.card.bounded,
        ),
        Pyramid.zeros(photo.width, photo.height, np.int16),
        model.card.name,
        model.card.sha256,
        device,
    )


def _begun(photo: Photo, running: "_Run", partial: PartialResult) -> Enhancement:
    """The enhancement to go on with."""
    begun, model = partial.enhancement, running.model
    if begun is None or begun.photo is not photo or begun.weights != model.card.sha256:
        device = running.device.name
        copy = working_copy(photo, model.card.working_size)
        # It is small: threads would mostly wait for each other. And by any number of them it comes out alike.
        with one_thread():
            begun = with_light(photo, copy, running.illumination(copy), model, device)
        partial.begin(begun)
    return begun


class _Failure(StrEnum):
    """What a run can work around."""

    MEMORY = "out of memory"
    DEVICE = "lost"


class _Run:
    """A model on its device, with the tile size that fits there; both shrink when memory runs out."""

    def __init__(
        self, model: DualModel, device: Device, callbacks: RunCallbacks, tile: int, precision: Precision
    ) -> None:
        self.model = model
        self.device = device
        self.tile = tile
        self._precision = precision
        self._callbacks = callbacks
        self._memory = ScratchMemory()
        self._said: set[Sentence] = set()
        self._ready: PreparedModel | None = None

    def illumination(self, copy: FloatImage) -> FloatImage:
        """The illumination map of a working copy."""
        while True:
            light = self._attempt(
                lambda ready: estimate_illumination(
                    ready.enhancement, copy, self.device.torch_device, bounded=self.model.card.bounded
                )
            )
            if not isinstance(light, _Failure):
                return light
            if self.device.name == CPU.name:
                raise OutOfMemory(_NO_MEMORY)
            self._fall_back(light)

    def denoise(self, enhancement: Enhancement, region: Region) -> None:
        """Fill the noise of a region, in smaller pieces where memory asks for it."""
        left = [region]
        while left:
            part = left.pop()
            if max(part.width, part.height) > self.tile:
                left += reversed(split(part, self.tile))
                continue
            noise = self._attempt(functools.partial(self._noise, enhancement, part))
            if isinstance(noise, _Failure):
                self._make_room(noise)
                left.append(part)
            else:
                enhancement.noise.write(part, noise)

    def _noise(self, enhancement: Enhancement, region: Region, ready: PreparedModel) -> NDArray[np.int16]:
        return predict_noise(ready.denoising, enhancement, region, self.device.torch_device, self._memory)

    def _attempt(self, work: Callable[[PreparedModel], Result]) -> "Result | _Failure":
        """What comes of some work with the model, or what stood in its way.

        An error is not kept: with it, all that the work had in memory would stay there.
        """
        try:
            if self._ready is None:
                self._ready = prepare(self.model, self.device.torch_device, self._precision)
            return work(self._ready)
        except (RuntimeError, MemoryError) as error:
            failure = self._failure_of(error)
            if failure is None:
                raise
            about = (self.device.name, failure, self.tile, str(error))
            _log.warning("Device %s: %s, with tiles of %d: %s", *about)
            return failure

    def _failure_of(self, error: BaseException) -> _Failure | None:
        if is_out_of_memory(error):
            return _Failure.MEMORY
        return _Failure.DEVICE if self.device.name != CPU.name and is_lost(error) else None

    def _make_room(self, failure: _Failure) -> None:
        if failure is _Failure.MEMORY and self.tile > SMALLEST_TILE:
            self.tile = max(SMALLEST_TILE, self.tile // 2)
            self._memory = ScratchMemory()
            if self.device.name.startswith("cuda"):
                torch.cuda.empty_cache()
            stop_keeping_freed_memory()
            self._say(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences", "Memory is low, so the photo is processed in smaller pieces."
                    )
                )
            )
        elif self.device.name != CPU.name:
            self._fall_back(failure)
        else:
            raise OutOfMemory(_NO_MEMORY)

    def _fall_back(self, failure: _Failure) -> None:
        if failure is _Failure.MEMORY:
            template = QT_TRANSLATE_NOOP(
                "sentences", "{device} ran out of memory; the CPU continues, more slowly."
            )
        else:
            template = QT_TRANSLATE_NOOP("sentences", "{device} failed; the CPU continues, more slowly.")
        self._say(Sentence(template, device=self.device.title))
        self.device, self._ready = CPU, None

    def _say(self, sentence: Sentence) -> None:
        if sentence not in self._said:
            self._said.add(sentence)
            self._callbacks.on_notice(sentence)
