"""Light that is even: places of one brightness that are near to each other get nearly the same light.

A network that sees a small copy of a photo spreads the light of a lamp over the dark around it, or darkens
that: a halo. A bilateral grid averages the light over places that are near in position and in luminance
(Chen, Paris and Durand 2007, "Real-time edge-aware image processing with the bilateral grid"). So the dark
beside a lamp gets the light of the dark further away, and the edge between both stays.
"""

import torch
from torch import Tensor
from torch.nn import functional

from lowexp_gui.model.networks import ILLUMINATION_FLOOR
from lowexp_gui.srgb import LUMINANCE

CELLS = 8
"""Cells of the grid along a picture's long side."""
STOPS = 8
"""How far below white the grid tells luminance apart, in halvings of encoded values."""
BINS = 12
"""Steps of luminance over these stops."""
# So many that cells half a picture away count: with two, rings of 5 of 255 stayed around a bright disc.
_BLURS = 6
_LEAST = 1e-6


def smooth_light(light: Tensor, photo: Tensor) -> Tensor:
    """The light, averaged in its logarithm over places near in position and luminance.

    Args:
        light: L at the working size, (N, 3, H, W), (0, 1].
        photo: that it was estimated from, the same shape, 0..1.

    Returns:
        L, the same shape, from ILLUMINATION_FLOOR to 1.
    """
    count, _, height, width = photo.shape
    cell = -(-max(height, width) // CELLS)
    rows, columns = -(-height // cell), -(-width // cell)
    depth = _depth(photo)
    grid = _splat(light, depth, (rows, columns, cell))
    for _ in range(_BLURS):
        planes = functional.pad(grid.flatten(1, 2), (1, 1, 1, 1), mode="replicate")
        grid = functional.avg_pool2d(planes, 3, stride=1).view(count, 4, BINS, rows, columns)
    wide = functional.pad(grid, (0, 0, 0, 0, 1, 1))
    grid = 0.25 * wide[:, :, :-2] + 0.5 * wide[:, :, 1:-1] + 0.25 * wide[:, :, 2:]
    mixed = _slice(grid, depth, cell)
    means = mixed[:, :3] / mixed[:, 3:].clamp(min=_LEAST)
    return means.exp2().clamp(ILLUMINATION_FLOOR, 1)


def _depth(photo: Tensor) -> Tensor:
    """The place of each pixel's luminance among the bins, 0..BINS - 1, (N, 1, H, W)."""
    weights = torch.tensor(LUMINANCE, device=photo.device)[:, None, None]
    stops = (photo * weights).sum(dim=1, keepdim=True).clamp(min=2.0**-STOPS, max=1).log2()
    return (stops / STOPS + 1) * (BINS - 1)


def _splat(light: Tensor, depth: Tensor, grid: tuple[int, int, int]) -> Tensor:
    """Sums of log-light and of weights in each cell and bin, (N, 4, BINS, rows, columns)."""
    rows, columns, cell = grid
    count, _, height, width = light.shape
    down = torch.arange(height, device=light.device).div(cell, rounding_mode="floor")
    across = torch.arange(width, device=light.device).div(cell, rounding_mode="floor")
    place = (down[:, None] * columns + across).expand(count, -1, -1)
    first = depth[:, 0].floor().clamp(max=BINS - 2).long()
    share = depth[:, 0] - first
    picture = torch.arange(count, device=light.device)[:, None, None]
    values = torch.cat((light.log2(), torch.ones_like(depth)), dim=1).permute(0, 2, 3, 1)
    sums = light.new_zeros(count * BINS * rows * columns, 4)
    for offset, weight in ((0, 1 - share), (1, share)):
        index = (picture * BINS + first + offset) * (rows * columns) + place
        sums = sums.index_add(0, index.flatten(), (values * weight[..., None]).flatten(0, 2))
    return sums.view(count, BINS, rows, columns, 4).permute(0, 4, 1, 2, 3)


def _slice(grid: Tensor, depth: Tensor, cell: int) -> Tensor:
    """The grid at each pixel, interpolated linearly in position and luminance, (N, 4, H, W)."""
    count, _, bins, rows, columns = grid.shape
    height, width = depth.shape[-2:]
    down = (torch.arange(height, device=grid.device) + 0.5) / (cell * rows) * 2 - 1
    across = (torch.arange(width, device=grid.device) + 0.5) / (cell * columns) * 2 - 1
    deep = (2 * depth[:, 0] + 1) / bins - 1
    where = torch.stack(
        (across.expand(count, height, width), down[:, None].expand(count, height, width), deep), dim=-1
    )
    found = functional.grid_sample(
        grid, where[:, None], mode="bilinear", padding_mode="border", align_corners=False
    )
    return found[:, :, 0]
