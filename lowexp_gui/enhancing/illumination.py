"""The illumination map: estimated on a small copy of the photo, brought up to full size along its edges.

The network sees the photo at a fixed working size, so that a photo from a telephone and a scan of 60
megapixels get the same light. Guided upsampling (He and Sun 2015, "Fast Guided Filter") then expresses the
light as a locally linear function of the photo's luminance: light changes where the photo has an edge, and
nowhere else.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from lowexp_gui.enhancing.bilateral_grid import smooth_light
from lowexp_gui.enhancing.guided_illumination import GuidedIllumination
from lowexp_gui.enhancing.memory import as_tensor, scratch_memory
from lowexp_gui.enhancing.parallel import run_in_parallel
from lowexp_gui.model.formation import above_black
from lowexp_gui.model.networks import EnhancementNetwork, pad_to_multiple
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.srgb import LUMINANCE

FORMULA = 2
"""Version of the formulas of light and noise. Count it up if the same weights give another result."""
# Values that are averaged at once, so that they stay in a processor's cache.
_MEANS_MEMORY = 1 << 19
_MOST_GROUPS = 16
_DARKER, _SMALLER = 0.92, 0.75
"""The two views of a photo: one is somewhat darker, the other is mirrored and smaller."""


def working_copy(photo: Photo, working_size: int) -> FloatImage:
    """The photo at the working size of a model, by means over areas.

    Args:
        working_size: long side of what the enhancement network sees, pixels; smaller photos stay as they are.

    Returns:
        Extended sRGB clipped to 0..1, (h, w, 3), aspect kept.
    """
    factor = min(1.0, working_size / max(photo.height, photo.width))
    rows, columns = (max(1, round(length * factor)) for length in (photo.height, photo.width))
    tall = _row_means(as_tensor(photo.pixels).reshape(photo.height, -1), rows).view(rows, photo.width, 3)
    lying = tall.transpose(0, 1).reshape(photo.width, -1)
    means = _row_means(lying, columns).view(columns, rows, 3).transpose(0, 1).contiguous()
    means.mul_(photo.quantisation.step).add_(photo.quantisation.lowest).clamp_(0, 1)
    copy: FloatImage = means.numpy()
    return copy


def _row_means(values: Tensor, count: int) -> Tensor:
    """Means of `count` groups of rows of equal height; a row that is cut counts by its parts.

    Args:
        values: (rows, columns), of any type.

    Returns:
        (count, columns), float32.
    """
    rows, columns = values.shape
    means = torch.empty(count, columns)
    at_once = max(1, min(_MOST_GROUPS, _MEANS_MEMORY * count // (rows * columns)))

    @contextmanager
    def worker() -> Iterator[Callable[[int], None]]:
        with scratch_memory() as memory:

            def mean(index: int) -> None:
                first, weights = _group_weights(rows, count, index, min(index + at_once, count))
                strip = values[first : first + weights.shape[1]]
                if strip.dtype is not weights.dtype:
                    strip = memory.tensor("strip", *strip.shape).copy_(strip)
                torch.mm(weights, strip, out=means[index : index + at_once])

            yield mean

    run_in_parallel(range(0, count, at_once), worker)
    return means


# Photos of one size come one after the other.
@lru_cache(maxsize=64)
def _group_weights(rows: int, count: int, start: int, stop: int) -> tuple[int, Tensor]:
    """The first row of groups start..stop-1 of `count`, and what each row counts in each, (groups, rows)."""
    edges = np.arange(start, stop + 1) * (rows / count)
    first, last = int(edges[0]), min(math.ceil(edges[-1]), rows)
    row = np.arange(first, last)
    parts = np.minimum(edges[1:, None], row + 1) - np.maximum(edges[:-1, None], row)
    return first, torch.from_numpy((parts.clip(0) * (count / rows)).astype(np.float32))


def estimate_illumination(
    network: EnhancementNetwork, copy: FloatImage, device: torch.device, *, bounded: bool = False
) -> FloatImage:
    """The illumination map of a photo at its working size.

    Args:
        network: on `device`.
        copy: (h, w, 3), 0..1.
        bounded: whether the light is the mean of two views, even, and leaves black black (`_of_two_views`,
            `smooth_light`, `formation.above_black`).

    Returns:
        L, (h, w, 3), in (0, 1], read-only.
    """
    batch = torch.from_numpy(np.ascontiguousarray(copy))[None].permute(0, 3, 1, 2).to(device)
    with torch.inference_mode(), _whole_float32(device):
        if bounded:
            light = above_black(batch, smooth_light(_of_two_views(network, batch), batch))
        else:
            light = _of_one_view(network, batch)
    illumination: FloatImage = light[0].permute(1, 2, 0).cpu().contiguous().numpy()
    illumination.flags.writeable = False
    return illumination


def _of_one_view(network: EnhancementNetwork, photo: Tensor) -> Tensor:
    """The network's light of a photo (N, 3, h, w), the same shape, float32."""
    height, width = photo.shape[-2:]
    light: Tensor = network(pad_to_multiple(photo, network.limits.multiple)).fine
    return light[..., :height, :width].float()


