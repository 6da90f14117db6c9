"""The environment of the build, apart from `.venv`: pinned libraries whose hashes are checked."""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

from setting_up.environment import empty, python_in
from setting_up.failures import failure_in
from setting_up.processes import pip_install, run_into_log
from setting_up.telling import SetUpError, tell

from .project import BUILT, ROOT

# The version that the requirements were pinned with.
PYTHON = (3, 11)
_VENV = BUILT / "environment"
_LOG = BUILT / "environment.log"
_STAMP = _VENV / "lowexp-requirements"


def requirements() -> Path:
    """The pinned requirements of this system."""
    name = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    return ROOT / "packaging" / "requirements" / f"build-{name}.txt"


def ready_python() -> Path:
    """The Python of the environment, which is created first, or again if requirements have changed.

    Raises:
        SetUpError: it cannot be created.
    """
    if sys.version_info[:2] != PYTHON:
        raise SetUpError(
            f"Packages are made with Python {PYTHON[0]}.{PYTHON[1]}, for which all libraries are pinned.",
            f"Run this with python{PYTHON[0]}.{PYTHON[1]}.",
        )
    pinned = requirements()
    if not pinned.is_file():
        raise SetUpError(
            f"The requirements of this system are not pinned yet ({pinned.relative_to(ROOT)}).",
            "Write them on this system by the command in packaging/README.md.",
        )
    digest = hashlib.sha256(pinned.read_bytes()).hexdigest()
    if not _STAMP.is_file() or _STAMP.read_text() != digest:
        _make(pinned)
        _STAMP.write_text(digest)
    return python_in(_VENV)


def _make(pinned: Path) -> None:
    tell("Setting the build's environment up, from pinned libraries ...")
    BUILT.mkdir(exist_ok=True)
    if _VENV.is_dir():
        empty(_VENV)
    venv.create(_VENV, with_pip=True)
    options = ["--require-hashes", "--no-deps", "--requirement", str(pinned)]
    code, output = run_into_log(pip_install(python_in(_VENV), *options), _LOG)
    if code != 0:
        raise failure_in(output, "What the build takes", _LOG)


def run_inside(python: Path, arguments: list[str]) -> int:
    """Make and check the packages with that Python. Returns the exit code."""
    # For reproducible builds.
    environment = os.environ | {"PYTHONPATH": str(ROOT / "packaging"), "PYTHONHASHSEED": "0"}
    command = [str(python), "-W", "ignore", "-m", "building.making", *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode
