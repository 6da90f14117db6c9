"""Whatever computes a photo, it is the same picture.

Where there is no graphics card, its arithmetic is calculated: with exact sums, rounded as it may round them.
"""

import dataclasses
from threading import Event
from typing import Any

import numpy as np
import pytest
import torch
from scenes import dark_scene
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.devices import CPU, Device, list_devices
from lowexp_gui.enhancing.memory import ScratchMemory
from lowexp_gui.enhancing.noise_tiles import predict_noise
from lowexp_gui.enhancing.precision import Arithmetic, Precision
from lowexp_gui.enhancing.preparing import prepare_in
from lowexp_gui.enhancing.pyramid import Pyramid
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.model_library import find_model, list_models
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.photograph import photo_from_srgb

CARDS = [device for device in list_devices() if device.name != CPU.name]
NAMES = [each.card.name for each in list_models()]
ATEN = torch.ops.aten
CONVOLUTIONS = {ATEN.conv2d.default, ATEN.conv_transpose2d.input}
IN_PLACE = ATEN.addmm_.default
PRODUCTS = {ATEN.linear.default, ATEN.mm.default, ATEN.addmm.default, IN_PLACE}
TF32_BITS = 10
FLOAT32_BITS = 23


@pytest.mark.skipif(not CARDS, reason="there is no graphics card")
@pytest.mark.parametrize("stage", [Stage.ENHANCED, Stage.FINAL])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_a_graphics_card_gives_the_cpus_picture(card: Device, name: str, stage: Stage) -> None:
    photo, model = photo_from_srgb(dark_scene(420, 610)), load_model(find_model(name))
    here, there = (
        render(enhance_photo(photo, model, device, Event()), stage).clip(0, 1) for device in (CPU, card)
    )
    assert np.abs(here - there).max() * 255 <= 2


class CardArithmetic(TorchDispatchMode):
    """Convolutions and products as a card's: sums in whatever order, which exact ones stand for.

    Args:
        bits: of the fraction that factors of float32 convolutions keep.
    """

    def __init__(self, bits: int) -> None:
        super().__init__()
        self.bits = bits
        self.convolutions = 0

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        if func not in CONVOLUTIONS | PRODUCTS:
            return func(*args, **(kwargs or {}))
        bits = self.bits if func in CONVOLUTIONS else FLOAT32_BITS
        self.convolutions += func in CONVOLUTIONS
        exact = func(
            *(_kept(each, bits).double() if isinstance(each, Tensor) else each for each in args),
            **(kwargs or {}),
        ).to(args[0].dtype)
        return args[0].copy_(exact) if func is IN_PLACE else exact


def _kept(values: Tensor, bits: int) -> Tensor:
    """Values with a fraction of so many bits, rounded to the nearest."""
    if values.dtype is not torch.float32 or bits == FLOAT32_BITS:
        return values
    lost = FLOAT32_BITS - bits
    codes = values.contiguous().view(torch.int32) + (1 << (lost - 1))
    return (codes >> lost << lost).view(torch.float32)


def test_fractions_are_rounded_to_their_bits() -> None:
    values = torch.tensor([1 + 2.0**-10, 1 + 2.0**-12, -(1 + 2.0**-11 + 2.0**-12), 3e-20, 0.0])
    kept = _kept(values, TF32_BITS)
    assert kept.tolist()[:3] == [1 + 2.0**-10, 1.0, -(1 + 2.0**-10)]
    assert torch.allclose(kept, values, rtol=2.0**-11, atol=0)


@pytest.mark.parametrize("arithmetic", [Arithmetic.FLOAT32, Arithmetic.BFLOAT16])
@pytest.mark.parametrize("name", NAMES)
def test_what_a_card_may_round_does_not_show(name: str, arithmetic: Arithmetic) -> None:
    photo, model = photo_from_srgb(dark_scene(420, 610)), load_model(find_model(name))
    # Cards compute the light in whole float32; what else they convolve may be rounded to TF32.
    with CardArithmetic(FLOAT32_BITS) as card:
        there = enhance_photo(photo, model, CPU, Event(), precision=Precision.FLOAT32)
    assert card.convolutions
    network, device = prepare_in(model, CPU.torch_device, arithmetic).denoising, CPU.torch_device
    with CardArithmetic(TF32_BITS) as card:
        noise = predict_noise(network, there, photo.bounds, device, ScratchMemory())
    assert card.convolutions
    pyramid = Pyramid.zeros(photo.width, photo.height, np.int16)
    pyramid.write(photo.bounds, noise)
    there = dataclasses.replace(there, noise=pyramid)
    for precision in (Precision.AUTO, Precision.FLOAT32):
        here = enhance_photo(photo, model, CPU, Event(), precision=precision)
        for stage in (Stage.ENHANCED, Stage.FINAL):
            difference = np.abs(render(here, stage).clip(0, 1) - render(there, stage).clip(0, 1))
            assert difference.max() * 255 <= 2
