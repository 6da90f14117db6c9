"""Files of gigabytes, and files of many equal parts: little is read of them, in little time."""

import contextlib
import json
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from photo_files import FILES, box, chunk, png_with_blocks
from photo_samples import DISPLAY_P3, exif_block, picture

from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.reading import read_photo_bytes

CHILD = Path(__file__).with_name("reading_child.py")
PNG, JPEG, WEBP = (FILES[kind] for kind in (PhotoFormat.PNG, PhotoFormat.JPEG, PhotoFormat.WEBP))
TIFF, RAW = FILES[PhotoFormat.TIFF], FILES[PhotoFormat.RAW]
LENGTH = 3 << 30
# Generous for a busy machine; what is wrong here takes minutes.
SECONDS = 20


def _grown(data: bytes, kind: bytes) -> bytes:
    """A file of boxes whose last one claims all of the gigabytes that follow."""
    return data + struct.pack(">I4sQ", 1, kind, LENGTH - len(data))


def _with_tag(tag: int, kind: int, count: int) -> bytes:
    """A TIFF with a further row in its directory, moved to its end."""
    (first,) = struct.unpack_from("<I", TIFF, 4)
    (rows,) = struct.unpack_from("<H", TIFF, first)
    table = [TIFF[first + 2 + 12 * at : first + 14 + 12 * at] for at in range(rows)]
    table = [row for row in table if struct.unpack_from("<H", row)[0] != tag]
    table.append(struct.pack("<HHII", tag, kind, count, 8))
    body = struct.pack("<H", len(table)) + b"".join(sorted(table)) + bytes(4)
    data = TIFF + bytes(len(TIFF) % 2)
    return data[:4] + struct.pack("<I", len(data)) + data[8:] + body


SPARSE = {
    "jpeg": JPEG,
    "jpeg without an end": JPEG[:-2],
    "jpeg of segments": JPEG[:2] + (b"\xff\xe3\xff\xff" + bytes(65533)) * 20,
    "jpeg with no scan": JPEG[: JPEG.index(b"\xff\xda")],
    "png": PNG,
    "png without an end": PNG[:-12],
    "png with a long chunk": PNG[:33] + struct.pack(">I4s", 2**31 - 1, b"tEXt"),
    "png with long pixels": PNG[:33] + struct.pack(">I4s", 2**31 - 1, b"IDAT") + PNG[41:60],
    "webp": WEBP,
    "webp that claims all": WEBP[:4] + struct.pack("<I", LENGTH - 8) + WEBP[8:],
    "tiff": TIFF,
    "tiff with long places": _with_tag(273, 4, 200_000_000),
    "tiff with a long text": _with_tag(270, 2, 2_000_000_000),
    "tiff with a long profile": _with_tag(34675, 7, 2_000_000_000),
    "tiff with long xmp": _with_tag(700, 1, 2_000_000_000),
    "raw": RAW,
    "raw of Fujifilm": b"FUJIFILMCCD-RAW 0201" + bytes(2000),
    "heic": _grown(FILES[PhotoFormat.HEIC], b"mdat"),
    "heic with a long description": _grown(FILES[PhotoFormat.HEIC][:28], b"meta"),
    "avif": _grown(FILES[PhotoFormat.AVIF], b"free"),
    "avif with a long film": _grown(FILES[PhotoFormat.AVIF], b"moov"),
    "jpeg xl": FILES[PhotoFormat.JPEG_XL],
    "jpeg xl in boxes": _grown(
        b"\0\0\0\x0cJXL \r\n\x87\n" + box(b"jxlc", FILES[PhotoFormat.JPEG_XL]), b"Exif"
    ),
    "nothing known": b"whatever",
    "zeros": b"",
}


def test_of_files_of_gigabytes_little_is_read(tmp_path: Path) -> None:
    for number, (name, head) in enumerate(SPARSE.items()):
        path = tmp_path / f"{number:02} {name}.jpg"
        path.write_bytes(head)
        with path.open("r+b") as file:
            file.truncate(LENGTH)
        if path.stat().st_blocks * 512 > 1 << 30:
            pytest.skip("this disk has no files with holes")
    ran = subprocess.run(
        [sys.executable, str(CHILD), str(tmp_path), str(1400 << 20)],
        capture_output=True,
        text=True,
        timeout=250,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"},
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    outcomes = {line["name"]: line for line in map(json.loads, ran.stdout.splitlines()) if "name" in line}
    assert len(outcomes) == len(SPARSE)
    for name, outcome in outcomes.items():
        assert outcome["seconds"] < SECONDS, outcome
        assert "needs more memory" not in outcome.get("sentence", ""), outcome
        if name[3:] in ("jpeg.jpg", "png.jpg", "webp.jpg", "tiff.jpg"):
            assert outcome.get("shape") == [24, 40, 3], outcome


def test_a_file_of_five_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(PNG)
    with path.open("r+b") as file:
        file.truncate(5 << 30)
    ran = subprocess.run(
        [sys.executable, str(CHILD), str(tmp_path), str(1400 << 20)],
        capture_output=True,
        text=True,
        timeout=100,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"},
    )
    assert "larger than four gigabytes" in ran.stdout


BOMB = zlib.compress(DISPLAY_P3 + bytes(60_000_000))


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "data",
    [
        PNG[:33] + chunk(b"iCCP", b"P3\0\0" + BOMB) * 200 + PNG[33:],
        PNG[:33]
        + chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(bytes(60_000_000))) * 200
        + PNG[33:],
        PNG[:33] + chunk(b"zTXt", b"Raw profile type exif\0\0" + BOMB) * 200 + PNG[33:],
        PNG[:33] + chunk(b"zTXt", b"Comment\0\0" + BOMB) * 900 + PNG[33:],
        PNG[:33] + chunk(b"eXIf", exif_block(1)) * 20_000 + PNG[33:],
        PNG[:33] + chunk(b"teSt", b"") * 300_000 + PNG[33:],
        JPEG[:2] + (b"\xff\xe1\0\x02" * 500_000) + JPEG[2:],
        JPEG[:2] + b"\xff" * 5_000_000 + JPEG[2:],
        JPEG[:2] + b"\0\xff" * 2_500_000 + JPEG[2:],
        JPEG[:-2] + b"\xff\x05\0\0" * 1_000_000 + JPEG[-2:],
        WEBP[:4] + struct.pack("<I", len(WEBP) - 8 + 8 * 500_000) + WEBP[8:] + b"XXXX\0\0\0\0" * 500_000,
        FILES[PhotoFormat.HEIC] + struct.pack(">I4s", 8, b"free") * 500_000,
        FILES[PhotoFormat.AVIF] + struct.pack(">I4s", 8, b"moov") * 50_000,
    ],
    ids=range(13),
)
def test_many_equal_parts_take_no_time(data: bytes) -> None:
    """Seconds, not minutes; a photo or a sentence."""
    with contextlib.suppress(PhotoError):
        assert read_photo_bytes(data).width == 40


def test_the_first_of_several_profiles_counts() -> None:
    data = png_with_blocks()
    other = chunk(b"iCCP", b"other\0\0" + zlib.compress(DISPLAY_P3[:200]))
    photo = read_photo_bytes(data[: data.index(b"IDAT") - 4] + other + data[data.index(b"IDAT") - 4 :])
    assert photo.profile == DISPLAY_P3
    assert photo.pixels.shape == picture().shape
