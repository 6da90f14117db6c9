"""How the program finds its own parts."""

import subprocess
import sys
from pathlib import Path

import pytest

from lowexp_gui.bundled import command_line


def test_the_command_line_of_a_checkout_starts():
    ended = subprocess.run([*command_line(), "--version"], capture_output=True, text=True, check=True)
    assert "lowexp" in ended.stdout


@pytest.mark.parametrize(("window", "expected"), [("lowexp-gui", "lowexp"), ("lowexp-gui.exe", "lowexp.exe")])
def test_the_command_line_of_a_package_lies_beside_the_window(monkeypatch, tmp_path, window, expected):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / window))
    assert [Path(word) for word in command_line()] == [tmp_path / expected]
