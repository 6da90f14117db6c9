"""The import contracts of pyproject.toml, and rules that contracts cannot express."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "lowexp_gui"
SOURCES = sorted(PACKAGE.rglob("*.py"))


LINT = [
    sys.executable,
    "-c",
    "from importlinter.cli import lint_imports_command; lint_imports_command()",
]
COUNTER_EXAMPLES = {
    "Imports point down": ("photo", "lowexp_gui.enhancing"),
    "Nothing below the window's line knows Qt": ("cli", "PySide6"),
    "Only the cluster's module opens connections": ("training", "distributed"),
    "The window reaches pixels only through the application layer": ("ui", "lowexp_gui.model"),
}
"""For each contract except the next, a folder and a forbidden import."""
NO_CIRCLE = "The files of photo form no circle"


def test_imports_keep_the_contracts() -> None:
    result = subprocess.run(LINT, cwd=PACKAGE.parent, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_each_contract_catches_an_import_that_it_forbids(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PACKAGE.parent / "pyproject.toml", tmp_path)
    for folder, forbidden in COUNTER_EXAMPLES.values():
        (tmp_path / PACKAGE.name / folder / "counter_example.py").write_text(f"import {forbidden}\n")
    for name, other in (("first_of_circle", "second_of_circle"), ("second_of_circle", "first_of_circle")):
        (tmp_path / PACKAGE.name / "photo" / f"{name}.py").write_text(f"import lowexp_gui.photo.{other}\n")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    result = subprocess.run(LINT, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    contracts = tomllib.loads((tmp_path / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    assert COUNTER_EXAMPLES.keys() | {NO_CIRCLE} == {each["name"] for each in contracts["contracts"]}
    *_, broken = result.stdout.partition("Broken contracts")

    def caught(name: str) -> str:
        # The imports that break a contract stand below its underlined name.
        return broken.partition(f"\n{name}\n")[2].lstrip("-\n").partition("\n---")[0]

    for name, (folder, forbidden) in COUNTER_EXAMPLES.items():
        assert f"lowexp_gui.{folder}.counter_example -> {forbidden}" in caught(name)
    assert "first_of_circle" in caught(NO_CIRCLE)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_can_run_code_from_a_file(source: Path) -> None:
    forbidden = re.compile(
        r"torch\.load\(|\bpickle\b(?!\.)|(?<![.\w])eval\(|(?<![.\w])exec\(|shell=True|weights_only"
    )
    lines = [
        line for line in source.read_text("utf-8").splitlines() if not line.lstrip().startswith(('"""', "#"))
    ]
    code = [line for line in lines if forbidden.search(line.split('"""')[0].split("#")[0])]
    assert not code


# Not needed before a photo is enhanced, and slow to load.
_SLOW_TO_LOAD = {"torch", "scipy", "skimage", "distributed", "dask"}


def test_the_window_is_imported_without_torch_and_scipy() -> None:
    code = (
        "import sys\n"
        "import lowexp_gui.__main__, lowexp_gui.ui.application, lowexp_gui.ui.main_window\n"
        "import lowexp_gui.photo.reading, lowexp_gui.photo.writing, lowexp_gui.model.model_library\n"
        "import lowexp_gui.enhancing.adjustments, lowexp_gui.enhancing.precision, lowexp_gui.batch.job\n"
        "import lowexp_gui.batch.queue, lowexp_gui.batch.queue_summary, lowexp_gui.config.settings\n"
        f"sys.exit(' '.join(sys.modules.keys() & {_SLOW_TO_LOAD}) or 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"loaded: {result.stderr}"


# Text that the program itself has just written is trusted.
_OWN_JSON = {"strict_json.py", "batch/queue_summary.py", "training/finetuning/finetuned_card.py"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_json_of_others_is_read_by_the_strict_reader_alone(source: Path) -> None:
    if source.relative_to(PACKAGE).as_posix() not in _OWN_JSON:
        assert not re.search(r"json\.(loads?|JSONDecoder)\(", source.read_text("utf-8"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_folder_is_deleted_with_whatever_is_in_it(source: Path) -> None:
    assert not re.search(r"rmtree|removedirs|removeRecursively", source.read_text("utf-8"))
