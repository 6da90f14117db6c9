"""Whole scenes at the working size, for the enhancement network that judges the whole photo."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from lowexp_gui.measuring.brightness import FloatImage, automatic_gamma
from lowexp_gui.srgb import LUMINANCE
from lowexp_gui.training.data.batches import Batch, drawn_set, generators
from lowexp_gui.training.data.brackets import photographed, random_bracket
from lowexp_gui.training.data.light_fields import relight
from lowexp_gui.training.data.nights import night_or_day
from lowexp_gui.training.data.pairs import Pair, read_pixels
from lowexp_gui.training.data.radiance import random_contrast, random_view, read_panorama
from lowexp_gui.training.data.synthetic import degrade, random_degradation

SCENE_SIDE = 256
_STRIDE = 8
_CONTRAST_LEFT, _SATURATION_LEFT = (0.83, 1.0), (0.65, 1.0)


@dataclass(frozen=True)
class SceneSampling:
    """How scenes are drawn.

    Attributes:
        seed: of everything random.
        size: pictures in a batch, of all processes together.
        working_size: long side of what the network sees, pixels; it is brought up to a multiple of _STRIDE.
        synthetic_share: how many are darkened well-exposed photos, 0..1; the rest are real pairs.
        kept_share: how many are well-exposed photos as they are, 0..1: bright scenes are to stay as they are.
        exposure_spread: spread of the random exposure of real dark photos, in stops of encoded values.
        aligned_share: how many of the real pairs are aligned, 0..1.
        brightness: mean of encoded values that photos get before they are darkened; 0 leaves them.
        palest: the least saturation that photos keep before they are darkened, 0..1.
        radiance_share: how many are views of panoramas, 0..1.
        lit_share: how many are well-exposed photos in another light, 0..1.
    """

    seed: int
    size: int
    working_size: int
    synthetic_share: float
    kept_share: float
    exposure_spread: float
    aligned_share: float = 0.5
    brightness: float = 0.0
    palest: float = 1.0
    radiance_share: float = 0.0
    lit_share: float = 0.0


class SceneBatches:
    """Dark scenes and their references: real pairs, and darkened well-exposed photos."""

    def __init__(
        self,
        pairs: tuple[Sequence[Pair], Sequence[Pair]],
        clean: Sequence[Path],
        sampling: SceneSampling,
        panoramas: Sequence[Path] = (),
    ) -> None:
        """Read all pictures, with sides of at most SCENE_SIDE.

        Args:
            pairs: aligned ones, and others; either may be empty.
            panoramas: of real radiance; without any, photos in other light take their place.
        """
        self._sampling = sampling
        self._panoramas = [read_panorama(path) for path in panoramas]
        self._pairs = [[(_read(pair.low), _read(pair.high)) for pair in each] for each in pairs]
        self._clean = [_read(path) for path in clean]

    def at(self, step: int) -> Batch:
        """The batch of a step; all its pictures have one shape, which changes from step to step."""
        sampling = (self._sampling.seed, 3, step)
        shape = self._shape(np.random.default_rng(sampling))
        drawn = [self._draw(random, shape) for random in generators(sampling, self._sampling.size)]
        low, high = (torch.cat(parts) for parts in zip(*drawn, strict=True))
        return Batch(low, high, torch.ones_like(low))

    def _shape(self, random: np.random.Generator) -> tuple[int, int]:
        long = _whole(self._sampling.working_size)
        if random.random() < 0.5:
            return long, long
        short = _whole(long * int(random.integers(5, 8)) // 8)
        return (long, short) if random.integers(2) else (short, long)

    def _draw(self, random: np.random.Generator, shape: tuple[int, int]) -> tuple[Tensor, Tensor]:
        kind = random.random()
        # Without panoramas, their share is relit photos.
        if self._panoramas and kind < self._sampling.radiance_share:
            panorama = self._panoramas[int(random.integers(len(self._panoramas)))]
            view = random_contrast(random_view(panorama, shape, random), random)
            return _calmer(_as_tensors(photographed(view, random_bracket(random), random)), random)
        kind -= self._sampling.radiance_share
        if kind < self._sampling.lit_share:
            (photo,) = _framed((self._clean[random.integers(len(self._clean))],), shape, random)
            scene = relight(photo[0].permute(1, 2, 0).numpy(), random)
            return _calmer(_as_tensors(night_or_day(scene, random)), random)
        kind -= self._sampling.lit_share + self._sampling.kept_share
        if not any(self._pairs) or kind < self._sampling.synthetic_share:
            photo = self._clean[random.integers(len(self._clean))]
            (kept,) = _framed((photo,), shape, random)
            return (kept, kept) if kind < 0 else _calmer(self._made_dark(kept, random), random)
        pairs = drawn_set(self._pairs, self._sampling.aligned_share, random)
        low, high = _framed(pairs[int(random.integers(len(pairs)))], shape, random)
        exposure = 2 ** float(random.normal(0, self._sampling.exposure_spread))
        return (low * exposure).clamp(0, 1), high

    def _made_dark(self, photo: Tensor, random: np.random.Generator) -> tuple[Tensor, Tensor]:
        scene = photo[0].permute(1, 2, 0).numpy()
        if self._sampling.brightness:
            scene = automatic_gamma(scene, self._sampling.brightness)
        scene = _paler(scene, float(random.uniform(self._sampling.palest, 1)))
        degradation = replace(random_degradation(random), averaged=4 ** int(random.integers(1, 5)))
        made = degrade(scene, degradation, random)
        dark, reference = (
            torch.from_numpy(picture).permute(2, 0, 1)[None] for picture in (made.dark, made.reference)
        )
        return dark, reference


def _calmer(pictures: tuple[Tensor, Tensor], random: np.random.Generator) -> tuple[Tensor, Tensor]:
    """A dark frame, and its goal with somewhat less contrast and saturation.

    Cameras render dark frames with more contrast and colour than the curves here do. A light that was trained
    without this made real brackets' results 1.1 times as contrasty and 1.2 times as vivid as their fusions.
    """
    dark, goal = pictures
    mean = goal.mean()
    goal = mean + float(random.uniform(*_CONTRAST_LEFT)) * (goal - mean)
    grey = (goal * torch.tensor(LUMINANCE)[:, None, None]).sum(dim=1, keepdim=True)
    return dark, (grey + float(random.uniform(*_SATURATION_LEFT)) * (goal - grey)).clamp(0, 1)


def _as_tensors(pictures: tuple[FloatImage, FloatImage]) -> tuple[Tensor, Tensor]:
    """Each (1, 3, H, W)."""
    dark, goal = (
        torch.from_numpy(np.ascontiguousarray(picture, np.float32)).permute(2, 0, 1)[None]
        for picture in pictures
    )
    return dark, goal


def _whole(side: int) -> int:
    """The next multiple of _STRIDE."""
    return -(-side // _STRIDE) * _STRIDE


def _read(path: Path) -> Tensor:
    return torch.from_numpy(read_pixels(path, SCENE_SIDE)).permute(2, 0, 1).contiguous()


def _paler(scene: FloatImage, saturation: float) -> FloatImage:
    """A scene (H, W, 3) with a part of its saturation: each pixel's distance from its luminance is scaled."""
    grey = (scene @ np.array(LUMINANCE, np.float32))[..., None]
    paler: FloatImage = grey + (scene - grey) * np.float32(saturation)
    return paler.clip(0, 1)


def _framed(
    pictures: tuple[Tensor, ...], shape: tuple[int, int], random: np.random.Generator
) -> list[Tensor]:
    """The same frame of some pictures of one scene: most of it, in a shape, mirrored alike.

    Args:
        pictures: (3, H, W), 8 bit.
        shape: rows and columns wanted.

    Returns:
        Each (1, 3, rows, columns), 0..1, by means over areas.
    """
    height, width = pictures[0].shape[1:]
    largest = min(height / shape[0], width / shape[1])
    scale = largest * (1.0 if random.random() < 0.5 else float(random.uniform(0.65, 1)))
    rows, columns = (max(1, round(side * scale)) for side in shape)
    top, left = int(random.integers(height - rows + 1)), int(random.integers(width - columns + 1))
    flips = [axis for axis, often in ((3, 0.5), (2, 0.15)) if random.random() < often]
    framed = []
    for picture in pictures:
        part = picture[None, :, top : top + rows, left : left + columns].float() / 255
        framed.append(functional.interpolate(part, size=shape, mode="area").flip(flips))
    return framed
