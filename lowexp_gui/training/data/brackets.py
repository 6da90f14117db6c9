"""Virtual exposure brackets: a scene's radiance as a dark frame, and as the fusion of its whole bracket."""

from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from lowexp_gui.srgb import LUMINANCE
from lowexp_gui.training.camera_noise.camera import encoded, unit_noise

FloatImage = NDArray[np.float32]
_LEAST_WEIGHT = 1e-12
"""Of an exposure at a pixel, so that the weights have a sum."""
_BLUR = (0.05, 0.25, 0.4)
"""Half of the kernel of Burt and Adelson (1983), with a = 0.4."""
_LAPLACE = ((0.0, 1.0, 0.0), (1.0, -4.0, 1.0), (0.0, 1.0, 0.0))
_DARKEST_MEAN = 0.004
_BRIGHTEST_FUSION = 0.52
_BISECTIONS = 12


def mertens_fusion(exposures: Tensor) -> Tensor:
    """The exposures of a bracket as one picture in which nothing is burnt or black.

    Weights are contrast times saturation, blended by Laplacian pyramids (Mertens, Kautz, Van Reeth: "Exposure
    Fusion", 2007; with a weight of 0 for well-exposedness, as OpenCV has by default).

    Args:
        exposures: (K, 3, H, W), encoded, 0..1.

    Returns:
        (3, H, W), clipped to 0..1.
    """
    grey = (exposures * torch.tensor(LUMINANCE)[:, None, None]).sum(dim=1, keepdim=True)
    laplace = torch.tensor(_LAPLACE)[None, None]
    contrast = functional.conv2d(functional.pad(grey, (1, 1, 1, 1), "reflect"), laplace).abs()
    saturation = (exposures - exposures.mean(dim=1, keepdim=True)).square().sum(dim=1, keepdim=True).sqrt()
    weights = contrast * saturation + _LEAST_WEIGHT
    weights = weights / weights.sum(dim=0, keepdim=True)
    levels = max(1, int(np.log2(min(exposures.shape[-2:]))))
    sums = []
    pictures = exposures
    for level in range(levels):
        sums.append((_without_coarse(pictures) if level < levels - 1 else pictures, weights))
        pictures, weights = _halved(pictures), _halved(weights)
    fused: Tensor | None = None
    for bands, shares in reversed(sums):
        here = (bands * shares).sum(dim=0, keepdim=True)
        fused = here if fused is None else here + _doubled(fused, here)
    assert fused is not None  # noqa: S101
    return fused[0].clamp(0, 1)


def _without_coarse(pictures: Tensor) -> Tensor:
    return pictures - _doubled(_halved(pictures), pictures)


def _halved(pictures: Tensor) -> Tensor:
    """Pictures blurred by _BLUR, and every second row and column of them."""
    padding = "reflect" if min(pictures.shape[-2:]) > 2 else "replicate"
    wide = functional.pad(pictures, (2, 2, 2, 2), padding)
    return _second_rows(_second_rows(wide).transpose(-1, -2)).transpose(-1, -2)


def _second_rows(wide: Tensor) -> Tensor:
    rows = wide.shape[-2] - 4
    outer, inner, centre = _BLUR
    return (
        outer * (wide[..., 0:rows:2, :] + wide[..., 4 : 4 + rows : 2, :])
        + inner * (wide[..., 1 : 1 + rows : 2, :] + wide[..., 3 : 3 + rows : 2, :])
        + centre * wide[..., 2 : 2 + rows : 2, :]
    )


def _doubled(pictures: Tensor, like: Tensor) -> Tensor:
    return functional.interpolate(pictures, size=like.shape[-2:], mode="bilinear", align_corners=False)


@dataclass(frozen=True)
class Bracket:
    """How a scene is photographed.

    Attributes:
        steps: exposures of the bracket in stops from the middle one.
        middle: mean of encoded values of the middle exposure, 0..1.
        dark: mean of encoded values of the dark frame, 0..1.
        curve: exponent of the camera's tone curve over sRGB.
        contrast: how far the camera's tone curve is bent like an S, 0..1.
        black: error of the black level of the dark frame, in linear light of full scale.
        shot: variance of the dark frame's noise for each unit of linear light.
        read: standard deviation of its constant noise, of full scale.
        gains: white balance, factors on the noise of red, green and blue.
        blur: how far neighbours share their noise, 0..1.
        averaged: how many camera pixels each pixel of the dark frame is the mean of.
    """

    steps: tuple[float, ...]
    middle: float
    dark: float
    curve: float = 1.0
    contrast: float = 0.0
    black: float = 0.0
    shot: float = 0.0
    read: float = 0.0
    gains: tuple[float, float, float] = (1.0, 1.0, 1.0)
    blur: float = 0.0
    averaged: int = 1


