"""The start command: the window where there is a screen, the command line where there is none."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from . import system_packages
from .environment import Wanted, is_ready, ready_python, script_in
from .options import ROOT, read_options
from .processes import run_in_terminal
from .screen import has_screen
from .telling import SetUpError, exit_code_of, tell

RESULTS = "lowexp-results"


def main(arguments: list[str]) -> int:
    """Set up and start Lowexp; the exit code of what was started."""
    return exit_code_of(lambda: _start(arguments))


def _start(arguments: list[str]) -> int:
    asked = read_options(arguments, "start.py", "Set Lowexp up, once, and open it on the photos.", "PHOTO")
    photos = existing(asked.rest) if asked.rest else [ROOT / "resources" / "sample.jpg"]
    wanted = Wanted(ROOT, cuda=asked.cuda)
    screen = has_screen(sys.platform, os.environ)
    window_works = _provide_system(wanted, screen)
    python = ready_python(wanted)
    if asked.set_up_only:
        return 0
    if window_works and has_screen(sys.platform, os.environ):
        return run_in_terminal(window_command(python, photos))
    return _enhance_without_window(wanted.venv, photos)


def existing(names: Sequence[str]) -> list[Path]:
    """The photos as full paths, so that none looks like an option."""
    absent = [name for name in names if not Path(name).exists()]
    if absent:
        raise SetUpError(f"There is no such photo: {', '.join(absent)}", "Check the name and try again.")
    return [Path(name).absolute() for name in names]


def _provide_system(wanted: Wanted, screen: bool) -> bool:
    """Get what the system lacks; whether a window can open. Lacking what the set-up takes is an error."""
    indispensable = system_packages.to_set_up(sys.platform, is_ready(wanted))
    window = system_packages.for_window(sys.platform) if screen else ()
    absent = system_packages.provide((*indispensable, *window), wanted.log)
    if any(need in indispensable for need in absent):
        raise system_packages.lack_of(absent, wanted.log)
    if absent:
        tell("The window needs libraries that this system lacks. " + system_packages.how_to_get(absent))
    elif not screen:
        tell("There is no screen to open a window on.")
    return screen and not absent


def _enhance_without_window(venv: Path, photos: Sequence[Path]) -> int:
    results = results_folder(Path.cwd(), Path.home())
    before = set(results.glob("*"))
    tell("Working on the command line ...")
    code = run_in_terminal(enhance_command(venv, photos, results))
    made = sorted(set(results.glob("*")) - before)
    if code == 0 and made:
        tell("The result is here:" if len(made) == 1 else "The results are here:")
        for path in made:
            tell(f"  {path}")
    return code


def results_folder(here: Path, home: Path) -> Path:
    """Where results go: into the folder one is in, or into one's own where that is not allowed."""
    return (here if os.access(here, os.W_OK) else home) / RESULTS


def window_command(python: Path, photos: Sequence[Path]) -> list[str]:
    """The command that opens the window on the photos."""
    return [str(python), "-P", "-m", "lowexp_gui", *map(str, photos)]


def enhance_command(venv: Path, photos: Sequence[Path], results: Path) -> list[str]:
    """The command that does the window's job on the command line; no result replaces an earlier one."""
    options = ["--output", str(results), "--if-exists", "rename"]
    return [str(script_in(venv, "lowexp")), "enhance", *map(str, photos), *options]
