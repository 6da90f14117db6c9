"""The arrangement that one meets first: a large picture with small ones beside it."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, QSize, Qt

from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.app.viewing.view_request import Part
from lowexp_gui.ui.viewing.pane_places import GAP, large_and_small

_ALT = Qt.KeyboardModifier.AltModifier
_USUAL = (Source.FINAL, Source.BEFORE, Source.ENHANCED)


@pytest.fixture
def looking(person, large_photo):
    person.window.resize(1400, 860)
    person.open_and_wait(large_photo)
    person.viewer.setFocus()
    return person


def _click(person, pane):
    person.qtbot.mouseClick(pane.canvas, Qt.MouseButton.LeftButton, pos=pane.canvas.rect().center())


def test_the_final_picture_is_by_far_the_largest(looking):
    viewer = looking.viewer
    assert viewer.layout_now.arrangement is Arrangement.LARGE
    assert viewer.shown == _USUAL
    large, *small = (pane.canvas for pane in viewer.shown_panes)
    for canvas in small:
        assert large.width() * large.height() > 6 * canvas.width() * canvas.height()
        assert canvas.has_picture


def test_the_same_place_is_seen_in_all_panes_and_the_same_pixels_at_100_percent(looking):
    viewer = looking.viewer
    large, small, _ = (pane.canvas for pane in viewer.shown_panes)
    photo = viewer.transform.photo_size
    # Fitted, each shows the whole photo.
    assert large.photo_rectangle.width() > 3 * small.photo_rectangle.width()
    assert small.scale * photo.width() <= small.width() + 1
    before = small.scale
    for _ in range(4):
        viewer.transform.zoom_by(1.1)
        assert before < small.scale < large.scale
        before = small.scale
    for scale in (1, 1.5, 8):
        viewer.transform.zoom_to(scale)
        assert small.scale == large.scale == scale
    middles = [each._placement().point_of_photo(each.rect().toRectF().center()) for each in (large, small)]
    assert (middles[0] - middles[1]).manhattanLength() < 1


def test_small_panes_get_pictures_of_their_own_size(looking):
    viewer = looking.viewer
    final, before = (looking.found(each) for each in (Source.FINAL, Source.BEFORE))
    small = viewer.panes[1].canvas.physical_size()
    assert before.level > final.level
    assert before.image.width() < 2 * small.width() + 2
    viewer.zoom_to_pixels()
    looking.wait_for_view()
    final, before = (looking.found(each) for each in (Source.FINAL, Source.BEFORE))
    assert final.level == before.level == 0
    margin = 2 * (32 + 1)
    assert before.image.width() <= small.width() + margin
    assert final.image.width() > 2 * before.image.width()


def test_small_panes_are_sharp_all_over_after_the_panels_go(person, tmp_path):
    looking, viewer, path = person, person.viewer, tmp_path / "wide.png"
    Image.fromarray(np.full((1066, 1600, 3), 30, np.uint8)).save(path)
    looking.window.resize(1920, 1080)
    looking.open_and_wait(path)
    looking.wait_for_view()
    viewer.zoom_to_pixels()
    looking.wait_for_view()
    looking.window.commands.view.both_panels.trigger()
    looking.wait_for_view()
    small = viewer.panes[1].canvas
    seen = viewer.transform.visible(small.physical_size())
    for source in (Source.BEFORE, Source.ENHANCED):
        region = looking.found(source).region
        assert region.left <= seen.left()
        assert region.right >= seen.right()


def test_the_histogram_is_that_of_the_large_picture_whatever_is_large(looking):
    viewer, parts = looking.viewer, looking.window.parts
    for scale in (None, 1.0):
        if scale:
            viewer.transform.zoom_to(scale)
        looking.window.commands.view.arrangements[Arrangement.SINGLE].trigger()
        looking.wait_for_view()
        alone = parts.histogram.figures.text()
        looking.window.commands.view.arrangements[Arrangement.LARGE].trigger()
        looking.wait_for_view()
        assert parts.histogram.figures.text() == alone


def test_a_click_on_a_small_picture_swaps_it_with_the_large_one(looking):
    viewer = looking.viewer
    places = [pane.geometry() for pane in viewer.shown_panes]
    _click(looking, viewer.panes[1])
    assert viewer.shown == (Source.BEFORE, Source.FINAL, Source.ENHANCED)
    assert [pane.geometry() for pane in viewer.shown_panes] == places
    looking.wait_for_view()
    looking.wait(lambda: looking.found(Source.BEFORE).level < looking.found(Source.FINAL).level)
    _click(looking, viewer.panes[2])
    assert viewer.shown == (Source.ENHANCED, Source.FINAL, Source.BEFORE)
    # A click on the large one, and a drag in a small one, change nothing.
    _click(looking, viewer.panes[0])
    small = viewer.panes[1].canvas
    looking.qtbot.mousePress(small, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    looking.qtbot.mouseMove(small, QPoint(90, 60))
    looking.qtbot.mouseMove(small, QPoint(41, 41))
    looking.qtbot.mouseRelease(small, Qt.MouseButton.LeftButton, pos=QPoint(41, 41))
    assert viewer.shown == (Source.ENHANCED, Source.FINAL, Source.BEFORE)


def test_keys_swap_too_and_the_arrangement_chosen_again_resets_it(looking):
    viewer = looking.viewer
    key = looking.qtbot.keyClick
    key(viewer, Qt.Key.Key_1, _ALT)
    assert viewer.shown == (Source.BEFORE, Source.FINAL, Source.ENHANCED)
    key(viewer, Qt.Key.Key_1, _ALT)
    assert viewer.shown == _USUAL
    key(viewer, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert viewer.shown == (Source.BEFORE, Source.ENHANCED, Source.FINAL)
    for _ in range(2):
        key(viewer, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert viewer.shown == _USUAL
    key(viewer, Qt.Key.Key_5, _ALT)
    assert viewer.shown == (Source.NOISE, Source.BEFORE, Source.ENHANCED)
    key(viewer, Qt.Key.Key_E)
    assert viewer.shown == _USUAL


def test_a_small_pane_pans_and_zooms_the_photo_under_the_pointer(looking):
    viewer = looking.viewer
    viewer.transform.zoom_to(0.9)
    small = viewer.panes[1].canvas
    looking.qtbot.mousePress(small, Qt.MouseButton.LeftButton, pos=QPoint(80, 60))
    held = small._placement().point_of_photo(QPoint(80, 60).toPointF())
    looking.qtbot.mouseMove(small, QPoint(100, 64))
    under = small._placement().point_of_photo(QPoint(100, 64).toPointF())
    looking.qtbot.mouseRelease(small, Qt.MouseButton.LeftButton, pos=QPoint(100, 64))
    assert (under - held).manhattanLength() < 6 / small.scale
    assert viewer.shown == _USUAL


def test_the_loupe_fits_into_small_panes(looking):
    viewer = looking.viewer
    looking.window.commands.view.loupe.trigger()
    large = viewer.panes[0].canvas
    looking.qtbot.mouseMove(large, large.rect().center())
    looking.wait(lambda: all(looking.found(source, Part.LOUPE) for source in viewer.shown))
    looking.wait_for_view()
    small = viewer.panes[1].canvas
    corner = small.grab().toImage().pixelColor(1, 1)
    assert corner.red() == corner.green() == corner.blue()


def test_a_slider_moves_the_large_picture_and_the_brightened_small_one(looking):
    light = {source: np.mean(looking.picture(source)) for source in _USUAL}
    looking.window.parts.adjustments.sliders["brightness"].setValue(60)
    looking.wait_for_view()
    now = {source: np.mean(looking.picture(source)) for source in _USUAL}
    assert now[Source.BEFORE] == light[Source.BEFORE]
    assert all(now[source] < light[source] - 5 for source in (Source.FINAL, Source.ENHANCED))


@pytest.mark.parametrize(
    "photo", [QSize(3000, 2000), QSize(2000, 3000), QSize(2000, 2000), QSize(9000, 1000)]
)
@pytest.mark.parametrize("room", [QSize(1400, 900), QSize(480, 560), QSize(3600, 1900), QSize(700, 1500)])
def test_small_panes_take_little_of_what_the_large_picture_can_use(photo, room):
    area = QRect(QPoint(3, 3), room)
    division = large_and_small(area, 3, photo, 0)
    alone = min(room.width() / photo.width(), room.height() / photo.height())
    assert division.scale >= 0.75 * alone
    assert all(area.contains(place) for place in division.places)
    first, *small = division.places
    assert not any(
        one.intersects(other) for one in division.places for other in division.places if one != other
    )
    gaps = [max(place.left() - first.right(), place.top() - first.bottom()) for place in small]
    assert gaps == [GAP + 1] * len(small)
    assert small[0].size() == small[1].size()
