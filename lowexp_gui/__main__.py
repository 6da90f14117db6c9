"""The window: `lowexp-gui [PHOTO...]` or `python -m lowexp_gui [PHOTO...]`."""

import argparse
import multiprocessing
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from lowexp_gui import __version__
from lowexp_gui.languages import Language


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window. Returns the exit code."""
    multiprocessing.freeze_support()
    chosen = parser().parse_args(arguments)
    if sys.platform == "win32":
        # Torch must be imported before Qt, whose libraries would otherwise prevent it (pytorch issue 169429).
        import torch  # noqa: F401
    from lowexp_gui.config.settings import Theme
    from lowexp_gui.diagnostics.safe_mode import safe_mode
    from lowexp_gui.ui.application import Opening, run
    from lowexp_gui.ui.screenshot import Moment

    opening = Opening(
        photos=tuple(chosen.photos),
        language=Language(chosen.language) if chosen.language else None,
        theme=Theme(chosen.theme) if chosen.theme else None,
        screenshot=chosen.screenshot,
        moment=Moment(chosen.moment),
        reset=_reset() if chosen.reset else (),
        safe=chosen.safe_mode,
    )
    with safe_mode() if chosen.safe_mode else nullcontext():
        return run(opening)


def _reset() -> tuple[Path, ...]:
    """Reset and print what was moved; exit if that fails."""
    from lowexp_gui.diagnostics.resetting import reset
    from lowexp_gui.photo.errors import PhotoError, printable

    try:
        moved = reset(datetime.now())
    except PhotoError as error:
        sys.exit(str(error))
    for path in moved:
        print(f"Moved aside: {printable(str(path))}")  # noqa: T201
    if not moved:
        print("There is nothing to reset.")  # noqa: T201
    return moved


def parser() -> argparse.ArgumentParser:
    """The argument parser of `lowexp-gui`."""
    found = argparse.ArgumentParser(
        prog="lowexp-gui", description="Turns under-exposed photos into bright, clean ones."
    )
    found.add_argument(
        "photos", nargs="*", type=Path, metavar="PHOTO", help="photos, or folders of them, to open"
    )
    found.add_argument("--theme", choices=("system", "light", "dark"), help="colours of the window")
    found.add_argument("--language", choices=[each.value for each in Language], help="language of the window")
    found.add_argument(
        "--safe-mode",
        action="store_true",
        help="use the processor only, ignore settings and stored results, and change none of them",
    )
    found.add_argument(
        "--reset",
        action="store_true",
        help="start with new settings; settings, presets and stored results move into a folder with the "
        "date in its name; your own models stay",
    )
    found.add_argument("--version", action="version", version=f"Lowexp {__version__}")
    # For the manual's pictures and the tests; see lowexp_gui/ui/screenshot.py.
    found.add_argument("--screenshot", type=Path, help=argparse.SUPPRESS)
    found.add_argument(
        "--moment", choices=("start", "working", "done"), default="done", help=argparse.SUPPRESS
    )
    return found


if __name__ == "__main__":
    sys.exit(main())
