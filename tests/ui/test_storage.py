"""How much memory and disk results may take, as a person sets it."""

import pytest
from PySide6.QtCore import Qt

from lowexp_gui.config.settings import load_settings
from lowexp_gui.ui.storage_dialog import StorageDialog


@pytest.fixture
def dialog(person, qtbot):
    person.window.commands.storage.trigger()
    shown = person.window.findChild(StorageDialog)
    qtbot.waitActive(shown)
    return shown


def _type(qtbot, box, text):
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)


def test_limits_hold_at_once_and_next_time(person, dialog, qtbot):
    _type(qtbot, dialog.memory, "700")
    qtbot.keyClick(dialog.memory, Qt.Key.Key_Tab)
    _type(qtbot, dialog.disk, "0")
    qtbot.keyClick(dialog.disk, Qt.Key.Key_Tab)
    settings = load_settings()
    assert (settings.memory_limit, settings.cache_limit) == (700, 0)
    assert person.window.session.disk_cache.cache.max_bytes == 0
    assert person.window.session._memory_cache._max_bytes == 700_000_000


def test_half_a_number_is_no_limit(person, dialog, qtbot):
    before = person.window.session.disk_cache.cache
    _type(qtbot, dialog.disk, "6000")
    assert person.window.session.disk_cache.cache == before
    qtbot.keyClick(dialog.disk, Qt.Key.Key_Return)
    assert person.window.session.disk_cache.cache.max_bytes == 6_000_000_000
    assert dialog.isVisible()


def test_what_is_used_is_shown_and_can_be_cleared_by_key(person, qtbot, dark_photos):
    session = person.window.session
    session._memory_cache._max_bytes = 1
    person.open_and_wait(*dark_photos)
    session.in_view.step(1)
    person.wait_for_result(1)
    person.wait(lambda: session.disk_cache.cache.used() > 0)
    person.window.commands.storage.trigger()
    dialog = person.window.findChild(StorageDialog)
    person.wait(lambda: dialog.used.text() == "1 MB")
    dialog.clear_button.setFocus()
    qtbot.keyClick(dialog.clear_button, Qt.Key.Key_Space)
    person.wait(lambda: dialog.used.text() == "0 MB")
    assert not dialog.clear_button.isEnabled()
    assert session.disk_cache.cache.used() == 0
    assert session.in_view.has_result


def test_the_limits_are_shown_as_they_were_left(make_person, qtbot):
    first = make_person()
    first.window.commands.storage.trigger()
    first.window.findChild(StorageDialog).disk.setValue(2500)
    second = make_person()
    second.window.commands.storage.trigger()
    shown = second.window.findChild(StorageDialog)
    assert (shown.limits.memory, shown.limits.disk) == (1500, 2500)


def test_it_is_open_once_and_blocks_nothing(person, dialog):
    person.window.commands.storage.trigger()
    assert len(person.window.findChildren(StorageDialog)) == 1
    assert not dialog.isModal()
    for control in (dialog.memory, dialog.disk, dialog.clear_button):
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert control.accessibleName() or control.text()
    dialog.close()
