"""What a file is known by."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    # Whatever is changed over a stretch of a 31st, as any change to a picture is.
    for part in range(31):
        changed = bytearray(content)
        start, end = (size * each // 31 for each in (part, part + 1))
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
