"""Freezing: from the sources to a directory that runs without Python."""

import os
import subprocess
import sys

from .project import BUILT, FROZEN, MADE, ROOT

# Their tables of names are for debuggers and linkers; libraries that were patched after they were built
# (those of NumPy and SciPy) do not survive this, so only these are made smaller.
_STRIPPED = ("torch/lib/libtorch_cpu.so", "torch/lib/libtorch_python.so", "libpython3.*.so.*")


def freeze() -> None:
    """Run PyInstaller, give the program its second name, and make the largest libraries smaller."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    folders = ["--workpath", str(BUILT / "pyinstaller"), "--distpath", str(MADE)]
    subprocess.run([*command, *folders, str(ROOT / "packaging" / "lowexp.spec")], check=True)
    if sys.platform.startswith("linux"):
        _strip()
    if sys.platform != "win32":
        _name_twice()


def _strip() -> None:
    for pattern in _STRIPPED:
        for library in FROZEN.contents.glob(pattern):
            subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)


def _name_twice() -> None:
    """Create the command line program as a second name (hard link) of the same file."""
    command_line = FROZEN.folder / "lowexp"
    command_line.unlink(missing_ok=True)
    os.link(FROZEN.folder / "lowexp-gui", command_line)
