"""What holds for the networks of every architecture."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from lowexp_gui.model.architectures import ARCHITECTURES, Architecture
from lowexp_gui.model.networks import (
    ILLUMINATION_FLOOR,
    at_corners,
    from_squares,
    pad_to_multiple,
    to_squares,
)


@given(height=st.integers(1, 9), width=st.integers(1, 9), level=st.floats(0, 1), seed=st.integers(0, 1000))
@pytest.mark.parametrize("architecture", ARCHITECTURES.values(), ids=lambda each: each.name)
@settings(deadline=None, max_examples=25)
def test_the_illumination_stays_between_its_floor_and_one(
    architecture: Architecture, height: int, width: int, level: float, seed: int
) -> None:
    torch.manual_seed(seed)
    network = architecture.enhancement()
    for parameter in network.parameters():
        parameter.data *= 10
    photo = torch.rand(2, 3, network.stride * height, network.stride * width) * level
    for illumination in network(photo):
        assert illumination.shape == photo.shape
        assert illumination.min() >= ILLUMINATION_FLOOR
        assert illumination.max() <= 1


@pytest.mark.parametrize("architecture", ARCHITECTURES.values(), ids=lambda each: each.name)
@pytest.mark.parametrize("position", [72, 73, 75, 79])
def test_noise_depends_on_pixels_within_its_reach_only(architecture: Architecture, position: int) -> None:
    network = architecture.denoising().double()
    for parameter in network.parameters():
        parameter.data.abs_()
    photo = torch.rand(1, 3, 145, 145, dtype=torch.float64, requires_grad=True)
    padded = pad_to_multiple(photo, network.stride)
    network.noise(padded, torch.full_like(padded, 0.5))[0, :, position, position].sum().backward()
    assert photo.grad is not None
    touched = photo.grad.abs().sum((0, 1)).nonzero() - position
    assert touched.abs().max() <= network.reach


@pytest.mark.parametrize("architecture", ARCHITECTURES.values(), ids=lambda each: each.name)
def test_both_networks_can_be_taught_in_bfloat16(architecture: Architecture) -> None:
    torch.manual_seed(0)
    light, denoiser = architecture.enhancement(), architecture.denoising()
    photo = torch.rand(1, 3, 64, 64)
    with torch.autocast("cpu", torch.bfloat16):
        loss = (
            light(photo).fine.float().mean()
            + denoiser.noise(photo, photo * 0.9 + 0.1).float().square().mean()
        )
    loss.backward()
    for network in (light, denoiser):
        assert any(parameter.grad is not None and parameter.grad.any() for parameter in network.parameters())


@given(height=st.integers(1, 20), width=st.integers(1, 20), multiple=st.integers(1, 8))
def test_padding_keeps_the_photo_and_reaches_the_multiple(height: int, width: int, multiple: int) -> None:
    photo = torch.rand(1, 3, height, width)
    padded = pad_to_multiple(photo, multiple)
    assert padded.shape[-2] % multiple == padded.shape[-1] % multiple == 0
    assert padded.shape[-2] - height < multiple
    assert padded.shape[-1] - width < multiple
    assert torch.equal(padded[..., :height, :width], photo)


@given(rows=st.integers(1, 5), columns=st.integers(1, 5), side=st.sampled_from([1, 2, 4]))
def test_squares_hold_their_pixels_in_order_and_give_them_back(rows: int, columns: int, side: int) -> None:
    photo = torch.rand(2, 3, rows * side, columns * side)
    squares = to_squares(photo, side)
    assert torch.equal(from_squares(squares, side), photo)
    assert torch.equal(
        squares[..., :1, :1].flatten(1), photo[..., :side, :side].permute(0, 2, 3, 1).flatten(1)
    )
    assert torch.equal(at_corners(photo, side), squares[:, :3])
