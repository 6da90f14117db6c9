"""Rendering: formulas, regions, levels, export."""

from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import dark_scene

from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments, Stage
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.enhancement import NOISE_STEP, Enhancement
from lowexp_gui.enhancing.exporting import export_codes
from lowexp_gui.enhancing.pyramid import level_size
from lowexp_gui.enhancing.rendering import DETAIL_LIMIT, render, render_display, to_display
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.weights import DualModel
from lowexp_gui.photo.colour import from_extended_srgb
from lowexp_gui.photo.photograph import SRGB_16, Photo, photo_from_srgb
from lowexp_gui.photo.region import Region
from lowexp_gui.srgb import LUMINANCE

any_adjustments = st.builds(
    Adjustments, **{name: st.floats(each.least, each.most) for name, each in ADJUSTMENTS.items()}
)


@pytest.fixture(scope="module")
def enhancement(model: DualModel) -> Enhancement:
    return enhance_photo(photo_from_srgb(dark_scene(301, 419)), model, CPU, Event())


def test_neutral_adjustments_are_the_article_s_formulas(enhancement: Enhancement) -> None:
    before = render(enhancement, Stage.BEFORE)
    light = render(enhancement, Stage.ILLUMINATION)
    noise = enhancement.noise.levels[0] * NOISE_STEP
    enhanced = render(enhancement, Stage.ENHANCED)
    assert np.allclose(enhanced * light, before, atol=1e-6)
    assert np.allclose(render(enhancement, Stage.FINAL), enhanced - noise, atol=1e-5)
    assert np.allclose(render(enhancement, Stage.NOISE) - 0.5, noise, atol=1e-6)


def test_no_brightness_and_no_denoising_give_the_photo_back(enhancement: Enhancement) -> None:
    assert np.array_equal(
        to_display(render(enhancement, Stage.FINAL, Adjustments(brightness=0, denoise=0))),
        enhancement.photo.pixels,
    )


def test_more_brightness_is_brighter_and_more_denoising_is_smoother(enhancement: Enhancement) -> None:
    levels = [render(enhancement, Stage.FINAL, Adjustments(brightness=b)).mean() for b in (0, 0.5, 1, 1.5)]
    assert levels == sorted(levels)
    assert levels[3] > 1.5 * levels[0]

    def roughness(denoise: float) -> float:
        flat = render(enhancement, Stage.FINAL, Adjustments(denoise=denoise))[250:, 50:150]
        return float(np.abs(np.diff(flat, axis=1)).mean())

    assert roughness(1) < roughness(0.5) < roughness(0)


@given(adjustments=any_adjustments, between=st.lists(st.sampled_from(Stage), min_size=1, max_size=4))
@settings(deadline=None, max_examples=20)
def test_a_picture_is_the_same_whatever_was_looked_at_before(
    enhancement: Enhancement, adjustments: Adjustments, between: list[Stage]
) -> None:
    """The light is kept from one picture to the next, so no picture may change it."""
    light = render(enhancement, Stage.ILLUMINATION)
    first = render(enhancement, Stage.FINAL, adjustments)
    for stage in between:
        render(enhancement, stage, adjustments)
        export_codes(enhancement, stage, adjustments, profile=None, bit_depth=8)
    assert np.array_equal(render(enhancement, Stage.FINAL, adjustments), first)
    assert np.array_equal(render(enhancement, Stage.ILLUMINATION), light)


@given(adjustments=any_adjustments, data=st.data())
@settings(deadline=None, max_examples=40)
def test_a_region_is_the_same_as_its_part_of_the_whole(
    enhancement: Enhancement, adjustments: Adjustments, data: st.DataObject
) -> None:
    level = data.draw(st.integers(0, 1))
    width, height = level_size(419, 301, level)
    left, top = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    region = Region(
        left, top, data.draw(st.integers(1, width - left)), data.draw(st.integers(1, height - top))
    )
    stage = data.draw(st.sampled_from(Stage))
    whole = render(enhancement, stage, adjustments, level=level)
    part = render(enhancement, stage, adjustments, region, level)
    assert np.allclose(part, whole[region.rows, region.columns], rtol=1e-4, atol=1e-4)


@given(adjustments=any_adjustments)
@settings(deadline=None, max_examples=20)
def test_what_is_shown_equals_what_is_exported(enhancement: Enhancement, adjustments: Adjustments) -> None:
    shown = to_display(render(enhancement, Stage.FINAL, adjustments))
    exported = export_codes(enhancement, Stage.FINAL, adjustments, profile=None, bit_depth=8)
    assert np.abs(shown.astype(int) - exported).max() <= 1
    assert (shown == exported).mean() > 0.999


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("bits", [8, 16])
def test_exported_codes_are_those_of_the_colour_module(model: DualModel, stage: Stage, bits: int) -> None:
    codes = dark_scene(90, 120)
    photo = photo_from_srgb(codes) if bits == 8 else Photo(codes.astype(np.uint16) * 257 + 5, SRGB_16, 16)
    enhancement = enhance_photo(photo, model, CPU, Event())
    adjustments = Adjustments(brightness=1.3, denoise=0.7)
    expected = from_extended_srgb(render(enhancement, stage, adjustments), None, bits)
    assert np.array_equal(
        export_codes(enhancement, stage, adjustments, profile=None, bit_depth=bits), expected
    )


