"""The noise of a tile: what the denoiser is shown of a photo, and what it says as codes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from lowexp_gui.enhancing.adjustments import NEUTRAL
from lowexp_gui.enhancing.enhancement import Enhancement, encode_noise
from lowexp_gui.enhancing.guided_illumination import blocks_of
from lowexp_gui.enhancing.light_cache import is_cacheable
from lowexp_gui.enhancing.memory import ScratchMemory, scratch_memory
from lowexp_gui.enhancing.parallel import run_in_parallel
from lowexp_gui.enhancing.rendering import Renderer
from lowexp_gui.enhancing.tiles import seen
from lowexp_gui.model.networks import DenoisingNetwork
from lowexp_gui.photo.region import Region

# What is encoded at once stays in a processor's cache.
_BAND_SQUARES = 8192


def predict_noise(
    network: DenoisingNetwork,
    enhancement: Enhancement,
    region: Region,
    device: torch.device,
    memory: ScratchMemory,
) -> NDArray[np.int16]:
    """The noise of a region of photo / L, in codes of NOISE_STEP: (region.height, region.width, 3).

    The network sees as far around the region as it looks, so tiles fit together exactly.

    Args:
        network: on `device`, in the precision that it is to run in.
        memory: for what the network sees; tiles use it one after the other.
    """
    part = seen(region, network.reach, network.limits.multiple, enhancement.photo.bounds)
    with torch.inference_mode():
        squares, light = _network_view(network, enhancement, part, memory)
        noise = network(_as_batch(squares, device), _as_batch(light, device))
        picture = _codes_of_squares(noise, network.square)
    top, left = region.top - part.top, region.left - part.left
    return picture[top : top + region.height, left : left + region.width]


def _codes_of_squares(noise: Tensor, side: int) -> NDArray[np.int16]:
    """Noise in squares as codes of NOISE_STEP, (H, W, 3); it is overwritten."""
    rows, columns = noise.shape[-2:]
    picture = torch.empty((rows * side, columns * side, 3), dtype=torch.int16)
    in_squares = picture.view(rows, side, columns, side * 3)
    band = max(1, _BAND_SQUARES // columns)

    def encode(top: int) -> None:
        codes = encode_noise(noise[0, :, top : top + band].permute(1, 2, 0))
        in_squares[top : top + band] = codes.view(-1, columns, side, side * 3).transpose(1, 2)

    run_in_parallel(range(0, rows, band), lambda: nullcontext(encode))
    return picture.numpy()


def _network_view(
    network: DenoisingNetwork, enhancement: Enhancement, part: Region, memory: ScratchMemory
) -> tuple[Tensor, Tensor]:
    """What a denoiser is shown: the enhanced photo in squares, and the light at their first pixels.

    The photo is continued by its last pixels, then by its last squares, to sides that the network
    takes.

    Returns:
        (H / s, W / s, 3 s s) and (H / s, W / s, 3), in the precision of the network's first layer.
    """
    precision, side = next(network.parameters()).dtype, network.square
    rows, columns = (network.limits.padded(length) // side for length in (part.height, part.width))
    squares = memory.tensor("squares", rows, columns, side, side * 3, dtype=precision)
    light = memory.tensor("light", rows, columns, 3, dtype=precision)

    @contextmanager
    def worker() -> Iterator[Callable[[Region], None]]:
        with scratch_memory() as blocks_memory:
            renderer = Renderer(enhancement, NEUTRAL, blocks_memory, keeps_light=is_cacheable(part))

            def look(block: Region) -> None:
                enhanced, block_light = renderer.enhanced(block)
                # Blocks begin where squares do.
                corners = block_light[::side, ::side]
                down, across = (block.top - part.top) // side, (block.left - part.left) // side
                here = slice(down, down + corners.shape[0]), slice(across, across + corners.shape[1])
                light[here] = corners
                pixels = continued(enhanced.clamp_(0, 1), side)
                in_rows = pixels.view(corners.shape[0], side, corners.shape[1], side * 3)
                squares[here] = in_rows.transpose(1, 2)

            yield look

    run_in_parallel(blocks_of(part), worker)
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
