"""The import contracts of pyproject.toml, and the rules they cannot say."""

import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

PACKAGE = Path(__file__).parents[2] / "lowexp_gui"
SOURCES = sorted(PACKAGE.rglob("*.py"))


def test_imports_point_down() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]
    result = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("lowexp_gui", cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    TopologicalSorter(imports).prepare()


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


@pytest.mark.parametrize(
    "module",
    [
        "lowexp_gui.photo.reading",
        "lowexp_gui.photo.writing",
        "lowexp_gui.model.shelf",
        "lowexp_gui.jobs.job",
        "lowexp_gui.jobs.queue",
        "lowexp_gui.jobs.queue_summary",
        "lowexp_gui.jobs.settings",
        "lowexp_gui.enhancing.adjustments",
    ],
)
def test_the_window_can_begin_without_torch(module: str) -> None:
    code = f"import sys, {module}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# What the program itself has just written is no text of others.
_OWN_JSON = {"strict_json.py", "jobs/teaching_run.py", "jobs/queue_summary.py", "training/tuned_card.py"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_json_of_others_is_read_by_the_strict_reader_alone(source: Path) -> None:
    if source.relative_to(PACKAGE).as_posix() not in _OWN_JSON:
        assert not re.search(r"json\.(loads?|JSONDecoder)\(", source.read_text("utf-8"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_folder_is_deleted_with_whatever_is_in_it(source: Path) -> None:
    assert not re.search(r"rmtree|removedirs|removeRecursively", source.read_text("utf-8"))
