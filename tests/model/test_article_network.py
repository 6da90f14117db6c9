"""Table 1 of the article: layers, shapes, parameters, ranges."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from lowexp_gui.model.dual_network import (
    DENOISING_REACH,
    ILLUMINATION_FLOOR,
    CoarseStep,
    DenoisingNetwork,
    EnhancementNetwork,
    FineStep,
    NoiseStep,
    pad_to_multiple,
    parameter_count,
)


def layers(step: nn.Sequential) -> list[tuple[str, int, int, int]]:
    """Kind, kernels, kernel size and stride of each layer with weights."""
    found = []
    for layer in step:
        if isinstance(layer, nn.Conv2d):
            found.append(("c", layer.out_channels, layer.kernel_size[0], layer.stride[0]))
        elif isinstance(layer, nn.ConvTranspose2d):
            found.append(("d", layer.out_channels, layer.kernel_size[0], layer.stride[0]))
    return found


def test_layers_are_those_of_table_1() -> None:
    assert layers(CoarseStep()) == [
        ("c", 16, 3, 1),
        ("c", 32, 3, 2),
        ("c", 64, 3, 2),
        ("d", 32, 3, 2),
        ("d", 3, 3, 2),
    ]
    assert layers(FineStep()) == [("c", 32, 3, 2), ("c", 64, 3, 2), ("d", 32, 3, 2), ("d", 3, 3, 2)]
    assert layers(NoiseStep()) == [
        ("c", 16, 3, 1),
        ("c", 32, 3, 2),
        ("c", 32, 1, 1),
        ("d", 16, 3, 2),
        ("c", 3, 3, 1),
    ]


def test_there_are_14_layers_with_93_705_parameters() -> None:
    enhancement, denoising = EnhancementNetwork(), DenoisingNetwork()
    assert len(layers(enhancement.coarse) + layers(enhancement.fine) + layers(denoising.step)) == 14
    assert parameter_count(enhancement.coarse) == 42_915
    assert parameter_count(enhancement.fine) == 39_587
    assert parameter_count(denoising) == 11_203
    assert parameter_count(enhancement) + parameter_count(denoising) == 93_705


@pytest.mark.parametrize("step", [CoarseStep(), FineStep(), NoiseStep()])
def test_a_relu_follows_every_layer_but_the_last(step: nn.Sequential) -> None:
    kinds = [isinstance(layer, nn.ReLU) for layer in step]
    assert kinds == [False, True] * ((len(kinds) - 1) // 2) + [False]


def test_the_features_of_a_384_photo_have_the_sizes_of_the_article() -> None:
    features = torch.zeros(1, 3, 384, 384)
    sizes = []
    for layer in CoarseStep():
        features = layer(features)
        if not isinstance(layer, nn.ReLU):
            sizes.append(features.shape[-1])
    assert sizes == [384, 192, 96, 192, 384]


@given(height=st.integers(1, 9), width=st.integers(1, 9), level=st.floats(0, 1), seed=st.integers(0, 1000))
@settings(deadline=None, max_examples=25)
def test_the_illumination_stays_between_its_floor_and_one(
    height: int, width: int, level: float, seed: int
) -> None:
    torch.manual_seed(seed)
    network = EnhancementNetwork()
    for parameter in network.parameters():
        parameter.data *= 10
    photo = torch.rand(2, 3, 4 * height, 4 * width) * level
    for illumination in network(photo):
        assert illumination.shape == photo.shape
        assert illumination.min() >= ILLUMINATION_FLOOR
        assert illumination.max() <= 1


def test_the_fine_step_sees_the_photo_and_the_preliminary_result() -> None:
    torch.manual_seed(1)
    network = EnhancementNetwork()
    photo = torch.rand(1, 3, 16, 16)
    seen: list[torch.Tensor] = []
    network.fine.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    coarse, _ = network(photo)
    assert torch.equal(seen[0][:, :3], (photo / coarse).clamp(max=1))
    assert torch.equal(seen[0][:, 3:], photo)


def test_the_denoiser_applies_one_step_twice() -> None:
    torch.manual_seed(1)
    network = DenoisingNetwork()
    photo = torch.rand(1, 3, 32, 32)
    first = network.step(photo)
    assert torch.equal(network(photo), first + network.step(photo - first))
    assert network(photo).min() < 0 < network(photo).max()


@pytest.mark.parametrize("position", [48, 49])
def test_noise_depends_on_pixels_within_its_reach_only(position: int) -> None:
    network = DenoisingNetwork().double()
    for parameter in network.parameters():
        parameter.data.abs_()
    photo = torch.rand(1, 3, 97, 97, dtype=torch.float64, requires_grad=True)
    network(pad_to_multiple(photo, 2))[0, :, position, position].sum().backward()
    assert photo.grad is not None
    touched = photo.grad.abs().sum((0, 1)).nonzero() - position
    assert touched.abs().max() <= DENOISING_REACH


@given(height=st.integers(1, 20), width=st.integers(1, 20), multiple=st.integers(1, 8))
def test_padding_keeps_the_photo_and_reaches_the_multiple(height: int, width: int, multiple: int) -> None:
    photo = torch.rand(1, 3, height, width)
    padded = pad_to_multiple(photo, multiple)
    assert padded.shape[-2] % multiple == padded.shape[-1] % multiple == 0
    assert padded.shape[-2] - height < multiple
    assert padded.shape[-1] - width < multiple
    assert torch.equal(padded[..., :height, :width], photo)
