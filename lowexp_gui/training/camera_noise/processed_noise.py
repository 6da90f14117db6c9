"""Noise after a camera's processing: mixed between colours, smoothed into blotches, compressed.

Raw noise is independent from pixel to pixel. In a camera's JPEG it is not: demosaicing and noise reduction
make it coarser, colour matrices mix its channels, and sharpening and JPEG change it again.
"""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter

from lowexp_gui.srgb import LUMINANCE
from lowexp_gui.training.camera_noise.camera import decoded, encoded

FloatImage = NDArray[np.float32]

_ISOS = np.array((100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 51200))
_SHOT = np.array((3.38e-6, 5.56e-6, 1.02e-5, 1.93e-5, 3.68e-5, 7.26e-5, 1.38e-4, 2.51e-4, 4.23e-4, 5.51e-4))
_READ_VARIANCE = np.array(
    (3.44e-9, 7.88e-9, 1.84e-8, 4.80e-8, 1.29e-7, 3.24e-7, 8.03e-7, 1.82e-6, 3.81e-6, 2.39e-6)
)
"""Medians over 374 camera models (noise profiles of darktable 4.2): variance = shot x light + read variance,
of the green channel before white balance, at full scale 1."""
_LEAST_SEEN, _MOST_SEEN = 0.7 / 255, 40 / 255
_BRIGHT = 0.4
"""Factor on the light below which photos are not compressed strongly: little would be left of them."""
_CLEAN_SHARE = 0.15
_COARSER, _COARSER_BY = 2.5, 1.0
"""The blur of the coarser part: this factor times that of the finer part, plus so many pixels."""
_MIDDLE, _SLOPE = 0.17, 1.17
"""A middle grey in linear light, and how much its encoded value changes with it."""
_LEAST_BLUR = 0.2
_LUMINANCE = np.array(LUMINANCE, np.float32)


@dataclass(frozen=True)
class Processing:
    """How a camera makes a picture from its sensor's values.

    Attributes:
        light: factor on the scene's linear light.
        shot: variance of the noise for each unit of linear light, before white balance.
        read: standard deviation of the constant noise, of full scale, before white balance.
        gains: white balance, factors on red, green and blue.
        mixing: how far the colour matrix carries noise from channel to channel, 0..1.
        grain: blur of the noise's luminance, pixels (standard deviation).
        blotch: blur of the noise's colours, pixels.
        coarse: shares of the variance in a second, coarser part, of luminance and of colours, 0..1.
        left: factors on the noise after the camera's noise reduction, of luminance and of colours, from 0.
        sharpening: how much of the noise's difference from its blur by 1 pixel is added to it. The scene
            itself is not sharpened.
        curve: exponent of the tone curve over sRGB.
        jpeg_quality: 1..95, or None for no compression.
        halved_colours: whether the JPEG has its colours at half the size (4:2:0).
    """

    light: float
    shot: float
    read: float
    gains: tuple[float, float, float] = (1.0, 1.0, 1.0)
    mixing: float = 0.0
    grain: float = 0.0
    blotch: float = 0.0
    coarse: tuple[float, float] = (0.0, 0.0)
    left: tuple[float, float] = (1.0, 1.0)
    sharpening: float = 0.0
    curve: float = 1.0
    jpeg_quality: int | None = None
    halved_colours: bool = True


def random_processing(
    random: np.random.Generator, darkest_stops: float, dark: float | None = None
) -> Processing:
    """Draw the processing of a photo, from well exposed to very dark, by any camera.

    The ratio of shot to read noise is that of cameras at ISO 200 to 51200. Their strength is drawn so that a
    middle grey, brightened, has a standard deviation of 0.7 to 40 of 255 before the camera's noise reduction.
    Some well-exposed photos have no noise, so that the denoiser learns to keep clean photos.

    Args:
        darkest_stops: the most under-exposure.
        dark: factor on the light by which the scene is dark already, above 0, at most 1; None for a
            well-exposed scene, which is then darkened.
    """
    log_iso = random.uniform(np.log(200), np.log(51200))
    shot, read = (
        float(np.exp(np.interp(log_iso, np.log(_ISOS), np.log(known)))) for known in (_SHOT, _READ_VARIANCE)
    )
    weak = random.uniform(0, 1) if random.random() < 0.45 else random.uniform(0.5, darkest_stops)
    light = 2.0**-weak if dark is None else dark
    amplified = np.exp(random.uniform(np.log(_LEAST_SEEN), np.log(_MOST_SEEN)))
    seen = np.sqrt(shot * _MIDDLE * light + read) / light * _SLOPE
    louder = float((amplified / seen) ** 2)
    smooth, clean = random.random() < 0.8, dark is None and random.random() < _CLEAN_SHARE
    if clean:
        light, louder = 2.0 ** -float(random.uniform(0, 0.5)), 0.0
    worst = 92 if clean else 45 if light > _BRIGHT else 82
    return Processing(
        light=float(light) if dark is None else 1.0,
        shot=shot * louder,
        read=float(np.sqrt(read * louder)),
        gains=(float(random.uniform(1.4, 2.4)), 1.0, float(random.uniform(1.3, 2.2))),
        mixing=float(random.uniform(0, 1)),
        grain=float(random.uniform(0.5, 1.3)) if smooth else float(random.uniform(0, 0.5)),
        blotch=float(np.exp(random.uniform(np.log(1), np.log(4)))) if smooth else 0.4,
        coarse=(float(random.uniform(0, 0.45)), float(random.uniform(0.2, 0.8))) if smooth else (0.0, 0.0),
        left=(float(random.uniform(0.5, 1.1)), float(random.uniform(0.3, 1.1))),
        sharpening=float(random.uniform(0, 0.8)) if random.random() < 0.5 else 0.0,
        curve=float(random.uniform(0.9, 1.12)),
        jpeg_quality=int(random.integers(worst, 97)) if random.random() < 0.8 else None,
        halved_colours=bool(random.random() < 0.6),
    )


