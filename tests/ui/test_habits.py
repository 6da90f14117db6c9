"""What the window remembers, what its menus tell, and what it gives to other programs."""

from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.config.window_state import load_window_state
from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.rendering import render, to_display
from lowexp_gui.ui.help.shortcuts_page import ShortcutsPage


def _actions(menu):
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _actions(inner)
        elif not action.isSeparator():
            yield action


def test_every_action_is_in_a_menu_with_a_tooltip_that_tells_its_keys(person):
    bar = person.window.menuBar()
    shown = [action for top in bar.actions() for action in _actions(top.menu())]
    recent = person.window._opening.menu.actions()
    for action in shown:
        assert action.toolTip()
        if action.data() is None and action not in recent:
            keys = action.shortcuts()[0]
            assert keys.toString(keys.SequenceFormat.NativeText) in action.toolTip()
    kind = type(person.window.commands.open)
    missing = [each.text() for each in person.window.commands.findChildren(kind) if each not in shown]
    assert missing == []


def test_no_two_actions_have_the_same_keys(person):
    kind = type(person.window.commands.open)
    actions = person.window.commands.findChildren(kind)
    # An action may have none.
    keys = [each.toString() for action in actions for each in action.shortcuts() if not each.isEmpty()]
    assert len(keys) == len(set(keys))


def test_the_page_of_shortcuts_has_all_of_them(person):
    person.window.commands.shortcuts.trigger()
    page = person.window.findChild(ShortcutsPage)
    assert page.isVisible()
    text = page.text.toPlainText()
    kind = type(person.window.commands.open)
    for action in person.window.commands.findChildren(kind):
        if action.shortcuts():
            assert action.text().replace("&", "") in text
    page.close()


def test_the_next_window_is_as_this_one_was_left(person, make_person, dark_photo):
    person.window.resize(790, 640)
    person.open_and_wait(dark_photo)
    person.window.commands.view.arrangements[Arrangement.WIPE].trigger()
    person.window.commands.view.navigator.trigger()
    size = person.window.size()
    person.window.close()
    again = make_person()
    assert again.viewer.layout_now.arrangement is Arrangement.WIPE
    assert not again.window.commands.view.navigator.isChecked()
    assert again.window.height() == size.height()
    recent = again.window._opening.menu
    assert recent.actions()[0].text() == dark_photo.name
    recent.actions()[0].trigger()
    again.wait_for_result()


def test_what_was_opened_and_how_the_window_is_are_kept_long_before_it_closes(person, dark_photo):
    person.drop(dark_photo)
    person.wait(lambda: load_window_state().recent == (dark_photo,))
    assert load_window_state().folder == dark_photo.parent
    person.wait(lambda: person.window._state_saver._kept is not None)
    person.window.commands.view.arrangements[Arrangement.WIPE].trigger()
    person.wait(lambda: load_window_state().arrangement == Arrangement.WIPE.value)
    person.window.commands.view.navigator.trigger()
    person.wait(lambda: not load_window_state().navigator)
    before = load_window_state().geometry
    person.window.resize(811, 633)
    person.wait(lambda: load_window_state().geometry not in (before, ""))
    assert load_window_state().recent == (dark_photo,)
    person.window._opening.menu.actions()[-1].trigger()
    person.wait(lambda: load_window_state().recent == ())
    assert load_window_state().arrangement == Arrangement.WIPE.value


def test_the_list_of_recent_photos_can_be_cleared(person, dark_photo):
    person.open_and_wait(dark_photo)
    menu = person.window._opening.menu
    assert menu.isEnabled()
    menu.actions()[-1].trigger()
    assert not menu.isEnabled()


def test_the_result_is_copied_as_it_would_be_saved(person, dark_photo):
    person.open_and_wait(dark_photo)
    person.window.parts.adjustments.sliders["brightness"].setValue(80)
    QGuiApplication.clipboard().clear()
    person.window.commands.copy.trigger()
    person.wait(lambda: not QGuiApplication.clipboard().image().isNull())
    session = person.window.session
    result = session.in_view.result_of(session.in_view.open_photo.key)
    expected = to_display(render(result, Stage.FINAL, Adjustments(brightness=0.8)))
    assert np.array_equal(pixels_of(QGuiApplication.clipboard().image()), expected)


