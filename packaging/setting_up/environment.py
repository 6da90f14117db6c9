"""The environment in `.venv`: made once, taken up again at once, remade where it is broken."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from .failures import failure_in
from .locking import one_at_a_time
from .processes import own_environment, pip_install, run_into_log
from .python_version import is_supported
from .telling import SetUpError, tell
from .torch_build import VERSION as TORCH_VERSION
from .torch_build import attempts, install_torch, installed_torch, is_enough

_LOG = "lowexp-set-up.log"
_LOCK = "lowexp-set-up.lock"
_STAMP = "lowexp-set-up.json"
_UNFINISHED = "lowexp-set-up-unfinished"


@dataclass(frozen=True)
class Wanted:
    """What an environment shall hold: the project in `root` with these extras, and CUDA or not."""

    root: Path
    extras: tuple[str, ...] = ()
    cuda: bool = False

    @property
    def venv(self) -> Path:
        """Where the environment is."""
        return self.root / ".venv"

    @property
    def log(self) -> Path:
        """Where the installers' words go."""
        return self.venv / _LOG


@dataclass(frozen=True)
class Stamp:
    """What a finished environment was made from."""

    project: str
    interpreter: str
    root: str
    extras: tuple[str, ...]
    cuda: bool

    def serves(self, wanted: "Stamp") -> bool:
        """Whether an environment with this stamp can be used as it is for what is wanted."""
        same_ground = (self.project, self.interpreter, self.root) == (
            wanted.project,
            wanted.interpreter,
            wanted.root,
        )
        return same_ground and set(wanted.extras) <= set(self.extras) and (self.cuda or not wanted.cuda)


def python_in(venv: Path) -> Path:
    """The environment's own Python."""
    return venv / "Scripts" / "python.exe" if sys.platform == "win32" else venv / "bin" / "python"


def script_in(venv: Path, name: str) -> Path:
    """A command that was installed into the environment."""
    python = python_in(venv)
    return python.with_name(name + python.suffix)


def project_digest(pyproject: str) -> str:
    """A digest of those parts of pyproject.toml that decide what is installed."""
    project = tomllib.loads(pyproject)
    deciding = [
        TORCH_VERSION,
        project.get("build-system"),
        project.get("project"),
        project.get("tool", {}).get("hatch"),
    ]
    return hashlib.sha256(json.dumps(deciding, sort_keys=True).encode()).hexdigest()


def torch_range(pyproject: str) -> str:
    """The PyTorch versions that the project takes, as pyproject.toml states them."""
    dependencies: list[str] = tomllib.loads(pyproject)["project"]["dependencies"]
    return next(name for name in dependencies if re.match(r"torch *([<>=!~;]|$)", name))


def stamp_for(wanted: Wanted) -> Stamp:
    """The stamp that an environment for this has, made with the interpreter that `.venv` now points to."""
    return Stamp(
        project=project_digest((wanted.root / "pyproject.toml").read_text(encoding="utf-8")),
        interpreter=_interpreter(wanted.venv),
        root=str(wanted.root),
        extras=tuple(sorted(wanted.extras)),
        cuda=wanted.cuda,
    )


def _interpreter(venv: Path) -> str:
    """What the environment stands on: the base interpreter's file, or nothing where that has gone."""
    python = python_in(venv)
    if not python.exists():
        return ""
    settings = (venv / "pyvenv.cfg").read_text(encoding="utf-8") if (venv / "pyvenv.cfg").is_file() else ""
    home = next((line.partition("=")[2].strip() for line in settings.splitlines() if line[:4] == "home"), "")
    return f"{python.resolve()} of {home}" if home and Path(home).is_dir() else ""


def read_stamp(venv: Path) -> Stamp | None:
    """The stamp of a finished environment, if there is one."""
    try:
        values = json.loads((venv / _STAMP).read_text(encoding="utf-8"))
        return Stamp(**(values | {"extras": tuple(values["extras"])}))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def is_ready(wanted: Wanted) -> bool:
    """Whether the environment can be used as it is; touches no network and starts nothing."""
    stamp = read_stamp(wanted.venv)
    if stamp is None or (wanted.venv / _UNFINISHED).exists():
        return False
    needed = stamp_for(wanted)
    return needed.interpreter != "" and stamp.serves(needed)


