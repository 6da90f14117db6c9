"""The denoiser of whole scenes at the borders of a photo, where it sees less."""

import pytest
import torch

from lowexp_gui.model.scene_denoising import SceneDenoising, bordered
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


def test_a_border_repeats_the_last_features_however_it_is_made() -> None:
    features = torch.rand(2, 5, 3, 4).contiguous(memory_format=torch.channels_last)
    expected = torch.nn.functional.pad(features, (1, 1, 1, 1), mode="replicate")
    made = bordered(features)
    assert torch.equal(made, expected)
    assert made.is_contiguous(memory_format=torch.channels_last)
    assert torch.equal(bordered(features.clone().requires_grad_()), expected)
