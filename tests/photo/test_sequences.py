"""Several pictures one after the other in a file: the first is opened, and that is said."""

import json
import os
import subprocess
import sys
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from photo_files import FILES, encoded, with_film
from photo_samples import smooth_picture
from PIL import Image

from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.reading import read_photo_bytes

CHILD = Path(__file__).with_name("reading_child.py")
FIRST, SECOND = Image.fromarray(smooth_picture()), Image.fromarray(255 - smooth_picture())
SEVERAL = {"save_all": True, "append_images": [SECOND, SECOND], "duration": 40}
FILMS = {
    "png": encoded(FIRST, "PNG", **SEVERAL),
    "webp": encoded(FIRST, "WEBP", lossless=True, **SEVERAL),
    "avif": encoded(FIRST, "AVIF", quality=95, subsampling="4:4:4", **SEVERAL),
    "avif without a still picture": with_film(FILES[PhotoFormat.AVIF], keep_still=False),
    "heic": with_film(FILES[PhotoFormat.HEIC]),
    "jxl": imagecodecs.jpegxl_encode(
        np.stack([smooth_picture(), 255 - smooth_picture()]), photometric="rgb", lossless=True
    ),
}


@pytest.mark.parametrize("kind", FILMS)
def test_the_first_picture_of_an_animation_is_opened_and_that_is_said(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"film.{kind.split()[0]}"
    path.write_bytes(FILMS[kind])
    # Several times and in a process of its own, as a spoilt heap shows late and takes the process with it.
    for number in range(20):
        (tmp_path / f"film {number}.{kind.split()[0]}").write_bytes(FILMS[kind])
    ran = subprocess.run(
        [sys.executable, str(CHILD), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=100,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert ran.returncode == 0, ran.stderr[-500:]
    shapes = [line.get("shape") for line in map(json.loads, ran.stdout.splitlines()) if "name" in line]
    assert shapes == [[24, 40, 3]] * 21
    photo = read_photo_bytes(FILMS[kind])
    assert np.abs(photo.pixels.astype(int) - smooth_picture()).max() <= 6
    assert "The picture is animated; its first picture was opened." in map(str, photo.notices)


@pytest.mark.parametrize("bits", [10, 12])
def test_an_animation_keeps_more_than_eight_bits(bits: int) -> None:
    codes = np.rint(smooth_picture() / 255 * ((1 << bits) - 1)).astype(np.uint16)
    still = imagecodecs.avif_encode(codes, level=98, bitspersample=bits)
    photo = read_photo_bytes(with_film(still))
    assert photo.bit_depth == 16
    assert np.abs(photo.values(photo.bounds) * 255 - smooth_picture()).max() < 5


def test_a_film_of_heic_pictures_without_a_still_one_is_refused_in_words() -> None:
    with pytest.raises(PhotoError, match="video without a still picture"):
        read_photo_bytes(with_film(FILES[PhotoFormat.HEIC], keep_still=False))


@pytest.mark.parametrize("kind", [PhotoFormat.AVIF, PhotoFormat.HEIC])
def test_what_stands_behind_the_last_box_is_no_obstacle(kind: PhotoFormat) -> None:
    assert read_photo_bytes(FILES[kind] + b"SEFHn\0\0\0whatever a telephone writes\xff\xff").width == 40
