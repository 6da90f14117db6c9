"""The window in another language: every text is another one, has room, and runs the other way."""

import pytest
from pseudo_language import PseudoTranslator, plain_words
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QSpinBox,
    QTextBrowser,
    QWidget,
)

from lowexp_gui.app.arrangement import Arrangement
from lowexp_gui.jobs.settings import Language
from lowexp_gui.ui.language import NAMES, use_language
from lowexp_gui.ui.shortcuts_page import ShortcutsPage

# Names are the same in every language, and so are keys.
NAMES_OF_THINGS = ("JPEG", "PNG", "WebP", "TIFF", *NAMES.values())


@pytest.fixture
def other_language(qapp):
    """Translators, direction and figures are again as they were, after the test."""
    yield qapp
    for translator in qapp.findChildren(PseudoTranslator.__base__):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QLocale.setDefault(QLocale.system())
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft], ids=["ltr", "rtl"])
def pseudo_person(request, other_language, make_person):
    """Someone whose window is in no language."""
    translator = PseudoTranslator(other_language)
    other_language.installTranslator(translator)
    other_language.setLayoutDirection(request.param)
    person = make_person()
    person.window.resize(1400, 860)
    return person


@pytest.fixture
def arab(other_language, make_person):
    """Someone who has chosen Arabic."""
    use_language(other_language, Language.ARABIC)
    return make_person()


def texts_of(widget):
    """What a widget shows or tells, by kind of text."""
    yield "title", widget.windowTitle()
    yield "tooltip", widget.toolTip()
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QGroupBox | QMenu):
        yield "title", widget.title()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QSpinBox):
        yield "affixes", widget.prefix() + widget.suffix()
    if isinstance(widget, QTextBrowser):
        yield "page", widget.toPlainText()
    if isinstance(widget, QComboBox):
        for row in range(widget.count()):
            yield "item", widget.itemText(row)
            yield "item's tooltip", str(widget.itemData(row, Qt.ItemDataRole.ToolTipRole) or "")
    for action in widget.actions():
        yield "action", action.text()
        yield "action's tooltip", action.toolTip()


def keys_of(window):
    native = window.commands.open.shortcut().SequenceFormat.NativeText
    for action in window.commands.findChildren(type(window.commands.open)):
        yield from (keys.toString(native) for keys in action.shortcuts())


def untranslated(person, *names):
    """Texts with words that no translation can reach."""
    window = person.window
    known = (*NAMES_OF_THINGS, *keys_of(window), *names)
    return [
        (type(widget).__name__, kind, text)
        for widget in (window, *window.findChildren(QWidget))
        for kind, text in texts_of(widget)
        if plain_words(text, known)
    ]


def cut_off(window):
    """Visible labels, buttons and boxes that are smaller than what they have to show."""
    cut = []
    for widget in window.findChildren(QWidget):
        if not (widget.isVisible() and isinstance(widget, QLabel | QAbstractButton | QComboBox | QSpinBox)):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            fits = widget.height() >= widget.heightForWidth(widget.width())
        else:
            fits = widget.size().expandedTo(widget.sizeHint()) == widget.size()
        if not fits:
            text = widget.text() if hasattr(widget, "text") else widget.accessibleName()
            cut.append((type(widget).__name__, text, widget.size(), widget.sizeHint()))
    return cut


def left_out(window):
    """What the toolbar hides behind its arrow."""
    bar = window.bar
    shown = (bar.widgetForAction(action) for action in bar.actions() if not action.isSeparator())
    return [widget for widget in shown if not widget.isVisible()]


def test_the_empty_window_is_translated_and_has_room(pseudo_person):
    assert untranslated(pseudo_person) == []
    assert cut_off(pseudo_person.window) == []
    assert left_out(pseudo_person.window) == []


@pytest.mark.parametrize("arrangement", [Arrangement.THREE, Arrangement.WIPE, Arrangement.FOUR])
def test_the_window_with_a_photo_is_translated_and_has_room(pseudo_person, dark_photo, arrangement):
    pseudo_person.window.commands.view.arrangements[arrangement].trigger()
    pseudo_person.open_and_wait(dark_photo)
    assert untranslated(pseudo_person, dark_photo.name, str(dark_photo)) == []
    assert cut_off(pseudo_person.window) == []
    assert left_out(pseudo_person.window) == []
    photo = pseudo_person.window.parts.filmstrip.model().index(0)
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert plain_words(photo.data(role), (str(dark_photo), dark_photo.name)) == []


def test_a_window_that_is_not_translated_is_found_out(person):
    found = untranslated(person)
    assert {kind for _, kind, _ in found} >= {"title", "tooltip", "name", "text", "action", "item"}


def test_what_went_wrong_is_told_in_the_language(pseudo_person, tmp_path, dark_photo):
    broken, empty, text = (tmp_path / name for name in ("1.jpg", "2.png", "3.jpg"))
    broken.write_bytes(dark_photo.read_bytes()[:900])
    empty.write_bytes(b"")
    text.write_text("no photo")
    folder = tmp_path / "4"
    folder.mkdir()
    pseudo_person.drop(broken, empty, text, folder, tmp_path / "5")
    pseudo_person.wait(lambda: len(pseudo_person.sentences) >= 5)
    assert untranslated(pseudo_person, "1.jpg", "2.png", "3.jpg", str(tmp_path)) == []


def test_the_page_of_shortcuts_is_translated(pseudo_person):
    pseudo_person.window.commands.shortcuts.trigger()
    page = pseudo_person.window.findChild(ShortcutsPage)
    assert untranslated(pseudo_person) == []
    page.close()
