"""The denoiser of whole scenes at the borders of a photo, where it sees less."""

import pytest
import torch

from lowexp_gui.model.scene_denoising import SceneDenoising, add_places, places_together
from lowexp_gui.model.shelf import find_model
from lowexp_gui.model.weights import load_model

SIDE = 256
GRAIN = 0.06
OUTERMOST = 4


def noise_of_a_wall(
    network: SceneDenoising, colour: tuple[float, float, float], light: float
) -> torch.Tensor:
    """What a network takes for noise of a smooth wall with grain, in 1/255, (3, H, W)."""
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
    together = places_together(layer).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    made = add_places(features, together(coarse))
    assert torch.allclose(made, expected, atol=1e-6)
    assert made.is_contiguous(memory_format=torch.channels_last)
