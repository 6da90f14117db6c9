"""Radiance made of well-exposed photos: their light is taken away, and lamps, windows and skies light them.

A photo's values, decoded, stand for what the scene reflects. A light field E of large contrast multiplies
them: lamps with the inverse square of the distance, windows, a bright sky behind a dark ground, a black sky
over a lit street. Lamps can stand in the picture themselves, many times as bright as what they light.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from lowexp_gui.enhancing.illumination import guided_lines
from lowexp_gui.srgb import LUMINANCE
from lowexp_gui.training.camera_noise.camera import decoded

FloatImage = NDArray[np.float32]
_BRIGHTER_THAN_WHITE = 6.0
"""Highlights of a photo are clipped light: the brightest are taken to be up to this many times white."""
_LUMINANCE = np.array(LUMINANCE, np.float32)
_EDGE = 0.05
WARM, NEUTRAL, COOL = (1.35, 1.0, 0.5), (1.0, 1.0, 1.0), (0.8, 1.0, 1.3)
NEON = ((1.8, 0.25, 0.6), (0.3, 0.6, 2.2), (0.4, 1.7, 0.5), (1.5, 0.3, 1.6), (1.7, 0.8, 0.15))


@dataclass(frozen=True, eq=False)
class LitScene:
    """A photo's scene in another light.

    Attributes:
        radiance: linear light, (H, W, 3), at least 0, of any scale.
        sky: where a black sky is, (H, W, 1), 0..1; None where the scene has none.
    """

    radiance: FloatImage
    sky: FloatImage | None = None


def relight(photo: FloatImage, random: np.random.Generator) -> LitScene:
    """The scene of a photo in another light.

    Args:
        photo: encoded, (H, W, 3), 0..1.
    """
    values = np.clip(photo, 0, 1)
    scene = decoded(values, 1.0)
    brightest = values.max(axis=-1, keepdims=True)
    beyond = np.float32(random.uniform(0, _BRIGHTER_THAN_WHITE))
    scene = scene * (1 + beyond * ((brightest - 0.8) / 0.2).clip(0, 1) ** 2)
    kind = random.random()
    if kind < 0.35:
        radiance = scene * _lamps(scene.shape[:2], random)
        radiance = _with_emitters(radiance, random) if random.random() < 0.7 else radiance
    elif kind < 0.47:
        radiance = scene * _window(scene.shape[:2], random)
    elif kind < 0.7:
        radiance = scene * _back_light(values, random)
    elif kind < 0.95:
        sky = _mask(values, float(np.quantile(values, random.uniform(0.45, 0.8))), random.uniform(0.02, 0.06))
        street = _with_emitters(scene * _lamps(scene.shape[:2], random), random)
        return LitScene((street * (1 - sky)).astype(np.float32), sky)
    else:
        radiance = scene
    return LitScene(radiance.astype(np.float32))


def hazed(picture: FloatImage, sky: FloatImage, haze: float, colour: FloatImage) -> FloatImage:
    """A picture (H, W, 3) whose black sky has a faint even light.

    Args:
        haze: of encoded values at the horizon, half of it at the zenith.
        colour: (3,), with a mean of about 1.
    """
    fall = np.linspace(0.5, 1, picture.shape[0], dtype=np.float32)[:, None, None]
    return picture + sky * fall * np.float32(haze) * colour


def _places(shape: tuple[int, int]) -> tuple[FloatImage, FloatImage]:
    """Down and across, in units of the long side, (H, 1) and (1, W)."""
    long = max(shape)
    down = (np.arange(shape[0], dtype=np.float32) + np.float32(0.5)) / np.float32(long)
    across = (np.arange(shape[1], dtype=np.float32) + np.float32(0.5)) / np.float32(long)
    return down[:, None], across[None, :]


def random_colour(random: np.random.Generator) -> FloatImage:
    """Of lamps: factors on linear red, green and blue, (3,)."""
    base = (WARM, WARM, NEUTRAL, COOL, NEON[int(random.integers(len(NEON)))])[int(random.integers(5))]
    share = random.uniform(0.1, 0.7)
    colour: FloatImage = (1 - share + share * np.array(base)).astype(np.float32)
    return colour


def _lamps(shape: tuple[int, int], random: np.random.Generator) -> FloatImage:
    """Light of some lamps in front of the scene, over a little of everywhere."""
    down, across = _places(shape)
    light = np.full((*shape, 3), 2.0 ** -random.uniform(3, 9), np.float32)
    for _ in range(int(random.integers(1, 6))):
        y, x = random.uniform(-0.15, down.max() + 0.15), random.uniform(-0.15, across.max() + 0.15)
        distance = random.uniform(0.03, 0.5)
        falloff = 1 / (1 + ((down - y) ** 2 + (across - x) ** 2) / distance**2) ** random.uniform(1, 1.6)
        light += np.float32(2 ** random.uniform(-2, 1)) * falloff[..., None] * random_colour(random)
    return light


def _with_emitters(radiance: FloatImage, random: np.random.Generator) -> FloatImage:
    """Lamps, lit windows, signs and screens in the picture: small, bright, with soft or sharp edges."""
    down, across = _places((radiance.shape[0], radiance.shape[1]))
    bright = max(float(np.percentile(radiance, 95)), 1e-6)
    for _ in range(int(random.integers(1, 12))):
        y, x = random.uniform(0, down.max()), random.uniform(0, across.max())
        tall, wide = np.exp(random.uniform(np.log(0.004), np.log(0.07), 2))
        if random.random() < 0.5:
            inside = 1 - np.hypot((down - y) / tall, (across - x) / wide)
        else:
            inside = np.minimum(1 - np.abs(down - y) / tall, 1 - np.abs(across - x) / wide)
        shape = (inside / random.uniform(0.05, 0.6)).clip(0, 1)[..., None]
        power = np.float32(bright * 2 ** random.uniform(0.5, 6))
        radiance = radiance * (1 - shape) + shape * power * random_colour(random)
        glow = 1e-3 * power * tall * wide / ((down - y) ** 2 + (across - x) ** 2 + 2e-3)
        radiance = radiance + (glow[..., None] * random_colour(random)).astype(np.float32)
    return radiance


def _window(shape: tuple[int, int], random: np.random.Generator) -> FloatImage:
    """A part of the picture in daylight, the rest in a dark room."""
    down, across = _places(shape)
    y, x = random.uniform(0, down.max()), random.uniform(0, across.max())
    tall, wide = random.uniform(0.1, 0.35, 2)
    slant = random.normal(0, 0.15)
    inside = np.minimum(tall - np.abs(down - y), wide - np.abs(across - x + slant * (down - y)))
    window = (inside / random.uniform(0.005, 0.05) + 0.5).clip(0, 1)
    away = np.sqrt((down - y) ** 2 + (across - x) ** 2)
    room = 2.0 ** -random.uniform(2.5, 7) * (1 + 2 / (1 + (away / 0.3) ** 2))
    light: FloatImage = (window + (1 - window) * room)[..., None].astype(np.float32) * np.ones(3, np.float32)
    return light


def _mask(values: FloatImage, threshold: float, softness: float) -> FloatImage:
    """Where the photo is brighter than a threshold, along its own edges, (H, W, 1), 0..1."""
    grey = values @ _LUMINANCE
    down = np.linspace(-1, 1, grey.shape[0], dtype=np.float32)[:, None]
    first = 1 / (1 + np.exp(-(grey - threshold - 0.15 * down) / softness))
    guide, mask = (torch.from_numpy(each.astype(np.float32))[None, None] for each in (grey, first))
    slope, offset = guided_lines(mask, guide, torch.full((1, 1, 1, 1), _EDGE))
    smooth: FloatImage = (slope * guide + offset)[0, 0].clamp(0, 1).numpy()[..., None]
    return smooth


def _back_light(values: FloatImage, random: np.random.Generator) -> FloatImage:
    """The bright parts stay, the others sink: a subject before a window or a sunset."""
    sky = _mask(values, float(np.quantile(values, random.uniform(0.4, 0.85))), random.uniform(0.02, 0.1))
    light: FloatImage = np.exp2(-random.uniform(2, 6) * (1 - sky))
    colour = random_colour(random)
    return light * (sky * colour + (1 - sky))
