"""What the window says when it opens, and what can be done about it."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication

from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.preferences import Preferences
from lowexp_gui.config.settings import Settings, load_settings, save_settings
from lowexp_gui.diagnostics.crash_reports import (
    keep_report,
    unseen_reports,
)
from lowexp_gui.errors import Sentence
from lowexp_gui.paths import reports_folder
from lowexp_gui.ui.startup_notices import StartupNotices


@pytest.fixture
def opened(monkeypatch):
    """Addresses that were opened in other programs."""
    addresses = []
    monkeypatch.setattr(QDesktopServices, "openUrl", addresses.append)
    return addresses


def _start(person, **what):
    StartupNotices(person.window, person.window._preferences, **what).say()
    return person.window.parts.messages


def _report(text="the report"):
    reports_folder().mkdir(parents=True, exist_ok=True)
    keep_report(text, datetime(2026, 1, 1))


def test_nothing_is_told_of_the_terms_of_a_model_that_may_be_used_for_anything(person):
    assert person.window.session.in_view.model == "open"
    assert _start(person).lines == ()


def test_the_terms_are_told_once_and_the_free_model_is_a_button_away(make_person):
    save_settings(Settings(model="studio"))
    person = make_person()
    (line,) = _start(person).lines
    assert "“Studio”" in line.notice.sentence
    assert "non-commercial" in line.notice.sentence
    assert "“Open” may be used for anything" in line.notice.sentence
    line.remedy_button.click()
    assert person.window.session.in_view.model == "open"
    assert person.window.bar.models.currentData() == "open"
    assert person.sentences == ()
    assert load_settings().model == "open"
    assert _start(make_person()).lines == ()


def test_terms_are_told_when_the_model_changes_to_one_that_restricts_use(person):
    bar = person.window.bar.models
    for name, told in (("article", True), ("open", False), ("studio", False), ("open", False)):
        bar.setCurrentIndex(bar.findData(name))
        bar.activated.emit(bar.currentIndex())
        # Both have the same terms, which are told once.
        assert len(person.sentences) == told


def test_a_report_can_be_copied(person):
    save_settings(Settings())
    _report()
    line = _start(person).lines[0]
    assert "Lowexp crashed" in line.notice.sentence
    line.remedy_button.click()
    assert QGuiApplication.clipboard().text() == "the report"
    assert unseen_reports() == ()
    assert "copied" in person.sentences[0]
    assert not any("Lowexp crashed" in each for each in person.sentences)


def test_the_folder_of_reports_can_be_shown(person, opened):
    _report()
    _start(person).lines[0].also_button.click()
    assert [Path(url.toLocalFile()) for url in opened] == [reports_folder()]
    assert unseen_reports() == ()


@pytest.mark.parametrize("every", [False, True])
def test_a_report_that_was_dismissed_is_not_offered_again(person, every):
    _report()
    messages = _start(person)
    assert unseen_reports() != ()
    (messages.dismiss_all_button if every else messages.lines[0].dismiss_button).click()
    assert unseen_reports() == ()


def test_other_messages_leave_reports_unseen(person):
    _report()
    person.window.show_notice(Notice("Something else."))
    person.window.parts.messages.lines[0].dismiss_button.click()
    assert unseen_reports() != ()


def test_what_a_newer_version_left_and_what_was_moved_is_told(person, opened):
    moved = Path("/x/backup-1/settings.json"), Path("/x/backup-1/results")
    lines = _start(person, odd=(Sentence("A sentence."),), reset=moved, safe=True).lines
    assert "Safe mode" in lines[0].notice.sentence
    assert "settings.json, results" in lines[1].notice.sentence
    assert lines[2].notice.sentence == "A sentence."
    lines[1].remedy_button.click()
    assert [url.toLocalFile() for url in opened] == ["/x/backup-1"]


def test_told_terms_are_kept_with_the_settings():
    preferences = Preferences()
    preferences.add_told_terms("abc")
    assert Preferences().settings.told_terms == ("abc",)