def _of_two_views(network: EnhancementNetwork, photo: Tensor) -> Tensor:
    """The light of a photo from two views, whose errors partly cancel out: sqrt(L(0.92 x) / 0.92 L'(x)).

    L'(x) is the light of the mirrored photo at 3 / 4 of its size, mirrored back and brought up again.

    Args:
        photo: x at its working size, (N, 3, h, w), 0..1.

    Returns:
        The same shape, (0, 1].
    """
    size = [int(length) for length in photo.shape[-2:]]
    smaller = [max(1, round(length * _SMALLER)) for length in size]
    mirrored = functional.interpolate(photo.flip(-1), size=smaller, mode="area")
    second = functional.interpolate(_of_one_view(network, mirrored), size=size, mode="bilinear").flip(-1)
    first = (_of_one_view(network, photo * _DARKER) / _DARKER).clamp(max=1)
    return (first * second).sqrt()


def _whole_float32(device: torch.device) -> AbstractContextManager[None]:
    """Convolutions in float32, where a graphics card would take it for leave to round to TF32."""
    if device.type != "cuda":
        return nullcontext()
    return torch.backends.cudnn.flags(enabled=True, allow_tf32=False)


def fit_guided_illumination(
    illumination: FloatImage,
    copy: FloatImage,
    width: int,
    height: int,
    edge: Callable[[Tensor], Tensor],
    *,
    bounded: bool = False,
) -> GuidedIllumination:
    """Express an illumination map by the luminance of the photo's working copy.

    Args:
        illumination: (h, w, 3), (0, 1].
        copy: the photo that it was estimated from, the same shape, 0..1.
        edge: that of the enhancement network.
        width, height: of the full photo, pixels. Where it has the working size, the map is kept exactly.
        bounded: whether highlights roll off below white.
    """
    if copy.shape[:2] == (height, width):
        return GuidedIllumination(np.zeros_like(illumination), illumination, width, height, bounded)
    light = torch.from_numpy(illumination.copy()).permute(2, 0, 1)[None]
    guide = luminance(torch.from_numpy(copy))[None, None]
    slope, offset = (
        each[0].permute(1, 2, 0).contiguous().numpy() for each in guided_lines(light, guide, edge(guide))
    )
    return GuidedIllumination(slope, offset, width, height, bounded)


def guided_lines(light: Tensor, guide: Tensor, edge: Tensor) -> tuple[Tensor, Tensor]:
    """The locally best lines light = slope * guide + offset (He and Sun 2015, formulas 3 to 6).

    Args:
        light: (N, 3, h, w).
        guide: (N, 1, h, w), 0..1.
        edge: spread of the guide from which light follows it, (N, 1, 1, 1).

    Returns:
        slope and offset, each (N, 3, h, w), averaged over the windows that a pixel is in.
    """
    # Boxes of all pictures at once: small pictures take as long to begin with as to sum up.
    means = _box(torch.cat((guide, guide * guide, light, guide * light), dim=1))
    guide_mean, square_mean = means[:, :1], means[:, 1:2]
    light_mean, product_mean = means[:, 2:].chunk(2, dim=1)
    variance = (square_mean - guide_mean**2).clamp(min=0)
    slope = (product_mean - guide_mean * light_mean) / (variance + edge * edge)
    slope, offset = _box(torch.cat((slope, light_mean - slope * guide_mean), dim=1)).chunk(2, dim=1)
    return slope, offset


def luminance(photo: Tensor) -> Tensor:
    """Weighted mean of encoded sRGB (…, 3), clipped to 0..1 (BT.709 weights): the guide along edges."""
    weights = torch.tensor(LUMINANCE)
    return (photo.clamp(0, 1) @ weights).float()


def _box(picture: Tensor) -> Tensor:
    """Means over squares of 3 x 3 around each pixel, fewer pixels at the edges; (N, C, h, w).

    Small pictures are summed up quickest by products with matrices.
    """
    down, across = (_near_means(length).to(picture.device) for length in picture.shape[-2:])
    return down @ (picture @ across.T)


@lru_cache(maxsize=64)
def _near_means(length: int) -> Tensor:
    """The matrix that gives each of so many numbers in a row the mean of it and its neighbours."""
    # Kept for training too, which cannot use what was made in inference mode.
    with torch.inference_mode(False):
        places = torch.arange(length)
        near = ((places[:, None] - places).abs() <= 1).float()
        return near / near.sum(dim=1, keepdim=True)
