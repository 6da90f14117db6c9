"""The test command: every check of the project, the tests last."""

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from . import system_packages
from .environment import Wanted, is_ready, ready_python, script_in
from .options import ROOT, read_options
from .processes import run_in_terminal
from .telling import exit_code_of, tell


def main(arguments: list[str]) -> int:
    """Set up with the tests' libraries and run every check; not 0 if any of them failed."""
    return exit_code_of(lambda: _test(arguments))


def _test(arguments: list[str]) -> int:
    asked = read_options(arguments, "test.py", "Set Lowexp up and run all its tests.", "PYTEST ARGUMENT")
    wanted = Wanted(ROOT, extras=("test",), cuda=asked.cuda)
    needs = system_packages.to_set_up(sys.platform, is_ready(wanted))
    system_packages.require((*needs, *system_packages.for_tests(sys.platform)), wanted.log)
    python = ready_python(wanted)
    return 0 if asked.set_up_only else run_checks(checks(python, asked.rest), ROOT)


def checks(python: Path, pytest_arguments: Sequence[str]) -> list[list[str]]:
    """The commands of all checks, quick ones first."""
    return [
        [str(python), "-m", "ruff", "check", "."],
        [str(python), "-m", "ruff", "format", "--check", "."],
        [str(python), "-m", "mypy"],
        [str(script_in(python.parent.parent, "lint-imports"))],
        [str(python), "-m", "pytest", *in_processes(_cores()), *pytest_arguments],
    ]


def in_processes(cores: int) -> list[str]:
    """How pytest shares the tests out: a process for each core, up to four as each takes a gigabyte."""
    return ["--numprocesses", str(min(cores, 4)), "--dist", "worksteal"] if cores > 1 else []


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_checks(commands: Sequence[Sequence[str]], folder: Path) -> int:
    """Run all the commands, also after one has failed; 1 if any failed, and which."""
    failed = []
    for command in commands:
        shown = shlex.join([Path(command[0]).stem, *command[1:]])
        tell(f"\n$ {shown}")
        if run_in_terminal(command, folder) != 0:
            failed.append(shown)
    if failed:
        tell("\nNot in order: " + "; ".join(failed))
    return 1 if failed else 0
