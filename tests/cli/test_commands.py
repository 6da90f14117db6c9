"""The command line, in this process: options, output, exit codes."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from lowexp_gui import __version__
from lowexp_gui.cli import main
from lowexp_gui.cli.lab import lab


def lowexp(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    scene = np.random.default_rng(0).integers(5, 60, (40, 60, 3), dtype=np.uint8)
    path = tmp_path / "dark.png"
    Image.fromarray(scene).save(path)
    return path


def test_version_and_help() -> None:
    assert __version__ in lowexp("--version").output
    for command in ("enhance", "models", "doctor"):
        assert lowexp(command, "--help").exit_code == 0


def test_help_shows_what_photographers_use() -> None:
    listed = lowexp("--help").output.partition("Commands:")[2].split("\n")
    names = [line.split()[0] for line in listed if line.startswith("  ") and line[2] != " "]
    assert names == ["doctor", "enhance", "finetune", "lab", "models", "watch"]


@pytest.mark.parametrize("name", lab.commands)
def test_commands_of_the_lab_keep_their_old_names_for_now(name: str) -> None:
    old, new = lowexp(name, "--help"), lowexp("lab", name, "--help")
    assert old.exit_code == new.exit_code == 0
    assert old.output.replace(f"main {name}", f"main lab {name}") == new.output
    assert "none-such" in lowexp("none-such").output


def test_one_photo(photo: Path, tmp_path: Path) -> None:
    result = lowexp("enhance", photo, "--output", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "dark_lowexp.png" in result.stdout
    assert (tmp_path / "out" / "dark_lowexp.png").is_file()


def test_options_reach_the_result(photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    common = ("enhance", photo, "-o", out, "--format", "tif", "--device", "cpu")
    assert lowexp(*common, "--brightness", "0", "--denoise", "0", "--name", "{stem}-{model}").exit_code == 0
    same = np.asarray(Image.open(out / "dark-open.tif"))
    assert np.array_equal(same, np.asarray(Image.open(photo)))
    assert lowexp(*common, "--stages").exit_code == 0
    assert {path.name for path in out.iterdir()} == {
        "dark-open.tif",
        "dark_lowexp.tif",
        "dark_enhanced.png",
        "dark_illumination.png",
    }


def test_json_lines_tell_progress_and_results(photo: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff nonsense")
    result = lowexp("enhance", photo, tmp_path / "broken.jpg", "-o", tmp_path / "out", "--json")
    assert result.exit_code == 1
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert {line["version"] for line in lines} == {1}
    told = {
        name: [line for line in lines if Path(line.get("path", "")).name == name]
        for name in ("dark.png", "broken.jpg")
    }
    good, bad = ([line["event"] for line in each] for each in told.values())
    assert (good, bad) == (["started", "progressed", "finished"], ["started", "failed"])
    assert Path(told["dark.png"][2]["saved"]["path"]).is_file()
    assert "broken.jpg" in told["broken.jpg"][1]["sentence"]
    assert lines[-1] == {
        "event": "summary",
        "version": 1,
        "saved": 1,
        "skipped": 0,
        "failed": 1,
        "cancelled": 0,
    }


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--model", "nonesuch", "There is no model “nonesuch”"),
        ("--device", "cuda:9", "There is no device “cuda:9”"),
        ("--name", "{nonsense}", "is not a field for file names"),
        ("--name", "../{stem}", "cannot contain folders"),
        ("--brightness", "3", "not in the range"),
        ("--brightness", "nan", "from 0 to 2"),
        ("--denoise", "nan", "from 0 to 2"),
        ("--format", "gif", "is not one of"),
    ],
)
def test_wrong_options_are_a_sentence_and_a_failure(
    photo: Path, tmp_path: Path, option: str, value: str, expected: str
) -> None:
    result = lowexp("enhance", photo, "-o", tmp_path / "out", option, value)
    assert result.exit_code != 0
    assert expected in result.output
    assert "Traceback" not in result.output
    assert not list(tmp_path.glob("out/*"))


def test_a_job_that_cannot_begin_is_json_too(photo: Path, tmp_path: Path) -> None:
    result = lowexp("enhance", photo, "-o", tmp_path / "out", "--model", "nonesuch", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["event"] == "error"


def test_existing_results_are_skipped_with_success(photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert lowexp("enhance", photo, "-o", out).exit_code == 0
    again = lowexp("enhance", photo, "-o", out, "--if-exists", "skip")
    assert again.exit_code == 0
    assert "already exists, skipped" in again.output
    assert len(list(out.iterdir())) == 1


def test_models_says_the_terms() -> None:
    result = lowexp("models")
    assert result.exit_code == 0
    assert "article" in result.stdout
    assert "non-commercial" in result.stdout
    assert all(card["sha256"] for card in json.loads(lowexp("models", "--verbose").stdout))


def test_doctor_names_versions_devices_and_paths() -> None:
    result = lowexp("doctor")
    assert result.exit_code == 0
    for word in (
        __version__,
        "torch:",
        "PySide6-Essentials:",
        "device: cpu",
        "model: article - whole",
        "settings:",
    ):
        assert word in result.stdout


def test_training_without_data_is_a_sentence(tmp_path: Path) -> None:
    for command in (("lab", "train", "-o", tmp_path / "out"), ("lab", "validate")):
        result = lowexp(*command, "--data", tmp_path)
        assert result.exit_code == 1
        assert "no photo sets" in result.output


def test_training_into_a_file_or_under_a_strange_name_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = lowexp("lab", "train", "--data", tmp_path, "-o", tmp_path / "file", "--name", "../evil")
    assert result.exit_code == 2
    assert "letters, digits" in result.output