def random_bracket(random: np.random.Generator) -> Bracket:
    """A bracket as photographers take them: 3 to 8 frames, and a dark frame with a camera's noise.

    The means are those of real brackets: the fusion of most is about 0.46 (with middle frames of about 0.38),
    dark frames go from 0.01 to 0.38.
    """
    count, step = int(random.integers(3, 9)), float(random.uniform(1.0, 2.2))
    places = np.arange(count) - (count - 1) / 2 + random.normal(0, 0.3)
    night = random.random() < 0.35
    stops = -random.uniform(4.5, 6.2) if night else -random.uniform(1.4, 5)
    return Bracket(
        steps=tuple((places * step).tolist()),
        middle=float(random.normal(0.375, 0.03)),
        dark=float(2**stops),
        curve=float(random.uniform(0.9, 1.12)),
        contrast=float(random.uniform(0, 0.45)),
        black=float(random.normal(0, 2e-4)),
        shot=float(10 ** random.normal(-4.6, 0.5)),
        read=float(10 ** random.normal(-4.0, 0.35)),
        gains=(float(random.uniform(1.6, 2.4)), 1.0, float(random.uniform(1.4, 2.2))),
        blur=float(random.uniform(0.2, 1.0)) if random.random() < 0.7 else 0.0,
        averaged=4 ** int(random.integers(1, 5)),
    )


def photographed(
    radiance: FloatImage, bracket: Bracket, random: np.random.Generator
) -> tuple[FloatImage, FloatImage]:
    """A dark frame of a scene, and the fusion of the bracket of it.

    Args:
        radiance: linear light (H, W, 3), at least 0, of any scale.

    Returns:
        The dark frame and the goal, encoded, 0..1, of the same shape.
    """
    goal = _fusion(radiance, bracket)
    if goal.mean() > _BRIGHTEST_FUSION:
        goal = _fusion(
            radiance, replace(bracket, middle=bracket.middle * bracket.middle / float(goal.mean()))
        )
    wanted = max(_DARKEST_MEAN, min(bracket.dark, 0.85 * float(goal.mean())))
    exposed = radiance * np.float32(_exposure_for(radiance, wanted, bracket))
    return _seen(exposed, bracket, random), goal


def _fusion(radiance: FloatImage, bracket: Bracket) -> FloatImage:
    middle = _exposure_for(radiance, bracket.middle, bracket)
    frames = np.stack([_rendered(radiance * np.float32(middle * 2**step), bracket) for step in bracket.steps])
    fused = mertens_fusion(torch.from_numpy(frames).permute(0, 3, 1, 2).contiguous())
    goal: FloatImage = fused.permute(1, 2, 0).contiguous().numpy()
    return goal


def _seen(exposed: FloatImage, bracket: Bracket, random: np.random.Generator) -> FloatImage:
    """The exposed scene with the sensor's noise, as the camera renders it in 8 bits."""
    seen = np.empty_like(exposed)
    for channel, gain in enumerate(bracket.gains):
        light = np.minimum(exposed[..., channel], 1)
        variance = (light * gain * bracket.shot + (gain * bracket.read) ** 2) / bracket.averaged
        noise = unit_noise((light.shape[0], light.shape[1]), bracket.blur, random)
        noisy = light + np.sqrt(variance).astype(np.float32) * noise + np.float32(bracket.black)
        seen[..., channel] = noisy.clip(0, 1)
    steps = np.float32(255 * bracket.averaged)
    codes: FloatImage = np.rint(_rendered(seen, bracket) * steps) / steps
    return codes


def _rendered(light: FloatImage, bracket: Bracket) -> FloatImage:
    """Linear light as the camera encodes it, clipped to 0..1."""
    values = encoded(np.clip(light, 0, 1), bracket.curve)
    if bracket.contrast:
        values += np.float32(bracket.contrast) * (values * values * (3 - 2 * values) - values)
    return values


def _exposure_for(radiance: FloatImage, mean: float, bracket: Bracket) -> float:
    """The factor on the light that gives the picture a mean of encoded values, by bisection of stops."""
    small = radiance[::3, ::3]
    lowest, highest = -24.0, 24.0
    for _ in range(_BISECTIONS + 6):
        stops = (lowest + highest) / 2
        bright = float(_rendered(small * np.float32(2**stops), bracket).mean()) > mean
        lowest, highest = (lowest, stops) if bright else (stops, highest)
    return float(2**lowest)
