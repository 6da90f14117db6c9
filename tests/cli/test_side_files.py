"""What commands write beside their results: never in the place of a photo."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.queue_entry import EntryState, QueueEntry, settings_of
from lowexp_gui.batch.queue_summary import save_summary
from lowexp_gui.cli.commands import main
from lowexp_gui.cli.earlier_files import is_benchmark, is_noise, is_summary
from lowexp_gui.enhancing.adjustments import NEUTRAL
from lowexp_gui.evaluation.benchmark import Measured, Row
from lowexp_gui.training.camera_noise.profile import CameraNoise


def benchmark(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["lab", "benchmark", *arguments])


COMMANDS = {
    "summary": ("enhance", "PHOTO", "-o", "FOLDER/out", "--save-summary", "PHOTO"),
    "figures": ("lab", "evaluate", "FOLDER", "FOLDER", "--json", "PHOTO"),
    "times": ("lab", "benchmark", "--megapixels", "0.001", "--model", "article", "--json", "PHOTO"),
    "noise": ("lab", "noise", "PHOTO", "--json", "PHOTO"),
    "model": ("models", "export", "studio", "PHOTO", "--overwrite"),
}


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_command_writes_over_a_photo(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"a photo")
    filled = [each.replace("PHOTO", str(photo)).replace("FOLDER", str(tmp_path)) for each in arguments]
    result = CliRunner().invoke(main, filled)
    assert result.exit_code == 2
    assert "“a.jpg” cannot be written: use a name that ends in" in result.output
    assert photo.read_bytes() == b"a photo"
    assert list(tmp_path.iterdir()) == [photo]


@pytest.mark.parametrize("name", ["camera.txt", "nowhere/c.json", "x" * 300 + ".json", "folder.json"])
def test_a_name_that_cannot_be_is_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.json").mkdir()
    result = CliRunner().invoke(main, ["lab", "benchmark", "--json", str(tmp_path / name)])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


OTHERS = {
    "summary": ("enhance", "PHOTO", "-o", "FOLDER/out", "--save-summary", "FOLDER/kept.csv"),
    "lines": ("enhance", "PHOTO", "-o", "FOLDER/out", "--save-summary", "FOLDER/kept.txt"),
    "figures": ("lab", "evaluate", "FOLDER", "FOLDER", "--json", "FOLDER/kept.json"),
    "page": ("lab", "evaluate", "FOLDER", "FOLDER", "--report", "FOLDER"),
    "times": (
        "lab",
        "benchmark",
        "--megapixels",
        "0.001",
        "--model",
        "article",
        "--json",
        "FOLDER/kept.json",
    ),
    "noise": ("lab", "noise", "PHOTO", "--json", "FOLDER/kept.json"),
}


@pytest.mark.parametrize("arguments", OTHERS.values(), ids=OTHERS)
def test_no_command_writes_over_what_it_did_not_write(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"a photo")
    kept = [tmp_path / name for name in ("kept.json", "kept.csv", "kept.txt", "report.html")]
    for path in kept:
        path.write_text('{"my": "notes"}')
    filled = [each.replace("PHOTO", str(photo)).replace("FOLDER", str(tmp_path)) for each in arguments]
    result = CliRunner().invoke(main, filled)
    assert result.exit_code in (1, 2)
    assert "a file with this name exists" in result.output
    assert all(path.read_text() == '{"my": "notes"}' for path in kept)
    assert not (tmp_path / "out").exists()


def test_what_the_same_command_wrote_is_written_again_and_other_files_if_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "t.json"
    command = ["--megapixels", "0.001", "--model", "none such", "--json", str(target)]
    target.write_text("[]")
    assert "there is no model" in benchmark(*command).output.lower()
    target.write_text("{}")
    assert "add --overwrite" in benchmark(*command).output
    for flag_first in (["--overwrite", *command], [*command, "--overwrite"]):
        assert "there is no model" in benchmark(*flag_first).output.lower()


def test_no_option_is_named_that_the_command_lacks(tmp_path: Path) -> None:
    photo, kept = tmp_path / "a.png", tmp_path / "kept.txt"
    photo.write_bytes(b"a photo")
    kept.write_text("my notes")
    command = ["enhance", str(photo), "-o", str(tmp_path / "out"), "--save-summary", str(kept)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 2
    assert "exists; choose another name." in result.output
    assert "--overwrite" not in result.output
    assert CliRunner().invoke(main, [*command, "--overwrite"]).exit_code == 2


def test_what_lowexp_writes_is_known_again(tmp_path: Path) -> None:
    settings = settings_of(JobSpec((), "article", "cpu", NEUTRAL, OutputRule(tmp_path)))
    entry = QueueEntry(1, Path("a.jpg"), None, 1, None, settings, EntryState.DONE)
    for suffix in (".json", ".csv", ".txt"):
        for entries in ((), (entry,)):
            save_summary(entries, tmp_path / f"s{suffix}")
            assert is_summary(tmp_path / f"s{suffix}")
    (tmp_path / "n.json").write_text(CameraNoise(1e-3, 1e-3).to_json())
    assert is_noise(tmp_path / "n.json")
    row = Row("open", 1.0, 2, 3, Measured(problem="no"))
    (tmp_path / "b.json").write_text(json.dumps([row.to_fields()]))
    assert is_benchmark(tmp_path / "b.json")
