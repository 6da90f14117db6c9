"""Colours of the screen and the proof of saved colours, in the window."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog

from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.config.settings import Settings, load_settings, save_settings
from lowexp_gui.photo.made_profiles import DISPLAY_P3, SRGB_CURVE, rgb_profile

NARROW = rgb_profile("Narrow", (0.55, 0.34, 0.31, 0.55, 0.2, 0.12), SRGB_CURVE)


@pytest.fixture
def colourful(tmp_path):
    path = tmp_path / "colourful.png"
    rows, columns = np.mgrid[0:240, 0:360]
    pixels = np.stack([columns * 90 // 360, rows * 90 // 240, 90 - columns * 90 // 360], axis=-1)
    Image.fromarray(pixels.astype(np.uint8)).save(path)
    return path


@pytest.fixture
def profile(tmp_path):
    path = tmp_path / "screen.icc"
    path.write_bytes(DISPLAY_P3)
    return path


def test_a_chosen_profile_changes_what_is_painted_and_nothing_else(
    person, colourful, profile, monkeypatch, qtbot
):
    person.open_and_wait(colourful)
    before, codes = person.pane(Source.BEFORE), person.picture(Source.BEFORE)
    result = person.window.session.in_view.result
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(profile), ""))
    person.window.colours.menu.actions()[2].trigger()
    person.wait_for_view()
    assert person.found(Source.BEFORE).converted is not None
    assert np.abs(person.pane(Source.BEFORE) - before).max() > 3
    assert np.array_equal(person.picture(Source.BEFORE), codes)
    assert person.window.session.in_view.result is result
    assert load_settings().screen_profile == str(profile)
    person.window.colours.menu.actions()[1].trigger()
    person.wait_for_view()
    assert np.array_equal(person.pane(Source.BEFORE), before)


def test_the_chosen_profile_comes_back(make_person, colourful, profile):
    save_settings(Settings(screen_profile=str(profile)))
    person = make_person()
    person.open_and_wait(colourful)
    assert person.found(Source.FINAL).converted is not None
    assert [each.isChecked() for each in person.window.colours.menu.actions()] == [False, False, True]


@pytest.mark.parametrize("content", [None, b"nothing", b"\0" * 5000])
def test_a_file_that_is_no_profile_is_said_and_left_out(make_person, colourful, profile, content):
    if content is None:
        profile.unlink()
    else:
        profile.write_bytes(content)
    save_settings(Settings(screen_profile=str(profile)))
    person = make_person()
    person.wait_for_words("screen.icc", "no colour profile")
    person.open_and_wait(colourful)
    assert person.found(Source.FINAL).converted is None


def _whole_pane(person):
    return pixels_of(person.canvas(Source.FINAL).grab().toImage()).astype(int)


def test_the_proof_shows_what_the_file_can_have(person, colourful, tmp_path):
    narrow = tmp_path / "narrow.png"
    Image.open(colourful).save(narrow, icc_profile=NARROW)
    person.open_and_wait(narrow)
    person.window.parts.adjustments.sliders["saturation"].setValue(200)
    person.wait_for_view()
    final = _whole_pane(person)
    person.window.commands.view.proof.trigger()
    person.wait_for_view()
    assert np.abs(_whole_pane(person) - final).max() > 3
    person.window.commands.view.proof.trigger()
    person.wait_for_view()
    assert np.array_equal(_whole_pane(person), final)


def test_srgb_files_need_no_proof(person, colourful):
    person.open_and_wait(colourful)
    person.window.commands.view.proof.trigger()
    person.wait_for_view()
    assert person.found(Source.FINAL).converted is None
    assert pixels_of(person.found(Source.FINAL).painted).shape[2] == 3
