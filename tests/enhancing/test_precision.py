"""Reduced precision: it changes no picture that anybody could tell."""

import dataclasses
from collections.abc import Callable, Iterator
from threading import Event

import numpy as np
import pytest
import torch
from scenes import dark_scene, scene_model

from lowexp_gui.bundled import bundled_folder
from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.memory import ScratchMemory
from lowexp_gui.enhancing.noise_tiles import predict_noise
from lowexp_gui.enhancing.precision import Arithmetic, Precision, arithmetic_for
from lowexp_gui.enhancing.preparing import prepare, prepare_in
from lowexp_gui.enhancing.pyramid import Pyramid
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.model_library import list_models
from lowexp_gui.model.weights import DualModel, load_model
from lowexp_gui.photo.photograph import Photo, photo_from_srgb
from lowexp_gui.photo.reading import read_photo


def darkened_sample(factor: float) -> Photo:
    pixels = read_photo(bundled_folder("resources") / "sample.jpg").pixels[:640, :800]
    return photo_from_srgb(np.round(pixels * factor).astype(np.uint8))


PHOTOS: dict[str, Callable[[], Photo]] = {
    "sample": lambda: darkened_sample(1),
    "dark sample": lambda: darkened_sample(0.35),
    "scene": lambda: photo_from_srgb(dark_scene(301, 419)),
}
MODELS: dict[str, Callable[[], DualModel]] = {
    **{each.card.name: lambda each=each: load_model(each) for each in list_models()},  # type: ignore[misc]
    "fresh whole-scene": scene_model,
}


def with_noise(enhancement: Enhancement, noise: np.ndarray) -> Enhancement:
    pyramid = Pyramid.zeros(enhancement.photo.width, enhancement.photo.height, np.int16)
    pyramid.write(enhancement.photo.bounds, noise)
    return dataclasses.replace(enhancement, noise=pyramid)


@pytest.mark.parametrize("photo", PHOTOS.values(), ids=PHOTOS)
@pytest.mark.parametrize("make_model", MODELS.values(), ids=MODELS)
def test_reduced_precision_gives_the_picture_of_plain_float32(
    make_model: Callable[[], DualModel], photo: Callable[[], Photo]
) -> None:
    model, device = make_model(), CPU.torch_device
    enhancement = enhance_photo(photo(), model, CPU, Event())
    plain, fast = (
        render(
            with_noise(
                enhancement,
                predict_noise(network, enhancement, enhancement.photo.bounds, device, ScratchMemory()),
            ),
            Stage.FINAL,
        )
        for network in (model.denoising, prepare_in(model, device, Arithmetic.BFLOAT16).denoising)
    )
    difference = np.abs(plain.clip(0, 1) - fast.clip(0, 1)) * 255
    assert (difference <= 1).mean() >= 0.999
    assert difference.max() <= 2


def test_preparing_leaves_the_model_as_it_was() -> None:
    model = scene_model()
    fast = prepare_in(model, CPU.torch_device, Arithmetic.BFLOAT16)
    assert {each.dtype for each in fast.denoising.parameters()} == {torch.bfloat16, torch.float32}
    assert {each.dtype for each in fast.enhancement.parameters()} == {torch.float32}
    assert {each.dtype for each in model.denoising.parameters()} == {torch.float32}


def test_a_model_is_prepared_once_until_its_weights_change() -> None:
    model = scene_model()
    first = prepare(model, CPU.torch_device)
    assert prepare(model, CPU.torch_device) is first
    next(model.denoising.parameters()).mul_(2)
    second = prepare(model, CPU.torch_device)
    assert second is not first
    assert prepare(model, CPU.torch_device) is second


@pytest.mark.parametrize(
    ("processor", "expected"),
    [
        ({"avx512_f": True, "avx512_bf16": True, "amx_bf16": True}, Arithmetic.BFLOAT16),
        ({"avx512_f": True, "avx512_bf16": True, "amx_bf16": False}, Arithmetic.BFLOAT16),
        ({"amx_bf16": True}, Arithmetic.BFLOAT16),
        ({"avx512_f": True, "avx512_vnni": True, "avx512_bf16": False}, Arithmetic.FLOAT32),
        ({"avx2": True}, Arithmetic.FLOAT32),
        ({"architecture": "arm64", "neon": True, "bf16": True}, Arithmetic.FLOAT32),
        ({}, Arithmetic.FLOAT32),
    ],
)
def test_the_arithmetic_follows_from_what_the_processor_has(
    processor: dict[str, object], expected: Arithmetic
) -> None:
    assert arithmetic_for(Precision.AUTO, "cpu", processor) is expected
    assert arithmetic_for(Precision.FLOAT32, "cpu", processor) is Arithmetic.FLOAT32
    for card in ("cuda", "mps", "meta"):
        assert arithmetic_for(Precision.AUTO, card, processor) is Arithmetic.FLOAT32


def test_preparing_asks_this_processor() -> None:
    model = scene_model()
    expected = arithmetic_for(Precision.AUTO, "cpu", torch.cpu.get_capabilities())
    found = {each.dtype for each in prepare(model, CPU.torch_device).denoising.parameters()}
    assert (torch.bfloat16 in found) is (expected is Arithmetic.BFLOAT16)
    plain = prepare(model, CPU.torch_device, Precision.FLOAT32).denoising.parameters()
    assert {each.dtype for each in plain} == {torch.float32}


@pytest.fixture
def _own_number_of_threads() -> Iterator[None]:
    threads = torch.get_num_threads()
    yield
    torch.set_num_threads(threads)


@pytest.mark.usefixtures("_own_number_of_threads")
@pytest.mark.parametrize("size", [(50, 70), (301, 419)])
@pytest.mark.parametrize("make_model", MODELS.values(), ids=MODELS)
@pytest.mark.parametrize("arithmetic", list(Arithmetic))
def test_the_noise_does_not_depend_on_the_number_of_threads(
    arithmetic: Arithmetic, make_model: Callable[[], DualModel], size: tuple[int, int]
) -> None:
    model, device = make_model(), CPU.torch_device
    enhancement = enhance_photo(photo_from_srgb(dark_scene(*size)), model, CPU, Event())
    network = prepare_in(model, device, arithmetic).denoising
    found = []
    for threads in (1, 2, 3, 4):
        torch.set_num_threads(threads)
        found.append(predict_noise(network, enhancement, enhancement.photo.bounds, device, ScratchMemory()))
    assert all(np.array_equal(each, found[0]) for each in found)