def test_a_file_to_be_dragged_has_the_name_that_it_would_be_saved_under(person, dark_photo):
    person.open_and_wait(dark_photo)
    made = []
    person.window.session.copy_and_drag.file_made.connect(made.append)
    person.window.parts.filmstrip.drag_begun.emit()
    person.wait(lambda: made)
    assert made[0].name.startswith(dark_photo.stem)
    with Image.open(made[0]) as picture:
        assert picture.size == (240, 160)
    assert [path.name for path in dark_photo.parent.iterdir()] == [dark_photo.name]
    person.window.close()
    assert not Path(made[0]).exists()


def test_each_photo_keeps_its_own_adjustments(person, dark_photos):
    person.open_and_wait(*dark_photos)
    sliders, commands = person.window.parts.adjustments.sliders, person.window.commands
    sliders["brightness"].setValue(60)
    commands.copy_adjustments.trigger()
    commands.next.trigger()
    person.wait_for_result(1)
    assert sliders["brightness"].value() == 100
    commands.paste_adjustments.trigger()
    assert sliders["brightness"].value() == 60
    commands.undo.trigger()
    assert sliders["brightness"].value() == 100
    commands.previous.trigger()
    person.wait_for_view()
    assert sliders["brightness"].value() == 60
    commands.undo.trigger()
    assert person.window.session.in_view.adjustments == Adjustments()


def test_presets_are_kept_by_name_and_found_again(person, make_person, dark_photo):
    person.open_and_wait(dark_photo)
    panel = person.window.parts.adjustments
    panel.sliders["contrast"].setValue(130)
    person.window.commands.save_preset.trigger()
    person.qtbot.keyClicks(panel.presets.line, "Mine")
    panel.presets.keep_button.click()
    panel.reset()
    person.window.close()
    again = make_person()
    again.open_and_wait(dark_photo)
    bar = again.window.parts.adjustments.presets
    assert list(bar.presets)[-1] == "Mine"
    _choose(bar, "Mine")
    assert again.window.session.in_view.adjustments == Adjustments(contrast=1.3)
    bar.delete("Mine")
    assert "Mine" not in bar.presets


def _choose(bar, name):
    bar.fill_menu()
    next(each for each in bar.menu.actions() if each.text() == name).trigger()


def test_a_preset_changes_the_picture_and_is_one_step(person, dark_photo):
    person.open_and_wait(dark_photo)
    before = person.picture(Source.FINAL)
    bar = person.window.parts.adjustments.presets
    _choose(bar, "Black and white")
    person.wait_for_view()
    after = person.picture(Source.FINAL)
    assert (after.max(axis=-1) - after.min(axis=-1)).max() <= 1
    person.window.commands.undo.trigger()
    person.wait_for_view()
    assert np.array_equal(person.picture(Source.FINAL), before)


def _strip_width(person):
    person.window.parts.columns.refresh()
    return person.window.parts.filmstrip.width()


def test_columns_are_as_wide_as_they_were_with_photos_whatever_was_shown_last(make_person, dark_photo):
    person = make_person()
    person.window.resize(1400, 800)
    person.open_and_wait(dark_photo)
    usual = _strip_width(person)
    columns = person.window.parts.columns
    columns.setSizes([usual + 90, columns.sizes()[1] - 90, columns.sizes()[2]])
    columns.splitterMoved.emit(usual + 90, 1)
    wide = _strip_width(person)
    assert wide > usual + 50
    person.window.commands.remove.trigger()
    assert len(person.open_photos) == 0
    person.window.close()
    # Twice without photos.
    for _ in range(2):
        empty = make_person()
        empty.window.close()
    again = make_person()
    again.window.resize(person.window.size())
    again.open_and_wait(dark_photo)
    assert abs(_strip_width(again) - wide) <= 2


def test_a_filmstrip_that_was_closed_empty_is_as_wide_as_usual(make_person, dark_photo):
    first = make_person()
    first.window.close()
    person = make_person()
    person.window.resize(1400, 800)
    person.open_and_wait(dark_photo)
    assert _strip_width(person) >= 150


def test_the_filmstrip_is_never_too_narrow_for_a_name(person, dark_photo):
    person.open_and_wait(dark_photo)
    columns = person.window.parts.columns
    columns.setSizes([10, 900, 300])
    assert _strip_width(person) > 130
