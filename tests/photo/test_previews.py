"""Small pictures of photos that are read before the photos."""

import struct

import numpy as np
import pytest
from photo_files import dng, dng_with_picture, encoded
from photo_samples import smooth_picture
from PIL import Image

from lowexp_gui.app.photos.thumbnails import make_thumbnail
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.formats.file_format import PreviewKind
from lowexp_gui.photo.jpeg import REDUCED_SIDE
from lowexp_gui.photo.reading import read_photo, read_preview

WIDTH, HEIGHT = 1200, 800


def big_picture() -> Image.Image:
    return Image.fromarray(smooth_picture()).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)


def with_thumbnail(photo: bytes, thumbnail: bytes, orientation: int = 1) -> bytes:
    """A JPEG whose EXIF block holds a small picture."""
    second = 26
    block = b"II*\0" + struct.pack("<I", 8) + struct.pack("<HHHIII", 1, 0x0112, 3, 1, orientation, second)
    block += struct.pack("<H", 2)
    block += struct.pack("<HHII", 0x0201, 4, 1, second + 30) + struct.pack(
        "<HHII", 0x0202, 4, 1, len(thumbnail)
    )
    body = b"Exif\0\0" + block + struct.pack("<I", 0) + thumbnail
    return photo[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + photo[2:]


def small_with_bars() -> bytes:
    """160 x 120 pixels, as cameras make it of any photo."""
    small = Image.new("RGB", (160, 120))
    small.paste(big_picture().resize((160, 107)), (0, 6))
    return encoded(small, "JPEG", quality=95)


def pixels(photo):
    return photo.quantisation.decode(photo.pixels)


def shrunk(photo, size):
    codes = Image.fromarray(np.uint8(np.round(np.clip(pixels(photo), 0, 1) * 255)))
    return np.asarray(codes.resize(size, Image.Resampling.BOX)) / 255


def likeness(preview, photo):
    """Mean difference between a small picture and the photo, 0..1."""
    small = preview.photo
    return np.abs(pixels(small) - shrunk(photo, (small.width, small.height))).mean()


@pytest.fixture
def write(tmp_path):
    def write(name: str, data: bytes):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize("orientation", [1, 6, 8])
def test_the_embedded_picture_is_upright_and_without_bars(write, orientation):
    path = write("a.jpg", with_thumbnail(encoded(big_picture(), "JPEG"), small_with_bars(), orientation))
    preview, photo = read_preview(path, PreviewKind.EMBEDDED), read_photo(path)
    assert (preview.width, preview.height) == (photo.width, photo.height)
    assert max(preview.photo.width, preview.photo.height) == 160
    assert likeness(preview, photo) < 0.03


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0}])
def test_a_jpeg_is_decoded_at_a_reduced_size(write, options):
    image = big_picture().resize((2 * REDUCED_SIDE + 10, REDUCED_SIDE + 6))
    path = write("a.jpg", encoded(image, "JPEG", **options))
    preview, photo = read_preview(path, PreviewKind.REDUCED), read_photo(path)
    assert (preview.width, preview.height) == image.size
    assert preview.photo.width == REDUCED_SIDE + 5
    assert likeness(preview, photo) < 0.01


def test_a_small_jpeg_is_its_own_reduced_picture(write):
    path = write("a.jpg", encoded(big_picture().resize((301, 200)), "JPEG"))
    preview = read_preview(path, PreviewKind.REDUCED)
    assert np.array_equal(preview.photo.pixels, read_photo(path).pixels)


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_raw_file_is_developed_at_a_reduced_size(write, orientation):
    path = write("a.dng", dng(np.asarray(big_picture()) / 255, orientation=orientation))
    preview, photo = read_preview(path, PreviewKind.REDUCED), read_photo(path)
    assert (preview.width, preview.height) == (photo.width, photo.height)
    assert preview.photo.width * 2 == photo.width
    assert likeness(preview, photo) < 0.02


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", PreviewKind)
def test_the_pictures_in_a_raw_file_are_upright(write, orientation, kind):
    scene = np.asarray(big_picture().resize((300, 200)))
    path = write("a.dng", dng_with_picture((scene / 255) ** 2.2, scene[::2, ::2], orientation))
    preview, photo = read_preview(path, kind), read_photo(path)
    assert (preview.width, preview.height) == (photo.width, photo.height)
    assert likeness(preview, photo) < 0.1


