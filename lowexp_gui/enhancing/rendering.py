"""From an enhancement to pictures: the one function behind preview, export and command line."""

import numpy as np
import torch
from numpy.typing import NDArray

from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments, Stage
from lowexp_gui.enhancing.enhancement import NOISE_STEP, Enhancement
from lowexp_gui.enhancing.pyramid import level_size
from lowexp_gui.photo.photograph import FloatImage
from lowexp_gui.photo.region import Region


def render(
    enhancement: Enhancement,
    stage: Stage,
    adjustments: Adjustments = NEUTRAL,
    region: Region | None = None,
    level: int = 0,
) -> FloatImage:
    """A stage of the result, for a region, at a size.

    With brightness b, denoise strength s, illumination L and noise n of photo / L:
    enhanced = photo / L^b, final = enhanced - s n L^(1 - b).

    Args:
        stage: which picture. The noise is shown about middle grey.
        region: in pixels of the level; None for all of it.
        level: 0 for full size, k for 1 / 2^k of it.

    Returns:
        (region.height, region.width, 3) extended sRGB, float32, not clipped.
    """
    photo = enhancement.photo
    if region is None:
        region = Region(0, 0, *level_size(photo.width, photo.height, level))
    pixels = photo.pixels if level == 0 else enhancement.photo_levels.levels[level]
    values = photo.quantisation.decode(pixels[region.rows, region.columns])
    if stage is Stage.BEFORE:
        return values
    with torch.inference_mode():
        before = torch.from_numpy(values)
        light = enhancement.field.at(before, region.left, region.top, level)
        noise = enhancement.noise.levels[level][region.rows, region.columns]
        shown = _stage(stage, adjustments, before, light, noise)
        if photo.grey and stage in (Stage.ENHANCED, Stage.FINAL):
            shown = shown.mean(dim=-1, keepdim=True).expand_as(shown)
        return np.ascontiguousarray(shown.numpy())


def _stage(
    stage: Stage,
    adjustments: Adjustments,
    before: torch.Tensor,
    light: torch.Tensor,
    noise: NDArray[np.int16],
) -> torch.Tensor:
    if stage is Stage.ILLUMINATION:
        return light
    if stage is Stage.NOISE:
        return 0.5 + torch.from_numpy(noise * np.float32(NOISE_STEP))
    brightness = adjustments.brightness
    enhanced = before / (light if brightness == 1 else light**brightness)
    if stage is Stage.ENHANCED or adjustments.denoise == 0:
        return enhanced
    scale = np.float32(NOISE_STEP * adjustments.denoise)
    removed = torch.from_numpy(noise * scale)
    return enhanced - (removed if brightness == 1 else removed * light ** (1 - brightness))


def to_display(values: FloatImage) -> NDArray[np.uint8]:
    """Extended sRGB (…, 3) as 8-bit sRGB: clipped to 0..1 and rounded."""
    return np.round(np.clip(values, 0, 1) * 255).astype(np.uint8)
