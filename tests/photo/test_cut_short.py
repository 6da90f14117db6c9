"""Files that end early, or have something between their parts: read as far as they go, and that is said."""

import re
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from photo_files import encoded
from photo_samples import smooth_picture
from PIL import Image

from lowexp_gui.batch.isolated_reading import Readable, is_readable
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.reading import read_complete_photo, read_photo_bytes

HEIGHT = 120
PICTURE = smooth_picture(HEIGHT, 160)


def _jpeg(**options: object) -> bytes:
    return encoded(Image.fromarray(PICTURE), "JPEG", quality=95, **options)


def _missing(notice: str) -> int:
    return int(notice.split("its last ")[1].split()[0])


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}], ids=str)
def test_bytes_between_the_parts_of_a_jpeg_are_skipped(options: dict[str, object]) -> None:
    data = _jpeg(exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0", **options)
    whole = read_photo_bytes(data)
    for at in (data.index(b"\xff\xdb"), data.index(b"\xff\xc4"), data.index(b"\xff\xda")):
        photo = read_photo_bytes(data[:at] + b"\0\x12stray\xff\0" + data[at:])
        np.testing.assert_array_equal(photo.pixels, whole.pixels)
        assert photo.notices == ()
        assert photo.metadata == whole.metadata


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 2}], ids=str)
def test_a_jpeg_without_its_end_marker_is_whole(options: dict[str, object]) -> None:
    data = _jpeg(**options)
    assert data.endswith(b"\xff\xd9")
    for changed in (data[:-2], data[:-1], data[:-2] + bytes(5000), data + b"whatever else" * 1000):
        photo = read_photo_bytes(changed)
        np.testing.assert_array_equal(photo.pixels, read_photo_bytes(data).pixels)
        assert (photo.notices, photo.cut_short) == ((), False)


@pytest.mark.parametrize("end", [b"", b"\xff", b"\xff\xd9", b"\xff\xd9" + bytes(3000)])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_jpeg_that_is_cut_short_is_read_as_far_as_it_goes(end: bytes, part: float, mode: str) -> None:
    image = Image.fromarray(PICTURE).convert(mode)
    data = encoded(image, "JPEG", quality=95)
    first = data.index(b"\xff\xda")
    photo = read_photo_bytes(data[: first + int((len(data) - first) * part)].rstrip(b"\xff") + end)
    if mode == "CMYK" and end.startswith(b"\xff\xd9"):
        # What is missing is not told from a picture there.
        return
    missing = _missing(str(photo.notices[0]))
    assert photo.cut_short
    assert abs(missing / HEIGHT - (1 - part)) < 0.25
    there = HEIGHT - missing
    np.testing.assert_array_equal(photo.pixels[: there - 1], read_photo_bytes(data).pixels[: there - 1])
    mean = photo.pixels[:there].mean(axis=(0, 1))
    assert np.abs(photo.pixels[there:] - mean).max() <= 1
    assert photo.pixels.shape == (HEIGHT, 160, 3)


def test_a_progressive_jpeg_that_is_cut_short_is_coarse_at_the_bottom() -> None:
    data = _jpeg(progressive=True)
    photo = read_photo_bytes(data[: int(len(data) * 0.7)])
    assert photo.cut_short
    assert np.abs(photo.pixels.astype(int) - PICTURE).max() < 60


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_progressive_jpeg_whose_last_scans_are_missing_is_told_to_be_coarse(mode: str) -> None:
    data = encoded(Image.fromarray(PICTURE).convert(mode), "JPEG", quality=95, progressive=True)
    whole = read_photo_bytes(data)
    assert (whole.notices, whole.cut_short) == ((), False)
    scans = [found.start() for found in re.finditer(b"\xff\xda", data)]
    tables = [data.rfind(b"\xff\xc4", 0, scan) for scan in scans]
    assert len(scans) > 4
    # Between two scans, with and without the tables of the next, and in the header of that.
    for number in range(2, len(scans)):
        for end in {min(tables[number], scans[number]), scans[number], scans[number] + 5}:
            photo = read_photo_bytes(data[:end])
            assert photo.cut_short
            assert len(photo.notices) == 1
            assert "fine detail is missing" in str(photo.notices[0])


@pytest.mark.parametrize("channels", ["L", "RGB", "RGBA", "P"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.99])
def test_a_png_that_is_cut_short_is_read_as_far_as_it_goes(channels: str, part: float) -> None:
    image = Image.fromarray(PICTURE).convert("RGB" if channels == "P" else channels)
    image = image.quantize(200) if channels == "P" else image
    data = encoded(image, "PNG", compress_level=1)
    start = data.index(b"IDAT") + 4
    photo = read_photo_bytes(data[: start + int((len(data) - 12 - start) * part)])
    missing = _missing(str(photo.notices[0]))
    assert photo.cut_short
    assert 0 < missing < HEIGHT
    whole = read_photo_bytes(data)
    np.testing.assert_array_equal(photo.pixels[:-missing], whole.pixels[:-missing])
    assert np.abs(photo.pixels[-missing:] - whole.pixels[:-missing].mean(axis=(0, 1))).max() <= 1
    assert photo.pixels.shape == whole.pixels.shape


def test_a_png_without_its_last_chunk_is_whole() -> None:
    data = encoded(Image.fromarray(PICTURE), "PNG")
    for changed in (data[:-12], data[:-5], data[:-12] + b"\0\0\xff\xfftEXt", data[:-17]):
        photo = read_photo_bytes(changed)
        np.testing.assert_array_equal(photo.pixels, PICTURE)
        assert (photo.notices, photo.cut_short) == ((), False)


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_a_file_without_any_row_is_damaged(kind: str) -> None:
    data = {"jpeg": _jpeg(), "png": imagecodecs.png_encode(PICTURE)}[kind]
    for place in range(8, data.index({"jpeg": b"\xff\xda", "png": b"IDAT"}[kind]) + 16, 7):
        with pytest.raises(PhotoError, match="damaged or cut short"):
            read_photo_bytes(data[:place])


def test_finetuning_measuring_and_watching_want_all_rows(tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(_jpeg()[:-600])
    with pytest.raises(PhotoError, match=r"“IMG_1.jpg” is damaged or cut short"):
        read_complete_photo(path)
    assert is_readable(path) is not Readable.YES
    path.write_bytes(_jpeg())
    assert is_readable(path) is Readable.YES