def processed(scene: FloatImage, processing: Processing, random: np.random.Generator) -> FloatImage:
    """The noisy photo that a camera makes of a scene.

    Args:
        scene: encoded, (H, W, 3), 0..1.

    Returns:
        The same shape, multiples of 1/255.
    """
    light = decoded(np.ascontiguousarray(scene, np.float32), processing.curve) * np.float32(processing.light)
    gains = np.array(processing.gains, np.float32)
    variance = light * gains * np.float32(processing.shot) + (gains * np.float32(processing.read)) ** 2
    deviation = np.sqrt(variance, dtype=np.float32)
    noise = _mixed(_coarsened(deviation, processing, random), processing.mixing)
    if processing.sharpening:
        noise += np.float32(processing.sharpening) * (noise - gaussian_filter(noise, (1, 1, 0)))
    values = encoded(np.clip(light + noise, 0, 1).astype(np.float32), processing.curve)
    codes = np.rint(values * 255).astype(np.uint8)
    if processing.jpeg_quality is not None:
        codes = _compressed(codes, processing)
    photo: FloatImage = codes.astype(np.float32) / np.float32(255)
    return photo


def _coarsened(deviation: FloatImage, processing: Processing, random: np.random.Generator) -> FloatImage:
    """Noise (H, W, 3) after noise reduction, which blurs its luminance and its colours differently.

    Args:
        deviation: standard deviation of the raw noise of each value, (H, W, 3), in linear light."""
    grey = np.zeros_like(deviation)
    colours = np.zeros_like(deviation)
    for part in range(2 if any(processing.coarse) else 1):
        noise = random.standard_normal(deviation.shape, dtype=np.float32) * deviation
        luminance: FloatImage = (noise * _LUMINANCE).sum(axis=-1, keepdims=True)
        for whole, seen, blur, coarse, left in (
            (grey, luminance, processing.grain, processing.coarse[0], processing.left[0]),
            (colours, noise - luminance, processing.blotch, processing.coarse[1], processing.left[1]),
        ):
            level = left * np.sqrt(_kept(blur))
            if part == 0:
                whole += np.float32(level * np.sqrt(1 - coarse)) * _blurred(seen, blur)
            elif coarse:
                wide = _COARSER * blur + _COARSER_BY
                whole += np.float32(level * np.sqrt(coarse)) * _blurred(seen, wide)
    return grey + colours


def _blurred(noise: FloatImage, blur: float) -> FloatImage:
    """White noise, blurred, and scaled to the standard deviation that it had."""
    if blur < _LEAST_BLUR:
        return noise
    blurred: FloatImage = gaussian_filter(noise, (blur, blur, 0), truncate=3)
    return blurred / np.float32(_kept(blur))


def _kept(blur: float) -> float:
    """The part of white noise's standard deviation that a blur keeps, 0..1."""
    return 1.0 if blur < _LEAST_BLUR else min(1.0, float(1 / (2 * np.sqrt(np.pi) * blur)))


def _mixed(noise: FloatImage, mixing: float) -> FloatImage:
    """Noise after a colour matrix, whose rows sum up to 1: colours get stronger, greys stay."""
    matrix = np.array(((1.7, -0.5, -0.2), (-0.25, 1.6, -0.35), (0.0, -0.6, 1.6)), np.float32)
    partial = np.eye(3, dtype=np.float32) * (1 - mixing) + matrix * mixing
    mixed: FloatImage = noise @ partial.T.astype(np.float32)
    return mixed


def _compressed(codes: NDArray[np.uint8], processing: Processing) -> NDArray[np.uint8]:
    buffer = BytesIO()
    subsampling = "4:2:0" if processing.halved_colours else "4:4:4"
    Image.fromarray(codes).save(buffer, "jpeg", quality=processing.jpeg_quality, subsampling=subsampling)
    return np.array(Image.open(buffer))
