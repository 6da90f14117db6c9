"""Amplified noise over clean pictures, with the light that amplified it, for the denoiser that takes both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from lowexp_gui.enhancing.guided_illumination import GuidedIllumination
from lowexp_gui.enhancing.illumination import (
    estimate_illumination,
    fit_guided_illumination,
    guided_lines,
    luminance,
    working_copy,
)
from lowexp_gui.measuring.brightness import FloatImage
from lowexp_gui.model.networks import ILLUMINATION_FLOOR, EnhancementNetwork, relative_edge
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.training.camera_noise.camera import unit_noise
from lowexp_gui.training.camera_noise.processed_noise import processed, random_processing
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.data.batches import Batch, drawn_set, generators
from lowexp_gui.training.data.light_fields import relight
from lowexp_gui.training.data.nights import night_or_day
from lowexp_gui.training.data.pairs import Pair, Pixels, read_pixels
from lowexp_gui.training.data.synthetic import Degradation, degrade, random_degradation

LONGEST_SIDE = 1024
MOST_STOPS = 6.5
"""The darkest synthetic photos, below the reference; darker ones hold too little of the scene."""
CELL = 8
"""Side of the squares over which the light of a pair is measured, pixels."""
MOST_GRAIN = 2.5 / 255
MOST_AMPLIFIED_GRAIN = 0.15
"""Standard deviations of what is added to dark photos, as it is, and divided by their light."""
_DARKEST = 0.02
_CPU = torch.device("cpu")


class LocalLight(Protocol):
    """The light of a picture of a pair."""

    def at(self, photo: Tensor, left: int, top: int) -> Tensor:
        """The light of a piece of it; see `GuidedIllumination.at`."""
        ...


class LightSource(Protocol):
    """Where the light of real pairs comes from."""

    def of(self, pair: Pair, low: Pixels) -> LocalLight:
        """The light of a pair's dark picture."""
        ...


@dataclass(frozen=True, eq=False)
class EstimatedLight:
    """Where the light of real pairs comes from: the enhancement network, as it is used.

    Attributes:
        network: trained, on the CPU.
        working_size: long side of what it sees, pixels.
        bounded: whether the photo sets bounds to the light (`ModelCard.bounded`).
    """

    network: EnhancementNetwork
    working_size: int
    bounded: bool = False

    def of(self, _pair: Pair, low: Pixels) -> GuidedIllumination:
        """The light of a dark photo."""
        photo = photo_from_srgb(low)
        copy = working_copy(photo, self.working_size)
        light = estimate_illumination(self.network, copy, _CPU, bounded=self.bounded)
        edge = self.network.edge
        return fit_guided_illumination(light, copy, photo.width, photo.height, edge, bounded=self.bounded)


@dataclass(frozen=True)
class NoiseSampling:
    """How crops are drawn.

    Attributes:
        seed: of everything random.
        size: pictures in a batch, of all processes together.
        crop: side of the square crops, pixels, a multiple of 8.
        synthetic_share: how many are darkened well-exposed photos, 0..1; of the rest, one in five is a
            repeated shot and the others are dark pairs.
        aligned_share: how many of the dark pairs are aligned, 0..1.
        noisier_stops: by how much cameras may be noisier than the synthetic ones, at most. Photos of pair
            sets were made smaller, which averages their noise; those of users were not.
        camera: whose noise synthetic photos get instead, which `noisier_stops` leaves as it was measured.
        camera_share: how many of the synthetic photos get it, 0..1.
        processed_share: how many of the others have noise as cameras' processing leaves it, 0..1.
        lit_share: how many of the synthetic photos are scenes in another light, with such noise, 0..1.
    """

    seed: int
    size: int
    crop: int
    synthetic_share: float
    aligned_share: float = 0.5
    noisier_stops: float = 0.0
    camera: CameraNoise | None = None
    camera_share: float = 1.0
    processed_share: float = 0.0
    lit_share: float = 0.0


