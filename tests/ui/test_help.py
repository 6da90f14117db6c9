"""The help menu: manual, shortcuts, reports, and all about the program."""

import re
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtWidgets import QApplication, QTextBrowser

from lowexp_gui import __version__
from lowexp_gui.config.settings import Language
from lowexp_gui.model.model_library import list_models
from lowexp_gui.paths import reports_folder
from lowexp_gui.ui.help.about_page import AboutPage
from lowexp_gui.ui.help.manual_page import PAGES, ManualPage
from lowexp_gui.ui.help.shortcuts_page import ShortcutsPage
from lowexp_gui.ui.language import use_language


@pytest.fixture
def about(person):
    person.window.commands.about.trigger()
    page = person.window.findChild(AboutPage)
    person.wait(lambda: page.licences.parts.count() > 0)
    return page


def _text(page, number):
    browser = page.tabs.widget(number)
    assert isinstance(browser, QTextBrowser)
    return browser.toPlainText()


@pytest.mark.parametrize(
    ("action", "kind"), [("about", AboutPage), ("manual", ManualPage), ("shortcuts", ShortcutsPage)]
)
def test_a_page_opens_once_beside_the_window(person, action, kind):
    for _ in range(2):
        getattr(person.window.commands, action).trigger()
    (page,) = person.window.findChildren(kind)
    assert page.isVisible()
    assert not page.isModal()
    person.qtbot.keyClick(page, Qt.Key.Key_Escape)
    person.wait(lambda: not person.window.findChildren(kind))


def _manual(person):
    person.window.commands.manual.trigger()
    return person.window.findChild(ManualPage)


def test_every_page_of_the_manual_is_shown_with_its_pictures(person):
    manual = _manual(person)
    assert manual.contents.count() == len(PAGES)
    for row in range(len(PAGES)):
        manual.contents.setCurrentRow(row)
        assert manual.text.toPlainText().startswith(manual.contents.item(row).text())
        text = Path(manual.text.source().toLocalFile()).read_text("utf-8")
        for name in re.findall(r"\]\((pictures/[^)]+)\)", text):
            kind = QTextDocument.ResourceType.ImageResource
            assert manual.text.loadResource(kind, QUrl(name)) is not None


def test_links_lead_from_page_to_page_and_nowhere_else(person):
    manual = _manual(person)
    manual.text.anchorClicked.emit(QUrl("command-line.md"))
    assert manual.contents.currentRow() == PAGES.index("command-line")
    assert "lowexp lab train" in manual.text.toPlainText()
    manual.text.anchorClicked.emit(QUrl("https://example.invalid/saving"))
    manual.text.anchorClicked.emit(QUrl("../../secret.md"))
    assert manual.contents.currentRow() == PAGES.index("command-line")


def test_the_manual_is_in_the_language_of_the_window(qapp, make_person):
    use_language(qapp, Language.ARABIC)
    try:
        manual = _manual(make_person())
        titles = [manual.contents.item(row).text() for row in range(len(PAGES))]
        assert titles[0] == "الخطوات الأولى"
        assert titles[-1] == "Command line"
        assert manual.text.document().firstBlock().textDirection() is Qt.LayoutDirection.RightToLeft
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()
        QLocale.setDefault(QLocale.system())
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_page_tells_version_terms_and_qt(about):
    assert f"Lowexp {__version__}" in _text(about, 0)
    assert "no network" in _text(about, 0)
    assert "Apache License, version 2.0" in _text(about, 0)
    assert str(reports_folder()) in _text(about, 0)
    terms = _text(about, 1)
    for model in list_models():
        assert model.card.terms in terms
        for source in model.card.data:
            assert f"{source.name}: {source.terms}" in terms
    assert "Unsplash licence" in terms
    assert PySide6.__version__ in _text(about, 3)
    assert "Lesser General Public License" in _text(about, 3)
    assert str(Path(PySide6.__file__).parent) in _text(about, 3)


def test_licences_are_searched_and_read(about, person):
    browser = about.licences
    everything = browser.parts.count()
    about.tabs.setCurrentWidget(browser)
    browser.search.setFocus()
    person.qtbot.keyClicks(browser.search, "CLICK")
    assert browser.parts.count() == 1
    assert "Redistribution" in browser.text.toPlainText()
    person.qtbot.keyClicks(browser.search, "nonesuch")
    assert browser.parts.count() == 0
    assert browser.text.toPlainText() == ""
    browser.search.clear()
    assert browser.parts.count() == everything
    assert str(everything) in browser.count.text()
    person.qtbot.keyClick(browser.search, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is browser.parts
    person.qtbot.keyClick(browser.parts, Qt.Key.Key_Down)
    second = browser.parts.item(1).text().split("\n")[0]
    assert browser.text.toPlainText().startswith(second)


def test_the_page_can_be_closed_before_the_licences_are_read(person):
    read = []
    person.window.commands.about.trigger()
    person.window.session.disk.licences_read.connect(read.append)
    person.window.findChild(AboutPage).close()
    person.wait(lambda: read)
    assert person.window.findChild(AboutPage) is None


def test_reports_and_log_are_in_the_menu(person, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    person.window.commands.show_reports.trigger()
    assert [Path(url.toLocalFile()) for url in opened] == [reports_folder()]
    assert reports_folder().is_dir()
    titles = [action.text() for action in person.window.menuBar().actions()[-1].menu().actions()]
    assert [title.replace("&", "") for title in titles if title] == [
        "Commands…",
        "Manual",
        "Shortcuts",
        "Show log",
        "Show crash reports",
        "About Lowexp",
    ]
