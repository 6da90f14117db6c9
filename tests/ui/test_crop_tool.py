"""Choosing a crop and an angle in the window, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lowexp_gui.app.viewing.framed_image import framed_image
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.photo.geometry import AS_TAKEN, WHOLE, Geometry, frame_of


@pytest.fixture
def cropping(person, dark_photo):
    """A photo with the crop tool open."""
    person.open_and_wait(dark_photo)
    _press(person, Qt.Key.Key_R)
    person.wait_for_view()
    return person


def _press(person, key, keys=Qt.KeyboardModifier.NoModifier):
    person.qtbot.keyClick(person.window, key, keys)


def _tool(person):
    return person.window._geometry


def _overlay(person):
    return _tool(person)._choice.overlay


def _geometry(person, row=0):
    return person.open_photos.at(row).geometry


def _point(person, x, y):
    """A point of the photo on the overlay."""
    return person.viewer.active_pane.canvas.placement.point_on_pane(QPoint(x, y).toPointF()).toPoint()


def _drag(person, start, end, keys=Qt.KeyboardModifier.NoModifier):
    overlay = _overlay(person)
    QTest.mousePress(overlay, Qt.MouseButton.LeftButton, keys, start)
    QTest.mouseMove(overlay, (start + end) / 2)
    QTest.mouseMove(overlay, end)
    QTest.mouseRelease(overlay, Qt.MouseButton.LeftButton, keys, end)


def _area(person):
    photo = person.window.session.in_view.photo
    return frame_of(photo.width, photo.height, _geometry(person)).area


def test_a_corner_is_dragged_and_enter_applies_in_one_step(cropping):
    photo = cropping.window.session.in_view.photo
    _drag(cropping, _point(cropping, 0, 0), _point(cropping, photo.width // 4, photo.height // 4))
    assert _geometry(cropping) == AS_TAKEN
    QTest.keyClick(_overlay(cropping), Qt.Key.Key_Return)
    cropping.wait_for_view()
    area = _area(cropping)
    step = 2 / cropping.viewer.transform.scale + 4
    assert abs(area.left - photo.width // 4) < step
    assert abs(area.top - photo.height // 4) < step
    assert (area.right, area.bottom) == (photo.width, photo.height)
    size = cropping.viewer.transform.photo_size
    assert (size.width(), size.height()) == (area.width, area.height)
    cropping.window.commands.undo.trigger()
    assert _geometry(cropping) == AS_TAKEN
    assert not cropping.window.commands.undo.isEnabled()


def test_the_right_button_neither_applies_a_crop_nor_ends_a_drag(cropping):
    overlay, photo = _overlay(cropping), cropping.window.session.in_view.photo
    QTest.mouseDClick(overlay, Qt.MouseButton.RightButton, pos=overlay.rect().center())
    assert _tool(cropping).frame is not None
    corner, place = _point(cropping, 0, 0), _point(cropping, photo.width // 4, photo.height // 4)
    QTest.mousePress(overlay, Qt.MouseButton.LeftButton, pos=corner)
    QTest.mouseRelease(overlay, Qt.MouseButton.RightButton, pos=corner)
    QTest.mouseMove(overlay, place)
    QTest.mouseRelease(overlay, Qt.MouseButton.LeftButton, pos=place)
    assert _tool(cropping).frame.sides[0] > 0


def test_escape_leaves_the_photo_as_it_was(cropping):
    _drag(cropping, _point(cropping, 0, 0), _point(cropping, 40, 40))
    QTest.keyClick(_overlay(cropping), Qt.Key.Key_Escape)
    cropping.wait_for_view()
    assert _geometry(cropping) == AS_TAKEN
    assert _tool(cropping).frame is None
    assert not cropping.window.commands.geometry.crop.isChecked()
    assert cropping.window.session.view.frame.is_neutral


def test_escape_in_the_panel_cancels_the_crop_too(cropping):
    panel = cropping.window.parts.geometry_panel
    panel.angle.setFocus()
    panel.angle.setValue(5)
    QTest.keyClick(panel.angle, Qt.Key.Key_Escape)
    assert _tool(cropping).frame is None
    assert _geometry(cropping) == AS_TAKEN


def test_it_is_done_with_keys_alone(cropping):
    overlay = _overlay(cropping)
    assert overlay.hasFocus()
    for _ in range(5):
        QTest.keyClick(overlay, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    narrow = _tool(cropping).frame.rectangle
    QTest.keyClick(overlay, Qt.Key.Key_Right)
    assert _tool(cropping).frame.rectangle.x > narrow.x
    QTest.keyClick(overlay, Qt.Key.Key_X)
    assert _tool(cropping).frame.rectangle.height >= narrow.height - 1
    _press(cropping, Qt.Key.Key_R)
    assert _geometry(cropping).crop != WHOLE
    assert not cropping.open_photos.at(0).edits.rejected


def test_ratio_and_angle_are_chosen_in_the_panel(cropping):
    panel = cropping.window.parts.geometry_panel
    row = panel.ratio.findData(1.0)
    panel.ratio.setCurrentIndex(row)
    panel.ratio.activated.emit(row)
    panel.angle.setValue(3.5)
    frame = _tool(cropping).frame
    assert frame.rectangle.width == pytest.approx(frame.rectangle.height)
    assert frame.angle == 3.5
    panel.apply.click()
    cropping.wait_for_view()
    assert _geometry(cropping).angle == 3.5
    area = _area(cropping)
    assert abs(area.width - area.height) <= 1


def test_a_line_is_drawn_along_the_horizon(cropping):
    cropping.window.commands.geometry.straighten.trigger()
    _drag(cropping, QPoint(100, 100), QPoint(200, 110))
    assert _tool(cropping).frame.angle == pytest.approx(-5.71, abs=0.01)
    # With Ctrl, without choosing it first; what is upright may be drawn too.
    _drag(cropping, QPoint(100, 100), QPoint(110, 200), Qt.KeyboardModifier.ControlModifier)
    assert _tool(cropping).frame.angle == pytest.approx(0, abs=0.02)


def test_all_panes_show_the_whole_photo_while_a_crop_is_chosen(cropping):
    cropping.window.parts.geometry_panel.apply.click()
    _tool(cropping)._begin(Geometry(angle=4))
    cropping.wait_for_view()
    photo = cropping.window.session.in_view.photo
    assert cropping.window.session.view.frame.area == photo.bounds
    frames = {cropping.found(source).frame for source in (Source.BEFORE, Source.FINAL)}
    assert {frame.geometry for frame in frames} == {Geometry(angle=4)}


def test_a_slider_does_not_disturb_a_crop(cropping):
    _drag(cropping, _point(cropping, 0, 0), _point(cropping, 40, 40))
    before = _tool(cropping).frame
    cropping.window.session.editing.move(Adjustments(contrast=1.2))
    cropping.wait_for_view()
    assert _tool(cropping).frame == before
    assert cropping.window.session.view.pictures.uncropped


def test_rotating_turns_the_chosen_crop(cropping):
    photo = cropping.window.session.in_view.photo
    _drag(cropping, _point(cropping, 0, 0), _point(cropping, photo.width // 2, 0))
    cropping.window.commands.geometry.rotate_right.trigger()
    _tool(cropping).apply()
    area = _area(cropping)
    assert _geometry(cropping).quarter_turns == 1
    assert abs(area.top - photo.width // 2) <= 8
    assert area.width == photo.height


def test_the_next_photo_keeps_what_was_chosen_for_the_one_before(person, dark_photos):
    person.open_and_wait(*dark_photos)
    _press(person, Qt.Key.Key_R)
    person.window.parts.geometry_panel.angle.setValue(2)
    person.window.session.in_view.select_row(1)
    assert _tool(person).frame is None
    assert _geometry(person, 0).angle == 2
    assert _geometry(person, 1) == AS_TAKEN


def test_brackets_rotate_all_selected_photos_in_one_step(person, dark_photos):
    person.open_and_wait(*dark_photos)
    session = person.window.session
    session.selection.choose([photo.key for photo in person.open_photos])
    _press(person, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    assert {photo.geometry for photo in person.open_photos} == {Geometry(1)}
    _press(person, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    assert {photo.geometry for photo in person.open_photos} == {AS_TAKEN}
    person.window.commands.undo.trigger()
    person.window.commands.undo.trigger()
    assert {photo.geometry for photo in person.open_photos} == {AS_TAKEN}
    assert not person.window.commands.undo.isEnabled()


def test_thumbnails_are_turned(person, dark_photo):
    person.open_and_wait(dark_photo)
    person.wait(lambda: person.open_photos.at(0).thumbnail is not None)
    thumbnail = person.open_photos.at(0).thumbnail
    turned = framed_image(thumbnail, Geometry(1))
    assert (turned.width(), turned.height()) == (thumbnail.height(), thumbnail.width())
    assert turned.pixelColor(turned.width() - 1, 0) == thumbnail.pixelColor(0, 0)
    assert framed_image(thumbnail, AS_TAKEN) is thumbnail
    mirrored = framed_image(thumbnail, Geometry(0, True))
    assert mirrored.pixelColor(0, 0) == thumbnail.pixelColor(thumbnail.width() - 1, 0)
    straightened = framed_image(thumbnail, Geometry(angle=5))
    assert not straightened.isNull()
    assert straightened.width() < thumbnail.width()


def test_without_a_photo_there_is_nothing_to_crop(person):
    assert not person.window.commands.geometry.crop.isEnabled()


def test_nothing_lies_over_the_corners_of_the_frame(cropping):
    overlay, photo = _overlay(cropping), cropping.window.session.in_view.photo
    for x in (0, photo.width):
        for y in (0, photo.height):
            corner = _point(cropping, x, y) + QPoint(3 if x == 0 else -3, 3 if y == 0 else -3)
            on_top = QApplication.widgetAt(overlay.mapToGlobal(corner))
            assert on_top is overlay


def test_a_crop_is_chosen_in_the_viewer_not_in_the_grid(person, dark_photo):
    person.open_and_wait(dark_photo)
    commands = person.window.commands
    commands.photos.grid.setChecked(True)
    commands.geometry.crop.trigger()
    assert person.viewer.isVisible()
    assert _overlay(person).isVisible()
    commands.geometry.crop.trigger()
    assert _tool(person).frame is None


def test_undo_of_a_rotation_ends_the_crop(person, dark_photo):
    person.open_and_wait(dark_photo)
    commands = person.window.commands
    commands.geometry.rotate_right.trigger()
    commands.geometry.crop.trigger()
    commands.undo.trigger()
    person.wait_for_view()
    assert _tool(person).frame is None
    assert _geometry(person) == AS_TAKEN
    assert person.window.session.view.frame.is_neutral
    assert not commands.geometry.crop.isChecked()


def test_the_buttons_do_not_widen_the_panel(person):
    panel = person.window.parts.geometry_panel
    column = person.window.parts.columns.widget(2)
    assert panel.minimumSizeHint().width() < 300
    assert column.minimumWidth() < 400


def test_a_crop_that_is_being_chosen_is_there_again_in_the_next_window(make_person, dark_photo):
    person = make_person()
    person.open_and_wait(dark_photo)
    person.window.commands.geometry.crop.trigger()
    person.window.parts.geometry_panel.angle.setValue(2)
    person.window.close()
    again = make_person()
    again.open_and_wait(dark_photo)
    again.wait(lambda: _geometry(again).angle == 2)
