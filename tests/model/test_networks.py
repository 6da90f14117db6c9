"""Tests of the networks of every architecture."""

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tolerances import TOLERANCES

from lowexp_gui.model.architectures import ARCHITECTURES, Architecture
from lowexp_gui.model.networks import (
    ILLUMINATION_FLOOR,
    at_corners,
    from_squares,
    pad_to_multiple,
    to_squares,
)


@pytest.fixture(params=ARCHITECTURES.values(), ids=lambda each: each.name)
def architecture(request: pytest.FixtureRequest) -> Architecture:
    """Each pair of networks, with a fixed seed."""
    torch.manual_seed(0)
    return request.param


def answers_of(architecture: Architecture, photo: torch.Tensor) -> dict[str, torch.Tensor]:
    """The outputs of both untrained networks of a pair for a photo, by name, with a fixed seed."""
    torch.manual_seed(1)
    light, denoiser = architecture.enhancement().to(photo.dtype), architecture.denoising().to(photo.dtype)
    coarse, fine = light(photo)
    return {"coarse": coarse, "fine": fine, "noise": denoiser.noise(photo, fine)}


def photo_of(count: int, height: int, width: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
    return torch.rand(count, 3, height, width, generator=torch.Generator().manual_seed(2)).to(dtype)


class TestEveryArchitecture:
    """The tests that every architecture must pass."""

    def test_smoke(self, architecture: Architecture) -> None:
        for answer in answers_of(architecture, photo_of(1, 16, 16)).values():
            assert answer.isfinite().all()

    def test_exceptions(self, architecture: Architecture) -> None:
        light, denoiser = architecture.enhancement(), architecture.denoising()
        for network, ask in ((light, light), (denoiser, lambda photo: denoiser.noise(photo, photo))):
            multiple = network.limits.multiple
            for size in (
                (1, 3, multiple, multiple + 1),
                (1, 3, multiple // 2, multiple),
                (1, 3, 0, multiple),
            ):
                with pytest.raises(ValueError, match=f"multiples of {multiple}, not 1 × 3 × {size[2]}"):
                    ask(torch.zeros(size))
            with pytest.raises(ValueError, match="a photo is"):
                ask(torch.zeros(3, multiple, multiple))
            with pytest.raises(RuntimeError):
                ask(torch.zeros(1, 4, multiple, multiple))

    @pytest.mark.parametrize("size", [(1, 16, 16), (2, 32, 48), (3, 80, 16)])
    def test_shapes(self, architecture: Architecture, size: tuple[int, int, int]) -> None:
        photo = photo_of(*size)
        assert {answer.shape for answer in answers_of(architecture, photo).values()} == {photo.shape}

    def test_size_limits(self, architecture: Architecture) -> None:
        for network in (architecture.enhancement(), architecture.denoising()):
            multiple = network.limits.multiple
            assert [network.limits.padded(each) for each in (0, 1, multiple, multiple + 1)] == [
                multiple,
                multiple,
                multiple,
                2 * multiple,
            ]
        denoiser = architecture.denoising()
        assert denoiser.limits.multiple % denoiser.square == 0
        assert denoiser.reach % denoiser.limits.multiple == 0
        # The smallest photo that the limits allow is enhanced.
        smallest = torch.full((1, 3, denoiser.limits.multiple, denoiser.limits.multiple), 0.5)
        assert denoiser.noise(smallest, smallest).shape == smallest.shape

    def test_values(self, architecture: Architecture) -> None:
        photo = photo_of(2, 48, 32)
        both, again = answers_of(architecture, photo), answers_of(architecture, photo)
        alone = [answers_of(architecture, each) for each in photo.split(1)]
        for name, answer in both.items():
            assert torch.equal(answer, again[name])
            one_by_one = torch.cat([each[name] for each in alone])
            torch.testing.assert_close(one_by_one, answer, **TOLERANCES["float32"].as_arguments())

    def test_gradients(self, architecture: Architecture) -> None:
        photo = (0.2 + 0.6 * photo_of(1, 16, 32, torch.float64)).requires_grad_()
        direction = torch.randn(photo.shape, dtype=torch.float64, generator=torch.Generator().manual_seed(3))

        def total(seen: torch.Tensor) -> torch.Tensor:
            return sum(
                ((answer * direction).sum() for answer in answers_of(architecture, seen).values()),
                torch.zeros((), dtype=torch.float64),
            )

        (slope,) = torch.autograd.grad(total(photo), photo)
        with torch.no_grad():
            step = 1e-6 * direction
            by_differences = (total(photo + step) - total(photo - step)) / 2e-6
        torch.testing.assert_close(
            (slope * direction).sum(), by_differences, **TOLERANCES["gradient"].as_arguments()
        )

    @pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
    def test_dtype(self, architecture: Architecture, dtype: str) -> None:
        exact = answers_of(architecture, photo_of(1, 48, 32, torch.float64))
        with torch.autocast("cpu", torch.bfloat16, enabled=dtype == "bfloat16"):
            found = answers_of(architecture, photo_of(1, 48, 32))
        for name, answer in found.items():
            torch.testing.assert_close(answer.double(), exact[name], **TOLERANCES[dtype].as_arguments())

    def test_both_networks_can_be_trained_in_bfloat16(self, architecture: Architecture) -> None:
        light, denoiser = architecture.enhancement(), architecture.denoising()
        photo = torch.rand(1, 3, 64, 64)
        with torch.autocast("cpu", torch.bfloat16):
            noise = denoiser.noise(photo, photo * 0.9 + 0.1).float()
            loss = light(photo).fine.float().mean() + noise.square().mean()
        loss.backward()
        for network in (light, denoiser):
            assert any(each.grad is not None and each.grad.any() for each in network.parameters())

    @given(
        height=st.integers(1, 9), width=st.integers(1, 9), level=st.floats(0, 1), seed=st.integers(0, 1000)
    )
    @settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_the_illumination_stays_between_its_floor_and_one(
        self, architecture: Architecture, height: int, width: int, level: float, seed: int
    ) -> None:
        torch.manual_seed(seed)
        network = architecture.enhancement()
        for parameter in network.parameters():
            parameter.data *= 10
        multiple = network.limits.multiple
        photo = torch.rand(2, 3, multiple * height, multiple * width) * level
        for illumination in network(photo):
            assert illumination.min() >= ILLUMINATION_FLOOR
            assert illumination.max() <= 1

    @pytest.mark.parametrize("position", [72, 73, 75, 79])
    def test_noise_depends_on_pixels_within_its_reach_only(
        self, architecture: Architecture, position: int
    ) -> None:
        network = architecture.denoising().double()
        for parameter in network.parameters():
            parameter.data.abs_()
        photo = torch.rand(1, 3, 145, 145, dtype=torch.float64, requires_grad=True)
        padded = pad_to_multiple(photo, network.limits.multiple)
        network.noise(padded, torch.full_like(padded, 0.5))[0, :, position, position].sum().backward()
        assert photo.grad is not None
        touched = photo.grad.abs().sum((0, 1)).nonzero() - position
        assert touched.abs().max() <= network.reach


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
