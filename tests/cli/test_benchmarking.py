"""`lowexp lab benchmark`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lowexp_gui.cli import main


def benchmark(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["lab", "benchmark", *map(str, arguments)])


def test_a_table_and_json_of_all_parts(tmp_path: Path) -> None:
    result = benchmark(
        "--model", "article", "--megapixels", 0.02, "--megapixels", 0.005, "--json", tmp_path / "b.json"
    )
    assert result.exit_code == 0, result.output
    heading, first, second = result.stdout.splitlines()[:3]
    assert heading.split()[:3] == ["model", "megapixels", "decode"]
    assert [line.split()[:2] for line in (first, second)] == [["article", "0.005"], ["article", "0.02"]]
    assert "article, 0.005 megapixels" in result.stderr
    rows = json.loads((tmp_path / "b.json").read_text())
    assert [(row["width"], row["height"]) for row in rows] == [(87, 58), (173, 115)]
    for row in rows:
        seconds = row["measured"]["seconds"]
        work = seconds["light"] + seconds["noise"] + seconds["render"]
        assert row["ratio"] == pytest.approx(work / seconds["convolution"])
        assert row["measured"]["peak_bytes"] is None or row["measured"]["peak_bytes"] > 10_000_000


def test_json_on_standard_output_stands_alone() -> None:
    result = benchmark("--model", "article", "--megapixels", 0.005, "--json", "-")
    assert result.exit_code == 0, result.output
    assert [row["model"] for row in json.loads(result.stdout)] == ["article"]


def test_an_unknown_model_is_a_sentence() -> None:
    result = benchmark("--model", "nonesuch", "--megapixels", 0.005)
    assert result.exit_code == 1
    assert "no model “nonesuch”" in result.stderr


def test_a_file_that_cannot_be_written_is_said_before_measuring(tmp_path: Path) -> None:
    result = benchmark("--megapixels", 250, "--json", tmp_path / "nowhere" / "b.json")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize("megapixels", ["0", "-1", "nan", "1000", "many"])
def test_senseless_sizes_are_refused(megapixels: str) -> None:
    assert benchmark("--megapixels", megapixels).exit_code == 2
