"""Where a person's files live, and that one module alone knows."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import lowexp_gui
from lowexp_gui import paths

PACKAGE = Path(lowexp_gui.__file__).parent
_CALLS = {"home", "expanduser", "expandvars", "gettempdir", "TemporaryDirectory", "writableLocation"}
# Of earlier versions, whose files must be found again.
IN_ONE_FOLDER: dict[Callable[[], Path], str] = {
    paths.config_folder: "",
    paths.log_file: "lowexp.log",
    paths.reports_folder: "reports",
    paths.own_models_folder: "models",
    paths.finetuning_folder: "teaching",
    paths.command_runs_folder: "trainings",
    paths.edits_file: "edits/photos.edits",
    paths.window_queue: "queues/window.queue",
    paths.results_folder: "results",
}
ON_LINUX: dict[Callable[[], Path], str] = {
    paths.config_folder: "config/lowexp",
    paths.log_file: "state/lowexp/log/lowexp.log",
    paths.reports_folder: "state/lowexp/log/reports",
    paths.own_models_folder: "data/lowexp/models",
    paths.finetuning_folder: "data/lowexp/teaching",
    paths.command_runs_folder: "data/lowexp/trainings",
    paths.edits_file: "data/lowexp/edits/photos.edits",
    paths.window_queue: "data/lowexp/queues/window.queue",
    paths.results_folder: "cache/lowexp/results",
}


@pytest.mark.parametrize("place", IN_ONE_FOLDER, ids=lambda place: place.__name__)
def test_one_variable_moves_all(
    place: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOWEXP_CONFIG_DIR", str(tmp_path))
    assert place() == tmp_path / IN_ONE_FOLDER[place]


@pytest.mark.skipif("sys.platform != 'linux'")
@pytest.mark.parametrize("place", ON_LINUX, ids=lambda place: place.__name__)
def test_the_system_has_a_place_for_each_kind(
    place: Callable[[], Path], own_settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LOWEXP_CONFIG_DIR")
    assert place() == own_settings / ON_LINUX[place]


def test_log_and_models_are_moved_on_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOWEXP_LOG_DIR", str(tmp_path / "log"))
    monkeypatch.setenv("LOWEXP_MODELS_DIR", str(tmp_path / "mine" / "models"))
    assert paths.log_file() == tmp_path / "log" / "lowexp.log"
    assert paths.reports_folder() == tmp_path / "log" / "reports"
    assert paths.own_models_folder() == tmp_path / "mine" / "models"
    assert paths.finetuning_folder() == tmp_path / "mine" / "teaching"
    assert tmp_path not in paths.edits_file().parents


def test_an_empty_variable_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [place() for place in IN_ONE_FOLDER]
    monkeypatch.setenv("LOWEXP_LOG_DIR", "")
    monkeypatch.setenv("LOWEXP_MODELS_DIR", "")
    assert [place() for place in IN_ONE_FOLDER] == before


def test_a_temporary_folder_goes_away() -> None:
    with paths.temporary_folder("words") as folder:
        assert Path(folder).name.startswith("lowexp-words-")
        (Path(folder) / "file").touch()
    assert not Path(folder).exists()


def test_an_absolute_path_keeps_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "photos")
    monkeypatch.chdir(tmp_path)
    assert paths.absolute(Path("photos/../link/a.jpg")) == tmp_path / "link" / "a.jpg"


def test_no_other_module_computes_a_place() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}: {text}"
        for path in PACKAGE.rglob("*.py")
        if path.name != "paths.py"
        for text in _tell_tales(ast.parse(path.read_bytes()))
    ]
    assert not found


def _tell_tales(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Constant(str(text)) if text.startswith("LOWEXP_"):
                yield text
            case ast.Import(names):
                yield from (name.name for name in names if name.name == "platformdirs")
            case ast.ImportFrom(module=str(name)) if name == "platformdirs":
                yield name
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(name)) if name in _CALLS:
                yield name
