"""The figures of a model card: a model, as in use, on the validation split."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.devices import Device
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.measuring.brightness import automatic_gamma
from lowexp_gui.measuring.colour_differences import ciede2000
from lowexp_gui.measuring.measures import Measures, mean_measures, measure
from lowexp_gui.measuring.registry import MEASURES, figures
from lowexp_gui.model.weights import DualModel
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.training.data.pairs import Pair, read_pixels, to_unit
from lowexp_gui.training.data.photo_sets import TrainingData
from lowexp_gui.training.recipe import HoldBack

FloatImage = NDArray[np.float32]
_Item = TypeVar("_Item")
KEPT_SIDE = 768
UNPAIRED_SIDE = 900
MOST_PHOTOS = 100
"""Of those without pairs, and of repeated shots, evenly from all."""
LIGHT_FAULTS = tuple(name for name, each in MEASURES.items() if each.needs_before)
"""Measures of what brightening spoils, which need no reference, by name."""
_DARK_AS_IT_WAS = Adjustments(brightness=0)
BY_SCENE = "validation, by scene"
FAMILIAR_SCENES = "photos of scenes that were in the training in other exposures"


@dataclass(frozen=True)
class SetFigures:
    """Mean measures over pairs of one set that were held back.

    Attributes:
        name: of the set.
        pairs: how many.
        split: which of its pairs.
        gamma: an automatic gamma, to compare with.
        enhanced: the light alone.
        final: light and denoiser.
    """

    name: str
    pairs: int
    split: str
    gamma: Measures
    enhanced: Measures
    final: Measures


@dataclass(frozen=True)
class Split:
    """Pairs of one set to measure with.

    Attributes:
        name: of the set, and where it is not its validation split, of the split.
        description: which of its pairs.
        pairs: at least one.
    """

    name: str
    description: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class ShotFigures:
    """Mean measures over noisy shots beside the means of many shots.

    Attributes:
        name: of the folder.
        pairs: how many.
        original: the shots as they are.
        final: the model's photos with brightness 0: the noise alone is taken away.
    """

    name: str
    pairs: int
    original: Measures
    final: Measures


@dataclass(frozen=True)
class UnpairedFigures:
    """What brightening spoils on real dark photos without references.

    Attributes:
        photos: how many.
        means: of each of LIGHT_FAULTS over the photos on which it can be measured; None without any.
    """

    photos: int
    means: dict[str, float | None]


@dataclass(frozen=True)
class Validation:
    """All that is measured of a model.

    Attributes:
        sets: with pairs that were held back.
        shots: with repeated shots.
        unpaired: without pairs; None where there are no such photos.
    """

    sets: tuple[SetFigures, ...]
    shots: tuple[ShotFigures, ...]
    unpaired: UnpairedFigures | None


def splits_of(data: TrainingData, hold_back: HoldBack) -> tuple[Split, ...]:
    """What a training has held back to measure with."""
    if hold_back is HoldBack.NOTHING:
        return ()
    splits = [Split(each.name, BY_SCENE, each.validation) for each in data.dark]
    if hold_back is HoldBack.FAMILIAR:
        splits += [Split(f"{each.name} familiar", FAMILIAR_SCENES, each.familiar) for each in data.dark]
    return tuple(split for split in splits if split.pairs)


def validate_split(
    split: Split, model: DualModel, device: Device, report: Callable[[int, int], None], cancel: Event
) -> SetFigures:
    """Measure a model on pairs, at their full size.

    Args:
        report: told of pairs done, and of all.

    Raises:
        Cancelled: `cancel` was set.
        DataError: a file cannot be read.
    """
    results = []
    for done, row in enumerate(_rows(split.pairs, model, device, cancel), start=1):
        results.append(row)
        report(done, len(split.pairs))
    gamma, enhanced, final = (mean_measures([row[column] for row in results]) for column in range(3))
    return SetFigures(split.name, len(results), split.description, gamma, enhanced, final)


def shots_of(data: TrainingData) -> dict[str, tuple[Pair, ...]]:
    """The repeated shots to measure with, at most MOST_PHOTOS of each folder, by its name."""
    folders: dict[str, list[Pair]] = {}
    for pair in data.noisy:
        folders.setdefault(pair.low.parent.parent.name, []).append(pair)
    return {name: tuple(_some(pairs)) for name, pairs in folders.items()}


def unpaired_of(data: TrainingData) -> tuple[Path, ...]:
    """The photos without references to measure with, at most MOST_PHOTOS."""
    return tuple(_some(data.unpaired))


def validate_shots(
    name: str,
    pairs: Sequence[Pair],
    model: DualModel,
    device: Device,
    report: Callable[[int, int], None],
    cancel: Event,
) -> ShotFigures:
    """Measure how a model takes noise away, and nothing else.

    Args:
        pairs: noisy shots and clean means, at least one.
        report: told of pairs done, and of all.

    Raises:
        Cancelled: `cancel` was set.
        DataError: a file cannot be read.
    """
    originals, finals = [], []
    for done, pair in enumerate(pairs, start=1):
        noisy, reference = read_pixels(pair.low), to_unit(read_pixels(pair.high))
        enhancement = enhance_photo(photo_from_srgb(noisy), model, device, cancel)
        final = np.clip(render(enhancement, Stage.FINAL, _DARK_AS_IT_WAS), 0, 1)
        originals.append(measure(to_unit(noisy), reference))
        finals.append(measure(final, reference))
        report(done, len(pairs))
    return ShotFigures(name, len(finals), mean_measures(originals), mean_measures(finals))


def validate_unpaired(
    photos: Sequence[Path],
    model: DualModel,
    device: Device,
    report: Callable[[int, int], None],
    cancel: Event,
) -> UnpairedFigures:
    """Measure what a model spoils on dark photos without references.

    Args:
        photos: their long sides are brought down to UNPAIRED_SIDE pixels.
        report: told of photos done, and of all.

    Raises:
        Cancelled: `cancel` was set.
        DataError: a file cannot be read.
    """
    rows = []
    for done, path in enumerate(photos, start=1):
        pixels = read_pixels(path, UNPAIRED_SIDE)
        enhancement = enhance_photo(photo_from_srgb(pixels), model, device, cancel)
        final = np.clip(render(enhancement, Stage.FINAL), 0, 1)
        rows.append(figures(final, names=LIGHT_FAULTS, before=to_unit(pixels)))
        report(done, len(photos))
    means = {name: _mean([row[name] for row in rows]) for name in LIGHT_FAULTS}
    return UnpairedFigures(len(rows), means)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None


def _some(items: Sequence[_Item]) -> list[_Item]:
    """At most MOST_PHOTOS of them, evenly from all."""
    count = min(len(items), MOST_PHOTOS)
    return [items[place * len(items) // count] for place in range(count)]


def mean_change(photos: Sequence[Path], model: DualModel, device: Device, cancel: Event) -> float:
    """How far a model changes photos that are well exposed as they are: the mean of their mean CIEDE2000.

    Args:
        photos: at least one; their long sides are brought down to KEPT_SIDE pixels.

    Raises:
        Cancelled: `cancel` was set.
        DataError: a file cannot be read.
    """
    changes = []
    for path in photos:
        pixels = read_pixels(path, KEPT_SIDE)
        enhancement = enhance_photo(photo_from_srgb(pixels), model, device, cancel)
        changes.append(ciede2000(np.clip(render(enhancement, Stage.FINAL), 0, 1), to_unit(pixels)))
    return float(np.mean(changes))


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
