"""The window comes at once, and before torch does."""

import subprocess
import sys
import time

from lowexp_gui.model.shelf import DEFAULT_MODEL, list_models

_FIRST_PAINT = """
import sys, time
from lowexp_gui.ui import main_window
made = main_window.MainWindow.__init__
def make(window, *arguments):
    made(window, *arguments)
    window.first_painted.connect(lambda: print(time.time(), "torch" in sys.modules))
    window.first_painted.connect(window.close)
main_window.MainWindow.__init__ = make
from lowexp_gui.__main__ import main
sys.exit(main([]))
"""


def _first_paint():
    """Seconds from starting the program to its window, and whether torch was loaded then."""
    started = time.time()
    command = [sys.executable, "-c", _FIRST_PAINT]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    painted, with_torch = ended.stdout.split()
    return float(painted) - started, with_torch == "True"


def test_the_window_appears_within_two_seconds_without_torch():
    times = []
    for _ in range(3):
        seconds, with_torch = _first_paint()
        assert not with_torch
        times.append(seconds)
    # The best of three: the others may have had to share the machine.
    assert min(times) < 2, times


def test_devices_and_models_are_offered(person):
    person.wait(lambda: person.window.bar.devices.count() >= 2)
    assert person.window.bar.devices.currentText().startswith("Auto: ")
    assert person.window.bar.models.count() >= 1
    assert person.window.bar.models.toolTip()


def test_the_terms_of_every_model_can_be_read_where_it_is_chosen(person):
    models = person.window.bar.models
    for index, shelved in enumerate(sorted(list_models(), key=lambda each: each.card.name != DEFAULT_MODEL)):
        words = "any use" if shelved.card.commercial_use else "non-commercial"
        assert models.itemText(index) == f"{shelved.card.title}: {words}"


def test_the_version_is_told():
    command = [sys.executable, "-m", "lowexp_gui", "--version"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.stdout.startswith("Lowexp ")
