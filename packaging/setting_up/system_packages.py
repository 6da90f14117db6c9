"""What Lowexp needs from the operating system on Linux: which of it is missing, and who can install it."""

import ctypes
import importlib
import importlib.util
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .processes import run_into_log
from .telling import SetUpError, tell

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_FONT_ENDINGS = (".ttf", ".otf", ".ttc", ".pfb", ".pcf.gz")


@dataclass(frozen=True)
class Need:
    """One thing the system must have: its name, what brings it on Debian and on RPM systems, is it there."""

    name: str
    package: str
    rpm: str
    is_there: Callable[[], bool]


def library(soname: str, package: str) -> Need:
    """A shared library, looked for as the programs themselves will."""
    rpm = f"{soname}()(64bit)" if sys.maxsize > 2**32 else soname
    return Need(soname, package, rpm, lambda: _loads(soname))


def program(name: str, package: str) -> Need:
    """A program on the PATH."""
    return Need(name, package, f"/usr/bin/{name}", lambda: shutil.which(name) is not None)


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _has_fonts() -> bool:
    folders = (Path(folder).expanduser() for folder in _FONT_FOLDERS)
    return any(
        name.endswith(_FONT_ENDINGS)
        for folder in folders
        for _, _, names in os.walk(folder)
        for name in names
    )


def _has_keyboard_layouts() -> bool:
    return Path("/usr/share/X11/xkb/rules").is_dir()


def _can_make_environments() -> bool:
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


MAKING_VENV = (
    Need(
        "Python's venv module",
        f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",
        "python3",
        _can_make_environments,
    ),
)
COMMAND_LINE = (library("libstdc++.so.6", "libstdc++6"),)
OFFSCREEN = (
    library("libglib-2.0.so.0", "libglib2.0-0"),
    library("libGL.so.1", "libgl1"),
    library("libEGL.so.1", "libegl1"),
    library("libX11.so.6", "libx11-6"),
    library("libxkbcommon.so.0", "libxkbcommon0"),
    library("libdbus-1.so.3", "libdbus-1-3"),
    library("libfontconfig.so.1", "libfontconfig1"),
    library("libfreetype.so.6", "libfreetype6"),
    Need("a font", "fonts-dejavu-core", "dejavu-sans-fonts", _has_fonts),
)
WINDOW = (
    *OFFSCREEN,
    library("libX11-xcb.so.1", "libx11-xcb1"),
    library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    library("libxcb-cursor.so.0", "libxcb-cursor0"),
    library("libxcb-icccm.so.4", "libxcb-icccm4"),
    library("libxcb-image.so.0", "libxcb-image0"),
    library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    library("libxcb-randr.so.0", "libxcb-randr0"),
    library("libxcb-render.so.0", "libxcb-render0"),
    library("libxcb-render-util.so.0", "libxcb-render-util0"),
    library("libxcb-shape.so.0", "libxcb-shape0"),
    library("libxcb-shm.so.0", "libxcb-shm0"),
    library("libxcb-sync.so.1", "libxcb-sync1"),
    library("libxcb-util.so.1", "libxcb-util1"),
    library("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    library("libxcb-xkb.so.1", "libxcb-xkb1"),
    library("libwayland-client.so.0", "libwayland-client0"),
    library("libwayland-cursor.so.0", "libwayland-cursor0"),
    Need("keyboard layouts", "xkb-data", "xkeyboard-config", _has_keyboard_layouts),
)
TESTS = (*WINDOW, program("Xvfb", "xvfb"), program("xauth", "xauth"))


def to_set_up(platform: str, is_done: bool) -> tuple[Need, ...]:
    """What making the environment and running the command line take."""
    return () if is_done or not platform.startswith("linux") else (*MAKING_VENV, *COMMAND_LINE)


def for_window(platform: str) -> tuple[Need, ...]:
    """What a window takes."""
    return WINDOW if platform.startswith("linux") else ()


def for_tests(platform: str) -> tuple[Need, ...]:
    """What the tests take, which open windows on a screen of their own."""
    return TESTS if platform.startswith("linux") else ()


def missing(needs: Iterable[Need]) -> list[Need]:
    """Those of the needs that the system does not meet."""
    return [need for need in needs if not need.is_there()]


def package_manager(which: Callable[[str], object]) -> str:
    """The system's package manager, of those whose commands are known here, or an empty string."""
    return next((name for name in ("apt-get", "dnf", "zypper") if which(name)), "")


def advice(needs: Sequence[Need], manager: str, is_root: bool) -> str:
    """The exact command that installs the needs, or their names where no command is known."""
    sudo = "" if is_root else "sudo "
    if manager == "apt-get":
        names = " ".join(sorted({need.package for need in needs}))
        install = f"{sudo}apt-get install -y --no-install-recommends {names}"
        return f"Run: {sudo}apt-get update && {install}"
    if manager:
        return f"Run: {sudo}{shlex.join([manager, 'install', *(need.rpm for need in needs)])}"
    return "Install the packages of your system with: " + ", ".join(need.name for need in needs)


def provide(needs: Sequence[Need], log: Path) -> list[Need]:
    """Install what is missing where that is allowed (root on Debian); what is missing even so."""
    absent = missing(needs)
    if not absent or package_manager(shutil.which) != "apt-get" or not is_root():
        return absent
    names = sorted({need.package for need in absent})
    tell(f"Installing system packages: {' '.join(names)}")
    log.parent.mkdir(exist_ok=True)
    install_with_apt(names, log)
    return missing(absent)


def require(needs: Sequence[Need], log: Path) -> None:
    """Provide all the needs, or end with what is missing and how to get it."""
    absent = provide(needs, log)
    if absent:
        raise lack_of(absent, log)


def lack_of(needs: Sequence[Need], log: Path) -> SetUpError:
    """That the system lacks these, and the command that gets them."""
    names = ", ".join(need.name for need in needs)
    tried = log if is_root() and log.exists() else None
    return SetUpError(f"This system lacks: {names}.", f"{how_to_get(needs)}\nThen start again.", tried)


def how_to_get(needs: Sequence[Need]) -> str:
    """What the person can do on this system to get the needs."""
    return advice(needs, package_manager(shutil.which), is_root())


def install_with_apt(packages: Sequence[str], log: Path) -> None:
    """Install Debian packages without a question; the log has what apt says."""
    quietly: Mapping[str, str] = {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    run_into_log([*apt, "update"], log, quietly)
    run_into_log([*apt, "install", "-y", "--no-install-recommends", *packages], log, quietly)


def is_root() -> bool:
    """Whether this process may install system packages."""
    return sys.platform != "win32" and os.geteuid() == 0
