"""Test of the Debian package: installed on a bare Debian, used without a network, and removed."""

import filecmp
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .bare_debian import PERSON, BareDebian
from .project import BUILT, MADE, MODEL_TYPE, ROOT
from .screen import Screen, unseen_screen, wait_for

_PHOTO = ROOT / "resources" / "sample.jpg"
_PICTURES = MADE / "screenshots"


class CheckError(Exception):
    """The package failed a test; the message names it."""


def check_deb(deb: Path, say: Callable[[str], None]) -> None:
    """Install, use and remove the package, reporting each step.

    Raises:
        CheckError, RuntimeError, TimeoutError: a test failed.
    """
    debian = BareDebian(BUILT / "bare-debian")
    say(f"A bare Debian {(debian.root / 'etc/debian_version').read_text().strip()} in a folder.")
    _require(not list(debian.root.glob("usr/bin/python*")), "there is Python in the bare Debian")
    debian.run(["apt-get", "-q", "update"], network=True)
    # The parts of a desktop that list menus and file types, to check that they are registered.
    desktop = ["desktop-file-utils", "shared-mime-info", "hicolor-icon-theme"]
    debian.run(["apt-get", "-qy", "install", "--no-install-recommends", *desktop], network=True)
    before = debian.files()
    _install(debian, deb, say)
    _check_integration(debian, say)
    cores = os.cpu_count() or 1
    _check_command_line(debian, _result_of_the_checkout(cores), say)
    with unseen_screen() as screen:
        # The window uses one core less, and the number of threads changes the rounding of a few pixels.
        _check_window(debian, screen, _result_of_the_checkout(max(1, cores - 1)), say)
    _remove(debian, before, say)


def _install(debian: BareDebian, deb: Path, say: Callable[[str], None]) -> None:
    shutil.copyfile(deb, debian.root / "tmp" / deb.name)
    install = ["apt-get", "-qy", "install", "--no-install-recommends", f"/tmp/{deb.name}"]  # noqa: S108
    said = debian.run(install, network=True)
    new = next((line for line in said.splitlines() if "newly installed" in line), "")
    say(f"Installed with apt-get: {new}")
    _require(not list(debian.root.glob("usr/bin/python*")), "the package brought Python")
    version = debian.run(["lowexp", "--version"], person=True).strip()
    say(f"lowexp is on the PATH, and says: {version}")


def _check_integration(debian: BareDebian, say: Callable[[str], None]) -> None:
    share = debian.root / "usr" / "share"
    listed = (share / "applications" / "mimeinfo.cache").read_text()
    _require("image/jpeg=lowexp.desktop;" in listed, "photos are not offered to Lowexp")
    _require(MODEL_TYPE in (share / "mime" / "globs2").read_text(), "the kind of its models is not known")
    say("Photos are offered to it, and files of models are known as such.")


def _result_of_the_checkout(threads: int) -> Path:
    """The checkout's result with the same number of threads, which affects the rounding."""
    folder = BUILT / f"result-of-the-checkout-{threads}"
    shutil.rmtree(folder, ignore_errors=True)
    program = [sys.executable, "-m", "lowexp_gui.cli", "enhance", str(_PHOTO), "--output", str(folder)]
    command = ["taskset", "--cpu-list", f"0-{threads - 1}", *program]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return next(folder.iterdir())


def _check_command_line(debian: BareDebian, expected: Path, say: Callable[[str], None]) -> None:
    _lay_photo(debian)
    said = debian.run(["lowexp", "enhance", "photo.jpg", "--output", "results"], person=True)
    say(f"lowexp enhance, without a network: {said.splitlines()[0]}")
    _require_equal(expected, next((debian.home / "results").iterdir()), say)


def _lay_photo(debian: BareDebian) -> None:
    shutil.copyfile(_PHOTO, debian.home / "photo.jpg")
    debian.run(["chown", f"{PERSON}:", f"/home/{PERSON}/photo.jpg"])


def _check_window(debian: BareDebian, screen: Screen, expected: Path, say: Callable[[str], None]) -> None:
    results = debian.home / "Lowexp"
    with _program(debian, screen, ["lowexp-gui"]):
        say("The window is shown.")
        screen.drop(f"/home/{PERSON}/photo.jpg")
        say("A photo was dropped on it.")
        _save(screen, results)
        _photograph(screen, "dropped.png", say)
    _require_equal(expected, next(results.iterdir()), say)
    shutil.rmtree(results)
    with _program(debian, screen, _menu_command(debian, f"/home/{PERSON}/photo.jpg")):
        _save(screen, results)
        _photograph(screen, "from-the-menu.png", say)
    say("Opened with a photo as its menu entry says.")
    _require_equal(expected, next(results.iterdir()), say)
    log = (debian.home / ".local/state/lowexp/log").rglob("*")
    _require(not any("Traceback" in path.read_text() for path in log if path.is_file()), "it logged an error")


@contextmanager
def _program(debian: BareDebian, screen: Screen, words: list[str]) -> Iterator[None]:
    """The running window without a network; closed like a user does at the end."""
    command = debian.command(words, person=True, display=screen.display)
    with subprocess.Popen(command, start_new_session=True) as program:
        try:
            wait_for("the window", screen.window, 0.1)
            yield
            screen.press("ctrl+q")
            _require(program.wait(timeout=30) == 0, "the window ended with an error")
        finally:
            if program.poll() is None:
                program.send_signal(signal.SIGKILL)


def _save(screen: Screen, results: Path) -> None:
    """Press Ctrl+S until there is a result; it has no effect before the photo is done."""

    def saved() -> bool:
        if not any(results.glob("*.jpg")):
            screen.press("ctrl+s")
        return any(results.glob("*.jpg"))

    wait_for("the saved photo", saved, 1.0)


def _menu_command(debian: BareDebian, photo: str) -> list[str]:
    entry = (debian.root / "usr/share/applications/lowexp.desktop").read_text()
    command = next(line.partition("=")[2] for line in entry.splitlines() if line.startswith("Exec="))
    return [photo if word == "%F" else word for word in shlex.split(command)]


def _photograph(screen: Screen, name: str, say: Callable[[str], None]) -> None:
    _PICTURES.mkdir(parents=True, exist_ok=True)
    screen.photograph(_PICTURES / name)
    say(f"Its picture: {(_PICTURES / name).relative_to(ROOT)}")


def _require_equal(expected: Path, result: Path, say: Callable[[str], None]) -> None:
    """Compare a result with the checkout's: pixel by pixel, and then byte by byte."""
    import numpy as np
    from PIL import Image

    with Image.open(expected) as one, Image.open(result) as other:
        _require(np.array_equal(np.asarray(one), np.asarray(other)), f"{result.name} has other pixels")
    same = filecmp.cmp(expected, result, shallow=False)
    say(f"{result.name} is equal to the checkout's: every pixel{', and every byte' if same else ''}.")


def _remove(debian: BareDebian, before: dict[str, int], say: Callable[[str], None]) -> None:
    debian.run(["apt-get", "-qy", "purge", "--autoremove", "lowexp"], network=True)
    after = debian.files()
    left = sorted(set(after) - set(before))
    _require(not left, f"left behind: {left}")
    lost = sorted(set(before) - set(after))
    _require(not lost, f"taken along: {lost}")
    homes = (path.relative_to(debian.home) for path in debian.home.rglob("*") if path.is_file())
    own = sorted({"/".join(path.parts[:2]) for path in homes})
    say(f"Removed; nothing is left but the person's own: {', '.join(own)}")


def _require(holds: bool, sentence: str) -> None:
    if not holds:
        raise CheckError(sentence)
