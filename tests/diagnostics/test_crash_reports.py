"""Reports: what they tell, what they must not tell, and how many are kept."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui import __version__
from lowexp_gui.diagnostics.crash_reports import (
    MOST_REPORTS,
    crash_reports,
    keep_report,
    mark_seen,
    unseen_reports,
)
from lowexp_gui.diagnostics.crash_watch import CrashWatch
from lowexp_gui.diagnostics.redacting import (
    redacted,
    redacted_record,
    redacted_traceback,
    with_short_code_paths,
)
from lowexp_gui.errors import Sentence
from lowexp_gui.paths import reports_folder
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.finding import SUFFIXES

log = logging.getLogger("lowexp_gui.somewhere")
# Letters of a name, with what names have besides; none of it stands in what the program itself writes.
_STEMS = st.text("ĸŧðđ '\"”“’(:;&%", min_size=3).map(lambda text: f"ĸŧðđ{text}ðđĸŧ")  # noqa: RUF001
_SUFFIXES = st.sampled_from([".JPEG", *sorted(SUFFIXES)])
_FOLDERS = st.sampled_from(["/home/ĸŧðđ/My Photos", "photos", "C:\\Users\\ĸŧðđ", "/mnt/ðđĸŧ: old"])


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of a watch over the log."""
    reports_folder().mkdir(parents=True)
    path = tmp_path / "watched"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
    watch = CrashWatch(descriptor, "heading")
    logger = logging.getLogger("lowexp_gui")
    logger.addHandler(watch)
    monkeypatch.setattr(logger, "level", logging.INFO)
    logger.manager._clear_cache()  # type: ignore[attr-defined]
    yield path
    logger.removeHandler(watch)
    logger.manager._clear_cache()  # type: ignore[attr-defined]
    os.close(descriptor)


def _tells(text: str) -> bool:
    return any(letter in text for letter in "ĸŧ")


@given(_FOLDERS, _STEMS, _SUFFIXES)
def test_no_report_names_a_photo(folder: str, stem: str, suffix: str) -> None:
    path = Path(f"{folder}/{stem}{suffix}")
    for error in (
        FileNotFoundError(2, "No such file", str(path)),
        PhotoError(Sentence("{photo} is damaged or cut short.", photo=quoted(path)), path),
        ValueError(f"cannot read {path}: it is damaged"),
        ValueError(str(path)),
        KeyError(path.name),
    ):
        assert not _tells(redacted(str(error)))
        assert not _tells(redacted_traceback(error))
        for template, arguments in (
            ("%s: %s", (path, error)),
            ("%s failed", (str(path),)),
            ("of %s", (path.name,)),
            (f"of {path.name}", ()),
        ):
            record = logging.LogRecord("a", logging.INFO, "b", 1, template, arguments, None)
            assert not _tells(redacted_record(record))


def test_what_helps_stays() -> None:
    record = logging.LogRecord(
        "a", 20, "b", 1, "Device %s: %d ms, %.1f of %s", ("cuda:0", 3, 0.25, None), None
    )
    assert redacted_record(record) == "Device cuda:0: 3 ms, 0.2 of None"
    try:
        Path("/nonesuch/ĸ.jpg").read_bytes()
    except OSError as error:
        cause: Exception = error
    told = redacted_traceback(ZeroDivisionError("division by zero").with_traceback(cause.__traceback__))
    assert "ZeroDivisionError: division by zero" in told
    assert "in test_what_helps_stays" in told
    dump = '  File "/home/ann/lowexp/lowexp_gui/ui/viewing/viewer.py", line 3 in paint'
    assert with_short_code_paths(dump) == '  File "lowexp_gui/ui/viewing/viewer.py", line 3 in paint'
    dump = '  File "/home/ann/.venv/lib/site-packages/torch/nn/x.py", line 3 in y'
    assert with_short_code_paths(dump) == '  File "torch/nn/x.py", line 3 in y'


def test_an_exception_leaves_one_report_however_often_it_comes(watched: Path) -> None:
    log.info("before")
    message = "details of /home/ĸ/a.jpg"
    for _ in range(10):
        try:
            raise ZeroDivisionError(message)
        except ZeroDivisionError:
            log.exception("Uncaught")
    (report,) = crash_reports()
    assert report.text.startswith("heading")
    assert "before" in report.text
    assert "in test_an_exception_leaves_one" in report.text
    assert "ZeroDivisionError: details of …" in report.text
    assert not _tells(report.text)


