"""Formulas 1, 2 and 5 to 14."""

import pytest
import torch
from torch.nn import functional

from lowexp_gui.model import losses
from lowexp_gui.model.formation import enhance, expose


@pytest.fixture
def scene() -> torch.Tensor:
    torch.manual_seed(3)
    coarse = torch.rand(2, 3, 22, 22)
    return functional.interpolate(coarse, size=(176, 176), mode="bilinear") * 0.8 + 0.1


@pytest.fixture
def light() -> torch.Tensor:
    torch.manual_seed(4)
    return functional.interpolate(torch.rand(2, 3, 3, 3) * 0.8 + 0.1, size=(176, 176), mode="bilinear")


def test_enhancing_undoes_exposing(scene: torch.Tensor, light: torch.Tensor) -> None:
    assert torch.allclose(enhance(expose(scene, light), light), scene, atol=1e-6)


def test_the_structure_loss_is_zero_for_equal_pictures_and_grows_with_noise(scene: torch.Tensor) -> None:
    noise = torch.randn_like(scene)
    none, little, much = (
        losses.structure_loss(scene, scene + noise * strength).item() for strength in (0, 0.02, 0.2)
    )
    assert none == pytest.approx(0, abs=1e-5)
    assert none < little < much < 1


def test_the_true_light_costs_nothing(scene: torch.Tensor, light: torch.Tensor) -> None:
    photo = expose(scene, light)
    assert losses.enhancement_loss(photo, light, scene).item() == pytest.approx(0, abs=1e-4)
    assert losses.enhancement_loss(photo, light * 0.7, scene).item() > 0.05


def test_forward_and_reverse_losses_are_the_formulas(scene: torch.Tensor, light: torch.Tensor) -> None:
    photo = scene * 0.3
    forward = torch.mean(torch.abs(scene - photo / light))
    reverse = torch.mean(torch.abs(photo - scene * light))
    assert losses.forward_loss(photo, light, scene).item() == pytest.approx(forward.item())
    assert losses.reverse_loss(photo, light, scene).item() == pytest.approx(reverse.item())
    assert losses.two_way_loss(photo, light, scene).item() == pytest.approx((forward + reverse).item())
    structure = losses.structure_loss(scene, photo / light)
    total = losses.enhancement_loss(photo, light, scene)
    assert total.item() == pytest.approx((structure + forward + reverse).item())


def test_the_denoising_loss_goes_both_ways(scene: torch.Tensor) -> None:
    noise = torch.randn_like(scene) * 0.1
    noisy = scene + noise
    forward = losses.structure_loss(scene, noisy - noise / 2)
    reverse = losses.structure_loss(noisy, scene + noise / 2)
    assert losses.denoising_loss(noisy, noise / 2, scene).item() == pytest.approx((forward + reverse).item())
    assert losses.denoising_loss(noisy, noise, scene).item() == pytest.approx(0, abs=1e-4)
    assert losses.denoising_loss(noisy, torch.zeros_like(noise), scene).item() > 0.05


def test_gradients_reach_the_light(scene: torch.Tensor, light: torch.Tensor) -> None:
    guess = (light * 0.8).requires_grad_()
    losses.enhancement_loss(expose(scene, light), guess, scene).backward()
    assert guess.grad is not None
    assert torch.isfinite(guess.grad).all()
    # A darker guess than the truth makes the picture too bright: the loss falls as the light rises.
    assert guess.grad.mean() < 0