def ready_python(wanted: Wanted) -> Path:
    """The Python of a finished environment; sets it up first where that is due."""
    if not is_ready(wanted):
        wanted.venv.mkdir(exist_ok=True)
        with one_at_a_time(wanted.venv / _LOCK):
            if not is_ready(wanted):
                _set_up(wanted)
    return python_in(wanted.venv)


def _set_up(wanted: Wanted) -> None:
    former = read_stamp(wanted.venv)
    if is_broken(wanted.venv, former, wanted.root):
        if former is None and not (wanted.venv / _UNFINISHED).exists():
            raise SetUpError(
                "There is a .venv that was not set up by Lowexp, and its Python cannot be used.",
                "Move it away, then start again.",
            )
        tell("What is in .venv is unfinished or of no use any more: making it anew.")
        empty(wanted.venv)
        former = None
    if former is None:
        tell("Setting up Lowexp, once: about 0.5 GB to download, 2 GB on disk, some minutes.")
    else:
        tell("Bringing .venv up to date ...")
        extras = tuple(sorted({*wanted.extras, *former.extras}))
        wanted = replace(wanted, extras=extras, cuda=wanted.cuda or former.cuda)
    unfinished = wanted.venv / _UNFINISHED
    unfinished.touch()
    try:
        _install(wanted)
    except SetUpError as error:
        if not error.leaves_half:
            unfinished.unlink()
        raise
    stamp = json.dumps(asdict(stamp_for(wanted)), indent=2)
    (wanted.venv / _STAMP).write_text(stamp, encoding="utf-8")
    unfinished.unlink()
    tell("Set up.")


def is_broken(venv: Path, stamp: Stamp | None, root: Path) -> bool:
    """Whether what is there must be remade: half made, moved, or its interpreter gone or not supported."""
    if not any(child.name not in (_LOG, _LOCK) for child in venv.iterdir()):
        return False
    moved = stamp is not None and stamp.root != str(root)
    return moved or (venv / _UNFINISHED).exists() or not _works(python_in(venv))


def _works(python: Path) -> bool:
    asking = [str(python), "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        answer = subprocess.check_output(asking, stderr=subprocess.DEVNULL, env=own_environment(os.environ))
    except (OSError, subprocess.CalledProcessError):
        return False
    return is_supported(tuple(int(part) for part in answer.split()))


def empty(venv: Path) -> None:
    """Remove everything but the log and the lock."""
    for child in venv.iterdir():
        if child.name in (_LOG, _LOCK):
            continue
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        else:
            child.unlink()


def _install(wanted: Wanted) -> None:
    python = python_in(wanted.venv)
    if not python.exists():
        _make_environment(wanted)
    _provide_pip(python, wanted)
    supported = torch_range((wanted.root / "pyproject.toml").read_text(encoding="utf-8"))
    if not is_enough(installed_torch(python, supported), sys.platform, wanted.cuda):
        tell("1 of 2: PyTorch ...")
        install_torch(python, attempts(sys.platform, wanted.cuda, supported), wanted.log)
    tell("2 of 2: Lowexp and the libraries it uses ...")
    project = f".[{','.join(wanted.extras)}]" if wanted.extras else "."
    code, output = run_into_log(pip_install(python, "--editable", project), wanted.log, folder=wanted.root)
    if code != 0:
        raise failure_in(output, "Lowexp", wanted.log)


def _make_environment(wanted: Wanted) -> None:
    base = getattr(sys, "_base_executable", None) or sys.executable
    code, output = run_into_log([base, "-m", "venv", str(wanted.venv)], wanted.log)
    if code != 0:
        raise failure_in(output, "The environment in .venv", wanted.log, leaves_half=True)


def _provide_pip(python: Path, wanted: Wanted) -> None:
    if run_into_log([str(python), "-m", "pip", "--version"], wanted.log)[0] == 0:
        return
    code, output = run_into_log([str(python), "-m", "ensurepip"], wanted.log)
    if code != 0:
        raise failure_in(output, "pip", wanted.log, leaves_half=True)
