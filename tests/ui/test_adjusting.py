"""The sliders act at once, and never run a network."""

import pytest

from lowexp_gui.app.viewing.source import Source
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments


@pytest.fixture
def panel(person, dark_photo, monkeypatch):
    """The panel over a finished photo; from here on no network may run."""
    person.open_and_wait(dark_photo)

    def refuse(*_):
        pytest.fail("a network was run")

    monkeypatch.setattr("lowexp_gui.enhancing.running.enhance_photo", refuse)
    monkeypatch.setattr("lowexp_gui.enhancing.running.predict_noise", refuse)
    return person.window.parts.adjustments


def test_brightness_changes_the_final_picture(person, panel):
    neutral = person.light(Source.FINAL)
    panel.sliders["brightness"].setValue(30)
    person.wait_for_view()
    assert person.light(Source.FINAL) < neutral - 10
    panel.sliders["brightness"].setValue(0)
    person.wait_for_view()
    assert person.light(Source.ENHANCED) == pytest.approx(person.light(Source.BEFORE), abs=1)


def test_denoise_changes_final_but_not_enhanced(person, panel):
    enhanced, final = person.picture(Source.ENHANCED), person.picture(Source.FINAL)
    panel.sliders["denoise"].setValue(0)
    person.wait_for_view()
    assert abs(person.picture(Source.ENHANCED) - enhanced).max() == 0
    assert abs(person.picture(Source.FINAL) - final).max() > 0
    assert abs(person.picture(Source.FINAL) - enhanced).max() == 0


def test_reset_leads_to_the_result_of_the_networks(person, panel):
    panel.sliders["brightness"].setValue(10)
    panel.sliders["denoise"].setValue(55)
    assert person.window.session.in_view.adjustments == Adjustments(brightness=0.1, denoise=0.55)
    person.window.commands.reset.trigger()
    assert person.window.session.in_view.adjustments == Adjustments()


def test_many_moves_end_at_the_last_one(person, panel):
    for percent in range(200, -1, -5):
        panel.sliders["brightness"].setValue(percent)
    person.wait_for_view()
    assert person.picture(Source.FINAL).mean() < person.picture(Source.BEFORE).mean() + 3


def test_every_adjustment_has_a_slider_that_changes_the_picture(person, panel):
    assert set(panel.sliders) == set(ADJUSTMENTS)
    neutral = person.picture(Source.FINAL)
    for name, slider in panel.sliders.items():
        slider.setValue(slider.maximum())
        person.wait_for_view()
        assert abs(person.picture(Source.FINAL) - neutral).max() > 2, name
        slider.reset()
        person.wait_for_view()
        assert abs(person.picture(Source.FINAL) - neutral).max() == 0, name


def test_every_gesture_is_one_step_back_and_forth(person, panel):
    brightness, contrast = panel.sliders["brightness"], panel.sliders["contrast"]
    commands, session = person.window.commands, person.window.session
    assert not commands.undo.isEnabled()
    for percent in (110, 120, 130):
        brightness.setValue(percent)
    person.wait(lambda: not session.editing._rest.isActive())
    contrast.setValue(150)
    commands.undo.trigger()
    assert session.in_view.adjustments == Adjustments(brightness=1.3)
    commands.undo.trigger()
    assert session.in_view.adjustments == Adjustments()
    assert not commands.undo.isEnabled()
    commands.redo.trigger()
    commands.redo.trigger()
    assert session.in_view.adjustments == Adjustments(brightness=1.3, contrast=1.5)
    assert not commands.redo.isEnabled()
    commands.reset.trigger()
    commands.undo.trigger()
    assert (brightness.value(), contrast.value()) == (130, 150)
    contrast.setValue(90)
    assert not commands.redo.isEnabled()


def test_the_histogram_follows_the_sliders(person, panel):
    shown = person.window.parts.histogram
    assert "stops" in shown.figures.text()
    neutral = shown.figures.text(), shown.drawing.grab().toImage()
    panel.sliders["brightness"].setValue(0)
    panel.sliders["denoise"].setValue(0)
    person.wait_for_view()
    assert shown.accessibleDescription().startswith("Brightness: +0.0 stops")
    # No line of the label begins with a unit.
    assert " " not in shown.figures.text().replace(" · ", "")
    assert "+0.0\u00a0stops" in shown.figures.text()
    assert shown.drawing.grab().toImage() != neutral[1]
    panel.reset()
    person.wait_for_view()
    assert shown.figures.text() == neutral[0]
