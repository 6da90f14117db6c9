"""The denoiser of whole scenes at the borders of a photo, where it sees less."""

import pytest
import torch

from lowexp_gui.model.bfloat16_denoising import Bfloat16Denoising
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.scene_denoising import Refinement, SceneDenoising, add_pixel_shuffled, group_by_position
from lowexp_gui.model.weights import load_model

SIDE = 256
GRAIN = 0.06
OUTERMOST = 4


def noise_of_a_wall(
    network: SceneDenoising, colour: tuple[float, float, float], light: float
) -> torch.Tensor:
    """The noise that a network finds in a smooth wall with grain, in 1/255, (3, H, W)."""
    chance = torch.Generator().manual_seed(0)
    wall = torch.tensor(colour)[None, :, None, None]
    photo = (wall + GRAIN * torch.randn(1, 3, SIDE, SIDE, generator=chance)).clamp(0, 1)
    with torch.inference_mode():
        return network.noise(photo, torch.full_like(photo, light))[0] * 255


@pytest.mark.parametrize("light", [0.05, 0.3, 1.0])
@pytest.mark.parametrize("colour", [(0.5, 0.5, 0.5), (0.7, 0.4, 0.2), (0.15, 0.2, 0.4)])
@pytest.mark.parametrize("name", ["open", "studio"])
def test_the_colour_of_a_wall_is_the_same_at_each_border(
    name: str, colour: tuple[float, float, float], light: float
) -> None:
    network = load_model(find_model(name)).denoising.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    noise = noise_of_a_wall(network, colour, light)
    inside = noise[:, 32:-32, 32:-32].mean(dim=(1, 2))
    rows, columns = noise.mean(dim=2), noise.mean(dim=1)
    for side in (rows[:, :OUTERMOST], rows[:, -OUTERMOST:], columns[:, :OUTERMOST], columns[:, -OUTERMOST:]):
        assert (side.mean(dim=1) - inside).abs().max() <= 3.5


def test_coarse_features_are_added_as_a_pixel_shuffle_would() -> None:
    torch.manual_seed(0)
    layer = torch.nn.Conv2d(6, 4 * 5, 1).requires_grad_(False)
    features, coarse = torch.rand(2, 5, 6, 8), torch.rand(2, 6, 3, 4)
    features, coarse = (each.contiguous(memory_format=torch.channels_last) for each in (features, coarse))
    expected = features + torch.nn.functional.pixel_shuffle(layer(coarse), 2)
    together = group_by_position(layer).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    made = add_pixel_shuffled(features, together(coarse))
    assert torch.allclose(made, expected, atol=1e-6)
    assert made.is_contiguous(memory_format=torch.channels_last)


def refined(*, fresh: bool) -> SceneDenoising:
    """The denoiser of `open` with two refinements, which have an effect unless they are untrained."""
    torch.manual_seed(3)
    network = SceneDenoising(refinements=2).eval().requires_grad_(False)
    network.load_state_dict(load_model(find_model("open")).denoising.state_dict(), strict=False)
    if not fresh:
        for block in network.refinements:
            torch.nn.init.normal_(block.second.weight, std=0.03)
            torch.nn.init.normal_(block.second.bias, std=0.02)
    return network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]


def grainy(height: int, width: int) -> tuple[torch.Tensor, torch.Tensor]:
    """A photo with drawing and grain, and its light, each (1, 3, height, width)."""
    chance = torch.Generator().manual_seed(1)
    coarse = torch.rand(1, 3, height // 16, width // 16, generator=chance)
    drawing = torch.nn.functional.interpolate(coarse, size=(height, width), mode="bilinear")
    photo = (drawing + GRAIN * torch.randn(1, 3, height, width, generator=chance)).clamp(0, 1)
    return photo, torch.full_like(photo, 0.2)


def noise(network, photo: torch.Tensor, light: torch.Tensor) -> torch.Tensor:
    with torch.inference_mode():
        return network.noise(photo, light)


def test_fresh_refinements_change_nothing() -> None:
    plain = load_model(find_model("open")).denoising
    photo, light = grainy(96, 128)
    assert torch.allclose(noise(refined(fresh=True), photo, light), noise(plain, photo, light), atol=1e-5)
    changed = noise(refined(fresh=False), photo, light) - noise(plain, photo, light)
    assert changed.abs().mean() > 1e-3


def test_refinements_look_further_and_tiles_still_give_the_whole() -> None:
    network, plain = refined(fresh=False), SceneDenoising()
    assert network.reach == plain.reach + 2 * Refinement.reach
    photo, light = grainy(320, 320)
    whole = noise(network, photo, light)
    reach = network.limits.padded(network.reach)
    for top, left in ((0, 0), (96, 160), (256, 128)):
        rows = slice(max(0, top - reach), min(320, top + 64 + reach))
        columns = slice(max(0, left - reach), min(320, left + 64 + reach))
        tile = noise(network, photo[..., rows, columns].clone(), light[..., rows, columns].clone())
        own = tile[
            ..., top - rows.start : top - rows.start + 64, left - columns.start : left - columns.start + 64
        ]
        assert torch.allclose(own, whole[..., top : top + 64, left : left + 64], atol=1e-5)


def test_what_is_within_the_reach_of_refinements_matters() -> None:
    network = refined(fresh=False)
    photo, light = grainy(320, 320)
    other = photo.clone()
    # Squares of 16 begin at 160; what is changed begins further away than the reach, then within it.
    other[..., : 160 - network.reach, :] = 1 - other[..., : 160 - network.reach, :]
    before = noise(network, photo.clone(), light)[..., 160:, :]
    assert torch.allclose(noise(network, other.clone(), light)[..., 160:, :], before, atol=1e-6)
    other[..., :152, :] = 1 - photo[..., :152, :]
    assert not torch.allclose(noise(network, other, light)[..., 160:, :], before, atol=1e-3)


def test_bfloat16_finds_the_noise_that_float32_finds_with_refinements_too() -> None:
    network = refined(fresh=False)
    photo, light = grainy(128, 160)
    plain = noise(network, photo.clone(), light)
    difference = noise(Bfloat16Denoising(network), photo.clone(), light) - plain
    assert difference.abs().mean() < 0.4 / 255
    assert difference.abs().max() < 8 / 255
    assert plain.abs().mean() > 4 / 255
