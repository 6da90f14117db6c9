"""The scripts of packaging/, and checkouts to run them in."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(SCRIPTS))

from setting_up import environment  # noqa: E402
from setup_samples import PYPROJECT, write_stamp  # noqa: E402


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the scripts in a folder whose name has a space and letters beyond ASCII."""
    root = tmp_path / "Löw exp 写真"
    shutil.copytree(SCRIPTS, root / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    return root


@pytest.fixture
def made(checkout: Path) -> environment.Wanted:
    """A checkout whose environment is finished: a real one without pip, and its stamp."""
    wanted = environment.Wanted(checkout)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", wanted.venv], check=True)
    write_stamp(wanted)
    return wanted
