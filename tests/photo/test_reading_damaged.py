import os
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from photo_files import FILES, chunk, encoded, png_with_blocks, tiff, with_tag
from photo_samples import DISPLAY_P3, GREY_GAMMA_18, picture, smooth_picture, xmp_packet
from PIL import Image

from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.reading import read_photo, read_photo_bytes


def test_a_large_xmp_packet_in_a_png_is_no_obstacle():
    packet = xmp_packet() + b" " * 10_000_000
    photo = read_photo_bytes(png_with_blocks(xmp=packet))
    assert photo.metadata.xmp == packet


def test_an_unpacking_bomb_in_a_png_is_left_out():
    photo = read_photo_bytes(png_with_blocks(xmp=bytes(200_000_000)))
    assert photo.metadata.xmp is None
    assert photo.width == 40


def test_a_damaged_block_in_a_png_is_left_out_in_silence(capfd):
    data = bytearray(png_with_blocks())
    data[data.index(b"iCCP") + 20] ^= 255
    photo = read_photo_bytes(bytes(data))
    assert photo.profile is None
    np.testing.assert_array_equal(photo.pixels, picture())
    assert capfd.readouterr() == ("", "")


def test_damaged_pixels_in_a_png_are_an_error(capfd):
    data = bytearray(FILES[PhotoFormat.PNG])
    data[-40] ^= 1
    with pytest.raises(PhotoError, match="damaged"):
        read_photo_bytes(bytes(data))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("icc", [b"rubbish" * 20, DISPLAY_P3[:250], GREY_GAMMA_18])
def test_a_profile_that_is_damaged_or_of_another_kind_is_dropped(icc):
    photo = read_photo_bytes(encoded(Image.fromarray(picture()), "TIFF", icc_profile=icc))
    assert photo.profile is None
    np.testing.assert_array_equal(photo.pixels, picture())


@pytest.mark.parametrize("exif", [b"rubbish", b"II*\0", b"II*\0\xff\xff\xff\xff" + bytes(30), bytes(200)])
def test_a_damaged_exif_block_does_not_cost_the_photo(exif):
    photo = read_photo_bytes(encoded(Image.fromarray(smooth_picture()), "JPEG", exif=b"Exif\0\0" + exif))
    assert photo.width == 40


@pytest.mark.parametrize("kind", [each for each in PhotoFormat if each not in ("jpeg", "png")])
@pytest.mark.parametrize("part", [0.05, 0.3, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_an_error(kind, part, tmp_path):
    large = np.asarray(Image.fromarray(picture(120, 160)))
    data = {
        PhotoFormat.WEBP: encoded(Image.fromarray(large), "WEBP"),
        # Its directory comes first, so that all is there but pixels.
        PhotoFormat.TIFF: tiff(large, photometric="rgb", compression="jpeg", rowsperstrip=16),
    }.get(kind, FILES[kind])
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(PhotoError, match=r"“IMG_1.jpg” is damaged or cut short") as caught:
        read_photo(path)
    assert caught.value.path == path


@pytest.mark.parametrize("kind", PhotoFormat)
def test_too_many_pixels_are_refused(kind):
    with pytest.raises(PhotoError, match="too large"):
        read_photo_bytes(FILES[kind], max_pixels=24 * 40 - 1)
    assert read_photo_bytes(FILES[kind], max_pixels=24 * 40).width == 40


def test_claimed_sizes_are_refused_before_anything_is_allocated():
    huge = 60_000
    png = FILES[PhotoFormat.PNG]
    header = struct.pack(">II", huge, huge) + png[24:29]
    bombs = [
        png[:8] + chunk(b"IHDR", header) + png[33:],
        with_tag(with_tag(FILES[PhotoFormat.TIFF], 256, huge), 257, huge),
        FILES[PhotoFormat.JPEG].replace(struct.pack(">HH", 24, 40), struct.pack(">HH", huge, huge), 1),
    ]
    for bomb in bombs:
        with pytest.raises(PhotoError, match="too large"):
            read_photo_bytes(bomb)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"Dear diary,\n", "not a picture"),
        (b"\xff\xd8\xff", "damaged"),
        (b"II*\0", "damaged"),
    ],
)
def test_what_is_no_picture_is_said(content, words, tmp_path):
    path = tmp_path / "letter.jpg"
    path.write_bytes(content)
    with pytest.raises(PhotoError, match=rf"“letter.jpg”.*{words}"):
        read_photo(path)


def test_zero_size_is_an_error():
    jpeg = FILES[PhotoFormat.JPEG].replace(struct.pack(">HH", 24, 40), struct.pack(">HH", 24, 0), 1)
    png = FILES[PhotoFormat.PNG]
    empty = png[:8] + chunk(b"IHDR", struct.pack(">II", 0, 5) + png[24:29]) + png[33:]
    for data in (jpeg, empty, with_tag(FILES[PhotoFormat.TIFF], 257, 0)):
        with pytest.raises(PhotoError):
            read_photo_bytes(data)


def test_what_is_no_file_is_said(tmp_path, open_folder, ordinary_user):
    with pytest.raises(PhotoError, match="does not exist"):
        read_photo(tmp_path / "gone.jpg")
    with pytest.raises(PhotoError, match="is a folder"):
        read_photo(tmp_path)
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(PhotoError, match="not a photo file"):
        read_photo(tmp_path / "pipe.jpg")
    with pytest.raises(PhotoError, match="cannot be read"):
        read_photo(tmp_path / ("x" * 300 + ".jpg"))
    with pytest.raises(PhotoError, match="cannot be read"):
        read_photo(Path("nul\0byte.jpg"))
    secret = open_folder / "secret.png"
    secret.write_bytes(FILES[PhotoFormat.PNG])
    secret.chmod(0)
    with ordinary_user(), pytest.raises(PhotoError, match="cannot be read"):
        read_photo(secret)


def test_sentences_are_fit_to_be_shown(tmp_path):
    path = tmp_path / "line\nbreak.jpg"
    path.write_bytes(b"nothing")
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Error" not in sentence
    assert caught.value.__cause__ is not None


@settings(max_examples=150)
@given(st.sampled_from(list(PhotoFormat)), st.data())
def test_spoiled_files_give_a_photo_or_a_sentence(kind, data):
    file = bytearray(FILES[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    try:
        photo = read_photo_bytes(bytes(file), max_pixels=1_000_000)
    except PhotoError:
        return
    assert photo.pixels.shape == (photo.height, photo.width, 3)


@settings(max_examples=80)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"RIFF"])
)
def test_rubbish_gives_a_sentence(rubbish, head):
    with pytest.raises(PhotoError):
        read_photo_bytes(head + rubbish)


def test_a_raw_file_without_a_colour_filter_is_a_grey_photo():
    # Without the tag of the filter's pattern LibRaw takes the sensor to be one that has none.
    tag = struct.pack("<HHIBBBB", 33422, 1, 4, 0, 1, 1, 2)
    file = FILES[PhotoFormat.RAW]
    assert file.count(tag) == 1
    photo = read_photo_bytes(file.replace(tag, bytes([218]) + tag[1:]))
    assert photo.grey
    assert photo.pixels.shape == (24, 40, 3)
    assert np.ptp(photo.pixels, axis=2).max() == 0
    assert photo.pixels.std() > 1000
