"""The places of what ships with the program: weights, resources and the command line program."""

import sys
from pathlib import Path

from lowexp_gui.errors import Sentence, UserError, in_quotes
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_PACKAGE = Path(__file__).resolve().parent


class InstallationError(UserError):
    """A part of the program is missing."""


def bundled_folder(name: str) -> Path:
    """The folder `weights` or `resources` of an installed wheel or a checkout.

    A wheel has both inside the package; a checkout has them beside it.

    Raises:
        InstallationError: the folder is missing.
    """
    for candidate in (_PACKAGE / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise InstallationError(
        Sentence(
            QT_TRANSLATE_NOOP(
                "sentences",
                "The installation is incomplete: its folder {folder} is missing. Install Lowexp again.",
            ),
            folder=in_quotes(name),
        )
    )


def sample_photo() -> Path:
    """The photo that ships with the program."""
    return bundled_folder("resources") / "sample.jpg"


def sample_after() -> Path:
    """The same, small and as the default model brightens it."""
    return bundled_folder("resources") / "sample_after.jpg"


def command_line() -> tuple[str, ...]:
    """The command that runs the command line: a program beside this one in a package, otherwise a module."""
    if getattr(sys, "frozen", False):
        program = Path(sys.executable)
        return (str(program.with_name(f"lowexp{program.suffix}")),)
    return (sys.executable, "-m", "lowexp_gui.cli")