@pytest.mark.parametrize("shape", [(2000, 3000), (1, 6000), (6000, 1)])
def test_a_large_picture_in_a_raw_file_is_made_smaller(write, shape):
    path = write("a.dng", dng_with_picture(np.full((60, 90, 3), 0.1), np.full((*shape, 3), 90, np.uint8)))
    preview = read_preview(path, PreviewKind.EMBEDDED)
    assert max(preview.photo.width, preview.photo.height) <= REDUCED_SIDE
    with pytest.raises(PhotoError, match="too large"):
        read_preview(path, PreviewKind.EMBEDDED, max_pixels=5999)


def test_without_a_small_picture_there_is_none(write):
    assert read_preview(write("a.jpg", encoded(big_picture(), "JPEG")), PreviewKind.EMBEDDED) is None
    raw = write("a.dng", dng(np.asarray(big_picture()) / 255))
    assert read_preview(raw, PreviewKind.EMBEDDED) is None
    png = write("a.png", encoded(big_picture(), "PNG"))
    assert {read_preview(png, kind) for kind in PreviewKind} == {None}


@pytest.mark.parametrize("kept", [0, 3, 40, 900])
def test_a_damaged_small_picture_is_an_error_or_none(write, kept):
    data = with_thumbnail(encoded(big_picture(), "JPEG"), small_with_bars()[:kept])
    try:
        preview = read_preview(write("a.jpg", data), PreviewKind.EMBEDDED)
    except PhotoError:
        return
    assert preview is None or preview.photo.width <= 160


def test_a_small_picture_that_points_anywhere_is_left_alone(write):
    photo, small = encoded(big_picture(), "JPEG"), small_with_bars()
    data = bytearray(with_thumbnail(photo, small))
    place = data.index(struct.pack("<HHI", 0x0201, 4, 1)) + 8
    data[place : place + 4] = b"\xff\xff\xff\xff"
    assert read_preview(write("a.jpg", bytes(data)), PreviewKind.EMBEDDED) is None


@pytest.mark.parametrize("kind", PreviewKind)
def test_limits_are_checked_before_anything_is_decoded(write, kind):
    path = write("a.jpg", with_thumbnail(encoded(big_picture(), "JPEG"), small_with_bars()))
    with pytest.raises(PhotoError, match="too large"):
        read_preview(path, kind, max_pixels=1000)


def test_a_jpeg_that_is_cut_short_has_its_first_rows(write):
    data = encoded(big_picture(), "JPEG", quality=95)
    preview = read_preview(write("a.jpg", data[: len(data) // 2]), PreviewKind.REDUCED)
    whole = read_preview(write("b.jpg", data), PreviewKind.REDUCED)
    assert np.array_equal(preview.photo.pixels[:100], whole.photo.pixels[:100])


def test_a_file_that_is_no_photo_is_an_error(write):
    with pytest.raises(PhotoError):
        read_preview(write("a.jpg", b"nothing"), PreviewKind.REDUCED)


def of_scans(count: int) -> bytes:
    """A progressive JPEG whose last scan is repeated."""
    data = encoded(big_picture().resize((60, 40)), "JPEG", progressive=True)
    scans = data.count(b"\xff\xda")
    last = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + last * (count - scans) + data[-2:]


@pytest.mark.parametrize(
    "read",
    [read_photo, make_thumbnail, lambda path: read_preview(path, PreviewKind.REDUCED)],
    ids=["photo", "thumbnail", "reduced"],
)
def test_a_jpeg_of_very_many_scans_is_refused(write, read):
    """Each scan of a few bytes takes a pass over all pixels."""
    assert read(write("usual.jpg", of_scans(12)))
    with pytest.raises(PhotoError, match="damaged"):
        read(write("many.jpg", of_scans(101)))


def test_a_small_picture_of_very_many_scans_is_refused(write):
    photo = encoded(big_picture(), "JPEG")
    assert read_preview(write("a.jpg", with_thumbnail(photo, of_scans(12))), PreviewKind.EMBEDDED)
    with pytest.raises(PhotoError, match="damaged"):
        read_preview(write("b.jpg", with_thumbnail(photo, of_scans(101))), PreviewKind.EMBEDDED)
