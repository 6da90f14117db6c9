"""The losses of the whole-scene network's two modules: the article's losses, at the working size."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

import torch
from pytorch_msssim import ms_ssim
from torch import Tensor

from lowexp_gui.enhancing.bilateral_grid import smooth_light
from lowexp_gui.enhancing.illumination import guided_lines, luminance
from lowexp_gui.model.formation import above_black, enhance, roll_off_highlights
from lowexp_gui.model.losses import two_way_loss
from lowexp_gui.model.networks import ILLUMINATION_FLOOR, EnhancementNetwork
from lowexp_gui.training.data.batches import Batch
from lowexp_gui.training.losses.article import faithful_denoising_loss
from lowexp_gui.training.losses.terms import Loss, LossTerm, precision
from lowexp_gui.training.recipe import Recipe

TWO_WAY = 4.0
"""Weight of the fine step's two-way loss beside its structure loss."""
COARSE = 0.5
"""Weight of the coarse step's two-way loss beside that of the fine one."""
SCALE_WEIGHTS = (0.05, 0.3, 0.35, 0.3)
"""Of MS-SSIM, from the working size to an eighth of it; the finest counts little, for it is mostly noise."""
FINE_SCALES = (0.35, 0.25, 0.18, 0.12, 0.1)
"""Of the denoiser's MS-SSIM, from full size to a sixteenth. By the standard weights, under which full size
counts 0.04, SSIM at full size stayed 0.02 lower."""
WINDOW = 3
"""The smallest that the library takes: the working copy is small."""
_SMALLEST_SIDE = 16 * (WINDOW - 1) + 1
"""Of what the library takes with this window."""


@dataclass(frozen=True, eq=False)
class _Enhanced:
    """The network's estimates: light of both steps, light as it is used, and brightened photo."""

    coarse: Tensor
    light: Tensor
    photo: Tensor


def _enhanced(network: EnhancementNetwork, batch: Batch, recipe: Recipe) -> _Enhanced:
    with precision(batch, recipe):
        coarse, fine = network(batch.degraded)
    light = in_use(fine.float(), batch.degraded, network.edge, bounded=recipe.bounded)
    return _Enhanced(coarse.float(), light, enhance(batch.degraded, light))


def _structure(found: _Enhanced, batch: Batch) -> Tensor:
    """Formula 9."""
    similarity: Tensor = ms_ssim(
        _large_enough(batch.reference),
        _large_enough(found.photo),
        data_range=1.0,
        win_size=WINDOW,
        weights=list(SCALE_WEIGHTS),
    )
    return 1 - similarity


def _two_way(found: _Enhanced, batch: Batch) -> Tensor:
    """Formula 11, of the light as it is used, and of the coarse step."""
    fine = two_way_loss(batch.degraded, found.light, batch.reference)
    return fine + COARSE * two_way_loss(batch.degraded, found.coarse, batch.reference)


def _whole(found: _Enhanced, batch: Batch) -> Tensor:
    """The error of the whole photo's mean colour.

    An error in the brightness of the scene is larger than all others.
    """
    return (found.photo.mean(dim=(2, 3)) - batch.reference.mean(dim=(2, 3))).abs().mean()


def _large_enough(picture: Tensor) -> Tensor:
    """A picture (N, 3, H, W) whose pixels are repeated until MS-SSIM can be measured."""
    times = -(-_SMALLEST_SIDE // min(picture.shape[-2:]))
    return picture.repeat_interleave(times, -2).repeat_interleave(times, -1) if times > 1 else picture


SCENE_ENHANCEMENT_LOSS = Loss(
    _enhanced,
    (
        LossTerm(_structure, lambda _: 1.0),
        LossTerm(
            _two_way,
            lambda recipe: recipe.two_way_weight * TWO_WAY,
            MappingProxyType({"two-way loss": f"at the working size, {TWO_WAY} times"}),
        ),
        LossTerm(_whole, lambda recipe: recipe.whole_weight),
    ),
)
"""Formula 5 at the working size, of the light as it is used: a line of the luminance at each place."""
SCENE_DENOISING_LOSS = faithful_denoising_loss(FINE_SCALES)
"""Formula 6 with FINE_SCALES, and the mean absolute error of the clean photo, as for the article's."""


def in_use(light: Tensor, photo: Tensor, edge: Callable[[Tensor], Tensor], *, bounded: bool = True) -> Tensor:
    """The illumination map as it divides the photo: within its bounds, brought up by a network's `edge`."""
    guide = luminance(photo.permute(0, 2, 3, 1))[:, None]
    light = above_black(photo, smooth_light(light, photo)) if bounded else light
    light = light.contiguous(memory_format=torch.channels_last)
    slope, offset = guided_lines(light, guide, edge(guide))
    light = (slope * guide + offset).clamp(ILLUMINATION_FLOOR, 1)
    if not bounded:
        return light
    photo, light = (each.permute(0, 2, 3, 1) for each in (photo, light))
    return roll_off_highlights(photo, light).permute(0, 3, 1, 2)
