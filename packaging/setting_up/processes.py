"""Running other programs: noisy ones into a log, the person's own in the terminal."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_MISLEADING = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__")


def own_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment without what would lead `.venv` to other packages than its own."""
    kept = {name: value for name, value in environ.items() if name not in _MISLEADING}
    return kept | {
        "PIP_USER": "0",
        "PIP_NO_INPUT": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
        "PIP_PROGRESS_BAR": "off",
    }


def pip_install(python: Path, *what: str) -> list[str]:
    """The command that installs something into the environment of this Python."""
    return [str(python), "-P", "-m", "pip", "install", *what]


def run_into_log(
    command: Sequence[str],
    log: Path,
    extra: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> tuple[int, str]:
    """Run a program with its output appended to the log; its exit code and what it wrote."""
    with log.open("ab") as sink:
        sink.write(f"\n$ {' '.join(command)}\n".encode("utf-8", "surrogateescape"))
        sink.flush()
        start = sink.tell()
        try:
            code = subprocess.call(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                env=own_environment(os.environ) | dict(extra or {}),
            )
        except FileNotFoundError as error:
            sink.write(f"{error}\n".encode())
            code = 127
    return code, log.read_bytes()[start:].decode(errors="replace")


def run_in_terminal(command: Sequence[str], folder: Path | None = None) -> int:
    """Run a program as if the person had started it; its exit code as a shell would give it."""
    with subprocess.Popen(command, cwd=folder, env=own_environment(os.environ)) as process:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            raise
    return 128 - code if code < 0 else code
