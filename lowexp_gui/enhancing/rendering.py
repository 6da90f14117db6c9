"""From an enhancement to pictures: the one function behind preview, export and command line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments, Stage
from lowexp_gui.enhancing.enhancement import NOISE_STEP, Enhancement
from lowexp_gui.enhancing.guided_illumination import GuidedIlluminationReader, blocks_of
from lowexp_gui.enhancing.light_cache import LightCache, is_cacheable
from lowexp_gui.enhancing.memory import ScratchMemory, as_tensor, scratch_memory
from lowexp_gui.enhancing.parallel import run_in_parallel
from lowexp_gui.enhancing.powers import to_power
from lowexp_gui.enhancing.pyramid import level_size
from lowexp_gui.enhancing.toning import tone
from lowexp_gui.photo.photograph import SRGB_8, SRGB_16
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.photo.region import Region
from lowexp_gui.srgb import LUMINANCE

DETAIL_LIMIT = 0.03
"""Of the luminance of noise before it is amplified, at a `detail` of 0.5; a sensor's stays below it."""
# Of a detail so small that nothing is given back; it is divided by.
_LEAST_STEP = 1e-30
_STRIP_PIXELS = 1 << 15
_KEPT_LIGHT = LightCache()


def render(
    enhancement: Enhancement,
    stage: Stage,
    adjustments: Adjustments = NEUTRAL,
    region: Region | None = None,
    level: int = 0,
    *,
    in_passing: bool = False,
) -> FloatImage:
    """A stage of the result, for a region, at a size.

    With the gain G = L^(b + s (1 - L) / 2) of brightness b and shadows s, illumination L, denoise strength d
    and noise n of photo / L: enhanced = photo / G, final = enhanced - d n L / G; then tones (`toning.tone`).

    Args:
        stage: which picture. The noise is shown about middle grey.
        region: in pixels of the level; None for all of it.
        level: 0 for full size, k for 1 / 2^k of it.
        in_passing: whether the region is not on show; its light is not kept in place of what is.

    Returns:
        (region.height, region.width, 3) extended sRGB, float32, not clipped.
    """
    region = region or _whole(enhancement, level)
    picture = np.empty((region.height, region.width, 3), np.float32)
    _render_into(picture, Renderer.values, (enhancement, stage, adjustments, region, level), in_passing)
    return picture


def render_display(
    enhancement: Enhancement,
    stage: Stage,
    adjustments: Adjustments = NEUTRAL,
    region: Region | None = None,
    level: int = 0,
) -> NDArray[np.uint8]:
    """`to_display` of `render`, without the picture between: (region.height, region.width, 3) 8-bit sRGB."""
    region = region or _whole(enhancement, level)
    picture = np.empty((region.height, region.width, 3), np.uint8)
    _render_into(picture, Renderer.codes, (enhancement, stage, adjustments, region, level))
    return picture


def render_as_whole(
    enhancement: Enhancement, stage: Stage, adjustments: Adjustments, region: Region
) -> FloatImage:
    """A region at full size that equals its part of the whole picture bit by bit; `render` comes close.

    It takes longer than `render`, for blocks at the edges are rendered whole.
    """
    picture = np.empty((region.height, region.width, 3), np.float32)
    asked = (enhancement, stage, adjustments, region, 0)
    _render_into(picture, Renderer.values, asked, in_passing=True, blocks=whole_blocks(enhancement, region))
    return picture


def whole_blocks(enhancement: Enhancement, region: Region) -> tuple[Region, ...]:
    """Those blocks of the whole photo that a region touches."""
    return tuple(
        block for block in blocks_of(enhancement.photo.bounds) if not _common(block, region).is_empty
    )


def _common(first: Region, second: Region) -> Region:
    return first.grown(0, second)


def _whole(enhancement: Enhancement, level: int) -> Region:
    return Region(0, 0, *level_size(enhancement.photo.width, enhancement.photo.height, level))


_Asked = tuple[Enhancement, Stage, Adjustments, Region, int]


def _render_into(
    picture: NDArray[Any],
    part: Callable[["Renderer", Stage, Region], NDArray[Any]],
    asked: _Asked,
    in_passing: bool = False,
    blocks: tuple[Region, ...] = (),
) -> None:
    """Fill a picture block by block; blocks may reach over the region that it shows."""
    enhancement, stage, adjustments, region, level = asked

    @contextmanager
    def worker() -> Iterator[Callable[[Region], None]]:
        with scratch_memory() as memory:
            keeps = not in_passing and is_cacheable(region)
            renderer = Renderer(enhancement, adjustments, memory, level, keeps_light=keeps)

            def fill(block: Region) -> None:
                rendered, inside = part(renderer, stage, block), _common(block, region)
                source, target = inside.within(block), inside.within(region)
                picture[target.rows, target.columns] = rendered[source.rows, source.columns]

            yield fill

    run_in_parallel(blocks or blocks_of(region), worker)


