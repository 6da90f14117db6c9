"""Filmstrip and grid: many photos are selected, rated, sorted, adjusted, saved and removed together."""

import pytest
from PIL import Image
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.ui.labels import state_text
from lowexp_gui.ui.photos.photo_delegates import name_that_fits

_NONE, _SHIFT, _CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
_BRIGHT = Adjustments(brightness=0.6)


@pytest.fixture
def paths(tmp_path, dark_pixels):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(8):
        Image.fromarray(dark_pixels(90, 60, seed=number)).save(folder / f"IMG_{number}.jpg")
    return sorted(folder.iterdir())


@pytest.fixture
def photos(person, paths):
    person.open_and_wait(*paths)
    return person


def _click(view, row, keys=_NONE):
    place = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, place)


def _press(person, key, keys=_NONE):
    person.qtbot.keyClick(person.window, key, keys)


def _selected(person):
    session = person.window.session
    return [session.shown.row_of(key) for key in session.selection.keys]


def _current(person):
    return person.window.session.shown.row_of(person.window.session.in_view.key)


@pytest.fixture(params=["filmstrip", "grid"])
def view(request, photos):
    lists = photos.window.parts.lists
    if request.param == "grid":
        photos.window.commands.photos.grid.trigger()
        QApplication.processEvents()
    return getattr(lists, request.param)


def test_clicks_with_shift_and_control_select_several_and_one_is_current(photos, view):
    _click(view, 1)
    assert (_selected(photos), _current(photos)) == ([1], 1)
    _click(view, 4, _SHIFT)
    assert (_selected(photos), _current(photos)) == ([1, 2, 3, 4], 4)
    _click(view, 2, _CONTROL)
    assert _selected(photos) == [1, 3, 4]
    _press(photos, Qt.Key.Key_A, _CONTROL)
    assert _selected(photos) == list(range(8))
    assert photos.window.parts.lists.strip_bar.count.text() == "8 of 8"
    _press(photos, Qt.Key.Key_D, _CONTROL)
    assert _selected(photos) == [_current(photos)]


def test_the_next_photo_is_selected_alone(photos):
    _press(photos, Qt.Key.Key_A, _CONTROL)
    _press(photos, Qt.Key.Key_PageDown, _CONTROL)
    # Inside the selection, the selection stays; outside, the photo is selected alone.
    assert (_current(photos), _selected(photos)) == (1, list(range(8)))
    _click(photos.window.parts.filmstrip, 2)
    _press(photos, Qt.Key.Key_PageDown, _CONTROL)
    assert (_current(photos), _selected(photos)) == (3, [3])


def test_adjustments_are_pasted_to_the_selection_in_one_step(photos):
    commands, session = photos.window.commands, photos.window.session
    session.editing.adjust(_BRIGHT)
    commands.copy_adjustments.trigger()
    _click(photos.window.parts.filmstrip, 2)
    _click(photos.window.parts.filmstrip, 5, _SHIFT)
    commands.paste_adjustments.trigger()
    adjusted = [photo.adjustments == _BRIGHT for photo in photos.open_photos]
    assert adjusted == [True, False, True, True, True, True, False, False]
    commands.undo.trigger()
    assert [photo.is_adjusted for photo in photos.open_photos] == [True] + [False] * 7
    commands.redo.trigger()
    commands.reset.trigger()
    assert [photo.is_adjusted for photo in photos.open_photos] == [True] + [False] * 7
    assert photos.window.parts.adjustments.adjustments == NEUTRAL
    commands.undo.trigger()
    assert photos.window.parts.adjustments.adjustments == _BRIGHT


def test_removed_photos_come_back_with_edits_and_places(photos):
    session, before = photos.window.session, tuple(photos.open_photos)
    session.editing.adjust_photos([before[3].key], _BRIGHT)
    _click(photos.window.parts.filmstrip, 3)
    for row in (0, 6):
        _click(photos.window.parts.filmstrip, row, _CONTROL)
    _press(photos, Qt.Key.Key_Delete)
    assert tuple(photos.open_photos) == (*before[1:3], *before[4:6], before[7])
    assert session.in_view.open_photo is before[7]
    photos.window.commands.undo.trigger()
    assert tuple(photos.open_photos) == before
    assert before[3].adjustments == _BRIGHT
    photos.wait(lambda: all(photo.thumbnail is not None for photo in before))
    photos.window.commands.redo.trigger()
    assert len(photos.open_photos) == 5


def test_the_selection_is_saved_and_no_other_photo(photos, tmp_path):
    target = tmp_path / "results"
    photos.window.session.exports.choice = SaveChoice(None, target)
    _click(photos.window.parts.filmstrip, 1)
    _click(photos.window.parts.filmstrip, 2, _SHIFT)
    _press(photos, Qt.Key.Key_S, _CONTROL)
    for row in (1, 2):
        photos.wait_for_state(row, PhotoState.SAVED)
    assert sorted(path.name for path in target.iterdir()) == ["IMG_1_lowexp.jpg", "IMG_2_lowexp.jpg"]
    photos.window.commands.photos.filters["not-saved"].trigger()
    assert len(photos.window.session.shown) == 7
    photos.window.session.in_view.select_row(0)
    photos.wait(lambda: len(photos.window.session.shown) == 6)