class NoiseBatches:
    """Crops of photos divided by their light: synthetic, of real pairs, and of repeated shots.

    The light of a real pair is by turns the one that separates it from its reference, and the enhancement
    network's own where that is given.
    """

    def __init__(
        self,
        clean: Sequence[Path],
        dark: tuple[Sequence[Pair], Sequence[Pair]],
        noisy: Sequence[Pair],
        sampling: NoiseSampling,
        estimate: LightSource | None = None,
        own: Sequence[Path] = (),
    ) -> None:
        """Read all pictures; clean ones with sides of at most LONGEST_SIDE.

        Args:
            dark: aligned pairs, and others; either may be empty.
            own: clean photos that the camera's noise goes on; none for the same as other noise does.
        """
        self._sampling = sampling
        self._clean = [read_pixels(path, LONGEST_SIDE) for path in clean]
        self._own = [read_pixels(path, LONGEST_SIDE) for path in own] or self._clean
        self._noisy = [_read(pair) for pair in noisy]
        self._dark = [[_lit(pair, estimate) for pair in each] for each in dark]

    def at(self, step: int) -> Batch:
        """The batch of a step."""
        drawn = [
            _turned(self._draw(random), random)
            for random in generators((self._sampling.seed, 4, step), self._sampling.size)
        ]
        dark, reference, light = (torch.stack(parts) for parts in zip(*drawn, strict=True))
        light = light.clamp(ILLUMINATION_FLOOR, 1)
        return Batch((dark / light).clamp(0, 1), reference, light)

    def _draw(self, random: np.random.Generator) -> tuple[Tensor, Tensor, Tensor]:
        """A dark crop, its reference and its light, each (3, crop, crop)."""
        if not any(self._dark) or random.random() < self._sampling.synthetic_share:
            camera = self._camera(random)
            photos = self._clean if camera is None else self._own
            (reference,), _ = self._cut((photos[random.integers(len(photos))],), random)
            scene = reference.permute(1, 2, 0).numpy()
            if camera is None and random.random() < self._sampling.lit_share:
                return _noisy_night(scene, random)
            if camera is None and random.random() < self._sampling.processed_share:
                made = processed(scene, random_processing(random, MOST_STOPS), random)
            else:
                made = degrade(scene, self._degradation(camera, random), random).dark
            dark = torch.from_numpy(made).permute(2, 0, 1)
            # Not the light that the photo was made with: noise that is clipped at black brightens a photo,
            # which the enhancement network corrects. Trained with that light, it darkens real shadows.
            return dark, reference, guided_separating_light(dark[None], reference[None])[0]
        if self._noisy and random.random() < 0.2:
            (noisy, clean), _ = self._cut(self._noisy[random.integers(len(self._noisy))], random)
            return noisy, clean, torch.ones_like(noisy)
        pairs = drawn_set(self._dark, self._sampling.aligned_share, random)
        pair = pairs[int(random.integers(len(pairs)))]
        (dark, reference), (top, left) = self._cut((pair.low, pair.high), random)
        if pair.field is not None and random.random() < 0.5:
            light = pair.field.at(dark.permute(1, 2, 0), left, top).permute(2, 0, 1)
        else:
            light = guided_separating_light(dark[None], reference[None])[0]
        if pairs is self._dark[0] and self._sampling.noisier_stops and random.random() < 0.5:
            dark = _with_grain(dark, min(MOST_GRAIN, MOST_AMPLIFIED_GRAIN * float(light.mean())), random)
        return dark, reference, light

    def _camera(self, random: np.random.Generator) -> CameraNoise | None:
        """Whose noise a synthetic photo gets; None for a camera at large."""
        share = self._sampling.camera_share
        wanted = self._sampling.camera is not None and (share >= 1 or random.random() < share)
        return self._sampling.camera if wanted else None

    def _degradation(self, camera: CameraNoise | None, random: np.random.Generator) -> Degradation:
        drawn = random_degradation(random, MOST_STOPS, camera)
        if camera is not None:
            return drawn
        factor = 2.0 ** random.uniform(0, self._sampling.noisier_stops)
        return replace(drawn, shot=drawn.shot * factor**2, read=drawn.read * factor)

    def _cut(
        self, pictures: tuple[Pixels, ...], random: np.random.Generator
    ) -> tuple[tuple[Tensor, ...], tuple[int, int]]:
        """The same square of some pictures, and where it begins; small ones are reflected."""
        side = self._sampling.crop
        height, width = pictures[0].shape[:2]
        top = int(random.integers(max(0, height - side) + 1))
        left = int(random.integers(max(0, width - side) + 1))
        return tuple(_square(picture, top, left, side) for picture in pictures), (top, left)