def test_what_is_no_fault_of_the_program_leaves_none(watched: Path) -> None:
    log.error("a sentence")
    log.info("a photo", exc_info=PhotoError(Sentence("{photo} is empty.", photo="“a.jpg”")))
    assert crash_reports() == ()
    assert "a sentence" in watched.read_text("utf-8")


def test_the_watched_file_stays_small_and_has_the_last_lines(watched: Path) -> None:
    for number in range(5000):
        log.info("line %d with some more words to make it long enough for this", number)
    text = watched.read_text("utf-8")
    assert len(text) < 300_000
    assert text.startswith("heading")
    assert "line 4999 " in text
    assert "line 4850 " in text
    assert "line 10 " not in text


def test_old_reports_are_thinned_out() -> None:
    reports_folder().mkdir(parents=True)
    first = datetime(2026, 1, 1)
    for number in range(MOST_REPORTS + 5):
        assert keep_report(f"number {number}", first + timedelta(minutes=number)) is not None
    texts = [report.text for report in crash_reports()]
    assert texts == [f"number {number}" for number in range(MOST_REPORTS + 4, 4, -1)]


def test_what_was_seen_is_not_offered_again() -> None:
    assert unseen_reports() == ()
    mark_seen()
    reports_folder().mkdir(parents=True)
    keep_report("one", datetime(2026, 1, 1))
    assert [report.text for report in unseen_reports()] == ["one"]
    mark_seen()
    assert unseen_reports() == ()
    keep_report("two", datetime(2026, 1, 2))
    assert [report.text for report in unseen_reports()] == ["two"]


def test_a_report_that_cannot_be_written_is_done_without(own_settings: Path) -> None:
    reports_folder().parent.mkdir(parents=True)
    reports_folder().touch()
    assert keep_report("one", datetime(2026, 1, 1)) is None


_DYING = """
import faulthandler, logging, os, signal, sys
from lowexp_gui.diagnostics.crash_watch import watch_for_crashes
with watch_for_crashes("test"):
    logging.getLogger("lowexp_gui").warning("opening %s", "/home/x/secret.jpg")
    if sys.argv[1] == "fault":
        faulthandler._sigsegv()
    os.kill(os.getpid(), getattr(signal, sys.argv[1]))
"""
_LIVING = """
import sys
from lowexp_gui.diagnostics.crash_watch import watch_for_crashes
with watch_for_crashes("test"):
    print("here", flush=True)
    sys.stdin.read()
"""


def _run(code: str, *arguments: str) -> int:
    return subprocess.run([sys.executable, "-c", code, *arguments], check=False, input=b"").returncode


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("how", ["fault", "SIGSEGV", "SIGABRT", "SIGFPE"])
def test_the_next_start_finds_what_a_native_crash_has_left(how: str) -> None:
    assert _run(_DYING, how) < 0
    assert crash_reports() == ()
    assert _run(_LIVING) == 0
    (report,) = crash_reports()
    assert f"Lowexp {__version__} (test)" in report.text
    assert "system: " in report.text
    assert "Fatal Python error" in report.text
    assert "WARNING MainThread lowexp_gui: opening …" in report.text
    assert "secret" not in report.text
    assert _run(_LIVING) == 0
    assert len(crash_reports()) == 1
    assert list(reports_folder().glob("*.running")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_who_is_merely_ended_or_still_alive_leaves_none() -> None:
    assert _run(_DYING, "SIGKILL") < 0
    command = [sys.executable, "-c", _LIVING]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as living:
        assert living.stdout is not None
        assert living.stdout.readline() == b"here\n"
        assert _run(_LIVING) == 0
        assert len(list(reports_folder().glob("*.running"))) == 1
        living.communicate()
    assert crash_reports() == ()
    assert list(reports_folder().iterdir()) == []


@pytest.mark.timeout(30)
@pytest.mark.parametrize("line", ["„" * 499, "a" * 499, ".jp" * 166, "/" * 499, "a:" * 249, '"' * 499])
def test_long_lines_take_linear_time(line):
    text = f"{line}\n" * 2000
    assert redacted(text).count("\n") == 1999