def test_stars_and_rejection_go_by_keys_and_are_undone(photos):
    _click(photos.window.parts.filmstrip, 1)
    _click(photos.window.parts.filmstrip, 3, _SHIFT)
    _press(photos, Qt.Key.Key_4)
    assert [photo.stars for photo in photos.open_photos] == [0, 4, 4, 4, 0, 0, 0, 0]
    _press(photos, Qt.Key.Key_X)
    assert [photo.is_rejected for photo in photos.open_photos][:5] == [False, True, True, True, False]
    _press(photos, Qt.Key.Key_X)
    assert [(photo.stars, photo.is_rejected) for photo in photos.open_photos][1:3] == [(4, False)] * 2
    _press(photos, Qt.Key.Key_X)
    _press(photos, Qt.Key.Key_U)
    _press(photos, Qt.Key.Key_0)
    assert not any(photo.stars or photo.is_rejected for photo in photos.open_photos)
    for _ in range(2):
        photos.window.commands.undo.trigger()
    assert [photo.is_rejected for photo in photos.open_photos][:3] == [False, True, True]


def test_rating_a_photo_hidden_by_the_filter_goes_on_to_its_neighbour(photos):
    photos.window.commands.photos.filters["not-rejected"].trigger()
    photos.window.session.in_view.select_row(2)
    second = photos.open_photos.at(3)
    _press(photos, Qt.Key.Key_X)
    photos.wait(lambda: photos.window.session.in_view.open_photo is second)
    assert len(photos.window.session.shown) == 7
    assert photos.window.parts.lists.strip_bar.count.text() == "1 of 7, 1 hidden"


def test_next_and_previous_follow_the_sorted_and_filtered_order(photos):
    session, commands = photos.window.session, photos.window.commands
    keys = [photo.key for photo in photos.open_photos]
    session.editing.rate(keys[2:3], 5)
    session.editing.rate(keys[6:7], 3)
    commands.photos.sorts["rating"].trigger()
    commands.photos.descending.trigger()
    commands.photos.filters["stars-1"].trigger()
    session.in_view.select_row(0)
    assert session.in_view.key == keys[2]
    commands.next.trigger()
    assert session.in_view.key == keys[6]
    commands.next.trigger()
    assert session.in_view.key == keys[6]
    commands.previous.trigger()
    assert session.in_view.key == keys[2]


def test_the_selection_outlasts_sorting(photos):
    commands = photos.window.commands
    _click(photos.window.parts.filmstrip, 1)
    _click(photos.window.parts.filmstrip, 2, _SHIFT)
    chosen = set(photos.window.session.selection.keys)
    commands.photos.sorts["name"].trigger()
    commands.photos.descending.trigger()
    assert set(photos.window.session.selection.keys) == chosen
    rows = {index.row() for index in photos.window.parts.filmstrip.selectionModel().selectedRows()}
    assert rows == {5, 6}
    assert photos.window.parts.filmstrip.currentIndex().row() == _current(photos) == 5


def test_the_grid_comes_and_goes(photos):
    window = photos.window
    lists = window.parts.lists
    _press(photos, Qt.Key.Key_G)
    assert lists.grid.isVisible()
    assert not window.parts.viewer.isVisible()
    assert lists.grid.hasFocus()
    _click(lists.grid, 3)
    photos.qtbot.keyClick(lists.grid, Qt.Key.Key_Return)
    assert window.parts.viewer.isVisible()
    assert _current(photos) == 3
    _press(photos, Qt.Key.Key_G)
    _click(lists.grid, 5)
    place = lists.grid.visualRect(lists.grid.model().index(5, 0)).center()
    QTest.mouseDClick(lists.grid.viewport(), Qt.MouseButton.LeftButton, _NONE, place)
    assert window.parts.viewer.isVisible()
    assert _current(photos) == 5
    _press(photos, Qt.Key.Key_G)
    window.session.selection.choose(list(window.session.shown))
    window.parts.lists.selection.select_all()
    _press(photos, Qt.Key.Key_Delete)
    assert window.parts.welcome.isVisible()
    window.commands.undo.trigger()
    assert window.parts.viewer.isVisible()


def test_places_sizes_and_order_are_kept(photos, make_person):
    actions = photos.window.commands.photos
    actions.places["below"].trigger()
    actions.strip_sizes["large"].trigger()
    actions.tile_sizes["small"].trigger()
    actions.sorts["name"].trigger()
    actions.filters["not-rejected"].trigger()
    strip = photos.window.parts.filmstrip
    assert strip.isVisible()
    assert strip.width() > 0.9 * photos.window.width()
    photos.window.close()
    again = make_person().window
    kept = again.commands.photos
    chosen = (
        kept.places["below"],
        kept.strip_sizes["large"],
        kept.tile_sizes["small"],
        kept.sorts["name"],
        kept.filters["not-rejected"],
    )
    assert all(action.isChecked() for action in chosen)
    assert again.session.shown.order.by == "name"


def test_nobody_waits_for_a_photo_that_nobody_asked_for(photos):
    assert state_text(photos.open_photos.at(4).status) == ""
    index = photos.window.parts.filmstrip.model().index(4, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "IMG_4.jpg"


def test_control_click_on_the_current_photo_only_deselects_it(photos):
    strip = photos.window.parts.filmstrip
    _click(strip, 1)
    _click(strip, 4, _SHIFT)
    _click(strip, 4, _CONTROL)
    assert _selected(photos) == [1, 2, 3]
    flag = QItemSelectionModel.SelectionFlag.NoUpdate
    strip.selectionModel().setCurrentIndex(strip.model().index(2, 0), flag)
    assert (_selected(photos), _current(photos)) == ([1, 2, 3], 2)


def test_the_end_of_a_long_name_is_kept(qapp):
    metrics = QFontMetrics(qapp.font())
    name = "IMG_20261130_0412.jpg"
    assert name_that_fits(metrics, name, 1000) == name
    assert name_that_fits(metrics, name, metrics.horizontalAdvance(name) - 1) == "IMG_20261130_0412"
    assert name_that_fits(metrics, name, metrics.horizontalAdvance("IMG_0412")).endswith("0412")
