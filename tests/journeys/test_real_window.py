"""The program as a person starts it: a process of its own, in a real window, on a real (if unseen) screen."""

import os
import shutil
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.config.settings import Surround
from lowexp_gui.config.window_state import WindowState, save_window_state
from lowexp_gui.ui.first_steps import Step
from lowexp_gui.ui.surround_choice import COLOURS

pytestmark = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb (Debian package xvfb)")


@pytest.fixture
def display():
    """The name of an X display."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1500x950x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        yield f":{told.readline().strip()}"
    server.terminate()
    server.wait(timeout=20)


def _picture(display, target, *arguments):
    environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-m", "lowexp_gui", "--screenshot", str(target), *map(str, arguments)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    return np.asarray(Image.open(target).convert("RGB")).astype(int)


def test_a_photo_is_enhanced_before_one_s_eyes(display, tmp_path, dark_photo):
    # Nothing that is shown once lies over the panes.
    save_window_state(WindowState(arrangement=Arrangement.TWO, first_steps=tuple(Step)))
    pixels = _picture(display, tmp_path / "window.png", "--theme", "dark", dark_photo)
    assert pixels.shape[0] > 600
    assert pixels.shape[1] > 1000
    assert pixels[3:8, 400:800].mean() < 60, "the menu bar is not dark"
    before, final = _panes(pixels)
    assert final.mean() > before.mean() + 20


def _panes(pixels):
    """The middle of the upper pane and of the lower one; both lie on the dark surround."""
    rows, columns = np.nonzero((pixels == COLOURS[Surround.DARK].red()).all(axis=2))
    top, height, middle = rows.min(), np.ptp(rows), (columns.min() + columns.max()) // 2
    places = (top + height // 4, top + 3 * height // 4)
    return tuple(pixels[y - 20 : y + 20, middle - 40 : middle + 40] for y in places)


def test_the_empty_window_is_light_when_asked_for(display, tmp_path):
    pixels = _picture(display, tmp_path / "window.png", "--theme", "light", "--moment", "start")
    assert pixels[3:8, 400:800].mean() > 200
