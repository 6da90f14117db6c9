"""What a camera says about a photo."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from lowexp_gui.photo.shot import Shot, shot_of

_EXIF = 0x8769


def block(main, inner) -> bytes:
    exif = Image.Exif()
    exif.update(main)
    exif.get_ifd(_EXIF).update(inner)
    return exif.tobytes().removeprefix(b"Exif\0\0")


def test_a_whole_description() -> None:
    inner = {
        0x829A: IFDRational(1, 60),
        0x829D: IFDRational(28, 10),
        0x8827: 6400,
        0x920A: IFDRational(50, 1),
        0x9003: "2023:07:09 22:10:05",
        0xA434: "RF50mm F1.8 STM",
    }
    assert shot_of(block({0x010F: "Canon", 0x0110: "Canon EOS R6"}, inner)) == Shot(
        "Canon EOS R6",
        "RF50mm F1.8 STM",
        6400,
        1 / 60,
        2.8,
        50.0,
        datetime.datetime(2023, 7, 9, 22, 10, 5),
    )


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("NIKON CORPORATION", "NIKON D850", "NIKON D850"),
        ("SONY", "ILCE-7M3", "SONY ILCE-7M3"),
        ("", "Pixel 8", "Pixel 8"),
        ("Apple", "", "Apple"),
        ("", "", ""),
    ],
)
def test_a_make_is_not_named_twice(make: str, model: str, camera: str) -> None:
    assert shot_of(block({0x010F: make, 0x0110: model}, {})).camera == camera


@pytest.mark.parametrize(
    "inner",
    [
        {0x829A: IFDRational(0, 0)},
        {0x829A: IFDRational(0, 1)},
        {0x829D: IFDRational(4_000_000_000, 1)},
        {0x8827: 0},
        {0x9003: "2023:13:45 00:00:00"},
        {0x9003: "    :  :     :  :  "},
    ],
)
def test_what_makes_no_sense_is_unknown(inner) -> None:
    assert shot_of(block({}, inner)) == Shot()


def test_names_are_shortened_and_printable() -> None:
    shot = shot_of(block({0x0110: "a\n\u202eb\x07" + "c" * 10_000}, {}))
    assert len(shot.camera) == 60
    assert shot.camera.isprintable()


@pytest.mark.parametrize("exif", [None, b"", b"II*\0", b"nonsense" * 9])
def test_without_a_block_nothing_is_known(exif: bytes | None) -> None:
    assert shot_of(exif) == Shot()


@given(st.binary(max_size=300), st.integers(8, 200))
def test_damaged_blocks_raise_nothing(noise: bytes, place: int) -> None:
    good = block({0x0110: "Camera"}, {0x829A: IFDRational(1, 60), 0xA434: "Lens"})
    shot_of(good[:place] + noise + good[place + len(noise) :])
