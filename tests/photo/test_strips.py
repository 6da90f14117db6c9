"""Pictures that are written strip by strip."""

import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from photo_samples import DISPLAY_P3, picture
from PIL import Image

from lowexp_gui.photo.errors import PhotoError, TargetExistsError
from lowexp_gui.photo.photograph import Photo, PhotoFormat
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.strips import CodeStrips, of_height
from lowexp_gui.photo.writing import write_photo

WIDE = picture(width=70, height=1100)


def in_strips(codes, rows):
    """Codes in strips of so many rows."""
    return replace(
        CodeStrips.of(codes), strips=lambda: (codes[top : top + rows] for top in range(0, len(codes), rows))
    )


@given(heights=st.lists(st.integers(1, 30), min_size=1, max_size=9), rows=st.integers(1, 40))
def test_strips_are_cut_anew(heights, rows):
    codes = np.arange(sum(heights) * 6).reshape(-1, 2, 3)
    strips = np.split(codes, np.cumsum(heights)[:-1])
    cut = list(of_height(strips, rows))
    assert [len(strip) for strip in cut[:-1]] == [rows] * (len(cut) - 1)
    assert 0 < len(cut[-1]) <= rows
    assert np.array_equal(np.concatenate(cut), codes)


@settings(max_examples=20, deadline=None)
@given(width=st.integers(1, 90), height=st.integers(250, 1100), grey=st.booleans(), rows=st.integers(1, 700))
def test_a_jpeg_in_strips_is_the_same_picture(width, height, grey, rows, tmp_path_factory):
    codes = WIDE[:height, :width]
    codes = np.dstack([codes[..., 0]] * 3) if grey else codes
    target = tmp_path_factory.mktemp("jpeg") / "out.jpg"
    write_photo(in_strips(codes, rows), Photo(codes, grey=grey), target, format=PhotoFormat.JPEG, quality=90)
    stream = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(codes[..., 0] if grey else codes)).save(
        stream, "JPEG", quality=90, subsampling=0
    )
    with Image.open(stream) as whole, Image.open(target) as stripped:
        assert stripped.size == whole.size
        assert np.array_equal(np.asarray(stripped), np.asarray(whole))


def test_a_jpeg_in_one_strip_is_what_it_always_was(tmp_path):
    codes = WIDE[:256]
    write_photo(codes, Photo(codes), tmp_path / "out.jpg", format=PhotoFormat.JPEG, quality=90)
    stream = io.BytesIO()
    Image.fromarray(codes).save(stream, "JPEG", quality=90, subsampling=0)
    assert (tmp_path / "out.jpg").read_bytes() == stream.getvalue()


@pytest.mark.parametrize("kind", [PhotoFormat.PNG, PhotoFormat.TIFF])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("alpha", [False, True])
def test_lossless_files_in_strips_keep_every_bit(kind, dtype, alpha, tmp_path):
    codes = picture(width=70, height=1100, dtype=dtype)
    opacity = picture(width=70, height=1100, channels=1, dtype=dtype, seed=1) if alpha else None
    photo = Photo(codes, alpha=opacity, profile=DISPLAY_P3)
    write_photo(in_strips(codes, 130), photo, tmp_path / "strips", format=kind)
    write_photo(codes, photo, tmp_path / "whole", format=kind)
    assert (tmp_path / "strips").read_bytes() == (tmp_path / "whole").read_bytes()
    if alpha:
        assert np.array_equal(read_photo(tmp_path / "strips").alpha, opacity)


@pytest.mark.parametrize("kind", PhotoFormat)
@pytest.mark.parametrize("error", [ValueError("mistaken"), ArithmeticError("mistaken"), OSError("mistaken")])
def test_what_making_strips_raises_goes_on_and_nothing_is_left(kind, error, tmp_path):
    def strips():
        yield WIDE[:600]
        raise error

    codes = CodeStrips(70, 1100, 8, strips)
    with pytest.raises(type(error), match="mistaken"):
        write_photo(codes, Photo(WIDE), tmp_path / "out", format=kind)
    assert list(tmp_path.iterdir()) == []


def test_memory_that_runs_out_within_is_a_sentence(tmp_path):
    def strips():
        yield WIDE[:600]
        raise MemoryError

    with pytest.raises(PhotoError, match="“out” was not saved: there is not enough memory"):
        write_photo(CodeStrips(70, 1100, 8, strips), Photo(WIDE), tmp_path / "out", format=PhotoFormat.PNG)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_made_for_a_name_that_is_taken(tmp_path):
    asked = []

    def strips():
        asked.append(True)
        yield WIDE

    (tmp_path / "out").touch()
    with pytest.raises(TargetExistsError):
        write_photo(CodeStrips(70, 1100, 8, strips), Photo(WIDE), tmp_path / "out", format=PhotoFormat.PNG)
    assert not asked
