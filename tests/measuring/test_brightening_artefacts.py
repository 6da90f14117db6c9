"""What brightening spoils: pictures made by hand, of which the figures are known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lowexp_gui.measuring import strips
from lowexp_gui.measuring.brightening_artefacts import black_becomes, halo, new_burnt_pixels, noise_in_black
from lowexp_gui.measuring.registry import MEASURES

ALL = (new_burnt_pixels, noise_in_black, black_becomes, halo)
TEXTURE = np.random.default_rng(5).uniform(0.03, 0.07, (400, 420, 1)).astype(np.float32)


def grey(height: int, width: int, value: float) -> np.ndarray:
    return np.full((height, width, 3), value, np.float32)


def noise(height: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).random((height, width, 3), np.float32)


def disc(height: int = 400, width: int = 420, radius: int = 25) -> tuple[np.ndarray, np.ndarray]:
    """A lamp on a dark texture, and the distance from its edge."""
    rows, columns = np.ogrid[:height, :width]
    away = np.hypot(rows - height // 2, columns - width // 2) - radius
    picture = np.repeat(TEXTURE[:height, :width], 3, axis=2)
    picture[away <= 0] = 0.9
    return picture, away


@given(share=st.integers(0, 100))
def test_the_share_of_pixels_that_burnt(share: int) -> None:
    before, after = grey(10, 10, 0.5), grey(10, 10, 0.9)
    after.reshape(-1, 3)[:share, 1] = 1
    assert new_burnt_pixels(before, after) == pytest.approx(share)


def test_what_was_white_did_not_burn() -> None:
    before, after = grey(8, 10, 0.96), grey(8, 10, 1)
    assert new_burnt_pixels(before, after) == 0
    # One channel is enough to be white already.
    before[:] = (0.2, 0.2, 0.96)
    assert new_burnt_pixels(before, after) == 0
    before[:4] = 0.9
    assert new_burnt_pixels(before, after) == 50
    assert new_burnt_pixels(before, grey(8, 10, 0.99)) == 0


def test_black_becomes_what_it_was_made() -> None:
    before, after = grey(60, 80, 0.6), grey(60, 80, 0.7)
    before[:, :40], after[:, :40] = 2 / 255, (0.0, 0.1, 0.0)
    # Black within the blur's reach of the bright half is not counted; all that is counted became the same.
    assert black_becomes(before, after) == pytest.approx(255 * 0.1 * 0.7152, rel=1e-4)
    assert black_becomes(before, before) == pytest.approx(2, rel=1e-4)


def test_the_noise_in_black_is_its_deviation() -> None:
    before, after = grey(200, 200, 3 / 255), grey(200, 200, 40 / 255)
    grain = np.random.default_rng(1).normal(0, 5 / 255, (200, 200, 1)).astype(np.float32)
    found = noise_in_black(before, after + grain)
    # The blur by 2 pixels keeps a fiftieth of the noise's power, and takes a little of each pixel's own.
    assert found == pytest.approx(5, rel=0.06)
    assert noise_in_black(before, after) == pytest.approx(0, abs=1e-3)
    assert noise_in_black(before, after + 2 * grain) == pytest.approx(2 * found, rel=1e-3)


@given(added=st.floats(0, 0.3), seed=st.integers(0, 9))
@settings(max_examples=10, deadline=None)
def test_noise_does_not_depend_on_how_bright_black_became(added: float, seed: int) -> None:
    before, after = grey(50, 60, 0.01), noise(50, 60, seed) * np.float32(0.1)
    assert noise_in_black(before, after + np.float32(added)) == pytest.approx(
        noise_in_black(before, after), rel=1e-3
    )


def test_without_black_or_light_there_is_nothing_to_measure() -> None:
    bright = grey(200, 200, 0.3)
    assert (noise_in_black(bright, bright), black_becomes(bright, bright)) == (None, None)
    assert halo(bright, bright) is None
    assert halo(grey(400, 400, 0.1), grey(400, 400, 0.9)) is None
    # A light that leaves no dark far away.
    small, _ = disc(100, 100)
    assert halo(small, small) is None


@pytest.mark.parametrize("shift", [-8.0, -2.0, 2.0, 8.0])
def test_a_disc_with_a_known_halo(shift: float) -> None:
    before, away = disc()
    after = before * np.float32(4)
    after[(away >= 0) & (away <= 50)] += np.float32(shift / 255)
    assert halo(before, after) == pytest.approx(abs(shift), abs=0.02)


@given(gain=st.floats(1, 8))
@settings(max_examples=10, deadline=None)
def test_one_gain_for_all_leaves_no_halo(gain: float) -> None:
    before, _ = disc()
    assert halo(before, np.clip(before * np.float32(gain), 0, 1)) == pytest.approx(0, abs=0.01)


@given(height=st.integers(1, 40), width=st.integers(1, 40), seed=st.integers(0, 5), dark=st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_figures_of_any_pictures_are_within_bounds(height: int, width: int, seed: int, dark: float) -> None:
    before, after = noise(height, width, seed) * np.float32(dark), noise(height, width, seed + 1)
    assert 0 <= new_burnt_pixels(before, after) <= 100
    for measure in (noise_in_black, black_becomes):
        found = measure(before, after)
        assert found is None or 0 <= found <= 255


@pytest.mark.parametrize("measure", ALL)
def test_mirrored_pictures_have_the_same_figures(measure) -> None:
    before, _ = disc()
    before[:, 300:] = 0.008
    after = np.clip(before * 5 + noise(400, 420, 2) * np.float32(0.2), 0, 1)
    figure = measure(before, after)
    assert figure is not None
    for view in (np.s_[::-1], np.s_[:, ::-1]):
        assert measure(before[view], after[view]) == pytest.approx(figure, rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("measure", ALL)
def test_strips_measure_what_the_whole_does(measure, monkeypatch: pytest.MonkeyPatch) -> None:
    before, _ = disc()
    before[300:, :60] = 0.008
    after = np.clip(before * 5 + noise(400, 420, 3) * np.float32(0.3), 0, 1)
    whole = measure(before, after)
    assert whole
    monkeypatch.setattr(strips, "_PIXELS", 7000)
    assert measure(before, after) == pytest.approx(whole, rel=1e-6)


def test_each_row_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of results are rendered as they are asked for, which takes longer than measuring."""

    class Asked:
        shape = (400, 420, 3)

        def __init__(self) -> None:
            self.rows: list[int] = []

        def __getitem__(self, rows: slice) -> np.ndarray:
            self.rows += range(*rows.indices(400))
            assert len(range(*rows.indices(400))) <= 200
            return disc()[0][rows]

    monkeypatch.setattr(strips, "_PIXELS", 7000)
    for measure in ALL:
        after = Asked()
        measure(disc()[0], after)
        assert after.rows == list(range(400))


def test_they_are_measures_beside_the_photo_before() -> None:
    before, after = disc()[0], np.clip(disc()[0] * 3, 0, 1)
    for function in ALL:
        measure = MEASURES[function.__name__]
        assert measure.needs_before
        assert not measure.needs_reference
        assert measure.of(after, before=before) == function(before, after)
        assert measure.of(after, reference=before) is None
