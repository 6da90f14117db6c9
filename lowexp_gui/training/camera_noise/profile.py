"""The noise of one camera, as measured: what synthetic photos of it are made by."""

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from lowexp_gui.field_coding import from_fields
from lowexp_gui.srgb import srgb_to_linear
from lowexp_gui.strict_json import Json, JsonLimits, parse_json, read_json

_LEAST_SPREAD = 0.1
"""Of the decimal logarithms that are drawn: no two photos of a camera are quite alike."""
_BLUR_SPREAD = 0.1
_SMALL = 1e-3
_LIMITS = JsonLimits(size=100_000)


@dataclass(frozen=True)
class CameraNoise:
    """Noise by brightness: variance = gain shot light + (gain read)^2, in linear light of full scale.

    The model is that of `synthetic.Degradation` (Foi et al., IEEE TIP 17(10), 2008), in linear sRGB; light is
    after white balance, shot and read are before it.

    Attributes:
        shot: variance per unit of light, above 0 and at most 1.
        read: standard deviation of the constant noise, above 0 and at most 1.
        channel_gain: factors of red, green (1) and blue, 0.05..20.
        blur: how far neighbours share their noise, 0..1.
        shot_spread: uncertainty, standard deviation of the decimal logarithm of `shot`, 0..2; `read_spread`
            that of `read`.
        read_spread: see `shot_spread`.
        source: what it was measured from, in words.
        blocks: how many small squares of pixels it rests on.
    """

    shot: float
    read: float
    channel_gain: tuple[float, float, float] = (1.0, 1.0, 1.0)
    blur: float = 0.0
    shot_spread: float = _LEAST_SPREAD
    read_spread: float = _LEAST_SPREAD
    source: str = ""
    blocks: int = 0

    def __post_init__(self) -> None:
        """Refuse what no camera has.

        Raises:
            ValueError: a number is out of its range.
        """
        within = (
            all(0 < each <= 1 for each in (self.shot, self.read))
            and len(self.channel_gain) == 3
            and all(0.05 <= each <= 20 for each in self.channel_gain)
            and 0 <= self.blur <= 1
            and all(0 <= each <= 2 for each in (self.shot_spread, self.read_spread))
        )
        if not within:
            raise ValueError("No camera has such noise.")

    def deviation(self, light: float, channel: int = 1) -> float:
        """Standard deviation of the noise of a channel, of full scale, by its linear light of 0..1."""
        gain = self.channel_gain[channel]
        return math.sqrt(gain * self.shot * light + (gain * self.read) ** 2)

    def encoded_deviation(self, value: float, channel: int = 1) -> float:
        """Standard deviation of the noise of an sRGB value, both 0..1, as long as it is small."""
        below, above = (float(srgb_to_linear(np.array(each))) for each in (value - _SMALL, value + _SMALL))
        return self.deviation((below + above) / 2, channel) * 2 * _SMALL / (above - below)

    def drawn(self, random: np.random.Generator) -> "CameraNoise":
        """Noise that another photo of this camera may have, as far as is known."""
        shot, read = (
            float(value * 10 ** random.normal(0, max(spread, _LEAST_SPREAD)))
            for value, spread in ((self.shot, self.shot_spread), (self.read, self.read_spread))
        )
        blur = float(np.clip(random.normal(self.blur, _BLUR_SPREAD), 0, 1))
        return CameraNoise(min(shot, 1.0), min(read, 1.0), self.channel_gain, blur)

    def to_json(self) -> str:
        """As the text that `camera_noise_from_json` reads."""
        return json.dumps(asdict(self), indent=2) + "\n"


def camera_noise_from_json(text: str) -> CameraNoise:
    """The noise that `CameraNoise.to_json` wrote.

    Raises:
        ValueError: it is something else.
    """
    return _noise(parse_json(text, _LIMITS))


def read_camera_noise(path: Path) -> CameraNoise:
    """The noise in a file that holds what `CameraNoise.to_json` wrote.

    Raises:
        OSError: it is missing, or cannot be read.
        ValueError: it is something else.
    """
    return _noise(read_json(path, _LIMITS))


def _noise(found: Json) -> CameraNoise:
    try:
        return from_fields(CameraNoise, found)
    except ValueError as error:
        raise ValueError(f"This is no camera's noise: {error}") from error
