"""Size, start-up time and idle memory of a package."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from .project import FROZEN
from .screen import Screen, unseen_screen, wait_for

_RUNS = 3
_IDLE_AFTER_S = 20.0
_MOST_MB = 750
_MOST_COMPRESSED_MB = 240
_MOST_WARM_S = 1.5
_MOST_COLD_S = 5.0
_MOST_IDLE_MB = 400
_LARGEST = 12


def measure(packages: list[Path], say: Callable[[str], None]) -> None:
    """Report sizes, start times and memory of the frozen program with their limits."""
    files = {path.stat().st_ino: path for path in FROZEN.folder.rglob("*") if _is_own_file(path)}
    sizes = sorted(((path.stat().st_size, path) for path in files.values()), reverse=True)
    say(f"unpacked: {sum(size for size, _ in sizes) / 1e6:.0f} MB of at most {_MOST_MB}")
    for size, path in sizes[:_LARGEST]:
        say(f"    {size / 1e6:6.1f} MB  {path.relative_to(FROZEN.folder)}")
    for package in packages:
        megabytes = package.stat().st_size / 1e6
        say(f"compressed: {megabytes:.0f} MB of at most {_MOST_COMPRESSED_MB}  {package.name}")
    if sys.platform.startswith("linux"):
        with unseen_screen() as screen:
            _measure_starts(screen, say)


def _is_own_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _measure_starts(screen: Screen, say: Callable[[str], None]) -> None:
    with tempfile.TemporaryDirectory() as home:
        if os.geteuid() == 0:
            colds = []
            for _ in range(_RUNS):
                _forget_files()
                colds.append(_start(screen, home)[0])
            say(f"first window, cold: {_listed(colds)} s of at most {_MOST_COLD_S}")
        warms, memory = [], ""
        for run in range(_RUNS):
            seconds, memory = _start(screen, home, idle=run == _RUNS - 1)
            warms.append(seconds)
        say(f"first window, warm: {_listed(warms)} s of at most {_MOST_WARM_S}")
        say(f"idle after {_IDLE_AFTER_S:.0f} s: {memory} of at most {_MOST_IDLE_MB} MB")


def _listed(seconds: list[float]) -> str:
    return ", ".join(f"{each:.2f}" for each in seconds)


def _forget_files() -> None:
    """Have Linux read all files from the disk again."""
    os.sync()
    Path("/proc/sys/vm/drop_caches").write_text("3")


def _start(screen: Screen, home: str, idle: bool = False) -> tuple[float, str]:
    """Seconds from the start of the program to the first paint of its window; and its memory when idle."""
    looking = "from building.looking import print_time_of_first_paint as look; look()"
    environment = screen.environment | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    with subprocess.Popen(
        [sys.executable, "-c", looking], env=environment, stdout=subprocess.PIPE, text=True
    ) as eye:
        if eye.stdout is None or eye.stdout.readline() != "looking\n":
            raise RuntimeError("nobody looks at the screen")
        begun = time.monotonic()
        bare = {"PATH": "/usr/bin:/bin", "HOME": home, "DISPLAY": screen.display, "LANG": "C.UTF-8"}
        with subprocess.Popen([FROZEN.folder / "lowexp-gui"], env=bare) as program:
            seconds = float(eye.stdout.readline()) - begun
            memory = ""
            if idle:
                time.sleep(_IDLE_AFTER_S)
                memory = _memory(program.pid)
            program.terminate()
    wait_for("the window to be gone", lambda: screen.window() is None)
    return seconds, memory


def _memory(process: int) -> str:
    """Resident and proportional memory of a process."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    kilobytes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines[1:])}
    return " / ".join(f"{kilobytes[name] * 1024 / 1e6:.0f} MB {name}" for name in ("Rss", "Pss"))
