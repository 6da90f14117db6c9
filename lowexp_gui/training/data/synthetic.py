"""Dark photos made by physics: the light goes first, then the sensor adds its noise, then the camera renders.

The order is that of a camera (Brooks et al., "Unprocessing Images for Learned Raw Denoising", CVPR 2019;
the noise model is that of Foi et al., IEEE TIP 17(10), 2008): the scene's linear light is weakened by a light
map, gets shot and read noise before white balance, a black-level error, the tone curve, 8 bits, perhaps JPEG.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.training.camera_noise.camera import decoded, encoded, quantised, unit_noise
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.data.degradation import FloatImage, through_jpeg

Triple = tuple[float, float, float]
NEUTRAL: Triple = (1.0, 1.0, 1.0)
# Where a reference is no more than this, the ratio to it says nothing.
_BLACK = np.float32(1e-5)
# The value from which on finishing lifts or holds back.
_MIDDLE = np.float32(0.4)


@dataclass(frozen=True)
class Shadow:
    """A soft-edged part of the picture that gets less light.

    Attributes:
        stops: how much less in its middle, 0 or more.
        centre: across and down, in widths and heights of the picture; 0..1 is inside. Of a straight shadow,
            a point on its edge.
        size: half axes of the ellipse, in widths and heights; a straight shadow has none.
        angle: the first axis against the picture's rows, radians. A straight shadow lies where it points to.
        softness: how far the edge reaches, in the same units, above 0.
        straight: a half plane, as a wall's shadow, instead of an ellipse.
    """

    stops: float
    centre: tuple[float, float]
    size: tuple[float, float] = (0.25, 0.25)
    angle: float = 0.0
    softness: float = 0.1
    straight: bool = False


@dataclass(frozen=True)
class Degradation:
    """All that makes a dark photo of a well-exposed scene; the defaults change nothing.

    Attributes:
        stops: under-exposure, 0..8; each halves the linear light.
        colour: of the light, factors on linear red, green and blue with a mean of 1.
        vignetting: stops lost in the corners by red, green and blue, if the centre is the picture's, 0..2.
        centre: of the vignetting, across and down, in widths and heights.
        shadows: local ones, on top of each other.
        curve: exponent of the camera's tone curve over sRGB, 0.8..1.25. The reference is of the same camera:
            an even exposure stays as it is, and shadows sink more (above 1) or less (below 1).
        toe: how many stops less the under-exposure takes from black, and `shoulder` from white, than from
            values of 0.4: references are finished photos, with deepened blacks and held-back highlights.
        shoulder: see `toe`; what is as bright as the reference gets no brighter.
        black: error of the black level, in linear light of full scale, about -0.002..0.002.
        shot: variance of the noise per unit of linear light, before white balance.
        read: standard deviation of the constant noise, of full scale, before white balance.
        channel_gain: white balance, factors that multiply the noise of red, green and blue.
        blur: how far neighbours share their noise (demosaicing, scaling), 0..1; its variance stays.
        averaged: how many camera pixels each pixel is the mean of, 1 or more: noise shrinks by its root, and
            a mean of so many 8-bit codes has steps that are so many times finer.
        jpeg_quality: 1..95, or None for no compression; photos of averaged pixels have none.
    """

    stops: float = 0.0
    colour: Triple = NEUTRAL
    vignetting: Triple = (0.0, 0.0, 0.0)
    centre: tuple[float, float] = (0.5, 0.5)
    shadows: tuple[Shadow, ...] = ()
    curve: float = 1.0
    toe: float = 0.0
    shoulder: float = 0.0
    black: float = 0.0
    shot: float = 0.0
    read: float = 0.0
    channel_gain: Triple = NEUTRAL
    blur: float = 0.0
    averaged: int = 1
    jpeg_quality: int | None = None


@dataclass(frozen=True, eq=False)
class DegradedPair:
    """A dark photo, what it should have been, and the light between them; all (H, W, 3) float32.

    Attributes:
        dark: sRGB, 0..1, quantised to 8 bit, or to what means of 8-bit codes are.
        reference: sRGB, 0..1, the scene as it was given.
        illumination: L in encoded values, above 0 and at most 1: without noise, black-level error and
            rounding, dark = reference * L.
    """

    dark: FloatImage
    reference: FloatImage
    illumination: FloatImage


def degrade(scene: FloatImage, degradation: Degradation, random: np.random.Generator) -> DegradedPair:
    """The dark, noisy photo of a scene: a function of its arguments and the generator's state alone.

    With linear light S of the scene and its light map E (`light_map`), the sensor sees S E plus noise of
    variance gain shot S E + (gain read)^2, gain being that of the channel. The illumination is the ratio of
    the encoded S E to the scene.

    Args:
        scene: sRGB, (H, W, 3) float32, 0..1.
    """
    dark, illumination = np.empty(scene.shape, np.float32), np.empty(scene.shape, np.float32)
    # Channel by channel: NumPy is slow along an axis of three, and small arrays stay in the cache.
    for channel, light in enumerate(light_map(scene.shape[:2], degradation)):
        reference = np.ascontiguousarray(scene[..., channel])
        if degradation.toe or degradation.shoulder:
            light = np.minimum(light * finish(reference, degradation), 1)
        exposed = decoded(reference, degradation.curve)
        exposed *= light
        rendered = encoded(exposed, degradation.curve)
        illumination[..., channel] = _ratio(rendered, reference, light)
        seen = _photographed(exposed, degradation, degradation.channel_gain[channel], random)
        dark[..., channel] = quantised(seen, degradation.curve, degradation.averaged)
    if degradation.jpeg_quality is not None and degradation.averaged == 1:
        codes = through_jpeg(np.round(dark * 255).astype(np.uint8), degradation.jpeg_quality)
        dark = np.divide(codes, np.float32(255), dtype=np.float32)
    return DegradedPair(dark, scene, illumination)


def light_map(shape: tuple[int, int], degradation: Degradation) -> FloatImage:
    """The factor on linear light, (3, H, W), above 0 and at most 1.

    Exposure and colour are the same everywhere; vignetting falls as 1 / (1 + (t r)^2)^2, which is the cos^4
    law with t r the tangent of the ray's angle; shadows multiply.
    """
    down, across = _places(shape)
    shade = np.full(shape, -degradation.stops, np.float32)
    for shadow in degradation.shadows:
        shade -= np.float32(shadow.stops) * coverage(down, across, shadow)
    even = np.exp2(shade, out=shade)
    # 1 in a corner of a centred picture.
    away = 2 * (
        (across - np.float32(degradation.centre[0])) ** 2 + (down - np.float32(degradation.centre[1])) ** 2
    )
    light = np.empty((3, *shape), np.float32)
    for plane, colour, lost in zip(light, degradation.colour, degradation.vignetting, strict=True):
        np.multiply(even, np.float32(colour), out=plane)
        if lost:
            falloff = away * np.float32(2 ** (lost / 2) - 1)
            falloff += 1
            plane /= np.square(falloff, out=falloff)
    return np.clip(light, 0, 1, out=light)


def finish(reference: FloatImage, degradation: Degradation) -> FloatImage:
    """The factor on linear light that the finishing of a reference hides, by its values (`toe`, `shoulder`).

    Quadratic on both sides of 0.4, after the stops between the pairs of LOL and of SICE by the reference's
    values: 0.8 and 1.4 for the toe, 0.9 and 2.2 for the shoulder in the middle of the pairs.
    """
    below = np.clip((_MIDDLE - reference) / _MIDDLE, 0, 1)
    above = np.clip((reference - _MIDDLE) / (1 - _MIDDLE), 0, 1)
    factor: FloatImage = np.exp2(
        np.float32(degradation.toe) * below**2 + np.float32(degradation.shoulder) * above**2
    )
    return factor


def coverage(down: FloatImage, across: FloatImage, shadow: Shadow) -> FloatImage:
    """How far a shadow covers places of the picture, 0..1, smooth, and exactly 0 outside of its edge.

    Args:
        down, across: (H, 1) and (1, W), in heights and widths.
    """
    cosine, sine = np.float32(np.cos(shadow.angle)), np.float32(np.sin(shadow.angle))
    right, below = across - np.float32(shadow.centre[0]), down - np.float32(shadow.centre[1])
    along = right * cosine + below * sine
    if shadow.straight:
        inside = along
    else:
        length, width = (np.float32(half) for half in shadow.size)
        radius: FloatImage = np.sqrt((along / length) ** 2 + ((below * cosine - right * sine) / width) ** 2)
        inside = (np.float32(1) - radius) * min(length, width)
    step: FloatImage = np.clip(inside / np.float32(shadow.softness) + np.float32(0.5), 0, 1)
    return step * step * (3 - 2 * step)


def _places(shape: tuple[int, int]) -> tuple[FloatImage, FloatImage]:
    """The middles of rows, (H, 1), and of columns, (1, W), in heights and widths."""
    down, across = (
        (np.arange(size, dtype=np.float32) + np.float32(0.5)) / np.float32(size) for size in shape
    )
    return down[:, None], across[None, :]


def _photographed(
    exposed: FloatImage, degradation: Degradation, gain: float, random: np.random.Generator
) -> FloatImage:
    """A channel's exposed light (H, W) with the sensor's noise and black-level error, clipped to 0..1."""
    seen = np.full_like(exposed, degradation.black)
    if degradation.shot or degradation.read:
        deviation = exposed * np.float32(gain * degradation.shot)
        deviation += np.float32((gain * degradation.read) ** 2)
        deviation /= np.float32(degradation.averaged)
        np.sqrt(deviation, out=deviation)
        deviation *= unit_noise(exposed.shape, degradation.blur, random)
        seen += deviation
    seen += exposed
    return np.clip(seen, 0, 1, out=seen)


def _ratio(rendered: FloatImage, reference: FloatImage, light: FloatImage) -> FloatImage:
    """The illumination of encoded values in the same shape; of black it is the light itself."""
    ratio = light * _BLACK
    ratio += rendered
    ratio /= reference + _BLACK
    return np.clip(ratio, 0, 1, out=ratio)


@dataclass(frozen=True)
class _Circumstances:
    """Of which kind a draw is.

    Attributes:
        share: of all draws.
        stops: least and most.
        shot, read: mean and standard deviation of their decimal logarithms.
        colour: scale of the light's deviation from white.
        shadows: the most, and the most stops of each.
        vignetting: the most stops in the corners.
        curve: least and most.
        toe, shoulder: mean and standard deviation.
        jpeg: share of draws that are compressed.
    """

    share: float
    stops: tuple[float, float]
    shot: tuple[float, float]
    read: tuple[float, float]
    colour: float
    shadows: tuple[int, float]
    vignetting: float
    curve: tuple[float, float]
    toe: tuple[float, float]
    shoulder: tuple[float, float]
    jpeg: float


_GOOD = _Circumstances(
    share=0.08,
    stops=(0, 0.15),
    shot=(-5.5, 0.3),
    read=(-4.3, 0.2),
    colour=0,
    shadows=(0, 0),
    vignetting=0.1,
    curve=(0.95, 1.05),
    toe=(0, 0),
    shoulder=(0, 0),
    jpeg=0.4,
)
# Short exposures indoors, as in LOL.
_NIGHT = _Circumstances(
    share=0.35,
    stops=(3.5, 8),
    shot=(-4.35, 0.5),
    read=(-3.85, 0.35),
    colour=0.14,
    shadows=(1, 0.8),
    vignetting=0.6,
    curve=(0.95, 1.15),
    toe=(0.8, 0.9),
    shoulder=(0.8, 0.9),
    jpeg=0.3,
)
# The dark frame of an exposure bracket, as in SICE.
_BRACKET = _Circumstances(
    share=0.45,
    stops=(2, 5.8),
    shot=(-5.0, 0.5),
    read=(-4.2, 0.3),
    colour=0.07,
    shadows=(1, 0.9),
    vignetting=0.4,
    curve=(0.9, 1.1),
    toe=(1.4, 0.8),
    shoulder=(2.1, 0.6),
    jpeg=0.6,
)
# Light that is good in some places and gone in others.
_UNEVEN = _Circumstances(
    share=0.12,
    stops=(0.2, 2),
    shot=(-4.8, 0.5),
    read=(-4.1, 0.3),
    colour=0.08,
    shadows=(3, 4),
    vignetting=0.6,
    curve=(0.85, 1.2),
    toe=(0.3, 0.5),
    shoulder=(0.3, 0.5),
    jpeg=0.5,
)
_KINDS = (_GOOD, _NIGHT, _BRACKET, _UNEVEN)


def random_degradation(
    random: np.random.Generator, darkest_stops: float = 8.0, camera: CameraNoise | None = None
) -> Degradation:
    """A degradation as real dark photos have them: at night indoors, in brackets, with uneven light.

    One in twelve is hardly any, so that good photos are known too.

    Args:
        darkest_stops: the most under-exposure of the whole picture; shadows may be darker.
        camera: whose noise the photo gets, about as it was measured; good photos keep the little that they
            have. Without it, cameras at large.
    """
    kind = _KINDS[int(random.choice(len(_KINDS), p=[each.share for each in _KINDS]))]
    least, most = (min(stops, darkest_stops) for stops in kind.stops)
    stops = float(random.uniform(least, most))
    lost = random.uniform(0, kind.vignetting)
    drawn = Degradation(
        stops=stops,
        colour=_random_colour(random, kind.colour),
        vignetting=_triple(np.maximum(lost + kind.vignetting * random.normal(0, 0.06, 3), 0)),
        centre=_pair(random.normal(0.5, 0.12, 2)),
        shadows=tuple(
            _random_shadow(random, kind.shadows[1]) for _ in range(random.integers(kind.shadows[0] + 1))
        ),
        curve=float(random.uniform(*kind.curve)),
        toe=float(random.normal(*kind.toe)),
        shoulder=float(random.normal(*kind.shoulder)),
        # A sixth of what a middle grey gets: more is no error but another photo.
        black=float(np.clip(random.normal(0, 0.03) * 2.0**-stops, -0.002, 0.002))
        if kind is not _GOOD
        else 0.0,
        shot=float(10 ** random.normal(*kind.shot)),
        read=float(10 ** random.normal(*kind.read)),
        channel_gain=(float(random.uniform(1.6, 2.4)), 1.0, float(random.uniform(1.4, 2.2))),
        blur=float(random.uniform(0.2, 1.0)) if random.random() < 0.7 else 0.0,
        jpeg_quality=int(random.integers(70, 96)) if random.random() < kind.jpeg else None,
    )
    if camera is None or kind is _GOOD:
        return drawn
    noise = camera.drawn(random)
    return replace(drawn, shot=noise.shot, read=noise.read, channel_gain=noise.channel_gain, blur=noise.blur)


def _random_colour(random: np.random.Generator, spread: float) -> Triple:
    """From candle to shade: red and blue go opposite ways, green a little on its own."""
    warmth, tint = random.laplace(0, spread), random.laplace(0, spread / 4)
    factors = np.exp(np.array([warmth, tint, -warmth]).clip(-0.6, 0.6))
    return _triple(factors / factors.mean())


def _random_shadow(random: np.random.Generator, most_stops: float) -> Shadow:
    return Shadow(
        stops=float(random.uniform(0.2, 1) * most_stops),
        centre=_pair(random.uniform(0, 1, 2)),
        size=_pair(random.uniform(0.12, 0.6, 2)),
        angle=float(random.uniform(0, 2 * np.pi)),
        softness=float(random.uniform(0.04, 0.5)),
        straight=bool(random.random() < 0.4),
    )


def _triple(values: NDArray[np.float64]) -> Triple:
    first, second, third = values.tolist()
    return first, second, third


def _pair(values: NDArray[np.float64]) -> tuple[float, float]:
    first, second = values.tolist()
    return first, second
