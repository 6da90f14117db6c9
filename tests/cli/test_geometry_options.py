"""`lowexp enhance` with a geometry: the files, their metadata, and what is refused."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from lowexp_gui.cli import main
from lowexp_gui.edits.kept_edits import PhotoFile, keep_edits
from lowexp_gui.edits.photo_edits import EditsPlace, PhotoEdits
from lowexp_gui.photo.content import content_of
from lowexp_gui.photo.geometry import Crop, Geometry
from lowexp_gui.photo.processing import processing_of
from lowexp_gui.photo.reading import read_photo


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A dark photo, 60 x 40 pixels, with opacity, that is stored on its side and tells of a face."""
    path = tmp_path / "a.png"
    pixels = np.random.default_rng(3).integers(5, 60, (60, 40, 4), dtype=np.uint8)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9214] = (10, 10, 5, 5)
    Image.fromarray(pixels).save(path, exif=exif, dpi=(300, 150))
    return path


def _run(photo: Path, out: Path, *options: str, command: str = "enhance") -> Result:
    words = (command, str(photo), "-o", str(out), "--model", "article", "--device", "cpu", *options)
    return CliRunner().invoke(main, words)


def _enhanced(photo: Path, name: str, *options: str) -> Path:
    out = photo.parent / name
    result = _run(photo, out, *options)
    assert result.exit_code == 0, result.output
    (path,) = out.iterdir()
    return path


def test_turned_and_cropped_results_are_the_pixels_of_the_plain_one(photo: Path) -> None:
    plain = np.asarray(Image.open(_enhanced(photo, "plain")))
    assert plain.shape == (40, 60, 4)
    for options, expected in (
        (("--rotate", "90"), np.rot90(plain, -1)),
        (("--rotate", "180"), np.rot90(plain, 2)),
        (("--rotate", "270"), np.rot90(plain)),
        (("--flip", "horizontal"), plain[:, ::-1]),
        (("--flip", "vertical"), plain[::-1]),
        (("--rotate", "90", "--flip", "vertical"), np.rot90(plain, -1)[::-1]),
        (("--crop", "1:1"), plain[:, 10:50]),
        (("--crop", "0.5,0.25,0.5,0.5"), plain[10:30, 30:]),
        (("--rotate", "90", "--crop", "1:1"), np.rot90(plain, -1)[10:50]),
    ):
        path = _enhanced(photo, "-".join(options).replace(",", "_").replace(":", "_"), *options)
        assert np.array_equal(np.asarray(Image.open(path)), expected), options


def test_the_metadata_of_a_turned_result_are_right(photo: Path) -> None:
    result = read_photo(_enhanced(photo, "turned", "--rotate", "270", "--crop", "0,0,0.5,1"))
    exif = Image.Exif()
    exif.load(result.metadata.exif or b"")
    assert (result.width, result.height) == (20, 60)
    assert exif.get(0x0112, 1) == 1
    assert 0x9214 not in exif.get_ifd(0x8769)
    assert result.resolution == read_photo(photo).resolution[::-1]  # type: ignore[index]
    told = processing_of(result.metadata.xmp)
    assert told is not None
    assert told.geometry == Geometry(3, crop=Crop(0, 0, 0.5, 1))


def test_a_photo_as_it_was_taken_keeps_what_points_at_its_parts(photo: Path) -> None:
    exif = Image.Exif()
    exif.load(read_photo(_enhanced(photo, "plain")).metadata.exif or b"")
    assert 0x9214 in exif.get_ifd(0x8769)


def test_a_straightened_result_has_no_corners(photo: Path) -> None:
    result = read_photo(_enhanced(photo, "straight", "--straighten", "-5"))
    assert 50 < result.width < 60
    assert result.width / result.height == pytest.approx(1.5, abs=0.05)
    assert result.alpha is not None
    assert result.alpha.shape == result.pixels.shape[:2]


def test_the_stages_are_turned_too(photo: Path) -> None:
    out = photo.parent / "stages"
    assert _run(photo, out, "--stages", "--rotate", "90", "--crop", "2:1").exit_code == 0
    assert [read_photo(path).pixels.shape for path in out.iterdir()] == [(20, 40, 3)] * 3


@pytest.mark.parametrize(
    "options",
    [
        ("--crop", "4:0"),
        ("--crop", "wide"),
        ("--crop", "1,2,3"),
        ("--crop", "0.5,0,0.6,1"),
        ("--crop", "nan,0,1,1"),
        ("--crop", "9999:1"),
        ("--crop", "٤:٣"),
        ("--rotate", "45"),
        ("--straighten", "46"),
        ("--straighten", "nan"),
        ("--flip", "both"),
    ],
)
def test_what_is_not_possible_is_refused_in_a_sentence(photo: Path, options: tuple[str, str]) -> None:
    result = _run(photo, photo.parent / "out", *options)
    assert result.exit_code == 2
    assert "Error: Invalid value" in result.output
    assert not (photo.parent / "out").exists()


@pytest.mark.parametrize("place", [EditsPlace.STORE, EditsPlace.SIDECARS])
def test_the_geometry_chosen_in_the_window_is_used(photo: Path, place: EditsPlace) -> None:
    geometry = Geometry(1, True, 0.0, Crop(0.25, 0.5, 0.5, 0.5))
    plain = np.asarray(Image.open(_enhanced(photo, "plain")))
    edits = PhotoEdits(geometry=geometry)
    keep_edits([PhotoFile(1, photo, content_of(photo), edits)], place)
    path = _enhanced(photo, "edited", "--use-edits", "--rotate", "180")
    expected = np.rot90(plain, -1)[:, ::-1][30:, 10:30]
    assert np.array_equal(np.asarray(Image.open(path)), expected)
    back = dataclasses.replace(edits, geometry=Geometry())
    keep_edits([PhotoFile(1, photo, content_of(photo), back)], place)


def test_a_watched_folder_takes_the_options_too() -> None:
    result = CliRunner().invoke(main, ("watch", "--help"))
    assert "--straighten" in result.output
    assert "--crop" in result.output


def test_a_turned_result_is_made_smaller_after_it_is_cropped(photo: Path) -> None:
    result = read_photo(_enhanced(photo, "small", "--rotate", "90", "--crop", "2:1", "--long-side", "20"))
    assert result.pixels.shape == (10, 20, 3)
    assert result.alpha is not None
    assert result.alpha.shape == (10, 20)
