"""Running a model over a photo: the light at once, then the noise tile by tile."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from lowexp_gui.enhancing.adjustments import NEUTRAL
from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.enhancing.devices import CPU, Device, is_out_of_memory
from lowexp_gui.enhancing.enhancement import Enhancement, encode_noise
from lowexp_gui.enhancing.illumination import estimate_illumination, fit_field, working_copy
from lowexp_gui.enhancing.memory import Memory, borrowed_memory
from lowexp_gui.enhancing.preparing import prepare
from lowexp_gui.enhancing.pyramid import Pyramid
from lowexp_gui.enhancing.rendering import Renderer
from lowexp_gui.enhancing.tiles import (
    SMALLEST_TILE,
    TILE,
    nearest_first,
    plan_tiles,
    seen,
    split,
)
from lowexp_gui.model.networks import DenoisingNetwork, from_squares
from lowexp_gui.model.weights import DualModel
from lowexp_gui.photo.photograph import FloatImage, Photo
from lowexp_gui.photo.region import Region

_log = logging.getLogger(__name__)
_BAND_SQUARES = 8192
_NO_MEMORY = "There is not enough memory for this photo; close other programs."


class OutOfMemory(Exception):
    """Even the smallest tile on the CPU does not fit into memory."""


@dataclass(frozen=True)
class Watcher:
    """What a run tells, and what it asks, all on the thread of the run.

    Attributes:
        on_light: the illumination is known; the enhancement's noise is still zero.
        on_tile: the noise of a region is in: (region, tiles done, tiles in all).
        on_notice: something that a person should know, as a sentence.
        focus: the region that is looked at, or None.
    """

    on_light: Callable[[Enhancement], None] = lambda _: None
    on_tile: Callable[[Region, int, int], None] = lambda *_: None
    on_notice: Callable[[str], None] = lambda _: None
    focus: Callable[[], Region | None] = lambda: None


SILENT = Watcher()


def enhance_photo(
    photo: Photo,
    model: DualModel,
    device: Device,
    cancel: Event,
    watcher: Watcher = SILENT,
    tile: int = TILE,
) -> Enhancement:
    """Run both networks over a photo.

    Memory that runs out makes the tiles smaller, then moves the work to the CPU; `on_notice` says so.

    Args:
        model: on any device; it stays there, and copies run.
        tile: side of the denoiser's tiles, pixels.

    Raises:
        Cancelled: `cancel` was set; it is looked at before each tile.
        OutOfMemory: even a small tile does not fit.
    """
    check(cancel)
    running = _Run(model, device, watcher, tile)
    enhancement = _with_light(photo, running)
    watcher.on_light(enhancement)
    tiles = plan_tiles(photo.bounds, tile)
    for done, region in enumerate(nearest_first(tiles, watcher.focus), start=1):
        check(cancel)
        for part in split(region, running.tile):
            running.denoise(enhancement, part)
        watcher.on_tile(region, done, len(tiles))
    return enhancement


def _with_light(photo: Photo, running: "_Run") -> Enhancement:
    copy = working_copy(photo, running.model.card.working_size)
    illumination = running.illumination(copy)
    return Enhancement(
        photo,
        illumination,
        fit_field(illumination, copy, photo.width, photo.height, running.model.enhancement.edge),
        Pyramid.zeros(photo.width, photo.height, np.int16),
        running.model.card.name,
    )


class _Run:
    """A model on its device, with the tile size that fits there; both shrink when memory runs out."""

    def __init__(self, model: DualModel, device: Device, watcher: Watcher, tile: int) -> None:
        self.model = model
        self.device = device
        self.tile = tile
        self._watcher = watcher
        self._memory = Memory()
        self._move(device)

    def illumination(self, copy: FloatImage) -> FloatImage:
        """The illumination map of a working copy."""
        try:
            return estimate_illumination(self._ready.enhancement, copy, self.device.torch_device)
        except RuntimeError as error:
            if not is_out_of_memory(error):
                raise
            if self.device.name == CPU.name:
                raise OutOfMemory(_NO_MEMORY) from error
            self._fall_back()
        return estimate_illumination(self._ready.enhancement, copy, self.device.torch_device)

    def denoise(self, enhancement: Enhancement, region: Region) -> None:
        """Fill the noise of a region, in smaller pieces where memory asks for it."""
        try:
            noise = predict_noise(
                self._ready.denoising, enhancement, region, self.device.torch_device, self._memory
            )
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            self._make_room(error)
            for part in split(region, self.tile):
                self.denoise(enhancement, part)
        else:
            enhancement.noise.write(region, noise)

    def _make_room(self, error: BaseException) -> None:
        _log.warning("Out of memory with tiles of %d on %s: %s", self.tile, self.device.name, error)
        if self.tile > SMALLEST_TILE:
            self.tile = max(SMALLEST_TILE, self.tile // 2)
            self._memory = Memory()
            if self.device.name.startswith("cuda"):
                torch.cuda.empty_cache()
            self._watcher.on_notice("Memory is short, so the photo is worked on in smaller pieces.")
        elif self.device.name != CPU.name:
            self._fall_back()
        else:
            raise OutOfMemory(_NO_MEMORY) from error

    def _fall_back(self) -> None:
        self._watcher.on_notice(f"{self.device.title} ran out of memory; the CPU goes on, more slowly.")
        self._move(CPU)

    def _move(self, device: Device) -> None:
        self.device = device
        self._ready = prepare(self.model, device.torch_device)


def predict_noise(
    network: DenoisingNetwork, enhancement: Enhancement, region: Region, device: torch.device, memory: Memory
) -> NDArray[np.int16]:
    """The noise of a region of photo / L, in codes of NOISE_STEP: (region.height, region.width, 3).

    The network sees as far around the region as it looks, so tiles fit together exactly.

    Args:
        network: on `device`, in the precision that it is to run in.
        memory: for what the network sees; tiles use it one after the other.
    """
    part = seen(region, network.reach, network.stride, enhancement.photo.bounds)
    with torch.inference_mode():
        squares, light = _network_view(network, enhancement, part, memory)
        noise = network(_as_batch(squares, device), _as_batch(light, device))
        picture = _decoded_squares(noise, network.square)
    top, left = region.top - part.top, region.left - part.left
    return picture[top : top + region.height, left : left + region.width]


def _decoded_squares(noise: Tensor, side: int) -> NDArray[np.int16]:
    """Noise in squares as codes of NOISE_STEP, (H, W, 3); it is overwritten."""
    rows, columns = noise.shape[-2:]
    picture = np.empty((rows * side, columns * side, 3), np.int16)
    # Bands of squares stay in a processor's cache.
    band = max(1, _BAND_SQUARES // columns)
    for top in range(0, rows, band):
        codes = from_squares(encode_noise(noise[..., top : top + band, :]), side)
        picture[top * side : (top + band) * side] = codes[0].permute(1, 2, 0).numpy()
    return picture


def _network_view(
    network: DenoisingNetwork, enhancement: Enhancement, part: Region, memory: Memory
) -> tuple[Tensor, Tensor]:
    """What a denoiser is shown: the enhanced photo in squares, and the light at their first pixels.

    The photo is continued by its last pixels, then by its last squares, to sides that the network's stride
    divides.

    Returns:
        (H / s, W / s, 3 s s) and (H / s, W / s, 3), in the network's precision.
    """
    precision, side = next(network.parameters()).dtype, network.square
    rows, columns = (
        -(-length // network.stride) * network.stride // side for length in (part.height, part.width)
    )
    squares = memory.tensor("squares", rows, columns, side, side * 3, dtype=precision)
    light = memory.tensor("light", rows, columns, 3, dtype=precision)
    with borrowed_memory() as blocks_memory:
        renderer = Renderer(enhancement, NEUTRAL, blocks_memory)
        for block in renderer.blocks(part):
            enhanced, block_light = renderer.enhanced(block)
            # Blocks begin where squares do.
            corners = block_light[::side, ::side]
            down, across = (block.top - part.top) // side, (block.left - part.left) // side
            here = slice(down, down + corners.shape[0]), slice(across, across + corners.shape[1])
            light[here] = corners
            pixels = continued(enhanced.clamp_(0, 1), side)
            if network.centre:
                pixels.sub_(network.centre)
            in_rows = pixels.view(corners.shape[0], side, corners.shape[1], side * 3)
            squares[here] = in_rows.transpose(1, 2)
    for given in (squares, light):
        _repeat_last(given, -(-part.height // side), -(-part.width // side))
    return squares.view(rows, columns, -1), light


def _repeat_last(picture: Tensor, rows: int, columns: int) -> None:
    """Continue a picture whose first rows and columns are given by the last ones of these."""
    picture[:rows, columns:] = picture[:rows, columns - 1 : columns]
    picture[rows:] = picture[rows - 1 : rows]


def _as_batch(picture: Tensor, device: torch.device) -> Tensor:
    """A picture (H, W, C) as (1, C, H, W), channels-last, on a device."""
    # A batch first: torch takes the order of memory from the strides of all axes.
    return picture.to(device)[None].permute(0, 3, 1, 2)


def continued(picture: Tensor, multiple: int) -> Tensor:
    """A picture (H, W, 3), continued by its last row and column to sides that `multiple` divides."""
    down, right = (-length % multiple for length in picture.shape[:2])
    if not down and not right:
        return picture
    padded = functional.pad(picture.permute(2, 0, 1)[None], (0, right, 0, down), mode="replicate")
    return padded[0].permute(1, 2, 0).contiguous()
