"""When the program breaks, in a process of its own: what it leaves, and what the next start says."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lowexp_gui.config.settings import (
    Settings,
    load_settings,
    save_settings,
)
from lowexp_gui.diagnostics.crash_reports import crash_reports
from lowexp_gui.paths import config_folder, reports_folder

DRIVER = [sys.executable, str(Path(__file__).with_name("window_driver.py"))]
LOWEXP = [sys.executable, "-m", "lowexp_gui.cli"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def _drive(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DRIVER, *map(str, words)], capture_output=True, text=True, timeout=120, check=False
    )


def test_a_native_crash_is_offered_at_the_next_start(dark_photo: Path) -> None:
    waiting = [*DRIVER, "wait", str(dark_photo)]
    with subprocess.Popen(waiting, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "here\n"
        os.kill(window.pid, signal.SIGSEGV)
    assert window.returncode == -signal.SIGSEGV
    told = _drive("tell")
    assert told.returncode == 0, told.stderr
    assert "Lowexp crashed" in told.stdout
    assert "['Copy report', 'Show folder']" in told.stdout
    (report,) = crash_reports()
    assert "lowexp-gui" in report.text
    assert "Segmentation fault" in report.text
    assert 'File "lowexp_gui/ui/application.py"' in report.text


def test_exceptions_on_every_thread_leave_reports_without_the_photo_s_name(dark_photo: Path) -> None:
    photo = dark_photo.rename(dark_photo.with_name("secret trip.jpg"))
    told = _drive("break_down", photo)
    assert told.returncode == 0, told.stderr
    assert "You can continue." in told.stdout
    assert "unexpected error" in told.stdout
    texts = [report.text for report in crash_reports()]
    for where in ("the window", "a thread", "the worker"):
        (text,) = (text for text in texts if f"ZeroDivisionError: in {where}, with …" in text)
        assert "window_driver.py" in text
    everything = "".join(texts)
    assert "secret" not in everything
    assert str(photo.parent) not in everything


def test_a_command_that_breaks_says_a_sentence_and_leaves_a_report(tmp_path: Path) -> None:
    code = (
        "from lowexp_gui.cli import commands, doctor\n"
        "def fail():\n    raise ZeroDivisionError('with /home/x/secret.jpg')\n"
        "doctor.report_lines = fail\n"
        "commands.main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, "doctor"], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert str(reports_folder()) in ended.stderr
    (report,) = crash_reports()
    assert "ZeroDivisionError: with …" in report.text
    told = subprocess.run([*LOWEXP, "doctor"], capture_output=True, text=True, check=True).stdout
    assert f"crash reports: {reports_folder()} - 1, the latest is {report.path.name}" in told


def test_a_command_warns_as_before() -> None:
    save_settings(Settings())
    models = config_folder() / "models"
    models.mkdir()
    (models / "a b.json").write_text("{}", "utf-8")
    told = subprocess.run([*LOWEXP, "models"], capture_output=True, text=True, check=True)
    assert "left out" in told.stderr


def test_safe_mode_opens_with_the_usual_settings_and_leaves_one_s_own_alone() -> None:
    save_settings(Settings(model="studio", device="cuda:7"))
    told = _drive("tell", "", "", "--safe-mode")
    assert told.returncode == 0, told.stderr
    assert "Safe mode" in told.stdout
    assert "open cpu 0" in told.stdout
    assert load_settings() == Settings(model="studio", device="cuda:7")
    assert not (config_folder() / "window.json").exists()


def test_a_reset_says_what_it_moved_and_opens_as_on_the_first_day() -> None:
    save_settings(Settings(model="studio", device="cuda:7"))
    told = _drive("tell", "", "", "--reset")
    assert told.returncode == 0, told.stderr
    (aside,) = config_folder().glob("backup-*")
    assert told.stdout.startswith(f"Moved aside: {aside / 'settings.json'}\n")
    assert "The old files are kept: settings.json" in told.stdout
    assert "open auto" in told.stdout


def test_help_tells_of_both() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "lowexp_gui", "--help"], capture_output=True, text=True, check=True
    )
    assert "--safe-mode" in told.stdout
    assert "--reset" in told.stdout