def test_a_smaller_level_looks_like_the_whole_made_smaller(enhancement: Enhancement) -> None:
    whole = render(enhancement, Stage.FINAL)[:300, :418]
    small = render(enhancement, Stage.FINAL, level=1)[:150, :209]
    halved = whole.reshape(150, 2, 209, 2, 3).mean((1, 3))
    assert np.abs(small - halved).mean() < 0.01


def test_sixteen_bits_stay_sixteen_bits(model: DualModel) -> None:
    codes = dark_scene(90, 120).astype(np.uint16) * 257 + 13
    photo = Photo(codes, SRGB_16, 16)
    enhancement = enhance_photo(photo, model, CPU, Event())
    exported = export_codes(enhancement, Stage.FINAL, Adjustments(), profile=None, bit_depth=16)
    assert exported.dtype == np.uint16
    assert len(np.unique(exported)) > 3000
    dark = Adjustments(brightness=0, denoise=0)
    unchanged = export_codes(enhancement, Stage.FINAL, dark, profile=None, bit_depth=16)
    assert np.abs(unchanged.astype(int) - codes).max() <= 1


def test_a_grey_photo_stays_grey(model: DualModel) -> None:
    grey = np.repeat(dark_scene(90, 120)[..., :1], 3, axis=2)
    photo = Photo(grey, grey=True, path=Path("grey.png"))
    result = enhance_photo(photo, model, CPU, Event())
    for adjustments in (Adjustments(), Adjustments(temperature=1, tint=-1, saturation=2)):
        assert np.ptp(render(result, Stage.FINAL, adjustments), axis=2).max() == 0


def test_more_shadows_lift_the_dark_more_than_the_light(enhancement: Enhancement) -> None:
    light, enhanced = render(enhancement, Stage.ILLUMINATION), render(enhancement, Stage.ENHANCED)
    lifted = render(enhancement, Stage.ENHANCED, Adjustments(shadows=1))
    assert np.allclose(lifted, enhanced * light ** -((1 - light) / 2), rtol=1e-4)


@pytest.mark.parametrize("name", ADJUSTMENTS)
def test_adjustments_out_of_range_are_refused(name: str) -> None:
    about = ADJUSTMENTS[name]
    for value in (about.least - 0.01, about.most + 0.01, float("nan"), float("inf")):
        with pytest.raises(ValueError, match=f"from {about.least:g} to {about.most:g}"):
            Adjustments(**{name: value})


def test_detail_gives_back_the_luminance_of_strong_noise_only(enhancement: Enhancement) -> None:
    light = render(enhancement, Stage.ILLUMINATION)
    noise = enhancement.noise.levels[0] * NOISE_STEP
    enhanced = render(enhancement, Stage.ENHANCED)
    for detail in (0.2, 0.5, 1):
        luminance = noise @ np.float32(LUMINANCE)
        most = DETAIL_LIMIT * (1 - detail) / detail / light.max(axis=-1)
        kept = noise - (luminance - np.clip(luminance, -most, most))[..., None]
        final = render(enhancement, Stage.FINAL, Adjustments(detail=detail))
        assert np.allclose(final, enhanced - kept, atol=1e-5)


def test_all_detail_leaves_the_colour_noise_out_and_the_luminance_as_it_was(enhancement: Enhancement) -> None:
    enhanced = render(enhancement, Stage.ENHANCED)
    final = render(enhancement, Stage.FINAL, Adjustments(detail=1))
    weights = np.float32(LUMINANCE)
    assert np.allclose(final @ weights, enhanced @ weights, atol=1e-5)
    assert np.abs(final - enhanced).max() > 1 / 255


@given(adjustments=any_adjustments, level=st.integers(0, 1))
@settings(max_examples=15)
def test_8_bits_at_once_are_those_of_the_rendered_picture(
    enhancement: Enhancement, adjustments: Adjustments, level: int
) -> None:
    for stage in (Stage.ENHANCED, Stage.FINAL):
        shown = render_display(enhancement, stage, adjustments, None, level)
        assert np.array_equal(shown, to_display(render(enhancement, stage, adjustments, None, level)))
        corner = Region(10, 20, 90, 70)
        alone = render_display(enhancement, stage, adjustments, corner, level)
        apart = np.abs(alone.astype(int) - shown[corner.rows, corner.columns])
        assert apart.max() <= 1
