"""The window: `lowexp-gui [PHOTO...]` or `python -m lowexp_gui [PHOTO...]`."""

import argparse
import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path

from lowexp_gui import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window; gives the exit code."""
    multiprocessing.freeze_support()
    chosen = _parser().parse_args(arguments)
    if sys.platform == "win32":
        # The other way round, Qt's libraries keep torch's from loading (pytorch issue 169429).
        import torch  # noqa: F401
    from lowexp_gui.jobs.settings import Language, Theme
    from lowexp_gui.ui.application import Opening, run
    from lowexp_gui.ui.screenshot import Moment

    return run(
        Opening(
            photos=tuple(chosen.photos),
            language=Language(chosen.language) if chosen.language else None,
            theme=Theme(chosen.theme) if chosen.theme else None,
            screenshot=chosen.screenshot,
            moment=Moment(chosen.moment),
        )
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lowexp-gui", description="Turns under-exposed photos into bright, clean ones."
    )
    parser.add_argument(
        "photos", nargs="*", type=Path, metavar="PHOTO", help="photos, or folders of them, to open"
    )
    parser.add_argument("--theme", choices=("system", "light", "dark"), help="colours of the window")
    parser.add_argument("--language", choices=("system", "en", "ar"), help="language of the window")
    parser.add_argument("--version", action="version", version=f"Lowexp {__version__}")
    # For the manual's pictures and the tests; see lowexp_gui/ui/screenshot.py.
    parser.add_argument("--screenshot", type=Path, help=argparse.SUPPRESS)
    parser.add_argument(
        "--moment", choices=("start", "working", "done"), default="done", help=argparse.SUPPRESS
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
