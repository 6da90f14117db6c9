"""What the panes show, and how one looks around in them."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.ui.viewing.photo_canvas import MIDDLE_GREY


@pytest.fixture
def viewer(person, dark_photo):
    person.window.resize(1400, 860)
    person.window.commands.view.arrangements[Arrangement.THREE].trigger()
    person.open_and_wait(dark_photo)
    return person.window.parts.viewer


def _scroll(canvas, where, notches):
    event = QWheelEvent(
        QPointF(where),
        QPointF(canvas.mapToGlobal(where)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_final_is_brighter_than_before_and_cleaner_than_enhanced(person, viewer):
    assert person.light(Source.ENHANCED) > person.light(Source.BEFORE) + 20
    assert person.light(Source.FINAL) > person.light(Source.BEFORE) + 20
    roughness = {
        stage: np.abs(np.diff(person.pane(stage), axis=1)).mean() for stage in (Source.ENHANCED, Source.FINAL)
    }
    assert roughness[Source.FINAL] < roughness[Source.ENHANCED]


def test_the_surround_is_neutral_grey(person, viewer):
    corner = viewer.canvas_of(Source.FINAL).grab().toImage().pixelColor(2, 2)
    assert (corner.red(), corner.green(), corner.blue()) == (MIDDLE_GREY.red(),) * 3


def test_before_is_the_photo_as_it_was(person, viewer):
    viewer.zoom_to_pixels()
    person.wait_for_view()
    photo = person.window.session.in_view.photo
    middle = photo.pixels[photo.height // 2 - 30 : photo.height // 2 + 30, 90:150]
    assert abs(person.light(Source.BEFORE) - middle.mean()) < 3


def test_scrolling_zooms_all_panes_and_keeps_the_point_under_the_pointer(person, viewer):
    viewer.transform.zoom_to(8)
    canvas = viewer.canvas_of(Source.BEFORE)
    where = canvas.rect().center() + QPoint(40, 30)
    scale, centre = viewer.transform.scale, viewer.transform.centre
    offset = QPointF(where) - QPointF(canvas.rect().center())
    held = centre + offset / scale
    _scroll(canvas, where, 3)
    assert viewer.transform.scale > scale * 1.5
    now = viewer.transform.centre + offset / viewer.transform.scale
    assert abs(now.x() - held.x()) < 1
    assert abs(now.y() - held.y()) < 1
    person.wait_for_view()
    before, *others = (person.found(source).region for source in viewer.shown)
    assert all(region == before for region in others)


def test_dragging_one_pane_pans_all(person, viewer):
    viewer.transform.zoom_to(10)
    person.wait_for_view()
    before = {stage: person.pane(stage) for stage in viewer.shown}
    canvas, middle = viewer.canvas_of(Source.FINAL), viewer.canvas_of(Source.FINAL).rect().center()
    centre = viewer.transform.centre
    person.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    person.qtbot.mouseMove(canvas, middle + QPoint(-60, -20))
    person.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(-60, -20))
    assert viewer.transform.centre.x() == pytest.approx(centre.x() + 6, abs=0.5)
    assert viewer.transform.centre.y() == pytest.approx(centre.y() + 2, abs=0.5)
    person.wait_for_view()
    for stage, was in before.items():
        assert np.abs(person.pane(stage) - was).max() > 0, stage


def test_other_buttons_do_not_end_a_drag(person, viewer):
    viewer.transform.zoom_to(10)
    canvas, middle = viewer.canvas_of(Source.FINAL), viewer.canvas_of(Source.FINAL).rect().center()
    centre = viewer.transform.centre
    person.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    person.qtbot.mouseRelease(canvas, Qt.MouseButton.RightButton, pos=middle)
    person.qtbot.mouseMove(canvas, middle + QPoint(-60, -20))
    person.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(-60, -20))
    assert viewer.transform.centre.x() == pytest.approx(centre.x() + 6, abs=0.5)


def test_a_double_click_goes_to_100_percent_and_back(person, viewer):
    canvas = viewer.canvas_of(Source.ENHANCED)
    viewer.transform.fit()
    fitted = viewer.transform.scale
    person.qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton)
    assert viewer.transform.scale == 1
    person.qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton)
    assert viewer.transform.scale == fitted


def test_a_double_click_with_the_right_button_does_not_zoom(person, viewer):
    fitted = viewer.transform.scale
    person.qtbot.mouseDClick(viewer.canvas_of(Source.ENHANCED), Qt.MouseButton.RightButton)
    assert viewer.transform.scale == fitted


def test_the_photo_is_not_lost_out_of_view(viewer):
    viewer.transform.zoom_to(8)
    viewer.transform.pan_by(QPointF(1e6, -1e6))
    assert not viewer.transform.visible().isEmpty()
    viewer.transform.zoom_to(1e-9)
    assert viewer.transform.visible().size() == QSizeF(viewer.transform.photo_size)


def test_fewer_panes_have_more_room_and_show_what_they_showed_before(person, viewer):
    actions, scale = person.window.commands.view, viewer.transform.scale
    actions.arrangements[Arrangement.TWO].trigger()
    person.wait(lambda: viewer.transform.scale > scale)
    assert viewer.shown == (Source.BEFORE, Source.FINAL)
    actions.arrangements[Arrangement.THREE].trigger()
    person.wait_for_view()
    assert person.canvas(Source.ENHANCED).has_picture


def test_the_foot_tells_size_depth_and_scale(person, viewer):
    viewer.zoom_to_pixels()
    assert person.window.parts.status.photo_label.text() == "240 × 160, 8 bit, 100 %"


@pytest.mark.parametrize(("size", "stacked"), [(QSize(3000, 600), True), (QSize(600, 3000), False)])
def test_wide_photos_stand_below_each_other_and_tall_ones_side_by_side(viewer, size, stacked):
    viewer.set_photo(size)
    before, final = (viewer.canvas_of(stage) for stage in (Source.BEFORE, Source.FINAL))
    first, last = (canvas.mapTo(viewer, canvas.rect().topLeft()) for canvas in (before, final))
    assert (first.x() == last.x()) is stacked
    assert (first.y() == last.y()) is not stacked


@pytest.mark.parametrize("alone", [False, True])
def test_while_space_is_held_every_pane_shows_the_original(person, viewer, alone):
    if alone:
        person.window.commands.view.arrangements[Arrangement.SINGLE].trigger()
    canvas = person.canvas(Source.FINAL)
    viewer.setFocus()
    person.wait(lambda: not canvas.quick)
    person.wait_for_view()
    final = person.pane(Source.FINAL)
    person.qtbot.keyPress(viewer, Qt.Key.Key_Space)
    held = person.pane(Source.FINAL)
    assert held.mean() < final.mean() - 20
    assert alone or np.abs(held - person.pane(Source.BEFORE)).max() <= 1
    person.qtbot.keyRelease(viewer, Qt.Key.Key_Space)
    assert np.abs(person.pane(Source.FINAL) - final).max() == 0
