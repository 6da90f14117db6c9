"""When a photo was taken: by its camera, else by its file."""

import datetime
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.taken import date_taken


@pytest.mark.parametrize(
    ("original", "changed", "expected"),
    [
        ("2023:07:09 22:10:00", "2024:01:01 00:00:00", datetime.date(2023, 7, 9)),
        (None, "2024:01:01 00:00:00", datetime.date(2024, 1, 1)),
        ("    :  :     :  :  ", None, datetime.date(2001, 9, 9)),
        ("2023:13:45 00:00:00", None, datetime.date(2001, 9, 9)),
        (None, None, datetime.date(2001, 9, 9)),
    ],
)
def test_the_camera_has_the_first_word(
    tmp_path: Path, original: str | None, changed: str | None, expected: datetime.date
) -> None:
    exif = Image.Exif()
    if original:
        exif.get_ifd(0x8769)[0x9003] = original
    if changed:
        exif[0x0132] = changed
    path = tmp_path / "a.jpg"
    Image.fromarray(np.zeros((8, 8, 3), np.uint8)).save(path, exif=exif)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert date_taken(read_photo(path)) == expected


def test_a_pasted_picture_has_none() -> None:
    assert date_taken(photo_from_srgb(np.zeros((2, 2, 3), np.uint8))) is None
