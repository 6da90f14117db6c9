"""Names and texts of others reach a terminal as they look, in every command and in every sentence."""

import ast
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import lowexp_gui.cli
from lowexp_gui.cli import main
from lowexp_gui.cli.terminal import say, say_json
from lowexp_gui.library.own_models import ModelDetails, change_details, export_model, import_model
from lowexp_gui.model.model_library import find_model
from lowexp_gui.paths import own_models_folder

EVIL = "a\x1b[2J\x1b]0;owned\x07\x9b31m\u202etxt\nstudio: forged.jpg"
SOURCES = sorted(Path(lowexp_gui.cli.__file__).parent.glob("*.py"))
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not have")


def _is_safe(output: str) -> bool:
    return all(char.isprintable() or char == "\n" for char in output) and "\nstudio: forged" not in output


@given(text=st.text(), more=st.text())
def test_whatever_is_said_is_so_many_lines_that_a_terminal_only_shows(text: str, more: str) -> None:
    @click.command
    def _say_it() -> None:
        say(text, more)

    output = CliRunner().invoke(_say_it).stdout
    assert len(output.split("\n")) == 3
    assert _is_safe(output)


@given(value=st.recursive(st.text() | st.floats(allow_nan=False), st.lists, max_leaves=5))
def test_json_stays_what_it_is(value: object) -> None:
    @click.command
    def _json_it() -> None:
        say_json(json.dumps(value, ensure_ascii=False) + "\n")

    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return
    output = CliRunner().invoke(_json_it).stdout
    assert json.loads(output) == value
    assert _is_safe(output)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_every_command_speaks_through_that_one_function(source: Path) -> None:
    calls = [
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]
    own = {"terminal.py": 2, "job_reporters.py": 1}
    assert calls.count("click.echo") <= own.get(source.name, 0)
    assert "print" not in calls
    assert "click.secho" not in calls


def _lowexp(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lowexp_gui.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_no_command_repeats_what_a_terminal_obeys(tmp_path: Path) -> None:
    model = export_model("article", tmp_path / "a.lowexp-model")
    evil = model.rename(tmp_path / f"{EVIL}.lowexp-model")
    photo = tmp_path / EVIL
    Image.fromarray(np.zeros((8, 8, 3), np.uint8)).save(photo, "png")
    (own_models_folder()).mkdir(parents=True)
    (own_models_folder() / f"{EVIL}.json").write_text("{}")
    for arguments in (
        ("models", "import", evil),
        ("models", "import", photo),
        ("models", "export", "article", tmp_path / f"{EVIL}.lowexp-model"),
        ("models", "export", "article", tmp_path / f"{EVIL}.json"),
        ("models", "delete", EVIL),
        ("models",),
        ("enhance", tmp_path / "no" / EVIL, "-o", tmp_path / EVIL / EVIL),
        ("enhance", f"--{EVIL}"),
        ("enhance", photo, "-o", tmp_path / "out", "--model", EVIL),
        ("enhance", photo, "-o", tmp_path / "out", "--format", EVIL),
        ("lab", "noise", photo),
        ("lab", "noise", photo, "--json", photo),
        ("finetune", tmp_path, "--from", "open", "--name", "x", "--run", photo),
        (EVIL,),
    ):
        said = CliRunner().invoke(main, [*map(str, arguments)]).output
        assert said
        assert _is_safe(said), (arguments, said)
    # Warnings of a command are what only its own process says.
    ended = _lowexp("models")
    assert "left out" in ended.stderr
    assert _is_safe(ended.stdout + ended.stderr)


def test_a_description_with_line_breaks_forges_no_line(tmp_path: Path) -> None:
    import_model(export_model("article", tmp_path / "a.lowexp-model"))
    change_details("article-2", ModelDetails("mine", "Mine", "Fine.\nstudio: forged\n    Terms: none"))
    listed = _lowexp("models").stdout.splitlines()
    assert [line.split(":")[0] for line in listed if not line.startswith(" ")] == [
        "open",
        "article",
        "studio",
        "mine",
    ]
    assert replace(find_model("mine").card).description.count("\n") == 2
