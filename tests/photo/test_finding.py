import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.photo.finding import find_photos, natural_key


def made(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return paths


def test_a_folder_gives_its_photos_in_natural_order(tmp_path):
    made(
        tmp_path,
        "img10.jpg",
        "IMG2.JPG",
        "img1.tif",
        "notes.txt",
        "sub/a.png",
        "sub/b/c.webp",
        "z.jfif",
        "q.jpe",
    )
    found = find_photos([tmp_path])
    names = [path.relative_to(tmp_path).as_posix() for path in found.photos]
    assert names == ["img1.tif", "IMG2.JPG", "img10.jpg", "q.jpe", "z.jfif", "sub/a.png", "sub/b/c.webp"]
    assert found.problems == ()


def test_folders_in_folders_are_left_out_if_asked(tmp_path):
    made(tmp_path, "a.jpg", "sub/b.jpg")
    assert find_photos([tmp_path], recursive=False).photos == (tmp_path / "a.jpg",)


def test_hidden_files_and_folders_are_left_out(tmp_path):
    made(tmp_path, "a.jpg", "._a.jpg", ".b.jpg", ".thumbnails/c.jpg")
    assert find_photos([tmp_path]).photos == (tmp_path / "a.jpg",)


def test_a_file_that_is_named_is_taken_whatever_its_suffix(tmp_path):
    odd, hidden = made(tmp_path, "scan.dat", ".hidden.jpg")
    assert find_photos([odd, hidden]).photos == (odd, hidden)


def test_no_photo_comes_twice(tmp_path):
    photo, other = made(tmp_path, "a.jpg", "b.jpg")
    (tmp_path / "link.jpg").symlink_to(photo)
    found = find_photos([other, tmp_path, photo, tmp_path / "." / "a.jpg", tmp_path])
    assert found.photos == (other, photo)
    assert found.problems == ()


def test_links_in_a_circle_are_followed_once(tmp_path):
    made(tmp_path, "a.jpg", "sub/b.jpg")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "sub" / "self.jpg").symlink_to(tmp_path / "sub" / "self.jpg")
    assert find_photos([tmp_path]).photos == (tmp_path / "a.jpg", tmp_path / "sub" / "b.jpg")


def test_a_linked_folder_is_searched(tmp_path):
    made(tmp_path, "elsewhere/a.jpg", "here/b.jpg")
    (tmp_path / "here" / "more").symlink_to(tmp_path / "elsewhere")
    assert find_photos([tmp_path / "here"]).photos == (
        tmp_path / "here" / "b.jpg",
        tmp_path / "here" / "more" / "a.jpg",
    )


def test_problems_are_told_and_the_rest_is_found(tmp_path):
    (photo,) = made(tmp_path, "a.jpg")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.jpg")
    found = find_photos(
        [tmp_path / "gone.jpg", tmp_path / "empty", tmp_path / "pipe.jpg", photo, Path("nul\0")]
    )
    assert found.photos == (photo,)
    sentences = [str(problem) for problem in found.problems]
    assert "“gone.jpg” does not exist" in sentences[0]
    assert "no photos in the folder “empty”" in sentences[1]
    assert "“pipe.jpg” is neither" in sentences[2]
    assert len(sentences) == 4
    assert [problem.path for problem in found.problems][:2] == [tmp_path / "gone.jpg", tmp_path / "empty"]


def test_pipes_in_a_folder_are_passed_over(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "folder.jpg").mkdir()
    (photo,) = made(tmp_path, "a.jpg")
    assert find_photos([tmp_path]).photos == (photo,)


def test_a_folder_that_may_not_be_read_is_told(open_folder, ordinary_user):
    made(open_folder, "a.jpg", "secret/b.jpg")
    (open_folder / "secret").chmod(0)
    with ordinary_user():
        found = find_photos([open_folder])
    (open_folder / "secret").chmod(0o755)
    assert found.photos == (open_folder / "a.jpg",)
    assert ["“secret” cannot be read" in str(problem) for problem in found.problems] == [True]


def test_the_limit_is_kept_and_told(tmp_path):
    photos = made(tmp_path, *(f"{number}.jpg" for number in range(1, 8)))
    found = find_photos([tmp_path, photos[0]], limit=5)
    assert found.photos == tuple(photos[:5])
    assert ["more than 5 photos" in str(problem) for problem in found.problems] == [True]
    assert find_photos([tmp_path], limit=7).problems == ()


@pytest.mark.parametrize("names", [["a2", "a10"], ["A1", "a2"], ["1", "2b", "10"], ["a", "a1"], ["x²", "x³"]])
def test_natural_order(names):
    backwards = names[::-1]
    backwards.sort(key=natural_key)
    assert backwards == names


@given(st.lists(st.text(max_size=8), max_size=6))
def test_any_names_can_be_sorted(names):
    ordered = sorted(names, key=natural_key)
    assert sorted(ordered, key=natural_key) == ordered
