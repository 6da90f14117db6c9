"""The command palette."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from lowexp_gui.languages import Language
from lowexp_gui.ui.command_palette import CommandPalette
from lowexp_gui.ui.fuzzy_search import match_score
from lowexp_gui.ui.language import use_language

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def palette(person):
    """Opens the palette with its keys."""
    opened = []

    def opened_one(window=None):
        window = window or person.window
        window.commands.palette.trigger()
        opened.append(window.findChildren(CommandPalette)[-1])
        return opened[-1]

    return opened_one


def test_it_has_all_actions_with_their_keys(person, palette):
    shown = palette()
    commands = person.window.commands
    wanted = [each for each in commands.findChildren(QAction) if each is not commands.palette]
    assert len(shown.titles) == len(wanted)
    row = shown.titles.index("Save all")
    assert "Ctrl+Shift+S" in shown.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert shown.field.hasFocus()
    QTest.keyClick(shown.field, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_what_is_typed_is_found_run_and_first_the_next_time(person, palette):
    shown = palette()
    QTest.keyClicks(shown.field, "fu scr")
    assert shown.titles[0] == "Full screen"
    QTest.keyClick(shown.field, Qt.Key.Key_Return)
    person.wait(person.window.isFullScreen)
    again = palette()
    assert again.titles[0] == "Full screen"
    QTest.keyClick(again.field, Qt.Key.Key_Return)
    person.wait(lambda: not person.window.isFullScreen())


def test_what_is_not_possible_now_is_greyed_and_not_run(person, palette):
    shown, ran = palette(), []
    person.window.commands.save.triggered.connect(lambda: ran.append(1))
    QTest.keyClicks(shown.field, "save")
    row = shown.titles.index("Save")
    assert not shown.list.model().index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled
    shown.list.clicked.emit(shown.list.model().index(row, 0))
    assert (ran, shown.isVisible()) == ([], True)
    shown.field.setText("nothing is called so")
    QTest.keyClick(shown.field, Qt.Key.Key_Return)
    assert (shown.titles, shown.isVisible()) == ((), True)
    shown.close()


def test_the_arrow_keys_choose(person, palette):
    shown = palette()
    shown.field.setText("zoom")
    assert shown.titles[:2] == ("Zoom in", "Zoom out")
    QTest.keyClick(shown.field, Qt.Key.Key_Down)
    assert shown.list.currentIndex().data() == "Zoom out"
    shown.close()


def test_english_titles_are_found_in_another_language_too(qapp, make_window, palette):
    use_language(qapp, Language.ARABIC)
    try:
        window = make_window()
        shown = palette(window)
        shown.field.setText("full screen")
        arabic = shown.titles[0]
        assert arabic == window.commands.view.full_screen.text().replace("&", "")
        assert not arabic.isascii()
        shown.field.setText(arabic)
        assert shown.titles[0] == arabic
        shown.close()
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
        QLocale.setDefault(QLocale.system())
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_a_part_of_a_title_always_matches_and_other_letters_never(before, part, after):
    assert match_score(part, before + part + after)
    assert match_score("q" + part, "xyz") == 0


def test_the_start_of_a_title_counts_more_than_its_middle():
    assert match_score("save", "Save") > match_score("save", "Save all") > match_score("save", "Unsaved")
    assert match_score("sva", "Save all") > 0
    assert match_score("ECRAN", "Plein écran") > 0
