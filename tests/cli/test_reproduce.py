"""`lowexp lab reproduce`: what is refused."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lowexp_gui.cli import main


def reproduce(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["lab", "reproduce", *map(str, arguments)])


@pytest.mark.parametrize("budget", ["0", "-1", "nan", "inf", "long"])
def test_senseless_budgets(tmp_path: Path, budget: str) -> None:
    assert reproduce("--data", tmp_path, "-o", tmp_path / "out", "--budget", budget).exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_folder_without_photos_is_a_sentence(tmp_path: Path) -> None:
    result = reproduce("--data", tmp_path, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "has no photo sets" in result.stderr


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    assert reproduce("--data", tmp_path, "-o", tmp_path / "out").exit_code == 2
