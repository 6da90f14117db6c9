"""Where the files that ship with the program lie: weights and resources."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled_folder(name: str) -> Path:
    """The folder `weights` or `resources`, of an installed wheel or of a checkout.

    A wheel carries both inside the package; a checkout has them beside it.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for candidate in (_PACKAGE / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(
        f"The installation is incomplete: its folder “{name}” is missing. Install Lowexp again."
    )
