"""Table 1 of the article: layers, shapes, parameters, ranges."""

import pytest
import torch
from torch import nn

from lowexp_gui.model.article_network import (
    ArticleDenoising,
    ArticleEnhancement,
    CoarseStep,
    FineStep,
    NoiseStep,
)
from lowexp_gui.model.networks import parameter_count


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
    enhancement, denoising = ArticleEnhancement(), ArticleDenoising()
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


def test_the_fine_step_sees_the_photo_and_the_preliminary_result() -> None:
    torch.manual_seed(1)
    network = ArticleEnhancement()
    photo = torch.rand(1, 3, 16, 16)
    seen: list[torch.Tensor] = []
    network.fine.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    coarse, _ = network(photo)
    assert torch.equal(seen[0][:, :3], (photo / coarse).clamp(max=1))
    assert torch.equal(seen[0][:, 3:], photo)


def test_the_denoiser_applies_one_step_twice() -> None:
    torch.manual_seed(1)
    network = ArticleDenoising()
    photo = torch.rand(1, 3, 32, 32)
    light = torch.ones_like(photo)
    first = network.step(photo)
    assert torch.equal(network(photo, light), first + network.step(photo - first))
    assert network(photo, light).min() < 0 < network(photo, light).max()
