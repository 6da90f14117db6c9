"""A home that is full or cannot be written to: every command and the window work, and say so once."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

LOWEXP = [sys.executable, "-m", "lowexp_gui.cli"]
DRIVER = [sys.executable, str(Path(__file__).with_name("window_driver.py"))]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="file systems of Linux")
_SAID = "Lowexp cannot write in"


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk without room; skipped where it cannot be made."""
    disk = tmp_path / "full"
    disk.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("no disk of its own can be made here")
    try:
        with (disk / "filler").open("wb", buffering=0) as stream, contextlib.suppress(OSError):
            while stream.write(b"x" * 4096):
                pass
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _run(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    places = {f"XDG_{name}_HOME": "" for name in ("CONFIG", "STATE", "DATA", "CACHE")}
    environment = {**os.environ, **places, "HOME": str(home)}
    for name in ("LOWEXP_CONFIG_DIR", "LOWEXP_LOG_DIR", "LOWEXP_MODELS_DIR"):
        environment.pop(name, None)
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)


@pytest.fixture(params=["full", "a file in place of it"])
def bad_home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "full":
        disk: Path = request.getfixturevalue("full_disk")
        return disk
    (tmp_path / "home").touch()
    return tmp_path / "home"


def test_every_command_works_and_says_it_once(bad_home: Path, dark_photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for command in (
        ["models"],
        ["doctor"],
        ["enhance", str(dark_photo), "-o", str(out), "--model", "article"],
    ):
        ended = _run([*LOWEXP, *command], bad_home)
        assert ended.returncode == 0, ended.stderr
        assert ended.stderr.count(_SAID) == 1
        assert "Traceback" not in ended.stderr
        assert "went wrong" not in ended.stderr
        assert "Logging error" not in ended.stderr
    assert [path.name for path in out.iterdir()] == ["IMG_1_lowexp.jpg"]


def test_the_window_opens_and_saves(bad_home: Path, dark_photo: Path, tmp_path: Path) -> None:
    ended = _run([*DRIVER, "enhance", str(dark_photo), str(tmp_path / "out")], bad_home)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count(_SAID) == 1
    assert "Traceback" not in ended.stderr
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_files_that_name_photos_are_for_one_person_alone(dark_photo: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    places = [
        ".config/lowexp",
        ".local/state/lowexp/log",
        ".local/share/lowexp/queues",
    ]
    for place in places:
        # As an earlier version has left them.
        (home / place).mkdir(parents=True)
        (home / place).chmod(0o755)
    log = home / ".local/state/lowexp/log/lowexp.log"
    log.touch(0o644)
    out = tmp_path / "out"
    assert _run([*LOWEXP, "enhance", str(dark_photo), "-o", str(out)], home).returncode == 0
    ended = _run([*DRIVER, "enhance", str(dark_photo), str(tmp_path / "out")], home)
    assert ended.returncode == 0, ended.stderr
    for place in places:
        assert (home / place).stat().st_mode & 0o777 == 0o700, place
        files = [path for path in (home / place).rglob("*") if path.is_file()]
        assert files or "log" in place
        assert {path.name: path.stat().st_mode & 0o077 for path in files if path.stat().st_mode & 0o077} == {}
    assert all(path.stat().st_mode & 0o777 == 0o666 & ~_umask() for path in out.iterdir())


def _umask() -> int:
    before = os.umask(0)
    os.umask(before)
    return before
