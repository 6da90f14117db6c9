"""What a picture looks like beside its reference: figures for what the article says of pictures."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from lowexp_gui.evaluation.evaluation_json import figures_fields
from lowexp_gui.measuring.noise_level import fine_error, noise_level
from lowexp_gui.measuring.registry import MEASURES, figures
from lowexp_gui.photo.pixels import FloatImage

_WHITE = 254 / 255
_FIGURES = tuple(name for name, measure in MEASURES.items() if not measure.needs_before)


@dataclass(frozen=True)
class Appearance:
    """A picture beside its reference, all of encoded values 0..1 unless said otherwise.

    Attributes:
        brighter: mean of all values, less that of the reference.
        burnt: share of pixels with a channel at its end, less that of the reference.
        cast: distance of the mean colours in the a b plane of CIE Lab.
        noise: level of the noise, less that of the reference; None for the smallest pictures.
        fine_error: deviation of the error about its local means.
    """

    brighter: float
    burnt: float
    cast: float
    noise: float | None
    fine_error: float


def appearance_of(picture: FloatImage, reference: FloatImage) -> Appearance:
    """The appearance of a picture (H, W, 3), 0..1, beside a reference of the same shape."""
    from skimage.color import rgb2lab

    noises = noise_level(picture), noise_level(reference)
    tints = [rgb2lab(each)[..., 1:].mean(axis=(0, 1)) for each in (picture, reference)]
    burnt = [float((each >= _WHITE).any(axis=-1).mean()) for each in (picture, reference)]
    return Appearance(
        brighter=float(picture.mean() - reference.mean()),
        burnt=burnt[0] - burnt[1],
        cast=float(np.linalg.norm(tints[0] - tints[1])),
        noise=None if noises[0] is None or noises[1] is None else noises[0] - noises[1],
        fine_error=fine_error(picture, reference),
    )


def record_of(picture: FloatImage, reference: FloatImage) -> dict[str, Any]:
    """Measures and appearance of a picture for JSON."""
    return figures_fields(figures(picture, reference, _FIGURES)) | asdict(appearance_of(picture, reference))