def _with_grain(dark: Tensor, most: float, random: np.random.Generator) -> Tensor:
    """A dark photo (3, H, W) with more noise, in 8 bits: near black, encoded values are linear light.

    Args:
        most: standard deviation of the noise at the most.
    """
    deviation, blur = random.uniform(0, most), random.uniform(0, 1)
    grain = np.stack([unit_noise((dark.shape[1], dark.shape[2]), blur, random) for _ in range(3)])
    noisy = (dark + torch.from_numpy(grain) * deviation).clamp(0, 1)
    return (noisy * 255).round() / 255


def _noisy_night(photo: FloatImage, random: np.random.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """A scene in another light: noisy dark frame, noiseless frame divided by the light, and the light.

    The noise depends on how much darker the frame is than its goal: the ratio of their encoded means,
    squared, is about that in linear light.

    Args:
        photo: well exposed, (side, side, 3), 0..1.

    Returns:
        Each (3, side, side), 0..1.
    """
    clean, goal = night_or_day(relight(photo, random), random, noiseless=True)
    weaker = float(np.square(clean.mean() / max(float(goal.mean()), _DARKEST)))
    noise = random_processing(random, MOST_STOPS, dark=min(1.0, weaker))
    dark, noiseless, reference = (
        torch.from_numpy(np.ascontiguousarray(picture, np.float32)).permute(2, 0, 1)
        for picture in (processed(clean, noise, random), clean, goal)
    )
    light = guided_separating_light(dark[None], reference[None])[0]
    return dark, (noiseless / light).clamp(0, 1), light


def guided_separating_light(dark: Tensor, reference: Tensor) -> Tensor:
    """The smooth light, brought up along edges, that separates dark photos from their references.

    Args:
        dark, reference: (N, 3, H, W), 0..1, sides multiples of CELL.

    Returns:
        L, the same shape, within the limits of an illumination map.
    """
    small_dark, small_reference = (functional.avg_pool2d(photo, CELL) for photo in (dark, reference))
    ratio = small_dark / small_reference.clamp(min=_DARKEST)
    guide, small_guide = (luminance(photo.permute(0, 2, 3, 1))[:, None] for photo in (dark, small_dark))
    slope, offset = (
        functional.interpolate(lines, size=guide.shape[-2:], mode="bilinear", align_corners=False)
        for lines in guided_lines(ratio.clamp(ILLUMINATION_FLOOR, 1), small_guide, relative_edge(small_guide))
    )
    return (slope * guide + offset).clamp(ILLUMINATION_FLOOR, 1)


@dataclass(frozen=True, eq=False)
class _LitPair:
    """A dark photo and its reference, (H, W, 3), and the estimated light, where there is an estimate."""

    low: Pixels
    high: Pixels
    field: LocalLight | None


def _lit(pair: Pair, estimate: LightSource | None) -> _LitPair:
    low, high = _read(pair)
    return _LitPair(low, high, estimate.of(pair, low) if estimate is not None else None)


def _read(pair: Pair) -> tuple[Pixels, Pixels]:
    return read_pixels(pair.low), read_pixels(pair.high)


def _square(picture: Pixels, top: int, left: int, side: int) -> Tensor:
    """(3, side, side), 0..1."""
    part = picture[top : top + side, left : left + side]
    down, right = side - part.shape[0], side - part.shape[1]
    if down or right:
        part = np.pad(part, ((0, down), (0, right), (0, 0)), mode="symmetric")
    return torch.from_numpy(part.astype(np.float32) / np.float32(255)).permute(2, 0, 1)


def _turned(
    pictures: tuple[Tensor, Tensor, Tensor], random: np.random.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """Turned and mirrored alike."""
    turns, mirror = int(random.integers(4)), bool(random.integers(2))
    first, second, third = (
        torch.rot90(picture.flip(2) if mirror else picture, turns, (1, 2)) for picture in pictures
    )
    return first, second, third
