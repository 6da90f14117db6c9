"""Batches to learn from, each a function of seed and step alone, so that training resumes exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from lowexp_gui.training.data.degradation import (
    Exposure,
    FloatImage,
    expose_with_noise,
    random_exposure,
    separating_light,
    to_tensor,
)
from lowexp_gui.training.data.pairs import Pair, Pixels, read_pixels, to_unit
from lowexp_gui.training.distributed import own_pictures

T = TypeVar("T")
SCENE_SIDE = 256
EXPOSURE_SPREAD = 0.15
SYNTHETIC_SHARE = 0.05
DARKEST_STOPS = 5.0


class Batch(NamedTuple):
    """What one training step sees, each (N, 3, H, W).

    Attributes:
        degraded: the network's input, 0..1.
        reference: what it should lead to, 0..1.
        illumination: for the denoiser, the light that its input was divided by, (0, 1]; else ones.
    """

    degraded: Tensor
    reference: Tensor
    illumination: Tensor


@dataclass(frozen=True)
class Sampling:
    """How batches are drawn.

    Attributes:
        seed: of everything random.
        size: pictures in a batch, of all processes together.
        crop: side of the square crops, pixels.
    """

    seed: int
    size: int
    crop: int


def generators(sampling: tuple[int, int, int], size: int) -> list[np.random.Generator]:
    """The random numbers of each picture of a step's batch that this process takes.

    They depend on the picture's place in the whole batch, so that processes may share it out.

    Args:
        sampling: seed, number of the kind of batches, step.
        size: pictures in the whole batch.
    """
    # From 1 on: a trailing zero would give the numbers of the step itself.
    return [np.random.default_rng((*sampling, place + 1)) for place in own_pictures(size)]


def drawn_set(pairs: Sequence[Sequence[T]], share: float, random: np.random.Generator) -> Sequence[T]:
    """The first of two sets, of which one may be empty, with a probability of `share`."""
    first = not pairs[1] or (bool(pairs[0]) and random.random() < share)
    return pairs[0] if first else pairs[1]


class EnhancementBatches:
    """Dark photos and their references, most of the scene each.

    One in twenty is a well-exposed photo made darker by up to five stops, or not at all, and teaches that
    light which is there already needs nothing. The rest is drawn from the pair sets, each equally often.
    """

    def __init__(self, sets: Sequence[Sequence[Pair]], clean: Sequence[Path], sampling: Sampling) -> None:
        """Read all pictures, with sides of at most SCENE_SIDE."""
        self._sampling = sampling
        self._sets = [[_read_pair(pair, SCENE_SIDE) for pair in each] for each in sets]
        self._clean = [read_pixels(path, SCENE_SIDE) for path in clean]

    def at(self, step: int) -> Batch:
        """The batch of a step."""
        drawn = [
            self._draw(random) for random in generators((self._sampling.seed, 1, step), self._sampling.size)
        ]
        low, high = to_tensor([low for low, _ in drawn]), to_tensor([high for _, high in drawn])
        return Batch(low, high, torch.ones_like(low))

    def _draw(self, random: np.random.Generator) -> tuple[FloatImage, FloatImage]:
        if random.random() < SYNTHETIC_SHARE:
            scene = self._clean[random.integers(len(self._clean))]
            _, reference = self._square((scene, scene), random)
            exposure = Exposure(
                light=2.0 ** -random.uniform(0, DARKEST_STOPS),
                shot=float(10 ** random.uniform(-5, -4)),
                read=1e-4,
                blur=0,
                jpeg_quality=None,
            )
            return expose_with_noise(reference, exposure, random), reference
        pairs = self._sets[random.integers(len(self._sets))]
        low, high = self._square(pairs[random.integers(len(pairs))], random)
        return np.clip(low * np.float32(2 ** random.normal(0, EXPOSURE_SPREAD)), 0, 1), high

    def _square(
        self, pair: tuple[Pixels, Pixels], random: np.random.Generator
    ) -> tuple[FloatImage, FloatImage]:
        """A square of at least two thirds of the scene's shorter side, scaled to the crop's size."""
        shortest = max(self._sampling.crop, min(pair[0].shape[:2]))
        side = int(random.integers(max(self._sampling.crop, shortest * 2 // 3), shortest + 1))
        low, high = (_scaled(part, self._sampling.crop) for part in _crop_alike(pair, side, random))
        return low, high


class DenoisingBatches:
    """Amplified noise over clean pictures: synthetic, of real pairs, and of repeated shots."""

    def __init__(
        self,
        clean: Sequence[Path],
        dark_pairs: Sequence[Pair],
        noisy_pairs: Sequence[Pair],
        sampling: Sampling,
        longest_side: int = 1024,
    ) -> None:
        """Read all pictures; clean ones with sides of at most `longest_side` pixels."""
        self._sampling = sampling
        self._clean = [read_pixels(path, longest_side) for path in clean]
        self._dark = [_read_pair(pair) for pair in dark_pairs]
        self._noisy = [_read_pair(pair) for pair in noisy_pairs]

    def at(self, step: int) -> Batch:
        """The batch of a step: half synthetic, a third from dark pairs, the rest from repeated shots."""
        drawn = [
            self._draw(random) for random in generators((self._sampling.seed, 2, step), self._sampling.size)
        ]
        dark, reference, amplified = (
            to_tensor([low for low, _, _ in drawn]),
            to_tensor([high for _, high, _ in drawn]),
            [is_amplified for _, _, is_amplified in drawn],
        )
        light = separating_light(dark, reference)
        light[torch.tensor(amplified)] = 1
        return Batch((dark / light).clamp(0, 1), reference, light)

    def _draw(self, random: np.random.Generator) -> tuple[FloatImage, FloatImage, bool]:
        kind = random.random()
        if self._noisy and kind < 1 / 6:
            noisy, clean = _crop_alike(
                self._noisy[random.integers(len(self._noisy))], self._sampling.crop, random
            )
            return noisy, clean, True
        if self._dark and kind < 1 / 2:
            return *_crop_alike(
                self._dark[random.integers(len(self._dark))], self._sampling.crop, random
            ), False
        scene = self._clean[random.integers(len(self._clean))]
        _, clean = _crop_alike((scene, scene), self._sampling.crop, random)
        return expose_with_noise(clean, random_exposure(random), random), clean, False


def _read_pair(pair: Pair, longest_side: int | None = None) -> tuple[Pixels, Pixels]:
    return read_pixels(pair.low, longest_side), read_pixels(pair.high, longest_side)


def _crop_alike(
    pair: tuple[Pixels, Pixels], side: int, random: np.random.Generator
) -> tuple[FloatImage, FloatImage]:
    """The same square of both pictures, turned and mirrored alike, 0..1; small ones are reflected."""
    low, high = (_at_least(picture, side) for picture in pair)
    top = random.integers(low.shape[0] - side + 1)
    left = random.integers(low.shape[1] - side + 1)
    turns, mirror = int(random.integers(4)), bool(random.integers(2))

    def cut(picture: Pixels) -> FloatImage:
        turned = np.rot90(picture[top : top + side, left : left + side], turns)
        return to_unit(turned[:, ::-1] if mirror else turned)

    return cut(low), cut(high)


def _scaled(picture: FloatImage, side: int) -> FloatImage:
    """A square picture made smaller to `side` pixels, by means over areas."""
    square = torch.from_numpy(picture).permute(2, 0, 1)[None]
    scaled = functional.interpolate(square, size=(side, side), mode="area")[0]
    return np.ascontiguousarray(scaled.permute(1, 2, 0).numpy())


def _at_least(picture: Pixels, side: int) -> Pixels:
    down, right = (max(0, side - length) for length in picture.shape[:2])
    return np.pad(picture, ((0, down), (0, right), (0, 0)), mode="symmetric") if down or right else picture
