"""What the package needs from the system: shared libraries, and the version of the C library."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

# Debian's packages of the libraries that are left to the system, and of what is opened by name at run time.
# An alternative is what Debian calls the package since its time_t has 64 bits.
DEPENDS = (
    "fonts-dejavu-core | fonts-freefont-ttf | fonts-liberation",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgcc-s1",
    "libgl1",
    "libglib2.0-0 | libglib2.0-0t64",
    "libstdc++6 (>= 12)",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libx11-6",
    "libx11-xcb1",
    "libxcb-glx0",
    "libxcb-randr0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxcb1",
    "libzstd1",
    "xkb-data",
    "zlib1g",
)
_C_LIBRARY = frozenset({"libc6"})


def depends(contents: Path) -> str:
    """The Depends field for a package with these contents.

    Raises:
        ValueError: a library is needed that neither the package nor `DEPENDS` has.
    """
    binaries = [path for path in sorted(contents.rglob("*.so*")) if path.is_file() and not path.is_symlink()]
    there = {path.name for path in contents.rglob("*.so*")}
    needed = {name for binary in binaries for name in _needed(binary)} - there
    stated = {choice.split()[0] for each in DEPENDS for choice in each.split("|")} | _C_LIBRARY
    found = {name: _package_with(name) for name in sorted(needed)}
    missing = {name: package for name, package in found.items() if package not in stated}
    if missing:
        raise ValueError(
            "needed, but neither shipped nor depended on, with the packages that have them "
            f"(without one: install it here first): {missing}"
        )
    return ", ".join([f"libc6 (>= {oldest_c_library(binaries)})", *DEPENDS])


def oldest_c_library(binaries: Iterable[Path]) -> str:
    """The oldest version of the GNU C library that has every symbol that these ask for."""
    versions = {
        tuple(map(int, found.split(".")))
        for binary in binaries
        for found in re.findall(r"GLIBC_(\d+\.\d+)\b", _read(binary, "--version-info"))
    }
    return ".".join(map(str, max(versions)))


def _needed(binary: Path) -> list[str]:
    return re.findall(r"\(NEEDED\)\s+Shared library: \[(.+?)\]", _read(binary, "--dynamic"))


def _read(binary: Path, what: str) -> str:
    command = ["readelf", "--wide", what, str(binary)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _package_with(library: str) -> str:
    """The package of this system that has a library; empty if none has."""
    asked = ["dpkg-query", "--search", f"*/{library}"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return answer.split(":")[0] if answer else ""
