"""The result of running a model over a photo: what every view and every saved file is computed from."""

from dataclasses import dataclass

import torch
from torch import Tensor

from lowexp_gui.enhancing.guided_illumination import GuidedIllumination
from lowexp_gui.enhancing.pyramid import Pyramid, pyramid_of
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.pixels import FloatImage

NOISE_STEP = 1 / 8192
"""Noise is kept in 16-bit integers of this step (a thirty-second of an 8-bit level), so from -4 to 3.98."""


@dataclass(frozen=True, eq=False)
class Enhancement:
    """A photo, its light and its noise.

    Attributes:
        photo: as read.
        illumination: L at the working size, (h, w, 3) float32 in (0, 1].
        field: L at any size.
        noise: the noise of photo / L (brightness 1), in codes of NOISE_STEP. It is filled tile by tile
            while the model runs, by that run alone, and is zero where the run has not been.
        model: name of the model.
        weights: sha256 of its weights, in hexadecimal.
        device: name of the device that was asked for.
    """

    photo: Photo
    illumination: FloatImage
    field: GuidedIllumination
    noise: Pyramid
    model: str
    weights: str
    device: str

    @property
    def photo_levels(self) -> Pyramid:
        """The photo at halved sizes."""
        return pyramid_of(self.photo)


def encode_noise(noise: Tensor) -> Tensor:
    """Noise in codes of NOISE_STEP, 16-bit integers on the CPU; what is beyond their range is clipped.

    Args:
        noise: of any shape, float32 or bfloat16; it is overwritten.
    """
    # The highest code is the highest below 2^15 that bfloat16 has.
    return noise.mul_(1 / NOISE_STEP).round_().clamp_(-32768, 32640).to(torch.int16).cpu()
