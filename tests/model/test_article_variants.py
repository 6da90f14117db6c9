"""Other forms of the article's network."""

import pytest
import torch

from lowexp_gui.model.architectures import (
    ARTICLE,
    FIRST_PART,
    FIVE_LAYERS,
    SEPARATE_PASSES,
    Architecture,
)
from lowexp_gui.model.networks import parameter_count

COARSE, FOUR, FIVE, PASS = 42_915, 39_587, 43_347, 11_203


@pytest.mark.parametrize(
    ("architecture", "light", "noise"),
    [
        (ARTICLE, COARSE + FOUR, PASS),
        (FIRST_PART, COARSE, PASS),
        (FIVE_LAYERS, COARSE + FIVE, PASS),
        (SEPARATE_PASSES, COARSE + FOUR, 2 * PASS),
    ],
    ids=lambda each: getattr(each, "name", None),
)
def test_sizes(architecture: Architecture, light: int, noise: int) -> None:
    assert parameter_count(architecture.enhancement()) == light
    assert parameter_count(architecture.denoising()) == noise


def test_the_first_part_alone_has_one_light() -> None:
    found = FIRST_PART.enhancement()(torch.rand(1, 3, 16, 20))
    assert found.coarse is found.fine
    assert found.fine.shape == (1, 3, 16, 20)


def test_separate_passes_learn_apart() -> None:
    network = SEPARATE_PASSES.denoising()
    photo = torch.rand(1, 3, 16, 16)
    network(photo, torch.ones_like(photo)).square().mean().backward()
    gradients = {
        name.split(".")[0]: value.grad for name, value in network.named_parameters() if "8.bias" in name
    }
    assert gradients.keys() == {"step", "second_step"}
    assert not torch.equal(gradients["step"], gradients["second_step"])
