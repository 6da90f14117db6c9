"""A model's figures on held-back scenes, as in use: light of the whole photo, noise at full size."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

import numpy as np
import torch
from torch import Tensor

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.enhancing.devices import Device
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.measuring.measures import Measures, mean_measures, measure, psnr
from lowexp_gui.model.networks import (
    ILLUMINATION_FLOOR,
    DenoisingNetwork,
    EnhancementNetwork,
    pad_to_multiple,
)
from lowexp_gui.model.weights import DualModel
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.training.data.degradation import FloatImage
from lowexp_gui.training.data.noise_batches import EstimatedLight
from lowexp_gui.training.data.pairs import Pixels, read_pixels, to_unit
from lowexp_gui.training.data.whole_light import light_of
from lowexp_gui.training.finetuning.prepared_pairs import PreparedPair, PreparedPairs
from lowexp_gui.training.finetuning.scene_split import SplitPart


@dataclass(frozen=True, eq=False)
class Networks:
    """Both networks, wherever they are in their training.

    Attributes:
        enhancement, denoising: on the CPU, not in training.
        working_size: long side of what the enhancement network sees, pixels.
        bounded: whether the photo sets bounds to the light (`ModelCard.bounded`).
    """

    enhancement: EnhancementNetwork
    denoising: DenoisingNetwork
    working_size: int
    bounded: bool = False


def scene_psnrs(
    networks: Networks, prepared: PreparedPairs, part: SplitPart, cancel: Event
) -> tuple[float, ...]:
    """Of the final photo, for each scene of a part, dB.

    Raises:
        Cancelled: `cancel` was set.
    """
    figures: dict[int, list[float]] = {}
    for pair in prepared.of(part):
        check(cancel)
        pieces = _results(networks, prepared, pair)
        figures.setdefault(pair.scene, []).append(
            float(np.mean([psnr(final, reference) for final, reference in pieces]))
        )
    return tuple(float(np.mean(figures[scene])) for scene in sorted(figures))


def measure_scenes(
    networks: Networks, prepared: PreparedPairs, part: SplitPart, cancel: Event
) -> list[Measures]:
    """All measures of the final photo, a mean for each scene of a part, in the order of the scenes' numbers.

    Raises:
        Cancelled: `cancel` was set.
    """
    scenes: dict[int, list[Measures]] = {}
    for pair in prepared.of(part):
        check(cancel)
        pieces = [measure(final, reference) for final, reference in _results(networks, prepared, pair)]
        scenes.setdefault(pair.scene, []).append(mean_measures(pieces))
    return [mean_measures(scenes[scene]) for scene in sorted(scenes)]


def measure_pairs(
    model: DualModel, pairs: Sequence[tuple[FloatImage, FloatImage]], device: Device, cancel: Event
) -> list[Measures]:
    """All measures of a model's final photos of dark pictures, (H, W, 3), 0..1, beside their references.

    Raises:
        Cancelled: `cancel` was set.
    """
    measures = []
    for dark, reference in pairs:
        photo = photo_from_srgb(np.round(dark * 255).astype(np.uint8))
        final = render(enhance_photo(photo, model, device, cancel), Stage.FINAL)
        measures.append(measure(np.clip(final, 0, 1), reference))
    return measures


def _results(
    networks: Networks, prepared: PreparedPairs, pair: PreparedPair
) -> list[tuple[FloatImage, FloatImage]]:
    """The final photo and the reference of each piece; of the small copy where there are no pieces."""
    folder = prepared.folder
    estimate = EstimatedLight(networks.enhancement, networks.working_size, networks.bounded)
    if not pair.pieces:
        low, high = (read_pixels(folder / name) for name in (pair.low, pair.high))
        height, width = low.shape[:2]
        whole = PreparedPair(pair.part, pair.scene, pair.source, width, height, pair.low, pair.high, ())
        field = light_of(whole, folder, estimate)
        return [(_final(networks, low, field.at(_as_tensor(low), 0, 0)), to_unit(high))]
    field = light_of(pair, folder, estimate)
    results = []
    for piece in pair.pieces:
        low = read_pixels(folder / piece.low)
        light = field.at(_as_tensor(low), piece.left, piece.top)
        results.append((_final(networks, low, light), to_unit(read_pixels(folder / piece.high))))
    return results


@torch.no_grad()
def _final(networks: Networks, low: Pixels, light: Tensor) -> FloatImage:
    """The final photo of a piece (H, W, 3) and its light, 0..1."""
    multiple = networks.denoising.limits.multiple
    dark, around = (
        pad_to_multiple(each.permute(2, 0, 1)[None].clamp(least, 1), multiple)
        for each, least in ((_as_tensor(low), 0.0), (light, ILLUMINATION_FLOOR))
    )
    bright = (dark / around).contiguous(memory_format=torch.channels_last)
    noise = networks.denoising.noise(bright.clamp(0, 1), around)
    final = (bright - noise)[0, :, : low.shape[0], : low.shape[1]].clamp(0, 1)
    return np.ascontiguousarray(final.permute(1, 2, 0).float().numpy())


def _as_tensor(picture: Pixels) -> Tensor:
    return torch.from_numpy(to_unit(picture))
