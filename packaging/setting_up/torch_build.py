"""Which PyTorch to install, and with what: the CPU build unless CUDA is asked for."""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .failures import failure_in, is_final
from .processes import pip_install, run_into_log
from .telling import SetUpError, tell

VERSION = "2.13.0"
SMALL_GB = 2.5
LARGE_GB = 9.0


@dataclass(frozen=True)
class Attempt:
    """One way to get PyTorch: pip, or uv, which knows where PyTorch keeps the build of a backend."""

    requirement: str
    uv_backend: str = ""
    notice: str = ""
    needs_gb: float = SMALL_GB


def attempts(platform: str, cuda: bool, supported_range: str) -> list[Attempt]:
    """The ways to try, in order, the version that Lowexp was tested with before others of its range.

    On Linux pip's own choice is a CUDA build of several gigabytes; elsewhere it is the small one. A wheel
    that is marked as a CPU build is only found by pip where somebody has laid one ready.
    """
    versions = (f"torch=={VERSION}", supported_range)
    linux = platform.startswith("linux")
    if cuda and linux:
        return [Attempt(f"torch==={VERSION}", needs_gb=LARGE_GB), Attempt(supported_range, needs_gb=LARGE_GB)]
    if cuda and platform == "win32":
        large = [Attempt(version, uv_backend="auto", needs_gb=LARGE_GB) for version in versions]
        notice = "No CUDA build of PyTorch could be had: installing the one for the processor."
        return [*large, *(Attempt(version, notice=notice) for version in versions)]
    if not linux:
        return [Attempt(version) for version in versions]
    notice = (
        "PyTorch's small CPU build could not be had: installing the CUDA build, about 3 GB to download "
        "and 6 GB on disk."
    )
    return [
        Attempt(f"torch=={VERSION}+cpu"),
        *(Attempt(version, uv_backend="cpu") for version in versions),
        *(Attempt(version, notice=notice, needs_gb=LARGE_GB) for version in versions),
    ]


def install_torch(python: Path, tries: Sequence[Attempt], log: Path) -> None:
    """Install PyTorch into the environment of this Python by the first attempt that works."""
    said = ""
    output = ""
    for attempt in tries:
        _require_space(python, attempt.needs_gb)
        if attempt.notice not in ("", said):
            said = attempt.notice
            tell(said)
        code, output = run_into_log(_command(python, attempt, log), log)
        if code == 0:
            return
        if is_final(output):
            break
    raise failure_in(output, "PyTorch", log)


def installed_torch(python: Path, supported_range: str) -> str:
    """The version of PyTorch that this Python has, or nothing where it has none that the project takes."""
    question = (
        "import sys; from importlib.metadata import version; "
        "from pip._vendor.packaging.requirements import Requirement; found = version('torch'); "
        "print(found if Requirement(sys.argv[1]).specifier.contains(found, prereleases=True) else '')"
    )
    asking = [str(python), "-P", "-c", question, supported_range]
    try:
        return subprocess.check_output(asking, stderr=subprocess.DEVNULL, text=True).strip()
    except subprocess.CalledProcessError:
        return ""


def is_enough(version: str, platform: str, cuda: bool) -> bool:
    """Whether the installed version can stay; one with CUDA serves somebody who did not ask for it, too."""
    if not cuda or platform == "darwin":
        return version != ""
    _, _, build = version.partition("+")
    return build.startswith("cu") if build else version != "" and platform != "win32"


def _command(python: Path, attempt: Attempt, log: Path) -> list[str]:
    if not attempt.uv_backend:
        return pip_install(python, attempt.requirement)
    code, output = run_into_log(pip_install(python, "uv"), log)
    if code != 0:
        raise failure_in(output, "PyTorch", log)
    backend = f"--torch-backend={attempt.uv_backend}"
    uv = [str(python), "-P", "-m", "uv", "pip", "install", "--python", str(python)]
    return [*uv, backend, "--reinstall-package", "torch", attempt.requirement]


def _require_space(python: Path, needed_gb: float) -> None:
    folder = python.parent.parent
    free_gb = shutil.disk_usage(folder).free / 1e9
    if free_gb < needed_gb:
        raise SetUpError(
            f"Setting up needs about {needed_gb:.1f} GB of free disk space, and {folder.parent} has only "
            f"{free_gb:.1f} GB.",
            "Free some space and run the same command again.",
        )