class Renderer:
    """Renders blocks of `blocks_of`, in memory that each block uses again, so that it stays in the cache.

    What its functions return is theirs: the next call overwrites it. The memory is to serve no other while
    one is at work.
    """

    def __init__(
        self,
        enhancement: Enhancement,
        adjustments: Adjustments,
        memory: ScratchMemory,
        level: int = 0,
        *,
        keeps_light: bool = False,
    ) -> None:
        self._enhancement = enhancement
        self._adjustments = adjustments
        self._memory = memory
        self._level = level
        self._gain = torch.empty(0)
        self._keeps_light = keeps_light
        clipping = enhancement.photo.quantisation not in (SRGB_8, SRGB_16)
        self._reader = GuidedIlluminationReader(enhancement.field, level, memory, clipping=clipping)

    def values(self, stage: Stage, block: Region) -> FloatImage:
        """As `picture`, as an array."""
        values: FloatImage = self.picture(stage, block).numpy()
        return values

    def codes(self, stage: Stage, block: Region) -> NDArray[np.uint8]:
        """8-bit sRGB of `picture`, clipped and rounded."""
        return to_display(self.values(stage, block))

    def picture(self, stage: Stage, block: Region) -> Tensor:
        """A stage of a block, (rows, columns, 3) extended sRGB, float32, not clipped."""
        with torch.inference_mode():
            if stage is Stage.BEFORE:
                return self._before(block)
            if stage is Stage.NOISE:
                return self._noise(block).mul_(NOISE_STEP).add_(0.5)
            if stage is Stage.ILLUMINATION:
                photo = self._before(block)
                return photo.copy_(self._light(photo, block))
            enhanced, light = self.enhanced(block)
            if stage is Stage.FINAL and self._adjustments.denoise > 0:
                self._subtract_noise(enhanced, light, block)
            if self._adjustments.changes_tones:
                # In strips that stay in the cache, for tones go over them many times.
                for strip in torch.split(enhanced, max(1, _STRIP_PIXELS // block.width)):
                    tone(strip, self._adjustments)
                return self._grey(enhanced)
            return enhanced

    def enhanced(self, block: Region) -> tuple[Tensor, Tensor]:
        """photo / G and L of a block, each (rows, columns, 3), before the tones; L is not to be changed."""
        photo = self._before(block)
        light = self._light(photo, block)
        self._gain = self._gain_of(self._light_less_held(photo, light, block))
        return self._grey(photo.div_(self._gain)), light

    def _light_less_held(self, photo: Tensor, light: Tensor, block: Region) -> Tensor:
        """L of a block with highlights that are held below white less than found, or the light itself."""
        held = 1 + min(self._adjustments.highlights, 0)
        if held == 1 or not self._enhancement.field.bounded:
            return light
        return self._reader.light(photo, block.left, block.top, held)

    def _light(self, photo: Tensor, block: Region) -> Tensor:
        """L of a block, not to be changed."""
        if not self._keeps_light:
            return self._reader.light(photo, block.left, block.top)
        where = self._enhancement.field, self._level, block
        light = _KEPT_LIGHT.of(*where)
        if light is None:
            light = self._reader.light(photo, block.left, block.top)
            _KEPT_LIGHT.keep(*where, light)
        return light

    def _gain_of(self, light: Tensor) -> Tensor:
        """G = L^(b + s (1 - L) / 2); the light itself where the exponent is 1 everywhere."""
        brightness, shadows = self._adjustments.brightness, self._adjustments.shadows
        if not shadows and brightness == 1:
            return light
        gain = self._memory.tensor("gain", *light.shape).copy_(light)
        if shadows:
            return to_power(gain, (1 - light).mul_(shadows / 2).add_(brightness))
        return to_power(gain, brightness)

    def _subtract_noise(self, enhanced: Tensor, light: Tensor, block: Region) -> None:
        noise = self._noise(block)
        if self._adjustments.detail:
            self._give_back_detail(noise, light)
        if self._gain is not light:
            noise.mul_(light).div_(self._gain)
        enhanced.sub_(self._grey(noise), alpha=NOISE_STEP * self._adjustments.denoise)

    def _give_back_detail(self, noise: Tensor, light: Tensor) -> None:
        """Hold the luminance of the noise within what a sensor's can be; the rest is the photo's drawing."""
        detail = self._adjustments.detail
        luminance = noise @ torch.tensor(LUMINANCE)
        # In codes; the noise of a darker place is amplified more.
        step = max(detail * NOISE_STEP, _LEAST_STEP)
        most = light.amax(dim=-1).reciprocal_().mul_(DETAIL_LIMIT * (1 - detail) / step)
        noise.sub_((luminance - luminance.clamp(-most, most))[..., None])

    def _grey(self, picture: Tensor) -> Tensor:
        """The picture with three equal channels, where the photo has one."""
        if self._enhancement.photo.grey:
            picture.copy_(picture.mean(dim=-1, keepdim=True).expand_as(picture))
        return picture

    def _before(self, block: Region) -> Tensor:
        photo = self._enhancement.photo
        codes = self._enhancement.photo_levels.part(self._level, block)
        values = self._reader.photo_memory(block.height, block.width)
        values.copy_(as_tensor(codes)).mul_(photo.quantisation.step)
        return values if photo.quantisation.lowest == 0 else values.add_(photo.quantisation.lowest)

    def _noise(self, block: Region) -> Tensor:
        """Codes of NOISE_STEP."""
        codes = self._enhancement.noise.part(self._level, block)
        return self._memory.tensor("noise", block.height, block.width, 3).copy_(as_tensor(codes))


def to_display(values: FloatImage) -> NDArray[np.uint8]:
    """Extended sRGB (…, 3) as 8-bit sRGB: clipped to 0..1 and rounded."""
    codes: NDArray[np.uint8] = as_tensor(values).clamp(0, 1).mul_(255).round_().to(torch.uint8).numpy()
    return codes
