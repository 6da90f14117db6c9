"""Bounds of the light: highlights roll off below white, and black stays black."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from torch import Tensor

from lowexp_gui.model.formation import above_black, enhance, expose, roll_off_highlights
from lowexp_gui.model.networks import ILLUMINATION_FLOOR

UNIT = arrays(np.float32, (4, 5, 3), elements=st.floats(0, 1, width=32))
BELOW_WHITE = arrays(np.float32, (4, 5, 3), elements=st.floats(0, 0.9990234375, width=32))
LIGHT = arrays(np.float32, (4, 5, 3), elements=st.floats(0.015625, 1, width=32))
GREY = arrays(np.float32, (4, 5, 1), elements=st.floats(0.015625, 1, width=32))
FEW = settings(max_examples=40, deadline=None)


def tensor(values: np.ndarray) -> Tensor:
    return torch.from_numpy(values.copy())


def grey(values: np.ndarray) -> Tensor:
    return torch.from_numpy(np.repeat(values, 3, axis=-1))


@given(photo=UNIT, light=LIGHT)
@FEW
def test_held_light_is_never_darker(photo: np.ndarray, light: np.ndarray) -> None:
    held = roll_off_highlights(tensor(photo), tensor(light))
    assert (held >= tensor(light)).all()
    assert held.max() <= 1


@given(photo=BELOW_WHITE, light=LIGHT)
@FEW
def test_what_is_below_white_stays_below_white(photo: np.ndarray, light: np.ndarray) -> None:
    made = enhance(tensor(photo), roll_off_highlights(tensor(photo), tensor(light)))
    assert made.max() < 1


@given(photo=UNIT, light=LIGHT)
@FEW
def test_nothing_is_ever_above_white(photo: np.ndarray, light: np.ndarray) -> None:
    made = enhance(tensor(photo), roll_off_highlights(tensor(photo), tensor(light)))
    assert made.max() <= 1 + 1e-5


@given(photo=UNIT, light=GREY)
@FEW
def test_hue_is_kept_where_the_light_is_grey(photo: np.ndarray, light: np.ndarray) -> None:
    dark = tensor(photo)
    held = roll_off_highlights(dark, grey(light))
    assert torch.equal(held, held[..., :1].expand_as(held))
    made = enhance(dark, held)
    largest_before, largest_after = (each.amax(dim=-1, keepdim=True) for each in (dark, made))
    assert torch.allclose(made * largest_before, dark * largest_after, atol=1e-6)


@given(photo=BELOW_WHITE, light=GREY)
@FEW
def test_the_inverse_is_known(photo: np.ndarray, light: np.ndarray) -> None:
    dark, first = tensor(photo).double(), grey(light).double()
    brightest = dark.amax(dim=-1)
    result = enhance(dark, roll_off_highlights(dark, first)).amax(dim=-1)
    squared = result.square() * (1 - brightest.square()) / (1 - result.square())
    assert torch.allclose(squared.sqrt(), enhance(dark, first).amax(dim=-1), rtol=1e-6, atol=1e-9)


def test_shadows_are_hardly_held() -> None:
    dark, light = torch.full((1, 1, 3), 0.01), torch.full((1, 1, 3), 0.2)
    assert enhance(dark, roll_off_highlights(dark, light)).max() == pytest.approx(0.05, rel=0.002)


def test_brighter_stays_brighter() -> None:
    dark = torch.linspace(0, 1, 200)[:, None, None].expand(200, 1, 3)
    made = enhance(dark, roll_off_highlights(dark, torch.full_like(dark, 0.1)))[:, 0, 0]
    assert (made.diff() > 0).all()
    assert made[-1] == pytest.approx(1)


PICTURE = arrays(np.float32, (1, 3, 6, 7), elements=st.floats(0, 1, width=32))
PICTURES_LIGHT = arrays(np.float32, (1, 3, 6, 7), elements=st.floats(0.015625, 1, width=32))


@given(photo=PICTURE, light=PICTURES_LIGHT)
@FEW
def test_bounds_are_light(photo: np.ndarray, light: np.ndarray) -> None:
    bounded = above_black(tensor(photo), tensor(light))
    assert torch.isfinite(bounded).all()
    assert bounded.min() >= ILLUMINATION_FLOOR
    assert bounded.max() <= 1


@given(photo=PICTURE, light=PICTURES_LIGHT)
@FEW
def test_grey_gets_no_more_gain_than_before(photo: np.ndarray, light: np.ndarray) -> None:
    grey_photo = tensor(photo).mean(dim=1, keepdim=True).expand(-1, 3, -1, -1)
    assert (above_black(grey_photo, tensor(light)) >= tensor(light) * (1 - 1e-5)).all()


def test_bright_areas_do_not_change_and_black_stays_black() -> None:
    photo = torch.full((1, 3, 20, 20), 0.5)
    photo[..., :10, :] = 0.3
    photo[..., :4, :] = 0
    light = torch.full_like(photo, 0.1)
    bounded = above_black(photo, light)
    assert torch.allclose(bounded[..., 4:, :], light[..., 4:, :], rtol=2e-3)
    assert (bounded[..., :4, :] == 1).all()


def test_less_signal_means_less_gain() -> None:
    photo = torch.linspace(0, 1, 300)[None, None, None].expand(1, 3, 2, 300).clone()
    factor = above_black(photo, torch.full_like(photo, 0.2))[0, 0, 0] / 0.2
    assert (factor.diff() <= 1e-6).all()
    # Six of 255 of the white are as much signal as there is none: twice the light.
    assert np.interp(6 / 255, photo[0, 0, 0].numpy(), factor.numpy()) == pytest.approx(2, rel=0.1)


def test_nothing_gets_more_than_six_times_as_bright_beside_white() -> None:
    photo = torch.full((1, 3, 16, 16), 0.1)
    photo[..., :4] = 1
    assert above_black(photo, torch.full_like(photo, 0.02)).min() >= 0.16
    assert above_black(photo / 16, torch.full_like(photo, 0.02)).min() < 0.03


def test_a_lamp_in_a_dark_photo_does_not_keep_the_rest_dark() -> None:
    photo = torch.full((1, 3, 40, 40), 0.02)
    photo[..., :3, :3] = 1
    bounded = above_black(photo, torch.full_like(photo, 0.02))
    assert bounded[..., 10:, :].max() < 0.08
    photo[..., :20] = 1
    assert above_black(photo, torch.full_like(photo, 0.02))[..., 30:].min() >= 0.16


def test_black_loses_its_colour_and_bright_keeps_it() -> None:
    photo = torch.full((1, 3, 16, 16), 0.9)
    photo[:, 2] = 0.5
    photo[..., :8] *= 0.01
    enhanced = photo / above_black(photo, torch.full_like(photo, 0.5))
    black, bright = enhanced[0, :, 0, 0], enhanced[0, :, 0, -1]
    assert float(black[2] / black[0]) > 0.8
    assert float(bright[2] / bright[0]) == pytest.approx(0.5 / 0.9, rel=0.01)


@pytest.mark.parametrize("level", [0.0, 1e-4, 1.0])
def test_photos_of_one_level_have_finite_bounds(level: float) -> None:
    bounded = above_black(torch.full((2, 3, 8, 8), level), torch.full((2, 3, 8, 8), 0.05))
    assert torch.isfinite(bounded).all()


@given(scene=UNIT, light=LIGHT)
@FEW
def test_an_exposure_is_undone_by_its_light(scene: np.ndarray, light: np.ndarray) -> None:
    made = enhance(expose(tensor(scene), tensor(light)), tensor(light))
    assert torch.allclose(made, tensor(scene), atol=1e-6)
