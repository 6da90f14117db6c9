"""Convolutions in whole numbers: exact but for what is rounded on purpose."""

import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st
from torch import nn

from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.precision import Arithmetic, working_arithmetics
from lowexp_gui.model.quantised_convolution import MOST, FineConvolution, QuantisedConvolution

pytestmark = pytest.mark.skipif(
    Arithmetic.INT8 not in working_arithmetics(CPU.torch_device),
    reason="this processor has no products of whole numbers that are right",
)


def layer_of(inputs: int, outputs: int, kernel: int, stride: int) -> nn.Conv2d:
    """A layer whose weights are whole multiples of a step, the largest of each output 127 of them."""
    layer = nn.Conv2d(inputs, outputs, kernel, stride, padding=kernel // 2 if stride == 1 else 0)
    weight = torch.randint(-127, 128, layer.weight.shape).float()
    weight[:, 0, 0, 0] = 127
    layer.weight.data = weight / 500
    return layer.requires_grad_(False)


@settings(max_examples=25, deadline=None)
@given(
    kernel_and_stride=st.sampled_from(((1, 1), (2, 2), (3, 1))),
    inputs=st.integers(1, 40),
    outputs=st.integers(1, 40),
    rows=st.integers(1, 12),
    columns=st.integers(1, 12),
    seed=st.integers(0, 2**31),
)
@example(kernel_and_stride=(2, 2), inputs=7, outputs=1, rows=5, columns=1, seed=0)
def test_weights_and_codes_that_need_no_rounding_give_the_plain_convolution(
    kernel_and_stride: tuple[int, int], inputs: int, outputs: int, rows: int, columns: int, seed: int
) -> None:
    torch.manual_seed(seed)
    kernel, stride = kernel_and_stride
    layer = layer_of(inputs, outputs, kernel, stride)
    codes = torch.randint(0, MOST + 1, (1, inputs, rows * stride, columns * stride), dtype=torch.uint8)
    codes = codes.contiguous(memory_format=torch.channels_last)
    made = QuantisedConvolution(layer, torch.full((inputs,), float(MOST)))(codes)
    expected = layer(codes.float())
    assert made.shape == expected.shape
    assert torch.allclose(made, expected, rtol=1e-5, atol=1e-3)


def test_each_channel_has_its_own_range() -> None:
    torch.manual_seed(1)
    layer = nn.Conv2d(3, 5, 3, padding=1).requires_grad_(False)
    entering = torch.tensor([0.1, 1.0, 20.0])
    features = torch.rand(1, 3, 9, 7) * entering[:, None, None]
    codes = (features / entering[:, None, None] * MOST).round().to(torch.uint8)
    codes = codes.contiguous(memory_format=torch.channels_last)
    plain = layer(features).clamp_min(0)
    leaving = plain.amax(dim=(0, 2, 3)).clamp_min(1)
    made = QuantisedConvolution(layer, entering, leaving)(codes)
    expected = plain / leaving[:, None, None] * MOST
    assert made.dtype is torch.uint8
    assert (made.float() - expected).abs().max() <= 8


@pytest.mark.parametrize("inputs", [1, 64])
def test_a_fine_layer_is_a_hundred_times_as_near(inputs: int) -> None:
    torch.manual_seed(2)
    layer = nn.Conv2d(inputs, 8, 3).requires_grad_(False)
    entering = torch.rand(inputs) + 0.5
    codes = torch.randint(0, MOST + 1, (1, inputs, 16, 20), dtype=torch.uint8)
    codes = codes.contiguous(memory_format=torch.channels_last)
    expected = layer(codes / MOST * entering[:, None, None])
    coarse, fine = (kind(layer, entering)(codes) for kind in (QuantisedConvolution, FineConvolution))
    assert (fine - expected).abs().max() < (coarse - expected).abs().max() / 100


def test_what_is_too_large_is_the_highest_code_and_what_is_negative_the_lowest() -> None:
    layer = nn.Conv2d(1, 2, 1).requires_grad_(False)
    layer.weight.data = torch.tensor([10.0, -10.0]).view(2, 1, 1, 1)
    layer.get_parameter("bias").zero_()
    codes = torch.full((1, 1, 2, 2), MOST, dtype=torch.uint8)
    made = QuantisedConvolution(layer, torch.ones(1), torch.ones(2))(codes)
    assert made[0, 0].eq(MOST).all()
    assert made[0, 1].eq(0).all()
