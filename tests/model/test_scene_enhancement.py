import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lowexp_gui.model.scene_enhancement import desaturate_bright_light

LIGHT = arrays(np.float32, (1, 3, 4, 4), elements=st.floats(0.0625, 1, width=32))


@given(LIGHT)
def test_light_never_gets_darker_nor_brighter_than_its_brightest_channel(light: np.ndarray) -> None:
    given_light = torch.from_numpy(light)
    whiter = desaturate_bright_light(given_light)
    assert (whiter >= given_light - 1e-6).all()
    assert (whiter <= given_light.amax(dim=1, keepdim=True) + 1e-6).all()


def test_the_colour_of_dim_light_stays() -> None:
    lamp = torch.tensor([0.25, 0.15, 0.05]).view(1, 3, 1, 1)
    assert torch.equal(desaturate_bright_light(lamp), lamp)


def test_a_blue_sky_stays_blue() -> None:
    # The light has the colour of the sky, as networks find it.
    sky = torch.tensor([0.55, 0.68, 0.90]).view(1, 3, 1, 1)
    enhanced = sky / desaturate_bright_light(sky)
    red, green, blue = enhanced.flatten().tolist()
    assert red < green < blue <= 1
    assert red < 0.75
