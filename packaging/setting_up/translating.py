"""The translation command: the sources' texts into the translations, and these into what Qt reads."""

import argparse
import sys
from pathlib import Path

from . import system_packages
from .environment import Wanted, is_ready, ready_python, script_in
from .options import ROOT
from .telling import exit_code_of
from .testing import run_checks

sys.path.insert(0, str(ROOT))

from lowexp_gui.languages import TRANSLATED


def main(arguments: list[str]) -> int:
    """Set up, then collect and pack; not 0 if either failed."""
    parser = argparse.ArgumentParser(
        prog="python3 packaging/translate.py",
        description="Collect the texts of the sources and pack their translations.",
    )
    parser.parse_args(arguments)
    return exit_code_of(_translate)


def _translate() -> int:
    wanted = Wanted(ROOT)
    system_packages.require(system_packages.to_set_up(sys.platform, is_ready(wanted)), wanted.log)
    python = ready_python(wanted)
    return run_checks(commands(python, ROOT / "resources" / "translations"), ROOT)


def commands(python: Path, folder: Path) -> list[list[str]]:
    """What collects and packs the texts of every language in a folder."""
    files = [folder / f"lowexp_{language.code}.ts" for language in TRANSLATED]
    return [
        command
        for texts in files
        for command in (collecting(python, texts), packing(python, texts, texts.with_suffix(".qm")))
    ]


def collecting(python: Path, texts: Path) -> list[str]:
    """The command that brings every text of the sources into a .ts file, run in the project's folder.

    Without places in the sources, so that a changed line there is none here.
    """
    program = str(script_in(python.parent.parent, "pyside6-lupdate"))
    options = ["-silent", "-extensions", "py", "-locations", "none", "-no-obsolete"]
    languages = ["-source-language", "en", "-target-language", texts.stem.rpartition("_")[2]]
    return [program, *options, *languages, "lowexp_gui", "-ts", str(texts)]


def packing(python: Path, texts: Path, packed: Path) -> list[str]:
    """The command that packs a .ts file into the .qm file that the program reads."""
    return [str(script_in(python.parent.parent, "pyside6-lrelease")), str(texts), "-qm", str(packed)]
