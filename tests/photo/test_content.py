"""What a picture is known by."""

import os
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from lowexp_gui.photo.content import content_of


def _file(folder, content, name="photo.raw"):
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("contents")


def test_name_folder_and_time_do_not_matter(folder):
    content = os.urandom(3_000_000)
    first, second = _file(folder, content), _file(folder, content, "other.jpg")
    os.utime(second, (1, 1))
    assert content_of(first) == content_of(second)
    assert len(content_of(first)) == 64


@given(st.integers(0, 1 << 20), st.data())
def test_each_byte_of_a_small_file_counts(folder, size, data):
    content = bytearray(size)
    before = content_of(_file(folder, content))
    if size:
        content[data.draw(st.integers(0, size - 1))] = 1
        assert content_of(_file(folder, content)) != before
    content.append(0)
    assert content_of(_file(folder, content)) != before


@pytest.mark.parametrize("size", [(1 << 20) + 1, 2_345_678, 40_000_000])
def test_size_both_ends_and_samples_of_a_large_one_count(folder, size):
    content = bytearray(size)
    before = content_of(_file(folder, content))
    assert content_of(_file(folder, bytes(size + 1))) != before
    for start in (0, (1 << 18) - 1, size - (1 << 18), size - 1):
        changed = bytearray(content)
        changed[start] = 1
        assert content_of(_file(folder, changed)) != before, start
    # Whatever is changed over a seventh, as any change to a picture changes the rest of it.
    for part in range(7):
        changed = bytearray(content)
        start, end = (size * each // 7 for each in (part, part + 1))
        changed[start:end] = b"\1" * (end - start)
        assert content_of(_file(folder, changed)) != before, part


def test_a_pipe_and_a_folder_are_no_photos(folder):
    os.mkfifo(folder / "pipe")
    for path in (folder / "pipe", folder, folder / "none"):
        with pytest.raises(OSError, match=r"directory|not a file"):
            content_of(path)


def test_a_sparse_file_of_a_terabyte_is_read_in_samples(folder):
    path = folder / "sparse"
    with path.open("wb") as stream:
        stream.truncate(1 << 40)
    assert content_of(path)


def _segment(marker, content):
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


def _chunk(name, content):
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


def test_a_tagged_jpeg_is_the_same_picture(dark_photo):
    before, data = content_of(dark_photo), dark_photo.read_bytes()
    tags = _segment(0xE1, b"Exif\0\0" + bytes(3000)) + b"\xff\xff" + _segment(0xFE, b"a comment")
    dark_photo.write_bytes(data[:2] + tags + data[2:])
    assert content_of(dark_photo) == before
    with Image.open(dark_photo) as picture:
        picture.load()
    dark_photo.write_bytes(data[:-3] + b"\0" + data[-2:])
    assert content_of(dark_photo) != before


@pytest.mark.parametrize("suffix", [".png", ".webp"])
def test_a_tagged_picture_is_the_same_in_other_formats(dark_photo, suffix):
    plain, tagged = (dark_photo.with_name(f"{name}{suffix}") for name in ("plain", "tagged"))
    exif = Image.Exif()
    exif[0x010E] = "a description"
    with Image.open(dark_photo) as picture:
        picture.save(plain, lossless=True)
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Title", "a title")
        picture.save(tagged, lossless=True, exif=exif, pnginfo=texts)
        other = picture.copy()
    assert plain.read_bytes() != tagged.read_bytes()
    assert content_of(plain) == content_of(tagged)
    if suffix == ".png":
        data = tagged.read_bytes()
        tagged.write_bytes(data[:-12] + _chunk(b"tEXt", b"Later\0text") + data[-12:])
        assert content_of(plain) == content_of(tagged)
    other.putpixel((0, 0), (255, 0, 0))
    other.save(tagged, lossless=True)
    assert content_of(plain) != content_of(tagged)


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
def test_blank_pictures_of_other_sizes_and_colours_are_others(tmp_path, suffix):
    contents = set()
    for number, (size, colour) in enumerate((((64, 32), 9), ((32, 64), 9), ((64, 32), 8))):
        path = tmp_path / f"{number}{suffix}"
        picture = Image.new(
            "P" if suffix == ".png" else "RGB", size, 0 if suffix == ".png" else (colour,) * 3
        )
        if suffix == ".png":
            picture.putpalette([colour] * 3)
        picture.save(path)
        contents.add(content_of(path))
    assert len(contents) == 3


@given(st.sampled_from((b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP")), st.binary(max_size=300))
@example(b"\xff\xd8", b"\xff" * 300)
@example(b"\x89PNG\r\n\x1a\n", b"\xff\xff\xff\xffIDAT")
@example(b"RIFF\0\0\0\0WEBP", b"VP8 \xff\xff\xff\xff")
def test_any_bytes_at_all_have_a_content(folder, head, rest):
    assert len(content_of(_file(folder, head + rest))) == 64


def test_a_jpeg_of_nothing_but_fill_bytes_takes_no_longer_than_another(folder):
    assert content_of(_file(folder, b"\xff\xd8" + b"\xff" * 3_000_000))
