"""All build steps in order: `python -m building.making`, in the build's environment."""

import argparse
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from .freezing import freeze
from .legal import write_legal
from .licence_policy import LicenceError
from .marks import draw_all
from .measuring import measure
from .project import BUILT, FROZEN, MADE, version

_LOG = MADE / "build-and-check.log"


def main() -> int:
    """Make, measure and check the packages of this system. Returns 0 on success."""
    chosen = _parser().parse_args()
    MADE.mkdir(exist_ok=True)
    with _LOG.open("w", encoding="utf-8") as log:

        def say(line: str) -> None:
            log.write(f"{line}\n")
            log.flush()
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()

        say(f"Lowexp {version()}, {platform.platform()}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC")
        try:
            _make(chosen, say)
        except (LicenceError, ValueError, RuntimeError, TimeoutError, OSError) as error:
            say(f"Not in order: {error}")
            return 1
    sys.stdout.write(f"All of this stands in {_LOG}.\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 packaging/build.py", description=__doc__)
    parser.add_argument("--only-freeze", action="store_true", help="the directory alone, no packages of it")
    parser.add_argument("--only-pack", action="store_true", help="the packages, without checking them")
    parser.add_argument("--only-check", action="store_true", help="measure and check what was made before")
    return parser


def _make(chosen: argparse.Namespace, say: Callable[[str], None]) -> None:
    if not chosen.only_check:
        BUILT.mkdir(exist_ok=True)
        draw_all()
        freeze()
        parts = write_legal()
        say(f"Frozen. {len(parts)} parts of other people, whose licences all may be shipped: {FROZEN.legal}")
    if chosen.only_freeze or not sys.platform.startswith("linux"):
        measure([], say)
        return
    if not chosen.only_check:
        _pack(say)
    packages = [path for path in sorted(MADE.iterdir()) if path.suffix in (".deb", ".xz")]
    measure(packages, say)
    if not chosen.only_pack:
        _check(packages, say)


def _pack(say: Callable[[str], None]) -> None:
    from .debian import make_deb
    from .tarball import make_tarball

    now = datetime.now(UTC)
    for make in (make_deb, make_tarball):
        say(f"Made: {make(now).name}")


def _check(packages: list[Path], say: Callable[[str], None]) -> None:
    from .checking import CheckError, check_deb
    from .checking_tools import check_with_tools

    try:
        check_with_tools(say)
        for deb in packages:
            if deb.suffix == ".deb":
                check_deb(deb, say)
    except CheckError as error:
        raise ValueError(str(error)) from error


if __name__ == "__main__":
    sys.exit(main())
