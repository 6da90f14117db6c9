"""Nothing needs a network, and nothing asks for one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

DRIVER = str(Path(__file__).with_name("window_driver.py"))
FORBIDDING = (
    f"import sys; sys.path.insert(0, {os.fspath(Path(DRIVER).parent)!r})\n"
    "from window_driver import forbid_network; forbid_network()\n"
    "from lowexp_gui.cli import main; main()"
)


def _cut_off() -> list[str]:
    """What a command begins with to run without any network, or nothing where that is not permitted."""
    if shutil.which("unshare") is None:
        return []
    for way in (["unshare", "-rn"], ["unshare", "-n"]):
        if subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0:
            return way
    return []


CUT_OFF = _cut_off()
without_network = pytest.mark.skipif(not CUT_OFF, reason="unshare -rn and unshare -n are not permitted here")


def _run(*command: object) -> None:
    ended = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize("before", [pytest.param(CUT_OFF, marks=without_network, id="cut off"), []])
def test_the_window_opens_enhances_and_saves(before: list[str], dark_photo: Path, tmp_path: Path) -> None:
    _run(*before, sys.executable, DRIVER, "enhance", dark_photo, tmp_path / "out")
    (saved,) = (tmp_path / "out").iterdir()
    Image.open(saved).load()


@pytest.mark.parametrize("before", [pytest.param(CUT_OFF, marks=without_network, id="cut off"), []])
def test_the_command_line_enhances(before: list[str], dark_photo: Path, tmp_path: Path) -> None:
    command = (sys.executable, "-c", FORBIDDING, "enhance", dark_photo, "--output", tmp_path / "out")
    _run(*before, *command)
    (saved,) = (tmp_path / "out").iterdir()
    Image.open(saved).load()


@without_network
def test_cut_off_means_cut_off() -> None:
    code = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    ended = subprocess.run(
        [*CUT_OFF, sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert "unreachable" in ended.stderr


@pytest.mark.parametrize("reach", ["create_connection(('127.0.0.1', 9))", "getaddrinfo('localhost', 9)"])
def test_an_attempt_would_be_noticed(reach: str) -> None:
    code = [*FORBIDDING.splitlines()[:2], f"import socket; socket.{reach}"]
    assert (
        subprocess.run([sys.executable, "-c", "\n".join(code)], check=False, capture_output=True).returncode
        == 99
    )
