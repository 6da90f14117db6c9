"""The white balance that makes a place neutral, with the tone formula itself."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.enhancing.adjusting.white_balance import neutralising_balance
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments, Stage
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.neutral_place import NotNeutral, balance_for
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.enhancing.toning import tone
from lowexp_gui.model.weights import DualModel
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.photo.region import Region
from lowexp_gui.srgb import linear_to_srgb, srgb_to_linear

_PLACE = Region(20, 30, 9, 9)


@given(
    cast=st.tuples(st.floats(-1, 1), st.floats(-1, 1)),
    green=st.floats(0.01, 1),
    contrast=st.floats(0.2, 2),
    saturation=st.floats(0, 2),
)
def test_a_colour_within_reach_becomes_grey_whatever_comes_after(
    cast: tuple[float, float], green: float, contrast: float, saturation: float
) -> None:
    red = green * 2 ** (-(cast[0] + cast[1]) / 2)
    blue = red * 2 ** cast[0]
    temperature, tint = neutralising_balance(red, green, blue)
    assert (temperature, tint) == pytest.approx(cast, abs=1e-9)
    temperature, tint = np.clip((temperature, tint), -1, 1).tolist()
    encoded = linear_to_srgb(np.array([[[red, green, blue]]]))
    adjustments = Adjustments(temperature=temperature, tint=tint, contrast=contrast, saturation=saturation)
    grey = tone(torch.from_numpy(encoded), adjustments).numpy()[0, 0]
    assert np.ptp(grey) <= 2e-4 * max(1, grey.max())


_Enhanced = Callable[..., Enhancement]


@pytest.fixture
def enhanced(model: DualModel) -> _Enhanced:
    """The result of a photo of one colour."""

    def make(colour: tuple[int, int, int], noise: float = 0) -> Enhancement:
        random = np.random.default_rng(1)
        pixels = np.full((96, 128, 3), colour, np.float64) + random.normal(0, noise, (96, 128, 3))
        photo = photo_from_srgb(np.clip(np.round(pixels), 0, 255).astype(np.uint8))
        return enhance_photo(photo, model, CPU, Event())

    return make


@pytest.mark.parametrize("before", [NEUTRAL, Adjustments(0.8, 0.3, 1.2, 0.2, 0.6, -0.4, 1.3, 0.4, 1.5)])
@pytest.mark.parametrize("noise", [0, 3])
def test_the_place_of_a_result_becomes_neutral_on_average(
    enhanced: _Enhanced, before: Adjustments, noise: float
) -> None:
    enhancement = enhanced((60, 50, 45), noise)
    balance = balance_for(enhancement, before, _PLACE)
    assert balance.is_enough
    unchanged = {"temperature": before.temperature, "tint": before.tint}
    assert replace(balance.adjustments, **unchanged) == before
    # What comes after the white balance is left out: contrast does not keep the average of noise.
    plain = replace(balance.adjustments, contrast=1, highlights=0, saturation=1)
    light = srgb_to_linear(render(enhancement, Stage.FINAL, plain, _PLACE)).mean(axis=(0, 1))
    # Sliders have steps of a hundredth: half of one is 0.35 % of the light.
    assert np.ptp(light) / light.mean() < 0.006


def test_a_cast_beyond_reach_is_reduced_as_far_as_possible(enhanced: _Enhanced) -> None:
    balance = balance_for(enhanced((120, 60, 25)), NEUTRAL, _PLACE)
    assert not balance.is_enough
    assert balance.adjustments.temperature == -1


@pytest.mark.parametrize(
    ("colour", "words"),
    [((255, 180, 170), "clipped"), ((0, 0, 0), "dark"), ((30, 0, 20), "dark"), ((60, 60, 60), "")],
)
def test_clipped_and_black_places_are_refused(
    enhanced: _Enhanced, colour: tuple[int, int, int], words: str
) -> None:
    if not words:
        assert balance_for(enhanced(colour), NEUTRAL, _PLACE).is_enough
        return
    with pytest.raises(NotNeutral, match=words):
        balance_for(enhanced(colour), NEUTRAL, _PLACE)


def test_a_black_and_white_photo_has_no_colours(enhanced: _Enhanced) -> None:
    enhancement = enhanced((60, 60, 60))
    grey = replace(enhancement, photo=replace(enhancement.photo, grey=True))
    with pytest.raises(NotNeutral, match="black-and-white"):
        balance_for(grey, NEUTRAL, _PLACE)
