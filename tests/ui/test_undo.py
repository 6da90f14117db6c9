"""One way back for all that is done to photos, from wherever the focus is."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer

from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments


@pytest.fixture
def photos(person, dark_photos):
    """Three photos, the first in view."""
    person.open_and_wait(*dark_photos)
    return person


def _values(person):
    return [photo.adjustments.brightness for photo in person.open_photos]


def _adjust_each(person, *percents):
    for row, percent in enumerate(percents):
        person.window.session.in_view.select_row(row)
        person.window.parts.adjustments.sliders["brightness"].setValue(percent)
        person.window.session.editing.end_gesture()


def _undo(person):
    assert person.window.commands.undo.isEnabled()
    person.window.commands.undo.trigger()


def _redo(person):
    assert person.window.commands.redo.isEnabled()
    person.window.commands.redo.trigger()


def _pause(person):
    """As long as no gesture lasts where nothing says that it does."""
    timer = QTimer(singleShot=True, interval=person.window.session.editing._rest.interval() + 100)
    with person.qtbot.waitSignal(timer.timeout):
        timer.start()


def test_adjusting_all_photos_is_one_step_and_gives_each_its_own_back(photos):
    _adjust_each(photos, 50, 70, 90)
    photos.window.commands.adjust_all.trigger()
    assert _values(photos) == [0.9, 0.9, 0.9]
    _undo(photos)
    assert _values(photos) == [0.5, 0.7, 0.9]
    _redo(photos)
    assert _values(photos) == [0.9, 0.9, 0.9]
    _undo(photos)
    for expected in ([0.5, 0.7, 1], [0.5, 1, 1], [1, 1, 1]):
        _undo(photos)
        assert _values(photos) == expected
    assert not photos.window.commands.undo.isEnabled()


def test_undo_shows_the_photo_that_it_is_about(photos):
    _adjust_each(photos, 50, 70)
    photos.window.session.in_view.select_row(2)
    _undo(photos)
    assert photos.window.session.in_view.open_photo is photos.open_photos.at(1)
    sliders = photos.window.parts.adjustments.sliders
    assert sliders["brightness"].value() == 100
    _undo(photos)
    assert photos.window.session.in_view.open_photo is photos.open_photos.at(0)
    _redo(photos)
    assert sliders["brightness"].value() == 50


def test_a_removed_photo_comes_back_where_it_was_as_it_was(photos):
    _adjust_each(photos, 100, 70, 100)
    session, commands = photos.window.session, photos.window.commands
    session.in_view.select_row(1)
    photos.wait(lambda: all(photo.thumbnail is not None for photo in photos.open_photos))
    before = list(photos.open_photos)
    commands.remove.trigger()
    assert list(photos.open_photos) == [before[0], before[2]]
    _undo(photos)
    assert list(photos.open_photos) == before
    assert session.in_view.open_photo is before[1]
    assert session.in_view.adjustments == Adjustments(brightness=0.7)
    photos.wait_for_result(1)
    photos.wait(lambda: before[1].thumbnail is not None)
    _redo(photos)
    assert list(photos.open_photos) == [before[0], before[2]]
    _undo(photos)
    _undo(photos)
    assert before[1].adjustments == NEUTRAL


def test_the_last_photo_of_all_comes_back_too(person, dark_photo):
    person.open_and_wait(dark_photo)
    person.window.commands.remove.trigger()
    assert len(person.open_photos) == 0
    _undo(person)
    person.wait_for_result()
    assert person.viewer.isVisible()


def test_a_removed_photo_that_is_opened_again_is_the_same_photo(photos, dark_photos):
    _adjust_each(photos, 60)
    photos.window.commands.remove.trigger()
    photos.drop(dark_photos[0])
    photos.wait_for_photos(3)
    assert photos.open_photos.at(2).adjustments == Adjustments(brightness=0.6)
    _undo(photos)
    assert photos.open_photos.at(2).adjustments == NEUTRAL
    assert len(photos.open_photos) == 3
    assert not photos.window.commands.undo.isEnabled()


def test_paste_preset_and_reset_are_a_step_each_however_fast_they_follow(photos):
    panel, commands, session = (
        photos.window.parts.adjustments,
        photos.window.commands,
        photos.window.session,
    )
    panel.sliders["contrast"].setValue(130)
    commands.copy_adjustments.trigger()
    commands.reset.trigger()
    commands.paste_adjustments.trigger()
    panel.presets.fill_menu()
    next(each for each in panel.presets.menu.actions() if each.text() == "Black and white").trigger()
    for expected in (Adjustments(contrast=1.3), NEUTRAL, Adjustments(contrast=1.3), NEUTRAL):
        _undo(photos)
        assert session.in_view.adjustments == expected


def _handle(slider):
    layout = slider._layout()
    share = (slider.value() - slider.minimum()) / (slider.maximum() - slider.minimum())
    return QPoint(round(layout.position_of(share)), slider.height() // 2)


def test_a_drag_with_pauses_is_one_step(photos):
    slider = photos.window.parts.adjustments.sliders["brightness"]
    session, start = photos.window.session, _handle(slider)
    photos.qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
    for way in (15, 30, 45):
        photos.qtbot.mouseMove(slider, start + QPoint(way, 0))
        _pause(photos)
    photos.qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=start + QPoint(45, 0))
    assert session.in_view.adjustments.brightness > 1
    _undo(photos)
    assert session.in_view.adjustments == NEUTRAL
    assert not photos.window.commands.undo.isEnabled()


def test_a_drag_back_to_where_it_began_is_no_step(photos):
    panel, session = photos.window.parts.adjustments, photos.window.session
    panel.gesture_begun.emit()
    for percent in (120, 140, 100):
        panel.sliders["brightness"].setValue(percent)
    panel.gesture_ended.emit()
    assert session.in_view.adjustments == NEUTRAL
    assert not photos.window.commands.undo.isEnabled()


def test_a_number_that_is_typed_with_pauses_is_one_step(photos):
    slider, session = photos.window.parts.adjustments.sliders["brightness"], photos.window.session
    slider.edit_number()
    for key in "150":
        photos.qtbot.keyClick(slider.number, key)
        _pause(photos)
    photos.qtbot.keyClick(slider.number, Qt.Key.Key_Return)
    assert session.in_view.adjustments == Adjustments(brightness=1.5)
    photos.qtbot.keyClick(slider, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.in_view.adjustments == NEUTRAL
    assert slider.value() == 100
    assert not photos.window.commands.undo.isEnabled()
    photos.qtbot.keyClick(slider, Qt.Key.Key_Z, _REDO)
    assert session.in_view.adjustments == Adjustments(brightness=1.5)


_REDO = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_undo_works_wherever_the_focus_is(photos):
    """In every field of the window that can have the focus and that nobody has typed into."""
    window, session = photos.window, photos.window.session
    chain, widget = [], window.parts.viewer
    while (widget := widget.nextInFocusChain()) is not window.parts.viewer:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            chain.append(widget)
    assert len(chain) > 30
    for each in chain:
        window.parts.adjustments.sliders["contrast"].setValue(140)
        session.editing.end_gesture()
        each.setFocus()
        photos.qtbot.keyClick(each, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert session.in_view.adjustments == NEUTRAL, each
        photos.qtbot.keyClick(each, Qt.Key.Key_Z, _REDO)
        assert session.in_view.adjustments == Adjustments(contrast=1.4), each
        session.editing.undo()


def test_a_text_field_undoes_its_own_text_first(photos):
    panel, session = photos.window.parts.adjustments, photos.window.session
    panel.sliders["contrast"].setValue(140)
    photos.window.commands.save_preset.trigger()
    photos.qtbot.keyClicks(panel.presets.line, "Mine")
    photos.qtbot.keyClick(panel.presets.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.presets.line.text() != "Mine"
    assert session.in_view.adjustments == Adjustments(contrast=1.4)


def test_a_name_that_is_being_typed_stays_when_something_else_changes(photos):
    panel = photos.window.parts.adjustments
    panel.sliders["contrast"].setValue(140)
    photos.window.commands.save_preset.trigger()
    photos.qtbot.keyClicks(panel.presets.line, "Min")
    photos.window.session.run_again()
    photos.wait_for_result()
    panel.sliders["contrast"].setValue(150)
    assert panel.presets.line.text() == "Min"
