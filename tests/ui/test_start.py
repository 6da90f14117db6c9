"""The window comes soon, and before torch does."""

import json
import subprocess
import sys

from PySide6.QtCore import Qt

from lowexp_gui.model.model_library import DEFAULT_MODEL, list_models

_FIRST_PAINT = """
import json, sys, time
from lowexp_gui.ui import main_window
made = main_window.MainWindow.__init__
def tell():
    window, loaded = time.process_time(), "torch" in sys.modules
    import torch
    print(json.dumps([loaded, window, time.process_time() - window]))
def make(window, *arguments):
    made(window, *arguments)
    window.first_painted.connect(tell)
    window.first_painted.connect(window.close)
main_window.MainWindow.__init__ = make
from lowexp_gui.__main__ import main
sys.exit(main([]))
"""


def test_the_window_appears_soon_and_without_torch():
    command = [sys.executable, "-c", _FIRST_PAINT]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    torch_was_loaded, window, torch = json.loads(ended.stdout)
    assert not torch_was_loaded
    # What the processor did, whoever else uses it, against known work: two seconds where torch takes one.
    assert window < 2 * torch


def test_devices_and_models_are_offered(person):
    person.wait(lambda: person.window.bar.devices.count() >= 2)
    assert person.window.bar.devices.currentText().startswith("Auto: ")
    assert person.window.bar.models.count() >= 1
    assert person.window.bar.models.toolTip()


def test_the_terms_of_every_model_can_be_read_where_it_is_chosen(person):
    models = person.window.bar.models
    for index, stored in enumerate(sorted(list_models(), key=lambda each: each.card.name != DEFAULT_MODEL)):
        assert models.itemText(index) == stored.card.title
        assert stored.card.terms in models.itemData(index, Qt.ItemDataRole.ToolTipRole)
        if not stored.card.commercial_use:
            said = models.itemData(index, Qt.ItemDataRole.AccessibleTextRole)
            assert said == f"{stored.card.title}: non-commercial"


def test_the_version_is_told():
    command = [sys.executable, "-m", "lowexp_gui", "--version"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.stdout.startswith("Lowexp ")
