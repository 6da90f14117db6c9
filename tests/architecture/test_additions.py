"""After adding its own file and a line in one list, a thing appears everywhere."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from additions import ADDITIONS, Addition

import lowexp_gui

PACKAGE = Path(lowexp_gui.__file__).parent


def _source(root: Path, module: str) -> Path:
    path = root.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _add(root: Path, addition: Addition) -> None:
    if addition.file:
        own = _source(root, addition.file)
        assert not own.exists()
        own.write_text(addition.text, "utf-8")
    listed = _source(root, addition.listed)
    text = listed.read_text("utf-8")
    for before, after in addition.edits:
        assert text.count(before) >= 1, (addition.listed, before)
        text = text.replace(before, after, 1)
    listed.write_text(text, "utf-8")


def test_one_more_of_each_kind_is_found_wherever_it_should_appear(tmp_path: Path) -> None:
    root, work = tmp_path / "copy", tmp_path / "work"
    work.mkdir()
    shutil.copytree(PACKAGE, root / "lowexp_gui", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("weights", "resources"):
        if not (root / "lowexp_gui" / name).exists():
            (root / name).symlink_to(PACKAGE.parent / name, target_is_directory=True)
    shutil.copytree(PACKAGE.parent / "packaging", root / "packaging")
    for addition in ADDITIONS:
        _add(root, addition)
    program = Path(__file__).with_name("uses_of_additions.py")
    done = subprocess.run(
        [sys.executable, str(program), str(work), str(root / "packaging")],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=250,
    )
    assert done.stdout.strip().endswith("all found"), done.stderr[-3000:]
