"""Names and addresses of the program for all packages."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from lowexp_gui.languages import SOURCE  # noqa: E402

BUILT = ROOT / "build"
MADE = ROOT / "dist"

TITLE = "Lowexp"
# Reverse of a domain, for AppStream and macOS.
APP_ID = "io.github.lowexp.Lowexp"
SUMMARY = SOURCE.summary
CODE_LICENCE = "Apache-2.0"
WEIGHTS_LICENCE = "LicenseRef-Lowexp-Weights"
LICENCE = f"{CODE_LICENCE} AND {WEIGHTS_LICENCE}"
# The texts of these, in the top folder.
LICENCE_FILES = ("LICENSE", "NOTICE")
MODEL_SUFFIX = ".lowexp-model"
MODEL_TYPE = "application/x-lowexp-model"


def version() -> str:
    """The version of the program, as its package states it."""
    text = (ROOT / "lowexp_gui" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if found is None:
        raise ValueError("lowexp_gui/__init__.py states no version")
    return found[1]


@dataclass(frozen=True)
class Frozen:
    """The directory that PyInstaller made."""

    folder: Path

    @property
    def contents(self) -> Path:
        """Where everything but the programs is."""
        return self.folder / "_internal"

    @property
    def legal(self) -> Path:
        """Where licences and the bill of materials go."""
        return self.contents / "resources" / "legal"


FROZEN = Frozen(MADE / "lowexp")
