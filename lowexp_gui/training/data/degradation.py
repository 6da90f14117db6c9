"""Amplified noise to learn from: made by physics, or taken from real pairs.

A dark photo is linear light, weakened, with shot and read noise, then encoded and quantised. Brightening
divides it by its illumination, and the noise grows with it. The denoiser is trained on that amplified noise.
"""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor
from torch.nn import functional

from lowexp_gui.srgb import linear_to_srgb, srgb_to_linear

FloatImage = NDArray[np.float32]
_LIGHT_SCALE = 24
_DARKEST = 0.02


@dataclass(frozen=True)
class Exposure:
    """How a dark photo comes about.

    Attributes:
        light: factor on linear light, 0..1.
        shot: variance of the noise per unit of linear light.
        read: standard deviation of the constant noise, of full scale.
        blur: share of a pixel's noise that it takes from its neighbours, 0..1 (demosaicing, scaling).
        jpeg_quality: 1..95, or None for no compression.
    """

    light: float
    shot: float
    read: float
    blur: float
    jpeg_quality: int | None


def random_exposure(random: np.random.Generator) -> Exposure:
    """An exposure from 0 to 6 stops too dark, with the noise of a good to a poor camera."""
    light = 2.0 ** -random.uniform(0, 6)
    return Exposure(
        light=light,
        shot=float(10 ** random.uniform(-5.0, -2.7)),
        read=float(10 ** random.uniform(-4.0, -2.7)),
        blur=float(random.choice([0.0, random.uniform(0.2, 1.0)])),
        jpeg_quality=int(random.integers(70, 96)) if random.random() < 0.4 else None,
    )


def expose_with_noise(scene: FloatImage, exposure: Exposure, random: np.random.Generator) -> FloatImage:
    """The dark, noisy photo of a scene.

    Args:
        scene: sRGB, (H, W, 3), 0..1.

    Returns:
        sRGB, the same shape, 0..1, quantised to 8 bit.
    """
    light = srgb_to_linear(scene) * np.float32(exposure.light)
    deviation = np.sqrt(exposure.shot * light + exposure.read**2)
    noise = random.standard_normal(light.shape, dtype=np.float32)
    if exposure.blur:
        noise = _correlated(noise, exposure.blur)
    encoded = linear_to_srgb(np.clip(light + deviation * noise, 0, 1))
    codes = np.round(encoded * 255).astype(np.uint8)
    if exposure.jpeg_quality is not None:
        codes = through_jpeg(codes, exposure.jpeg_quality)
    values: FloatImage = codes.astype(np.float32) / np.float32(255)
    return values


def _correlated(noise: FloatImage, share: float) -> FloatImage:
    shifted = [np.roll(noise, step, axis) for step in (-1, 1) for axis in (0, 1)]
    around: FloatImage = np.mean(shifted, axis=0, dtype=np.float32)
    mixed: FloatImage = noise + np.float32(share / 2) * (around - noise)
    return mixed


def through_jpeg(codes: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """8-bit sRGB (H, W, 3), saved as JPEG of a quality from 1 to 95 and read again."""
    buffer = BytesIO()
    Image.fromarray(codes).save(buffer, "jpeg", quality=quality)
    return np.array(Image.open(buffer))


def separating_light(dark: Tensor, reference: Tensor) -> Tensor:
    """The light that separates a dark photo from its reference: the ratio of their local means.

    The dark photo divided by it has the reference's brightness and colour everywhere, and the dark photo's
    noise, amplified as in use.

    Args:
        dark, reference: (N, 3, H, W), 0..1.

    Returns:
        L, the same shape, (0, 1].
    """
    light = _local_mean(dark) / _local_mean(reference).clamp(min=_DARKEST)
    return light.clamp(_DARKEST, 1.0)


def _local_mean(photo: Tensor) -> Tensor:
    size = (max(1, photo.shape[-2] // _LIGHT_SCALE), max(1, photo.shape[-1] // _LIGHT_SCALE))
    small = functional.adaptive_avg_pool2d(photo, size)
    return functional.interpolate(small, size=photo.shape[-2:], mode="bilinear", align_corners=False)


def to_tensor(pictures: list[FloatImage]) -> Tensor:
    """Pictures (H, W, 3) of one size as a batch (N, 3, H, W)."""
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).contiguous()
