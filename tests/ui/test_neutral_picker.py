"""The white-balance picker: a click on a place of the picture makes it grey."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.enhancing.adjustments import NEUTRAL
from lowexp_gui.photo.geometry import Geometry

_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def picking(person, tmp_path):
    """A warm grey photo with a clipped and a black corner, and the picker at work."""
    pixels = np.full((200, 300, 3), (62, 50, 44), np.uint8)
    pixels[:60, :60] = 255
    pixels[:60, 240:] = 0
    path = tmp_path / "warm.png"
    Image.fromarray(pixels).save(path)
    person.open_and_wait(path)
    person.window.commands.pick_neutral.trigger()
    return person


def _click(person, x, y):
    canvas = person.canvas(Source.FINAL)
    placement = canvas.placement
    point = placement.origin + placement.scale * (QPoint(x, y).toPointF())
    person.qtbot.mouseClick(canvas, _BUTTON, pos=point.toPoint())


def test_a_click_makes_the_place_grey_in_one_step(picking):
    window, session = picking.window, picking.window.session
    before = picking.picture(Source.FINAL)[100, 150]
    assert np.ptp(before) > 8
    _click(picking, 150, 100)
    assert session.in_view.adjustments != NEUTRAL
    assert replace(session.in_view.adjustments, temperature=0, tint=0) == NEUTRAL
    assert not window.commands.pick_neutral.isChecked()
    assert window.parts.status.hint_label.isHidden()
    picking.wait_for_view()
    assert np.ptp(picking.picture(Source.FINAL)[100, 150]) <= 2
    assert window.parts.adjustments.sliders["temperature"].value() < 0
    window.commands.undo.trigger()
    assert session.in_view.adjustments == NEUTRAL
    assert not window.commands.undo.isEnabled()


@pytest.mark.parametrize(("x", "word"), [(20, "clipped"), (280, "dark")])
def test_clipped_and_black_places_are_refused_with_a_sentence(picking, x, word):
    _click(picking, x, 20)
    picking.wait_for_words(word)
    assert picking.window.session.in_view.adjustments == NEUTRAL
    assert picking.window.commands.pick_neutral.isChecked()


def test_the_place_is_found_in_a_turned_photo(picking):
    session = picking.window.session
    photo = session.in_view.open_photo
    photo.edits = replace(photo.edits, geometry=Geometry(quarter_turns=1))
    session.in_view.renew()
    picking.wait_for_view()
    # What was the upper left corner is the upper right one now.
    _click(picking, 180, 20)
    picking.wait_for_words("clipped")


def test_escape_ends_it_and_cancels_nothing(picking):
    status = picking.window.parts.status
    assert status.hint_label.isVisible()
    assert "grey" in status.hint_label.text()
    picking.viewer.setFocus()
    picking.qtbot.keyClick(picking.viewer, Qt.Key.Key_Escape)
    assert not picking.window.commands.pick_neutral.isChecked()
    assert not status.hint_label.isVisible()
    assert picking.state(0) is PhotoState.DONE
    _click(picking, 150, 100)
    assert picking.window.session.in_view.adjustments == NEUTRAL


def test_without_a_result_there_is_nothing_to_pick(person, dark_photo):
    assert not person.window.commands.pick_neutral.isEnabled()
    person.open_and_wait(dark_photo)
    assert person.window.commands.pick_neutral.isEnabled()
