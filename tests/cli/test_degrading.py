"""`lowexp lab degrade`: a sheet, or a sentence, and never a photo lost."""

import os
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from lowexp_gui.cli import main
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.reading import read_photo


def degrade(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["lab", "degrade", *map(str, arguments)])


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    scene = np.random.default_rng(0).integers(90, 255, (40, 60, 3), dtype=np.uint8)
    path = tmp_path / "bright.png"
    Image.fromarray(scene).save(path)
    return path


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "sheet.png"


def check_refused(result: Result, expected: str, code: int = 1) -> None:
    assert result.exit_code == code, result.output
    assert expected in result.output
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_a_sheet_of_two_photos(photo: Path, dark_photo: Path, sheet: Path) -> None:
    result = degrade(photo, dark_photo, "-o", sheet, "--count", "2")
    assert result.exit_code == 0, result.output
    assert str(sheet) in result.output
    read = read_photo(sheet)
    assert read.width > 3 * 256
    assert read.height > 2 * 256


def test_the_seed_decides(photo: Path, tmp_path: Path) -> None:
    first, same, other = (tmp_path / f"{name}.png" for name in ("first", "same", "other"))
    for path, seed in ((first, "3"), (same, "3"), (other, "4")):
        assert degrade(photo, "--output", path, "--seed", seed).exit_code == 0
    assert first.read_bytes() == same.read_bytes() != other.read_bytes()


def test_a_file_that_is_there_stays_unless_it_may_be_overwritten(photo: Path, sheet: Path) -> None:
    sheet.write_bytes(b"mine")
    result = degrade(photo, "-o", sheet)
    assert result.exit_code == 0
    assert "sheet (2).png" in result.output
    assert sheet.read_bytes() == b"mine"
    assert degrade(photo, "-o", sheet, "--if-exists", "overwrite").exit_code == 0
    assert read_photo(sheet).format is PhotoFormat.PNG


@pytest.mark.parametrize("if_exists", ["rename", "overwrite"])
def test_the_sheet_never_takes_the_place_of_a_photo(photo: Path, tmp_path: Path, if_exists: str) -> None:
    before = photo.read_bytes()
    roundabout = tmp_path / "elsewhere" / ".." / photo.name
    (tmp_path / "elsewhere").mkdir()
    linked, second_name = tmp_path / "linked.png", tmp_path / "second.png"
    linked.symlink_to(photo)
    os.link(photo, second_name)
    for target in (photo, roundabout, linked, second_name):
        result = degrade(photo, "-o", target, "--if-exists", if_exists)
        check_refused(result, "is one of the photos")
        assert photo.read_bytes() == before
    assert linked.is_symlink()


def test_photos_that_cannot_be_read_are_a_sentence(photo: Path, sheet: Path, tmp_path: Path) -> None:
    damaged, empty, text = (tmp_path / name for name in ("damaged.png", "empty.jpg", "text.jpg"))
    damaged.write_bytes(photo.read_bytes()[:200])
    empty.touch()
    text.write_text("no photo")
    for path, expected in (
        (tmp_path / "missing.jpg", "does not exist"),
        (damaged, "damaged"),
        (empty, "is empty"),
        (text, "is not a picture in a known format"),
        (tmp_path, "is a folder"),
    ):
        check_refused(degrade(photo, path, "-o", sheet), expected)
        assert not sheet.exists()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--count", "0"), "not in the range"),
        (("--count", "-3"), "not in the range"),
        (("--count", "many"), "not a valid integer"),
        (("--count", "1000000"), "not in the range"),
        (("--seed", "-1"), "not in the range"),
        (("--if-exists", "skip"), "is not one of"),
    ],
)
def test_wrong_options_are_a_sentence(
    photo: Path, sheet: Path, arguments: tuple[str, str], expected: str
) -> None:
    check_refused(degrade(photo, "-o", sheet, *arguments), expected, code=2)
    assert not sheet.exists()


def test_a_sheet_that_cannot_be_is_a_sentence(photo: Path, sheet: Path, tmp_path: Path) -> None:
    check_refused(degrade(photo, "-o", tmp_path / "sheet.jpg"), "a name that ends in .png", code=2)
    check_refused(degrade(photo, "-o", tmp_path / "nowhere" / "sheet.png"), "does not exist")
    check_refused(degrade(*[photo] * 101, "-o", sheet), "at most 100 photos")
    check_refused(degrade("-o", sheet), "Missing argument", code=2)
    check_refused(degrade(photo), "Missing option", code=2)
    folder = tmp_path / "folder.png"
    folder.mkdir()
    check_refused(degrade(photo, "-o", folder, "--if-exists", "overwrite"), "was not saved")
    assert not list(tmp_path.glob(".*.tmp"))
