"""The denoiser in whole numbers: nearly the plain one, and exactly that where codes do not reach."""

import pytest
import torch
from torch.nn import functional

from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.precision import Arithmetic, working_arithmetics
from lowexp_gui.model.architectures import WHOLE_SCENE
from lowexp_gui.model.networks import at_corners, to_squares
from lowexp_gui.model.quantised_convolution import MOST
from lowexp_gui.model.quantised_denoising import QuantisedDenoising
from lowexp_gui.model.scene_denoising import SceneDenoising
from lowexp_gui.model.shelf import find_model
from lowexp_gui.model.weights import load_model

pytestmark = pytest.mark.skipif(
    Arithmetic.INT8 not in working_arithmetics(CPU.torch_device),
    reason="this processor has no products of whole numbers that are right",
)


def photo_and_light(seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    chance = torch.Generator().manual_seed(seed)
    scene = functional.interpolate(torch.rand(1, 3, 4, 5, generator=chance), (128, 160), mode="bilinear")
    photo = (scene + 0.05 * torch.randn(1, 3, 128, 160, generator=chance)).clamp(0, 1)
    return photo, torch.full((1, 3, 128, 160), 0.1)


def plain_network(name: str) -> SceneDenoising:
    network = load_model(find_model(name)).denoising.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    assert isinstance(network, SceneDenoising)
    return network


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", ["studio"])
def test_the_noise_is_nearly_that_of_the_plain_network(name: str, seed: int) -> None:
    plain = plain_network(name)
    photo, light = photo_and_light(seed)
    with torch.inference_mode():
        noise, expected = (
            QuantisedDenoising(plain).noise(photo.clone(), light),
            plain.noise(photo.clone(), light),
        )
    difference = (noise - expected).abs() * 255
    assert expected.abs().max() * 255 > 20
    # More noise than in photos, of which test_precision asks for more.
    assert (difference <= 1).float().mean() >= 0.995
    assert difference.max() <= 4
    # It is another computation, or this test would show nothing.
    assert difference.max() > 0


def test_where_codes_do_not_reach_the_noise_is_that_of_the_plain_network() -> None:
    plain = plain_network("studio")
    photo, light = photo_and_light(0)
    far = 30 * photo
    fast = QuantisedDenoising(plain)
    with torch.inference_mode():
        seen = to_squares(far, plain.square), at_corners(light, plain.square)
        assert max(int(each.amax()) for each in fast.features(*seen) if each.dtype is torch.uint8) == MOST
        assert torch.equal(fast.noise(far.clone(), light), plain.noise(far.clone(), light))


def test_a_network_is_left_as_it_is() -> None:
    plain = plain_network("studio")
    before = {name: value.clone() for name, value in plain.state_dict().items()}
    QuantisedDenoising(plain)
    assert all(torch.equal(before[name], value) for name, value in plain.state_dict().items())


def test_fresh_weights_can_be_rounded_too() -> None:
    torch.manual_seed(0)
    plain = WHOLE_SCENE.denoising().eval().requires_grad_(False)
    photo, light = photo_and_light(1)
    with torch.inference_mode():
        noise = QuantisedDenoising(plain.to(memory_format=torch.channels_last)).noise(photo.clone(), light)  # type: ignore[call-overload]
        assert torch.allclose(noise, plain.noise(photo.clone(), light), atol=2 / 255)
