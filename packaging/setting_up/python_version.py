"""The Pythons that Lowexp runs on, and how to go on with one of them.

This file has to parse and run on Pythons too old for the rest, so that they get a sentence and no traceback.
"""

import os
import shutil
import subprocess
import sys

SUPPORTED = ((3, 13), (3, 12), (3, 11))
TRIED = "LOWEXP_PYTHON_TRIED"


def is_supported(version: "tuple[int, ...]") -> bool:
    """Whether Lowexp runs on this version of Python."""
    return tuple(version[:2]) in SUPPORTED


def refusal(version: "tuple[int, ...]") -> str:
    """One sentence for a Python that is too old or too new."""
    return (
        f"Lowexp needs Python 3.11, 3.12 or 3.13, and this is Python {version[0]}.{version[1]}: "
        "install one of those and start this command with it, as in 'python3.13 packaging/start.py'."
    )


def candidates(platform: str) -> "list[list[str]]":
    """Commands that may start a supported Python on this platform, best first."""
    names = [f"{major}.{minor}" for major, minor in SUPPORTED]
    launchers = [["py", "-" + name] for name in names] if platform == "win32" else []
    return launchers + [["python" + name] for name in names]


def find_supported(commands: "list[list[str]]") -> "list[str]":
    """The first of the commands that really starts a supported Python, or an empty list."""
    for command in commands:
        program = shutil.which(command[0])
        if program and is_supported(_version_of([program, *command[1:]])):
            return [program, *command[1:]]
    return []


def _version_of(command: "list[str]") -> "tuple[int, ...]":
    asking = [*command, "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        answer = subprocess.check_output(asking, stderr=subprocess.DEVNULL)
        return tuple(int(part) for part in answer.split())
    except (OSError, ValueError, subprocess.CalledProcessError):
        return (0, 0)


def continue_with_supported_python() -> None:
    """Return on a supported Python; otherwise run this same command with one, or say what is needed."""
    version = tuple(sys.version_info[:2])
    if is_supported(version):
        return
    other = [] if TRIED in os.environ else find_supported(candidates(sys.platform))
    if not other:
        sys.exit(refusal(version))
    os.environ[TRIED] = "1"
    try:
        sys.exit(subprocess.call(other + sys.argv))
    except KeyboardInterrupt:
        sys.exit(130)
