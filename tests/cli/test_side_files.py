"""What commands write beside their results: never in the place of a photo."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from lowexp_gui.cli.commands import main

COMMANDS = {
    "summary": ("enhance", "PHOTO", "-o", "FOLDER/out", "--save-summary", "PHOTO"),
    "figures": ("evaluate", "FOLDER", "FOLDER", "--json", "PHOTO"),
    "times": ("benchmark", "--megapixels", "0.001", "--model", "article", "--json", "PHOTO"),
    "noise": ("noise", "PHOTO", "--json", "PHOTO"),
    "model": ("models", "export", "studio", "PHOTO", "--overwrite"),
}


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_command_writes_over_a_photo(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"a photo")
    filled = [each.replace("PHOTO", str(photo)).replace("FOLDER", str(tmp_path)) for each in arguments]
    result = CliRunner().invoke(main, filled)
    assert result.exit_code == 2
    assert "“a.jpg” cannot be written: let its name end in" in result.output
    assert photo.read_bytes() == b"a photo"
    assert list(tmp_path.iterdir()) == [photo]


@pytest.mark.parametrize("name", ["camera.txt", "nowhere/c.json", "x" * 300 + ".json", "folder.json"])
def test_a_name_that_cannot_be_is_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.json").mkdir()
    result = CliRunner().invoke(main, ["benchmark", "--json", str(tmp_path / name)])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)
