"""Reduced precision: it changes no picture that anybody could tell."""

import dataclasses
from collections.abc import Callable
from threading import Event

import numpy as np
import pytest
import torch
from scenes import dark_scene, scene_model

from lowexp_gui.bundled import bundled_folder
from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.memory import Memory
from lowexp_gui.enhancing.noise_tiles import predict_noise
from lowexp_gui.enhancing.precision import Arithmetic, best_arithmetic, working_arithmetics
from lowexp_gui.enhancing.preparing import prepare, prepare_in
from lowexp_gui.enhancing.pyramid import Pyramid
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.shelf import find_model, list_models
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
FAST = [each for each in working_arithmetics(CPU.torch_device) if each is not Arithmetic.FLOAT32]


def with_noise(enhancement: Enhancement, noise: np.ndarray) -> Enhancement:
    pyramid = Pyramid.zeros(enhancement.photo.width, enhancement.photo.height, np.int16)
    pyramid.write(enhancement.photo.bounds, noise)
    return dataclasses.replace(enhancement, noise=pyramid)


@pytest.mark.parametrize("photo", PHOTOS.values(), ids=PHOTOS)
@pytest.mark.parametrize("make_model", MODELS.values(), ids=MODELS)
@pytest.mark.parametrize("arithmetic", FAST)
def test_reduced_precision_gives_the_picture_of_plain_float32(
    arithmetic: Arithmetic, make_model: Callable[[], DualModel], photo: Callable[[], Photo]
) -> None:
    model, device = make_model(), CPU.torch_device
    enhancement = enhance_photo(photo(), model, CPU, Event())
    plain, fast = (
        render(
            with_noise(
                enhancement, predict_noise(network, enhancement, enhancement.photo.bounds, device, Memory())
            ),
            Stage.FINAL,
        )
        for network in (model.denoising, prepare_in(model, device, arithmetic).denoising)
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


def test_the_precision_is_chosen_once_and_leaves_the_threads_alone() -> None:
    threads = torch.get_num_threads()
    first = best_arithmetic(CPU.torch_device)
    assert first in working_arithmetics(CPU.torch_device)
    assert best_arithmetic(CPU.torch_device) is first
    assert torch.get_num_threads() == threads


def test_a_choice_is_among_those_that_there_are() -> None:
    assert best_arithmetic(CPU.torch_device, (Arithmetic.FLOAT32,)) is Arithmetic.FLOAT32
    without = best_arithmetic(CPU.torch_device, (Arithmetic.FLOAT32, Arithmetic.BFLOAT16))
    assert best_arithmetic(CPU.torch_device) in (without, Arithmetic.INT8)


def test_a_model_without_whole_numbers_has_its_best_form() -> None:
    article = load_model(find_model("article"))
    ready = prepare(article, CPU.torch_device)
    best = best_arithmetic(CPU.torch_device, (Arithmetic.FLOAT32, Arithmetic.BFLOAT16))
    expected = torch.bfloat16 if best is Arithmetic.BFLOAT16 else torch.float32
    assert {each.dtype for each in ready.denoising.parameters()} == {expected}


def test_a_device_that_fails_runs_in_float32() -> None:
    assert best_arithmetic(torch.device("meta")) is Arithmetic.FLOAT32
