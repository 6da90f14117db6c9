"""The figures of a model card: a model, as in use, on the validation split."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.devices import Device
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.measuring.measures import Measures, mean_measures, measure
from lowexp_gui.model.weights import DualModel
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.training.pairs import Pair, PairSet, read_pixels, to_unit

FloatImage = NDArray[np.float32]
GAMMA_MEAN = 0.45


@dataclass(frozen=True)
class SetFigures:
    """Mean measures over the validation pairs of one set.

    Attributes:
        name: of the set.
        pairs: how many.
        gamma: an automatic gamma, to compare with.
        enhanced: the light alone.
        final: light and denoiser.
    """

    name: str
    pairs: int
    gamma: Measures
    enhanced: Measures
    final: Measures


def automatic_gamma(picture: FloatImage) -> FloatImage:
    """The picture raised to the power that makes its mean GAMMA_MEAN, found by bisection.

    Args:
        picture: (H, W, 3), 0..1.
    """
    lowest, highest = 0.02, 20.0
    for _ in range(40):
        gamma = (lowest * highest) ** 0.5
        lowest, highest = (gamma, highest) if (picture**gamma).mean() > GAMMA_MEAN else (lowest, gamma)
    return picture ** np.float32(lowest)


def validate_set(
    pairs: PairSet, model: DualModel, device: Device, report: Callable[[int, int], None], cancel: Event
) -> SetFigures:
    """Measure a model on a set's validation pairs, at their full size.

    Args:
        report: told of pairs done, and of all.

    Raises:
        Cancelled: `cancel` was set.
        DataError: a file cannot be read.
    """
    results = []
    for done, row in enumerate(_rows(pairs.validation, model, device, cancel), start=1):
        results.append(row)
        report(done, len(pairs.validation))
    gamma, enhanced, final = (mean_measures([row[column] for row in results]) for column in range(3))
    return SetFigures(pairs.name, len(results), gamma, enhanced, final)


def _rows(
    pairs: tuple[Pair, ...], model: DualModel, device: Device, cancel: Event
) -> Iterator[tuple[Measures, Measures, Measures]]:
    for pair in pairs:
        low, reference = read_pixels(pair.low), to_unit(read_pixels(pair.high))
        enhancement = enhance_photo(photo_from_srgb(low), model, device, cancel)
        stages = (np.clip(render(enhancement, stage), 0, 1) for stage in (Stage.ENHANCED, Stage.FINAL))
        gamma = automatic_gamma(to_unit(low))
        first, second, third = (measure(picture, reference) for picture in (gamma, *stages))
        yield first, second, third
